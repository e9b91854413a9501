"""Long-running stories: each new event points at the one it goes on from, and so a thread hangs together.

::

    arrival opens an event → stories with two of its names → likest of them, the newer the better
                           → the event of that story, if it is alike enough, or none

A link between two events, not another grouping of stories: nothing is moved by
it. Events that have left the live window are remembered by a few of their
stories for two months, so the work for an arrival is bounded by the caps below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copytaster.matching.entry import Entry, Weights

DAY = 86_400
# A matter that nobody wrote of for so long is another matter when it comes back.
SPAN = 60 * DAY
# What is told within half a day is the same day's news, whether or not it is one event.
_APART = DAY // 2
# A predecessor a fortnight older counts half.
_HALF_LIFE = 14 * DAY
# Past stories remembered, the oldest forgotten first, and of one event at most so many.
_PAST = 20_000
_OF_EVENT = 3
# Whoever is named in more stories than this is in all the news, and says nothing of the matter.
_CROWDED = 300
# Stories compared with an arrival: those with most names in common, the newest first.
_COMPARED = 16
_SHARED = 2
# As alike as this and sharing names, two events are of one running matter.
ALIKE = 0.2
_UNIT = 1_000_000
# Events of one thread that are told.
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Trail:
    """A past story: its event's id, its time, the names in it and the weights of its words."""

    event: str
    at: int
    names: tuple[str, ...]
    body: Weights


class Threads:
    """Which event follows which, and what is remembered to tell."""

    def __init__(self) -> None:
        self.follows: dict[str, str] = {}
        self.past: dict[int, Trail] = {}
        self._named: dict[str, list[int]] = {}

    def put(self, no: int, marks: Iterable[str]) -> None:
        """Let a story be found by the names in its marks; numbers come in ascending order."""
        for name in names_in(marks):
            self._named.setdefault(name, []).append(no)

    def drop(self, no: int, marks: Iterable[str]) -> None:
        """Let a story not be found any more."""
        for name in names_in(marks):
            there = self._named[name]
            del there[bisect_left(there, no)]
            if not there:
                del self._named[name]

    def refile(self, live: Iterable[tuple[int, Iterable[str]]]) -> None:
        """File all live and past stories by their names anew."""
        self._named = {}
        for no, marks in sorted([*live, *((no, t.names) for no, t in self.past.items())]):
            self.put(no, marks)

    def close(self, event: str, members: Sequence[Entry]) -> None:
        """An event leaves the live window: its first and last origins are remembered."""
        origins = [e for e in members if e.is_origin and e.marks]
        kept = origins if len(origins) <= _OF_EVENT else [origins[0], *origins[1 - _OF_EVENT :]]
        for entry in kept:
            self.past[entry.no] = Trail(event, entry.at, names_in(entry.marks), entry.body)
        if not kept:
            self.follows.pop(event, None)

    def expire(self, now: int) -> None:
        """Forget past events that are too old, or too many."""
        while self.past:
            no, oldest = next(iter(self.past.items()))
            if len(self.past) <= _PAST and oldest.at >= now - SPAN:
                return
            self.drop(no, oldest.names)
            del self.past[no]
            if not any(t.event == oldest.event for t in self._next(_OF_EVENT)):
                self.follows.pop(oldest.event, None)

    def _next(self, most: int) -> Iterator[Trail]:
        """The oldest trails: those of one event stand together."""
        return (trail for trail, _ in zip(self.past.values(), range(most), strict=False))

    def seek(
        self, entry: Entry, live: Mapping[int, Entry], event_of: Callable[[Entry], str]
    ) -> str | None:
        """The event that a new event's first story goes on from; None where there is none.

        ``live`` are the live stories by number, ``event_of`` gives the id of a live one's event.
        """
        found: list[tuple[float, int, str]] = []
        for no in self._near(entry):
            other = live.get(no)
            if other is not None and (other.event == entry.event or not other.is_origin):
                continue
            known = other or self.past[no]
            fit = _fit(entry.at - known.at, known.body, entry.body)
            if fit:
                found.append(
                    (fit, no, event_of(known) if isinstance(known, Entry) else known.event)
                )
        return self._newest(found)

    def _newest(self, found: Sequence[tuple[float, int, str]]) -> str | None:
        """The newest of the events found in the thread of the likest."""
        if not found:
            return None
        *_, likest = max(found)
        of_it = [(no, event) for _, no, event in found if likest in (event, *self.before(event))]
        return max(of_it)[1]

    def _near(self, entry: Entry) -> list[int]:
        """The stories that share two names or more with the entry, those with most first."""
        shared: Counter[int] = Counter()
        for name in names_in(entry.marks):
            there = self._named.get(name, ())
            if len(there) <= _CROWDED:
                shared.update(there)
        found = [(-n, -no) for no, n in shared.items() if n >= _SHARED and no != entry.no]
        return [-no for _, no in sorted(found)[:_COMPARED]]

    def merged(self, gone: str, into: str) -> None:
        """An event became part of another, and so did what it follows and what follows it."""
        before = self.follows.pop(gone, None)
        for event, followed in self.follows.items():
            if followed == gone:
                self.follows[event] = into
        if before is not None:
            self.follows.setdefault(into, before)
        if self.follows.get(into) == into:
            del self.follows[into]

    def before(self, event: str) -> tuple[str, ...]:
        """The events it goes on from, the newest first."""
        found: list[str] = []
        at = event
        while len(found) < LONGEST and (at := self.follows.get(at, "")):
            if at in (event, *found):
                break
            found.append(at)
        return tuple(found)


def names_in(marks: Iterable[str]) -> tuple[str, ...]:
    """The names among marks."""
    return tuple(mark for mark in marks if mark.startswith("n:"))


def _fit(age: int, body: Weights, weights: Weights) -> float:
    """How well a story so much older is gone on from; 0 where it is not."""
    if not _APART <= age <= SPAN:
        return 0.0
    common = weights.keys() & body.keys()
    if len(common) < _SHARED:
        return 0.0
    alike = sum([body[term] * weights[term] for term in common]) / _UNIT
    return alike * _HALF_LIFE / (_HALF_LIFE + age) if alike >= ALIKE else 0.0
