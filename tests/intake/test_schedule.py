"""The schedule gives out what is due, in order, a few per host, and each feed once at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake.schedule import Schedule
from copytaster.model import Subscription

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def feed(n: int, minutes: int | None = 0, host: str = "", **known: object) -> Subscription:
    """A feed due so many minutes from noon, on its own host unless named."""
    when = None if minutes is None else NOON + minutes * MINUTE
    url = f"https://{host or f'h{n}.example'}/{n}"
    return Subscription(id=str(n), url=url, next_poll=when, **known)  # type: ignore[arg-type]


def scheduled(*feeds: Subscription, per_host: int = 8) -> Schedule:
    """A schedule of these at noon."""
    made = Schedule(per_host)
    made.load(feeds, NOON)
    return made


def ids(taken: list[Subscription]) -> list[str]:
    """Their ids in the order given out."""
    return [s.id for s in taken]


def test_the_longest_overdue_go_first_and_the_rest_wait() -> None:
    """Never polled, long overdue, just due; what is not due, muted or a folder stays."""
    made = scheduled(
        feed(1, 0), feed(2, -90), feed(3, None), feed(4, 5), feed(5, -1, muted=True),
        replace(feed(6), url="file:///srv/wire"),
    )  # fmt: skip
    assert ids(made.take(NOON, 9)) == ["3", "2", "1"]
    assert made.next_due() == NOON + 5 * MINUTE
    assert ids(made.take(NOON + 5 * MINUTE, 9)) == ["4"]
    assert made.next_due() is None


def test_a_feed_that_is_out_is_not_given_twice() -> None:
    """Not by another look, nor by a fresh load, until it is put back; then by its new moment."""
    made = scheduled(feed(1))
    assert ids(made.take(NOON, 9)) == ["1"]
    made.load([feed(1)], NOON)
    assert made.take(NOON, 9) == []
    made.put(feed(1, 30), NOON)
    assert made.take(NOON + 29 * MINUTE, 9) == []
    assert ids(made.take(NOON + 30 * MINUTE, 9)) == ["1"]


def test_a_host_with_many_feeds_leaves_room_for_others() -> None:
    """Two of the busy host are out at once; the next goes when one comes back."""
    crowd = [feed(n, -60 + n, host="busy.example") for n in range(10)]
    made = scheduled(*crowd, feed(90, 0), per_host=2)
    assert ids(made.take(NOON, 99)) == ["0", "1", "90"]
    made.back("1")
    assert ids(made.take(NOON, 99)) == ["2"]


def test_a_moment_no_plan_makes_is_due_at_once() -> None:
    """A next poll a year off was written by a wrong clock."""
    assert ids(scheduled(feed(1, 525_600)).take(NOON, 9)) == ["1"]


def test_what_is_unsubscribed_or_muted_meanwhile_is_not_asked() -> None:
    """A removal and a mute take effect on what already waits."""
    made = scheduled(feed(1), feed(2), feed(3), per_host=1)
    made.drop("1")
    made.put(feed(2, muted=True), NOON)
    assert ids(made.take(NOON, 9)) == ["3"]


@given(
    st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 3)), max_size=40),
    st.integers(1, 3),
    st.integers(1, 7),
)
def test_everything_due_goes_out_once(
    feeds: list[tuple[int, int]], per_host: int, most: int
) -> None:
    """Whatever the hosts and limits: each due feed goes out exactly once, and no host has too many out."""
    known = [feed(n, minutes, host=f"h{host}.example") for n, (minutes, host) in enumerate(feeds)]
    made = scheduled(*known, per_host=per_host)
    gone: list[str] = []
    while taken := made.take(NOON, most):
        hosts = [s.url.split("/")[2] for s in taken]
        assert len(taken) <= most
        assert max(map(hosts.count, hosts)) <= per_host
        for subscription in taken:
            gone.append(subscription.id)
            made.put(replace(subscription, next_poll=NOON + 200 * MINUTE), NOON)
    assert sorted(gone) == sorted(s.id for s in known if s.next_poll and s.next_poll <= NOON)
