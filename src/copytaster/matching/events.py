"""Which event a story tells: streaming mean-link over TF-IDF, in whole numbers.

The mean cosine between a story and an event's stories is linear in the
event's summed weights, so only the sums are kept. Weights are integers: sums
are exact in any order, a story taken out leaves no rounding behind, and a
matcher restored from its bytes goes on exactly as the one that was saved.

Constants were tuned on the 2016 part of a dated stream of news and hold on
the 2017 part (bench/matching.py).
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import TypeVar

from copytaster.matching.entry import Entry, Weights
from copytaster.matching.prior import prior

DAY = 86_400
TOP = 30
UNIT = 1000
JOIN = 0.145
# What editors taught moves the bar by this much at most.
LEANING = 0.05
TITLE_SHARE = 0.3
PER_DAY = 0.12
# A story without a time of its own may be of any day: it counts as so many days away.
UNDATED_DAYS = 0.5
# Of a term in more events than this, only events found by rarer terms are scored.
CROWDED = 120
SHORTLIST = 12
# Events are looked for by so many of the heaviest terms, and compared by all.
LEADING = 12
_PRIOR = 10
# Document frequencies are halved at this many stories, so that they stay bounded and forget.
_HALVE_AT = 40_000
# Below this summed product (a cosine of 0.04) an event is not looked at.
_FAINT = 40_000
# The weight of a term that stands n times.
_MOST = 63
_TIMES = (0.0, *(1 + math.log(n) for n in range(1, _MOST + 1)))
# Common whole numbers, shared to save memory.
_NUMBERS = tuple(range(UNIT + 1))


_Key = TypeVar("_Key", int, str)
# What each event holds of a term, and the term's weight in the story.
_Deferred = tuple[dict[int, int], int]


@dataclass(slots=True)
class Event:
    """One running event: its members in order of arrival and the sums of those that weigh.

    ``fixed``: an editor merged or split it; the matcher adds to it, and never undoes that.
    """

    no: int
    id: str
    members: list[int] = field(default_factory=list)
    newest: int = 0
    fixed: bool = False
    languages: Counter[str] = field(default_factory=Counter)
    size: int = 0
    times: int = 0
    title: dict[str, int] = field(default_factory=dict)


def foreign(entry: Entry, event: Event) -> bool:
    """Whether the event is told in other languages only: nobody but an editor joins those."""
    return bool(entry.language) and bool(event.languages) and entry.language not in event.languages


class Events:
    """All live events and what their stories are about."""

    def __init__(self) -> None:
        self.stories, self.frequency = prior()
        self.live: dict[int, Event] = {}
        self._postings: dict[str, dict[int, int]] = {}

    def weigh(self, counted: Mapping[str, int], headline: Iterable[str]) -> tuple[Weights, Weights]:
        """(body, headline) weights of a story by what is known so far; unit length is `UNIT`."""
        known, seen, log = math.log(self.stories + _PRIOR), self.frequency.get, math.log
        body = [
            (_TIMES[n if n < _MOST else _MOST] * (log(seen(t, 0) + 0.5) - known), t)
            for t, n in counted.items()
        ]
        title = [(log(seen(t, 0) + 0.5) - known, t) for t in set(headline)]
        return _unit(body), _unit(title)

    def learn(self, story_terms: Iterable[str]) -> None:
        """Count one more story's terms, each given once."""
        self.frequency.update(story_terms)
        self.stories += 1
        if self.stories >= _HALVE_AT:
            self.stories //= 2
            halved = {t: n // 2 for t, n in self.frequency.items() if n > 1}
            self.frequency = Counter(halved)

    def nearest(self, entry: Entry, window: int, leaning: float) -> tuple[int, float] | None:
        """The event the entry fits best and how well, or None when none is near enough.

        ``leaning``, from -1 to 1, is how readily editors' lessons let it be joined.
        """
        least = JOIN - LEANING * leaning
        best: tuple[float, int] | None = None
        for no, score in self.scores(entry.body, entry.title):
            event = self.live[no]
            if abs(entry.at - event.newest) > window or foreign(entry, event):
                continue
            fit = score - PER_DAY * days_apart(entry, event)
            if fit >= least and (best is None or (fit, -no) > best):
                best = (fit, -no)
        return None if best is None else (-best[1], best[0])

    def scores(
        self, body: Weights, title: Weights, most: int = SHORTLIST
    ) -> list[tuple[int, float]]:
        """The likeliest events with their mean cosine, body and headline together."""
        rough, deferred = self._rough(body)
        live = self.live
        likely = [(-total / live[no].size, no) for no, total in rough.items() if total > _FAINT]
        short = heapq.nsmallest(most, likely)
        heads = list(zip(*title, strict=True))
        return [(no, _mean(live[no], rough[no], deferred, heads)) for _, no in short]

    def put(self, event: Event, entry: Entry) -> None:
        """Add the entry's weights to its event's sums."""
        entry.weighs = True
        self._shift(event, entry, 1)

    def take(self, event: Event, entry: Entry) -> None:
        """Take the entry's weights out again."""
        if entry.weighs:
            entry.weighs = False
            self._shift(event, entry, -1)

    def _shift(self, event: Event, entry: Entry, sign: int) -> None:
        event.size += sign
        event.times += sign * entry.at
        for term, weight in zip(*entry.title, strict=True):
            _bump(event.title, term, sign * weight)
        for term, weight in zip(*entry.body, strict=True):
            postings = self._postings.setdefault(term, {})
            _bump(postings, event.no, sign * weight)
            if not postings:
                del self._postings[term]

    def _rough(self, body: Weights) -> tuple[dict[int, int], list[_Deferred]]:
        """Summed products per event over the leading terms that few events share, and the other terms."""
        sums: dict[int, int] = {}
        deferred: list[_Deferred] = []
        leading = 0
        for term, weight in zip(*body, strict=True):
            postings = self._postings.get(term)
            if postings is None:
                continue
            if leading == LEADING or len(postings) > CROWDED:
                deferred.append((postings, weight))
                continue
            leading += 1
            for no, held in postings.items():
                sums[no] = sums.get(no, 0) + weight * held
        return sums, deferred


def _mean(
    event: Event, rough: int, deferred: list[_Deferred], heads: list[tuple[str, int]]
) -> float:
    no, title = event.no, event.title
    total = rough + sum([weight * held.get(no, 0) for held, weight in deferred])
    head = sum([weight * title.get(term, 0) for term, weight in heads])
    return (total + TITLE_SHARE * head) / (event.size * UNIT * UNIT)


def days_apart(entry: Entry, event: Event) -> float:
    """Days between a story and the mean time of those that weigh in an event."""
    apart = abs(entry.at - event.times / event.size) / DAY
    return apart if entry.dated else max(UNDATED_DAYS, apart)


def cosine(one: Weights, other: Mapping[str, int]) -> float:
    """The cosine of two weightings."""
    return sum(w * other.get(t, 0) for t, w in zip(*one, strict=True)) / (UNIT * UNIT)


def _unit(negative: list[tuple[float, str]]) -> Weights:
    """The heaviest terms of (minus weight, term), scaled to length `UNIT`, heaviest first."""
    # Numbers alone sort far quicker than pairs: find the last weight that counts first.
    last = sorted([w for w, _ in negative])[:TOP][-1:] or [0.0]
    heaviest = sorted([pair for pair in negative if pair[0] <= last[0]])[:TOP]
    kept = [(-w, t) for w, t in heaviest if w < 0]
    length = math.sqrt(sum(w * w for w, _ in kept))
    whole = [(t, min(UNIT, round(UNIT * w / length))) for w, t in kept]
    whole = [(t, w) for t, w in whole if w]
    # One string for each term, however many stories hold it.
    return tuple(intern(t) for t, _ in whole), tuple(_NUMBERS[w] for _, w in whole)


def _bump(sums: dict[_Key, int], key: _Key, by: int) -> None:
    value = sums.get(key, 0) + by
    if value:
        sums[key] = value
    else:
        sums.pop(key, None)
