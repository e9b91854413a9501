"""The loss meter: what a feed brought, and what became of every word of it. Pure.

    arrivals of a delivery → add → Facts (one per feed, a kilobyte, kept by the desk)

A word that came in is kept, cut with a reason, or refused with its item; any
other is lost, and there must be none. Besides the sums the facts hold what
`health` judges a feed by: its silences, and its newest items' length and date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from copytaster.model.base import Noun

RECENT = 60  # newest items whose length and date are remembered
DAYS = 28  # days with news whose longest silence is remembered
_OLDEST = timedelta(days=90)  # a gap in an archive older than this says nothing of today


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item not known before: words of its body, kept and cut ones, and its own date.

    ``refused`` items have neither kept nor cut words. A cut may run through a
    word, which then stands in both: `fate` counts it once.
    """

    words: int
    kept: int = 0
    cut: int = 0
    published: datetime | None = None
    refused: bool = False

    @property
    def fate(self) -> tuple[int, int]:
        """(kept, cut) words, together never more than came in: no item's surplus hides another's loss."""
        kept = min(self.kept, self.words)
        return kept, min(self.cut, self.words - kept)


@dataclass(frozen=True, slots=True)
class Silence(Noun):
    """The longest silence that ended on one day (UTC), in seconds."""

    day: date
    seconds: int


@dataclass(frozen=True, slots=True)
class Facts(Noun):
    """What one feed brought so far.

    ``items`` are those not known before, ``again`` those that came once more.
    ``newest`` is the moment of the newest item: its own date, or when it came.
    ``lengths`` and ``dated`` are of the last items, the newest last. ``refusal`` is
    why nothing could be made of the last delivery, ``missing`` what was missing of it.
    """

    deliveries: int = 0
    unreadable: int = 0
    items: int = 0
    again: int = 0
    refused: int = 0
    words: int = 0
    kept: int = 0
    cut: int = 0
    words_refused: int = 0
    newest: datetime | None = None
    silences: tuple[Silence, ...] = ()
    lengths: tuple[int, ...] = ()
    dated: tuple[bool, ...] = ()
    refusal: str | None = None
    missing: str | None = None

    @property
    def lost(self) -> int:
        """Words that came in and are nowhere; 0 by the first law."""
        return max(0, self.words - self.kept - self.cut - self.words_refused)


def add(facts: Facts, arrivals: Sequence[Arrival], again: int, received: datetime) -> Facts:
    """The facts after these arrivals of one delivery; ``again`` counts its known items."""
    taken = [a for a in arrivals if not a.refused]
    refused = [a for a in arrivals if a.refused]
    moments = sorted({_moment(a, received) for a in taken})
    return replace(
        facts,
        items=facts.items + len(arrivals),
        again=facts.again + again,
        refused=facts.refused + len(refused),
        words=facts.words + sum(a.words for a in arrivals),
        kept=facts.kept + sum(a.fate[0] for a in taken),
        cut=facts.cut + sum(a.fate[1] for a in taken),
        words_refused=facts.words_refused + sum(a.words for a in refused),
        newest=max([*moments, *([facts.newest] if facts.newest else [])], default=None),
        silences=_silences(facts, moments, received),
        lengths=(*facts.lengths, *(a.words for a in taken))[-RECENT:],
        dated=(*facts.dated, *(a.published is not None for a in taken))[-RECENT:],
    )


def finished(facts: Facts, missing: str | None = None) -> Facts:
    """The facts after a delivery was worked through; ``missing`` is what was cut off of it."""
    return replace(facts, deliveries=facts.deliveries + 1, refusal=None, missing=missing)


def unread(facts: Facts, reason: str) -> Facts:
    """The facts after a delivery of which nothing could be made."""
    return replace(facts, unreadable=facts.unreadable + 1, refusal=reason[:500], missing=None)


def _moment(arrival: Arrival, received: datetime) -> datetime:
    """When an item appeared: a date of tomorrow is a sender's wrong clock."""
    return min(arrival.published or received, received)


def _silences(facts: Facts, moments: Sequence[datetime], received: datetime) -> tuple[Silence, ...]:
    known = {s.day: s.seconds for s in facts.silences}
    for start, end in _gaps(facts.newest, moments, received - _OLDEST):
        seconds = int((end - start).total_seconds())
        known[end.date()] = max(seconds, known.get(end.date(), 0))
    return tuple(Silence(day, known[day]) for day in sorted(known)[-DAYS:])


def _gaps(
    newest: datetime | None, moments: Iterable[datetime], oldest: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """(start, end) of each silence between one item and the next; what came late ends none."""
    later = [m for m in moments if m > (newest or oldest)]
    return pairwise([newest, *later] if newest else later)
