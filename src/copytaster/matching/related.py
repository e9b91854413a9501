"""What to read next: the background of a story and what followed, fit to stand beside it.

Not the same story again: no reprint, no other edition, no second telling of
what happened, neither of the story's own event nor of a link before it.
Measured on 60 stories judged by a reader (bench/_related.py). Names, titles
and leads weighed apart did not better the ranking there: the likeness of what
is told as a whole carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copytaster.matching.entry import DAY, Entry, Gist, Weights, gist_of, moment
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import Sample, plain_copy, similarity
from copytaster.matching.tone import Tone, Tones, fits
from copytaster.matching.weighing import cosine
from copytaster.matching.words import stems, tokens
from copytaster.model import Story

# Below this cosine two stories have words in common, not a matter.
LEAST = 0.025
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
    """A story that is live no more, and the id of the coverage it was in (empty: not known)."""

    story: Story
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the choice rests on. ``event`` is the id of its coverage, empty where that is not known."""

    id: str
    at: int
    event: str
    body: Weights
    sample: Sample
    tone: Tone


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
    known = shelf.numbers.get(story.id)
    gist = gist_of(story, tones)
    near = _told(shelf, shelf.entries[known]) if known is not None else None
    near = near or _stranger(shelf, story, gist, coverage)
    candidates = [*_live(shelf, near), *_others(shelf, tones, archived)]
    ranked = sorted((-_score(near, told), told.id, told) for told in candidates)
    chosen: list[tuple[str, float]] = []
    links: list[_Told] = []
    own = _series(shelf, story.id)
    for score, id_, told in ranked:
        if len(chosen) >= limit or -score < LEAST:
            break
        if id_ not in own and _may_follow(near, told) and not _repeats(told, links):
            links.append(told)
            chosen.append((id_, round(min(1.0, -score), 4)))
    return chosen


def keywords_of(shelf: Shelf, tones: Tones, story: Story, most: int) -> tuple[str, ...]:
    """The words of a story's heaviest terms, as they stand in it."""
    no = shelf.numbers.get(story.id)
    own = shelf.entries[no].body if no is not None else None
    body = own or _stranger(shelf, story, gist_of(story, tones), "").body
    heaviest = sorted(body, key=lambda term: (-body[term], term))[:most]
    words = tokens(f"{story.headline or ''} {plain_copy(story)}")
    standing = dict(zip(reversed(list(stems(words))), reversed(words), strict=True))
    return tuple(standing[term] for term in heaviest if term in standing)


def _score(near: _Told, told: _Told) -> float:
    return cosine(near.body, told.body) * HALF_LIFE / (HALF_LIFE + abs(near.at - told.at))


def _live(shelf: Shelf, near: _Told) -> Iterator[_Told]:
    """The likest live origins."""
    for entry in shelf.events.neighbours.like(near.body, _LOOKED_AT):
        yield _told(shelf, entry)


def _others(shelf: Shelf, tones: Tones, archived: Iterable[Archived]) -> Iterator[_Told]:
    for one in archived:
        if one.story.id not in shelf.numbers:
            yield _stranger(shelf, one.story, gist_of(one.story, tones), one.coverage)


def _told(shelf: Shelf, entry: Entry) -> _Told:
    event = shelf.events.live[entry.event].id
    return _Told(entry.id, entry.at, event, entry.body, entry.sample, entry.tone)


def _stranger(shelf: Shelf, story: Story, gist: Gist, coverage: str) -> _Told:
    """A story that is not live, weighed as if it were."""
    at = moment(story)
    body, _ = shelf.events.weigher.weigh(gist.counted, gist.lead)
    when = shelf.clock.now if at is None else at
    return _Told(story.id, when, coverage, body, gist.sample, gist.tone)


def _series(shelf: Shelf, id_: str) -> set[str]:
    """The ids of a live story, its other editions, and what these repeat."""
    no = shelf.numbers.get(id_)
    if no is None:
        return {id_}
    editions = list(shelf.series(shelf.entries[no]))
    roots = (shelf.entries[e.root] for e in editions if e.root in shelf.entries)
    return {e.id for e in (*editions, *roots)}


def _may_follow(near: _Told, told: _Told) -> bool:
    return fits(near.tone, told.tone) and not _again(near, told, _RETOLD)


def _repeats(told: _Told, links: list[_Told]) -> bool:
    return any(_again(told, link, _LINKS_RETOLD) for link in links)


def _again(one: _Told, other: _Told, retold: float) -> bool:
    """Whether two stories tell the same: one text, or one happening told at once."""
    if similarity(one.sample, other.sample) >= SAME_TEXT:
        return True
    if abs(one.at - other.at) >= _AT_ONCE:
        return False
    like = cosine(one.body, other.body)
    if one.event and one.event == other.event:
        return like >= retold
    return not (one.event and other.event) and like >= _UNKNOWN_RETOLD
