"""The loss meter adds up, and remembers a feed's silences whatever order its items come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake.meter import DAYS, RECENT, Arrival, Facts, Silence, add, finished, unread

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ARRIVALS = st.lists(
    st.builds(
        Arrival,
        words=st.integers(0, 500),
        kept=st.integers(0, 500),
        cut=st.integers(0, 500),
        published=st.none() | st.integers(-90, 2).map(lambda h: NOON + h * HOUR),
        refused=st.booleans(),
    ),
    max_size=30,
)


def item(hours: float, words: int = 100) -> Arrival:
    """An item published so many hours before noon, kept whole."""
    return Arrival(words, words, 0, NOON - hours * HOUR)


@given(ARRIVALS, ARRIVALS)
def test_the_sums_do_not_depend_on_the_batches(one: list[Arrival], two: list[Arrival]) -> None:
    """Two batches or one: the same sums, and every item is in one of them."""
    apart = add(add(Facts(), one, 1, NOON), two, 2, NOON)
    whole = add(Facts(), [*one, *two], 3, NOON)
    for name in ("items", "again", "refused", "words", "kept", "cut", "words_refused", "newest"):
        assert getattr(apart, name) == getattr(whole, name)
    assert whole.items == len(one) + len(two)
    assert (apart.lengths, apart.dated) == (whole.lengths, whole.dated)
    assert Facts.from_dict(whole.to_dict()) == whole


def test_nothing_is_lost_until_something_is() -> None:
    """In less kept, cut and refused is what was lost."""
    facts = add(Facts(), [Arrival(100, 80, 20), Arrival(50, refused=True)], 0, NOON)
    assert (facts.lost, facts.words_refused, facts.refused) == (0, 50, 1)
    assert add(facts, [Arrival(100, 80, 15)], 0, NOON).lost == 5


def test_the_longest_silence_of_each_day_is_kept() -> None:
    """A feed's list comes newest first; what counts is the gap that ended on a day."""
    facts = add(Facts(), [item(0), item(1), item(4), item(30)], 0, NOON)
    assert facts.newest == NOON
    assert facts.silences == (Silence(NOON.date(), 26 * 3600),)
    later = add(facts, [replace(item(0), published=NOON + 36 * HOUR)], 0, NOON + 40 * HOUR)
    assert later.silences[-1] == Silence((NOON + 36 * HOUR).date(), 36 * 3600)


def test_what_comes_late_ends_no_silence() -> None:
    """An item older than the newest changes no rhythm, and tomorrow's date is a wrong clock."""
    facts = add(Facts(), [item(0), item(2)], 0, NOON)
    assert add(facts, [item(1)], 0, NOON).silences == facts.silences
    assert add(facts, [replace(item(0), published=NOON + 9 * HOUR)], 0, NOON).newest == NOON


def test_an_undated_item_counts_from_when_it_came() -> None:
    """Without a date the moment of its coming stands in."""
    facts = add(Facts(), [Arrival(10, 10)], 0, NOON)
    assert (facts.newest, facts.dated) == (NOON, (False,))


@given(st.lists(st.integers(0, 10_000), max_size=200))
def test_what_is_remembered_is_bounded(hours: list[int]) -> None:
    """However long the archive, a feed's facts stay a page."""
    facts = add(Facts(), [item(h) for h in hours], 0, NOON)
    assert len(facts.silences) <= DAYS
    assert len(facts.lengths) <= RECENT
    assert len(facts.dated) <= RECENT


def test_deliveries_are_counted() -> None:
    """Read or not, each delivery is one."""
    facts = unread(finished(Facts()), "it is empty")
    assert (facts.deliveries, facts.unreadable) == (1, 1)


def test_a_word_counted_twice_hides_no_lost_one() -> None:
    """A cut that runs through words adds to no other item's balance: what is lost shows."""
    doubled = Arrival(10, kept=12, cut=3)
    lossy = Arrival(10, kept=4, cut=2)
    facts = add(Facts(), [doubled, lossy], 0, datetime(2031, 5, 6, tzinfo=UTC))
    assert facts.lost == 4
    assert facts.words == facts.kept + facts.cut + facts.words_refused + facts.lost
