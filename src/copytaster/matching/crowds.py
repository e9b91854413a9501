"""How crowded a subject is: what an ordinary day brings on it looks alike, and must not pass for one event.

The measure is the mean cosine of a story with the nearest among some older
ones, always so many, chosen by a number that has nothing to do with what they
say: so a busy wire is not more crowded than a quiet one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from itertools import chain

from copytaster.matching.entry import DAY, Entry, Weights
from copytaster.matching.kinship import APART, USUAL
from copytaster.matching.weighing import UNIT

# The mean of so many that are nearest, among so many older stories.
_NEAREST = 5
_SAMPLE = 40
# With fewer older stories than this, nothing is known.
_ENOUGH = 15
# Odd, so that every number has a rank of its own (Knuth's multiplicative hashing).
_SCATTER = 2_654_435_769
_BITS = 32
_NUMBER = (1 << _BITS) - 1
_LAST = 1 << 2 * _BITS
# Samples kept for days that were asked for.
_KEPT = 8


class _Older:
    """Some of the stories before a day, by rank, and who of them weighs a term how much."""

    __slots__ = ("_bodies", "_holders", "last", "stale")

    def __init__(self) -> None:
        self._bodies: dict[int, Weights] = {}
        self._holders: dict[str, dict[int, int]] = {}
        # Stories of this rank and below are in it, so that one of them that comes or goes changes it.
        self.last = _LAST
        self.stale = True

    def __len__(self) -> int:
        """How many stories."""
        return len(self._bodies)

    def choose(self, ranks: list[int], entries: Mapping[int, Entry]) -> None:
        """Hold the stories of these ranks, ascending, and no others: mostly those it holds already."""
        bodies = {rank: entries[rank & _NUMBER].body for rank in ranks}
        for rank, body in list(self._bodies.items()):
            if bodies.get(rank) is not body:
                del self._bodies[rank]
                for term in body:
                    del self._holders[term][rank]
        for rank in bodies.keys() - self._bodies.keys():
            self._bodies[rank] = bodies[rank]
            for term, weight in bodies[rank].items():
                self._holders.setdefault(term, {})[rank] = weight
        self.last = ranks[-1] if len(ranks) == _SAMPLE else _LAST
        self.stale = False

    def products(self, body: Weights) -> list[int]:
        """The product of a weighting with each of them, ascending."""
        found = dict.fromkeys(self._bodies, 0)
        for term in body.keys() & self._holders.keys():
            weight = body[term]
            for rank, other in self._holders[term].items():
                found[rank] += weight * other
        return sorted(found.values())


class Crowds:
    """The stories that weigh, by day and in each day by rank."""

    def __init__(self) -> None:
        self._days: dict[int, list[int]] = {}
        self._older: dict[int, _Older] = {}

    def put(self, entry: Entry) -> None:
        """Count an entry among those of its day."""
        rank = _rank(entry.no)
        insort(self._days.setdefault(entry.at // DAY, []), rank)
        self._spoil(entry.at // DAY, rank)

    def take(self, entry: Entry) -> None:
        """Count an entry no longer."""
        day, rank = entry.at // DAY, _rank(entry.no)
        ranks = self._days[day]
        del ranks[bisect_left(ranks, rank)]
        if not ranks:
            del self._days[day]
        self._spoil(day, rank)

    def crowd(self, entry: Entry, entries: Mapping[int, Entry]) -> float:
        """The mean cosine of the nearest among some stories of well before its day."""
        before = (entry.at - APART) // DAY
        older = self._of(before)
        if older.stale:
            older.choose(self._ranks(before), entries)
        if len(older) < _ENOUGH:
            return USUAL
        return round(sum(older.products(entry.body)[-_NEAREST:]) / (_NEAREST * UNIT * UNIT), 4)

    def _of(self, before: int) -> _Older:
        if before not in self._older and len(self._older) >= _KEPT:
            self._older.clear()
        return self._older.setdefault(before, _Older())

    def _ranks(self, before: int) -> list[int]:
        """Of the stories before a day the lowest ranks."""
        days = (ranks[:_SAMPLE] for day, ranks in self._days.items() if day < before)
        return sorted(chain.from_iterable(days))[:_SAMPLE]

    def _spoil(self, day: int, rank: int) -> None:
        """Note which samples a story of that day and rank comes into or leaves."""
        for before, older in self._older.items():
            if day < before and rank <= older.last:
                older.stale = True


def _rank(no: int) -> int:
    """A number to choose by, the entry's own in its lower half."""
    return (no * _SCATTER % (1 << _BITS)) << _BITS | no
