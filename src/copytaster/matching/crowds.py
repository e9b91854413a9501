"""How crowded a subject is: what an ordinary day brings on it looks alike, and must not pass for one event.

The measure is the mean cosine of a story with the nearest among some older
ones, always so many, chosen by a number that has nothing to do with what they
say: so a busy wire is not more crowded than a quiet one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
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
# Samples kept for days that were asked for.
_KEPT = 8


@dataclass(slots=True)
class _Older:
    """Some of the stories before a day: the rank that ends them, how many, and who weighs a term how much."""

    last: int
    size: int
    holders: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def products(self, body: Weights) -> list[int]:
        """The product of a weighting with each of them."""
        found = [0] * self.size
        for term in body.keys() & self.holders.keys():
            weight = body[term]
            for at, other in self.holders[term]:
                found[at] += weight * other
        return found


class Crowds:
    """The stories that weigh, by day and in each day by rank."""

    def __init__(self) -> None:
        self._days: dict[int, list[int]] = {}
        self._older: dict[int, _Older] = {}

    def put(self, entry: Entry) -> None:
        """Count an entry among those of its day."""
        rank = _rank(entry.no)
        insort(self._days.setdefault(entry.at // DAY, []), rank)
        self._forget(entry.at // DAY, rank)

    def take(self, entry: Entry) -> None:
        """Count an entry no longer."""
        day, rank = entry.at // DAY, _rank(entry.no)
        ranks = self._days[day]
        del ranks[bisect_left(ranks, rank)]
        if not ranks:
            del self._days[day]
        self._forget(day, rank)

    def crowd(self, entry: Entry, entries: Mapping[int, Entry]) -> float:
        """The mean cosine of the nearest among some stories of well before its day."""
        before = (entry.at - APART) // DAY
        older = self._older.get(before) or self._sampled(before, entries)
        if older.size < _ENOUGH:
            return USUAL
        nearest = sorted(older.products(entry.body))[-_NEAREST:]
        return round(sum(nearest) / (_NEAREST * UNIT * UNIT), 4)

    def _sampled(self, before: int, entries: Mapping[int, Entry]) -> _Older:
        """Of the stories before a day those of the lowest ranks."""
        days = (ranks[:_SAMPLE] for day, ranks in self._days.items() if day < before)
        ranks = sorted(chain.from_iterable(days))[:_SAMPLE]
        holders = defaultdict[str, list[tuple[int, int]]](list)
        for at, rank in enumerate(ranks):
            for term, weight in entries[rank & (1 << _BITS) - 1].body.items():
                holders[term].append((at, weight))
        last = ranks[-1] if len(ranks) == _SAMPLE else 1 << 2 * _BITS
        if len(self._older) >= _KEPT:
            self._older.clear()
        self._older[before] = older = _Older(last, len(ranks), holders)
        return older

    def _forget(self, day: int, rank: int) -> None:
        """Drop the samples that a story of that day and rank came into or left."""
        stale = [before for before, o in self._older.items() if day < before and rank <= o.last]
        for before in stale:
            del self._older[before]


def _rank(no: int) -> int:
    """A number to choose by, the entry's own in its lower half."""
    return (no * _SCATTER % (1 << _BITS)) << _BITS | no
