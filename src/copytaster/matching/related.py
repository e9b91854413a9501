"""What to read next: the background of a story and what followed, fit to stand beside it.

Not the same story again: no reprint, no other edition, no second telling of
what happened, neither of the story's own event nor of a link before it, nor in
another language.
Measured on 60 stories judged by a reader (bench/_related.py). Names, titles
and leads weighed apart did not better the ranking there: the likeness of what
is told as a whole carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from copytaster.matching.counterparts import tells_the_same
from copytaster.matching.entry import DAY, Entry, gist_of, moment
from copytaster.matching.keepsakes import Keepsake
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import plain_copy, similarity
from copytaster.matching.tone import Tone, Tones, fits
from copytaster.matching.weighing import UNIT, cosine, product
from copytaster.matching.words import stems, tokens
from copytaster.model import Story

# Below this cosine two stories have words in common, not a matter.
LEAST = 0.03
# So do any two where much is alike on a subject: they must be this much of what is usual there (`Entry.crowd`),
# and more where one is grave and the other is not. On 60 judged stories (bench/_related.py) these cost no
# link of use; where nothing older is known, and any subject may be crowded, they leave few that are of none.
_OF_USUAL = 0.9
_OF_USUAL_BESIDE_GRAVE = 1.2
# A story three weeks older, or later, scores half.
HALF_LIFE = 20 * DAY
# Of so many live stories likest to it.
_LOOKED_AT = 80
# As much shared text as this, and it is the same story again.
SAME_TEXT = 0.25
# Told within this time, in one event and as like as that: the same story in other words.
_AT_ONCE = 3 * DAY // 2
_RETOLD = 0.2
# Two links may be nearer to each other than to the story they stand under.
_LINKS_RETOLD = 0.4
# Nothing says whether a story of the archive is of the same event: then it must be liker still.
_UNKNOWN_RETOLD = 0.45


@dataclass(frozen=True, slots=True)
class Archived:
    """A story that is live no more, by its keepsake, and its coverage's id (empty: not known)."""

    id: str
    kept: Keepsake
    coverage: str = ""


class Keyword(NamedTuple):
    """A word that says what a story is about: the forms of it that stand there, and its weight in thousandths."""

    forms: tuple[str, ...]
    weight: int


def related_to(
    shelf: Shelf,
    tones: Tones,
    story: Story,
    limit: int,
    coverage: str = "",
    archived: Iterable[Archived] = (),
) -> list[tuple[str, float]]:
    """(story id, score 0 to 1) of what to read after a story, best first.

    ``archived`` are stories that are not live, considered beside the live
    ones; ``coverage`` is the one the story is in, where it is itself not live.
    """
    own = _series(shelf, story.id)
    known = shelf.numbers.get(story.id)
    if known is not None:
        near = _told(shelf, shelf.entries[known])
    else:
        near = Archived(story.id, keepsake_of(shelf, tones, story), coverage)
    chosen: list[tuple[str, float]] = []
    links: list[Archived] = []
    for score, told in _ranked(shelf, near.kept, archived, _usual(shelf, story.id)):
        if len(chosen) >= limit:
            break
        fit = told.id not in own and _may_follow(near, told) and not _repeats(told, links)
        if fit and not _translated(shelf, known, told):
            links.append(told)
            chosen.append((told.id, round(min(1.0, score), 4)))
    return chosen


def keepsake_of(shelf: Shelf, tones: Tones, story: Story) -> Keepsake:
    """The keepsake of a story: its entry's, or one of its words as if it had just come."""
    no = shelf.numbers.get(story.id)
    if no is not None:
        return _kept(shelf.entries[no])
    gist, at = gist_of(story, tones), moment(story)
    body, _ = shelf.events.weigher.weigh(gist.counted, gist.lead)
    return Keepsake(shelf.clock.now if at is None else at, body, gist.sample, gist.tone)


