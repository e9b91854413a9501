"""The sentences a composed story may take, each with the range it is cited by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from copytaster.anatomy import copy_sentences
from copytaster.compose.antecedents import Antecedents
from copytaster.compose.standing import is_whole, stands_alone
from copytaster.compose.surnames import Names, people_of
from copytaster.model import Block, Story
from copytaster.model.base import quick

# Bounds on what is looked at: news says what matters early.
MOST_STORIES = 40
MOST_SENTENCES = 80
FEWEST_WORDS = 5
MOST_WORDS = 70
# A slug or date of so many characters may stand before a dateline.
_SLUG = 60


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an origin: ``text`` is the folded ``story.text[start:end]``.

    ``story`` is the story's id, ``doc`` counts stories, ``place`` the sentence's place in its story;
    ``needs`` is the place of the sentence it leans on, -1 where it stands alone; ``people``
    are those it names in full, and those it names by surname alone.
    """

    story: str
    doc: int
    place: int
    start: int
    end: int
    text: str
    needs: int
    words: int
    people: tuple[Names, Names] = (frozenset(), frozenset())


def candidates(stories: Sequence[Story]) -> list[Candidate]:
    """All sentences fit to be taken, story by story, in their order."""
    found: list[Candidate] = []
    for doc, story in enumerate(stories[:MOST_STORIES]):
        found.extend(_once(story, doc))
    return found


def _once(story: Story, doc: int) -> list[Candidate]:
    """An event is composed anew with every story that joins it: the others' sentences are the same."""
    return story.once((_once, doc), lambda: _of(story, doc))


def _of(story: Story, doc: int) -> list[Candidate]:
    cuts = _merged([(c.start, c.end) for c in story.cuts])
    found = []
    antecedents, people, named_at = Antecedents(), people_of(story), dict[str, int]()
    blocked = story if story.blocks else story.with_(blocks=_paragraphs(story.text))
    for place, sentence in enumerate(copy_sentences(blocked)[:MOST_SENTENCES]):
        start = _behind_dateline(story, sentence.start, sentence.end)
        said = story.text[start : sentence.end].split()
        words, text = len(said), " ".join(said)
        needs = antecedents.taken_up(said, place)
        named = people.within(start, sentence.end)
        leans = max((named_at[n] for n in named[1] if n in named_at), default=-1)
        named_at = dict.fromkeys(named[0], place) | named_at
        if sentence.kind != "paragraph" or not FEWEST_WORDS <= words <= MOST_WORDS:
            continue
        if is_whole(text) and not _covers(cuts, start, sentence.end):
            needs = needs if stands_alone(text) else place - 1
            needs = needs if needs >= 0 else leans
            found.append(
                Candidate(story.id, doc, place, start, sentence.end, text, needs, words, named)
            )
    return found


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Block(0, len(text), "paragraph"),) if text else ()


def _behind_dateline(story: Story, start: int, end: int) -> int:
    """Where the sentence begins once its dateline is left to the citation's range."""
    if story.dateline is None or story.dateline.span.field != "text":
        return start
    behind = story.dateline.span.end
    opens = story.dateline.span.start < start + _SLUG
    if not (opens and start < behind < end):
        return start
    while behind < end and (story.text[behind].isspace() or story.text[behind] in "-–—:"):
        behind += 1
    return behind


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _covers(cuts: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any cut lies within the range."""
    at = bisect_right(cuts, (end, 0)) - 1
    return at >= 0 and cuts[at][1] > start and cuts[at][0] < end
