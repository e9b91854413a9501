"""What an editor must be told of a feed before its readers notice: pure judgements.

    Subscription, Facts, now → flags → Flag(kind, message)

Every bound is relative to the feed's own past, so that a weekly column and a
wire are judged alike; nothing is said of a feed that is not known long enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from copytaster.intake.meter import Facts
from copytaster.model import Subscription

FlagKind = Literal["late", "shrinking", "undated", "certificate", "lost", "unreadable", "cut"]

PATIENCE = 1.5  # silences longer than this many times the usual longest are late
SHORTEST = timedelta(hours=1)
_DAYS_KNOWN = 3  # with fewer days of news known, no night may have been seen
_NIGHT = timedelta(days=1)
_OUTLIER_FROM = 10  # with so many days known, the longest silence may have been an accident
NEWEST = 10  # items that are compared with those before them
BEFORE = 20
SHRUNK = 0.5
_WORTH_LOOKING = 40  # words an item usually has; headlines alone cannot shrink
WARNING = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something is wrong with a feed that still answers; ``message`` is for the editor."""

    kind: FlagKind
    message: str


def flags(feed: Subscription, facts: Facts, now: datetime) -> tuple[Flag, ...]:
    """What to tell of a feed; nothing of a muted one. ``now`` is aware UTC."""
    if feed.muted:
        return ()
    return tuple(_flags(feed, facts, now))


def _flags(feed: Subscription, facts: Facts, now: datetime) -> Iterator[Flag]:
    if facts.refusal:
        yield Flag("unreadable", facts.refusal)
    if facts.missing:
        yield Flag("cut", facts.missing)
    yield from _late(feed, facts)
    yield from _shrinking(facts.lengths)
    yield from _undated(facts.dated)
    until = feed.certificate_until
    if until is not None and until - now < WARNING:
        ends = "ended" if until <= now else "ends"
        yield Flag("certificate", f"the server's certificate {ends} on {until:%Y-%m-%d}")
    if facts.lost:
        yield Flag("lost", f"{facts.lost} words came in and are nowhere; please report this")


def _late(feed: Subscription, facts: Facts) -> Iterator[Flag]:
    usual = longest_silence(facts)
    # Judged at the last look that was answered: our own absence is not the feed's.
    if usual is None or facts.newest is None or feed.last_success is None:
        return
    silent = feed.last_success - facts.newest
    if silent > max(SHORTEST, usual * PATIENCE):
        yield Flag(
            "late", f"silent for {_spoken(silent)}; usually never for more than {_spoken(usual)}"
        )


def longest_silence(facts: Facts) -> timedelta | None:
    """How long the feed is silent at most when all is well; None where it is not known yet."""
    known = sorted(s.seconds for s in facts.silences)
    if not known or facts.items < BEFORE:
        return None
    longest = known[-2] if len(known) >= _OUTLIER_FROM else known[-1]
    usual = timedelta(seconds=longest)
    return usual if len(known) >= _DAYS_KNOWN else max(usual, _NIGHT)


def _shrinking(lengths: Sequence[int]) -> Iterator[Flag]:
    newest, before = lengths[-NEWEST:], lengths[:-NEWEST]
    if len(before) < BEFORE:
        return
    now, once = median(newest), median(before)
    if once >= _WORTH_LOOKING and now < once * SHRUNK:
        yield Flag(
            "shrinking", f"its last {NEWEST} items have {now:.0f} words, those before {once:.0f}"
        )


def _undated(dated: Sequence[bool]) -> Iterator[Flag]:
    newest, before = dated[-NEWEST:], dated[:-NEWEST]
    if len(before) < BEFORE:
        return
    without = newest.count(False)
    if without * 2 >= NEWEST and before.count(False) * 10 <= len(before):
        yield Flag("undated", f"{without} of its last {NEWEST} items carry no date")


def _spoken(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"