def keywords_of(kept: Keepsake, story: Story) -> list[Keyword]:
    """The words of a story's terms as they stand in it, the heaviest first."""
    words = dict.fromkeys(tokens(f"{story.headline or ''} {plain_copy(story)}"))
    standing: dict[str, list[str]] = {}
    for term, word in zip(stems(words), words, strict=True):
        standing.setdefault(term, []).append(word)
    heaviest = sorted(kept.body.items(), key=lambda both: (-both[1], both[0]))
    return [Keyword(tuple(standing[t]), weight) for t, weight in heaviest if t in standing]


def _ranked(
    shelf: Shelf, near: Keepsake, archived: Iterable[Archived], usual: float
) -> Iterator[tuple[float, Archived]]:
    """The live origins likest to it and what of the archive is live no more, best first."""
    found: list[tuple[float, str, Entry | Archived]] = []
    for alike, entry in shelf.events.neighbours.like(near.body, _LOOKED_AT):
        if alike >= _least(near.tone, entry.tone, usual):
            found.append((-_faded(alike, near.at, entry.at), entry.id, entry))
    for one in archived:
        if one.id not in shelf.numbers:
            alike = product(near.body, one.kept.body)
            if alike >= _least(near.tone, one.kept.tone, usual):
                found.append((-_faded(alike, near.at, one.kept.at), one.id, one))
    found.sort(key=itemgetter(0, 1))
    for score, _, told in found:
        yield -score, told if isinstance(told, Archived) else _told(shelf, told)


def _usual(shelf: Shelf, story: str) -> float:
    """How much alike what is told on a live story's subject is anyway; a reprint's is that of what it repeats."""
    no = shelf.numbers.get(story)
    if no is None:
        return 0.0
    entry = shelf.entries[no]
    return shelf.entries.get(entry.root, entry).crowd


def _least(one: Tone, other: Tone, usual: float) -> float:
    """The product from which on two stories of these tones may be of one matter."""
    mixed = "grave" in (one, other) and one != other
    part = _OF_USUAL_BESIDE_GRAVE if mixed else _OF_USUAL
    return max(LEAST, part * usual) * UNIT**2


def _faded(alike: int, at: int, then: int) -> float:
    """How much alike, less what lies in time between."""
    return alike / UNIT**2 * HALF_LIFE / (HALF_LIFE + abs(at - then))


def _told(shelf: Shelf, entry: Entry) -> Archived:
    return Archived(entry.id, _kept(entry), shelf.events.live[entry.event].id)


def _kept(entry: Entry) -> Keepsake:
    return Keepsake(entry.at, entry.body, entry.sample, entry.tone)


def _series(shelf: Shelf, id_: str) -> set[str]:
    """The ids of a live story, its other editions, and what these repeat."""
    no = shelf.numbers.get(id_)
    if no is None:
        return {id_}
    editions = list(shelf.series(shelf.entries[no]))
    roots = (shelf.entries[e.root] for e in editions if e.root in shelf.entries)
    return {e.id for e in (*editions, *roots)}


def _may_follow(near: Archived, told: Archived) -> bool:
    return fits(near.kept.tone, told.kept.tone) and not _again(near, told, _RETOLD)


def _translated(shelf: Shelf, known: int | None, told: Archived) -> bool:
    """Whether it tells the event of a live story in another language."""
    no = shelf.numbers.get(told.id)
    if known is None or no is None:
        return False
    return tells_the_same(shelf, shelf.events.live[shelf.entries[known].event], shelf.entries[no])


def _repeats(told: Archived, links: list[Archived]) -> bool:
    return any(_again(told, link, _LINKS_RETOLD) for link in links)


def _again(one: Archived, other: Archived, retold: float) -> bool:
    """Whether two stories tell the same: one text, or one happening told at once."""
    if similarity(one.kept.sample, other.kept.sample) >= SAME_TEXT:
        return True
    if abs(one.kept.at - other.kept.at) >= _AT_ONCE:
        return False
    like = cosine(one.kept.body, other.kept.body)
    if one.coverage and one.coverage == other.coverage:
        return like >= retold
    return not (one.coverage and other.coverage) and like >= _UNKNOWN_RETOLD
