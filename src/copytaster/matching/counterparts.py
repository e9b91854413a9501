"""Events in other languages that may be the same event: a suggestion to an editor, never a decision."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copytaster.matching.entry import DAY, Entry
from copytaster.matching.events import Event
from copytaster.matching.shelf import Shelf

# Stories further apart in time are not of one event, however alike.
_APART = 3 * DAY // 2
# So many marks in common at least, of two sorts or all of them names: one name is in all the news.
_FEWEST = 3
# Below this the common marks are a small part of what either story names.
_LEAST = 0.3
# A desk that has just begun is taken to have seen so many other stories.
_UNSEEN = 100
# The event's newest stories are compared; the older ones said the same.
_COMPARED = 6


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An event that may be the same: its likeliest story, how alike (0 to 1), what they share."""

    coverage: str
    story: str
    language: str
    score: float
    shared: tuple[str, ...]


def counterparts(shelf: Shelf, event: Event, limit: int) -> tuple[Counterpart, ...]:
    """The events in other languages that share most with this one, best first."""
    own = [e for e in _tellers(shelf, event.members) if e.marks and e.language][-_COMPARED:]
    spoken = {e.language for e in own}
    rarity = _Rarity(shelf.entries.values())
    best: dict[int, tuple[float, int, Entry, tuple[str, ...]]] = {}
    for entry in own:
        for other in shelf.entries.values():
            if other.event == event.no or other.language in spoken or not _near(entry, other):
                continue
            shared = _shared(entry, other)
            score = rarity.likeness(entry, other, shared) if shared else 0.0
            if score >= _LEAST and score > best.get(other.event, (0.0,))[0]:
                best[other.event] = (score, -other.no, other, shared)
    ranked = sorted(best.values(), key=lambda found: (-found[0], -found[1]))
    return tuple(
        Counterpart(
            shelf.events.live[other.event].id, other.id, other.language, round(score, 3), shared
        )
        for score, _, other, shared in ranked[:limit]
    )


def tells_the_same(shelf: Shelf, event: Event, other: Entry) -> bool:
    """Whether a story likely tells the event in another language, as its names, places and numbers go.

    A quick look: marks count alike, however rare.
    """
    if not other.language or other.event == event.no:
        return False
    own = [e for e in _tellers(shelf, event.members) if e.language][-_COMPARED:]
    return any(
        e.language != other.language
        and abs(e.at - other.at) <= _APART
        and len(_shared(e, other)) >= _LEAST * math.sqrt(len(e.marks) * len(other.marks)) > 0
        for e in own
    )


def _tellers(shelf: Shelf, members: Sequence[int]) -> Iterator[Entry]:
    return (e for no in members if (e := shelf.entries[no]).is_origin)


def _near(entry: Entry, other: Entry) -> bool:
    return bool(other.language) and other.is_origin and abs(entry.at - other.at) <= _APART


def _shared(entry: Entry, other: Entry) -> tuple[str, ...]:
    """The common marks in the order of the first story; none where they prove nothing."""
    there = set(other.marks)
    shared = tuple(m for m in entry.marks if m in there)
    sorts = [m[0] for m in shared]
    proves = len(set(sorts)) > 1 or sorts.count("n") >= _FEWEST
    return shared if len(shared) >= _FEWEST and proves else ()


class _Rarity:
    """How much a mark says: the fewer of the live stories have it, the more."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._count: Counter[str] = Counter()
        stories = 0
        for entry in entries:
            stories += 1
            self._count.update(entry.marks)
        self._all = math.log(stories + _UNSEEN)

    def likeness(self, one: Entry, other: Entry, shared: Sequence[str]) -> float:
        """The cosine of the two stories' marks, each as heavy as it is rare."""
        return self._length(shared) / math.sqrt(self._length(one.marks) * self._length(other.marks))

    def _length(self, marks: Iterable[str]) -> float:
        return sum((self._all - math.log(self._count[m] + 1)) ** 2 for m in marks)
