"""Silence is noticed, and so are shrinking copy, undated items and a certificate about to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake import Facts, Flag, flags
from copytaster.intake.meter import Arrival, Silence, add
from copytaster.model import Subscription

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
FEED = Subscription("f", "https://wire.example/feed", last_success=NOON)


def kinds(facts: Facts, feed: Subscription = FEED, now: datetime = NOON) -> list[str]:
    """The kinds of flags raised."""
    return [flag.kind for flag in flags(feed, facts, now)]


def published(*moments: datetime, words: int = 200) -> Facts:
    """The facts of a feed that published at these moments, all seen at noon."""
    return add(Facts(), [Arrival(words, words, 0, m) for m in moments], 0, NOON)


def daily(hours: range, until: datetime, days: int = 14, skip: tuple[int, ...] = ()) -> Facts:
    """A feed with an item each of these hours of the day, up to a moment; no work on ``skip`` weekdays."""
    start = until.replace(hour=0, minute=0) - timedelta(days=days)
    moments = [start + timedelta(days=d, hours=h) for d in range(days + 1) for h in hours]
    return published(*(m for m in moments if m <= until and m.weekday() not in skip))


def test_a_round_the_clock_wire_is_late_after_hours() -> None:
    """An hourly feed that has been silent for three hours is told of, with both spans."""
    facts = daily(range(24), NOON - timedelta(hours=3))
    assert flags(FEED, facts, NOON) == (
        Flag("late", "silent for 3 hours; usually never for more than 60 minutes"),
    )
    assert kinds(daily(range(24), NOON - timedelta(hours=1))) == []


def test_a_newsroom_that_sleeps_is_not_late_in_the_morning() -> None:
    """Fourteen hours of night are this feed's own rhythm; a day and a half is not."""
    assert kinds(daily(range(8, 19), NOON.replace(hour=18) - timedelta(days=1))) == []
    assert kinds(daily(range(8, 19), NOON.replace(hour=18) - timedelta(days=2))) == ["late"]


def test_a_quiet_weekend_is_not_late_on_monday() -> None:
    """A feed of five days a week keeps its weekends."""
    monday = datetime(2031, 3, 3, 8, 0, tzinfo=UTC)
    facts = daily(range(9, 18), monday - timedelta(days=2, hours=15), days=28, skip=(5, 6))
    assert kinds(facts, replace(FEED, last_success=monday), monday) == []


def test_our_own_absence_is_not_the_feeds_silence() -> None:
    """Judged at the last look that was answered: a desk that was off for a week blames nobody."""
    facts = daily(range(24), NOON)
    assert kinds(facts, FEED, NOON + timedelta(days=7)) == []
    assert kinds(facts, replace(FEED, last_success=None)) == []


def test_one_accident_does_not_blind_the_watch() -> None:
    """A three-day outage weeks ago does not become the rhythm."""
    days = tuple(Silence(date(2031, 2, d), 3600) for d in range(10, 28))
    facts = replace(
        daily(range(24), NOON - timedelta(hours=4)),
        silences=(*days, Silence(date(2031, 2, 28), 3 * 86400)),
    )
    assert kinds(facts) == ["late"]


def test_a_feed_is_known_before_it_is_judged() -> None:
    """A handful of items, or one afternoon of them, says nothing of the rhythm."""
    few = published(*(NOON - timedelta(hours=30 + n) for n in range(5)))
    assert kinds(few) == []
    afternoon = published(*(NOON - timedelta(hours=9, minutes=n) for n in range(40)))
    assert kinds(afternoon) == []


def lengths(*words: int) -> Facts:
    """A feed whose newest items have these lengths."""
    return Facts(items=len(words), lengths=words, dated=(True,) * len(words))


@pytest.mark.parametrize(
    ("words", "raised"),
    [
        ((400,) * 30 + (60,) * 10, ["shrinking"]),
        ((400,) * 30 + (300,) * 10, []),
        ((400, 30) * 20, []),
        ((12,) * 30 + (4,) * 10, []),
        ((400,) * 10 + (60,) * 10, []),
    ],
    ids=["full-to-excerpt", "a-little-shorter", "mixed-as-ever", "headlines", "not-known-yet"],
)
def test_copy_that_shrinks(words: tuple[int, ...], raised: list[str]) -> None:
    """Full text that became excerpts is noticed; a mixed, a short or a new feed is not blamed."""
    assert kinds(lengths(*words)) == raised


@pytest.mark.parametrize(
    ("dated", "raised"),
    [
        ((True,) * 30 + (False,) * 10, ["undated"]),
        ((True,) * 35 + (False,) * 5, ["undated"]),
        ((True,) * 36 + (False,) * 4, []),
        ((False,) * 40, []),
        ((False,) * 10, []),
    ],
    ids=["all", "half", "fewer", "always-so", "not-known-yet"],
)
def test_a_wave_of_undated_items(dated: tuple[bool, ...], raised: list[str]) -> None:
    """A feed that used to date its items and stops is told of; one that never did is not."""
    assert kinds(Facts(items=len(dated), dated=dated, lengths=(9,) * len(dated))) == raised


@pytest.mark.parametrize(("days", "raised"), [(11, 0), (9, 1), (-1, 1)])
def test_a_certificate_about_to_end(days: int, raised: int) -> None:
    """Ten days before its end, and after it."""
    feed = replace(FEED, certificate_until=NOON + timedelta(days=days))
    assert len(flags(feed, Facts(), NOON)) == raised


def test_lost_words_are_told() -> None:
    """The one flag that must never be raised says how many."""
    assert [f.message for f in flags(FEED, Facts(words=10, kept=7), NOON)] == [
        "3 words came in and are nowhere; please report this"
    ]


def test_a_muted_feed_is_left_in_peace() -> None:
    """Nobody is told of what they muted."""
    assert kinds(Facts(words=10), replace(FEED, muted=True)) == []


@given(
    st.builds(
        Facts,
        items=st.integers(0, 99),
        words=st.integers(0, 99),
        newest=st.none() | st.just(NOON),
        silences=st.lists(st.builds(Silence, st.dates(), st.integers(0, 10**6)), max_size=9).map(
            tuple
        ),
        lengths=st.lists(st.integers(0, 999), max_size=60).map(tuple),
        dated=st.lists(st.booleans(), max_size=60).map(tuple),
    )
)
def test_no_facts_break_the_judgement(facts: Facts) -> None:
    """Any facts give at most one flag of each kind."""
    raised = kinds(facts)
    assert len(raised) == len(set(raised))
