"""The plan is a pure function: every rule of polite polling as a line of arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import AddressRefused, FetchError
from copytaster.intake import Response, due, heed, next_due, plan
from copytaster.intake.hosts import host_of, shares_back_off
from copytaster.intake.polling import (
    BACK_OFF,
    DAY,
    FLOOR,
    HOUR,
    LONGEST_HOLD,
    at_interval,
    host_holds,
    validators,
)
from copytaster.intake.wishes import freshness, http_date, retry_after
from copytaster.model import Subscription

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
URL = "https://wire.example.com/feed"
KNOWN = Subscription(
    "feed", URL, etag='"a"', last_modified="then", sha256="0", rhythm=HOUR, validators_since=NOW
)


def answer(status: int = 200, body: bytes = b"new", **headers: str) -> Response:
    """An answer with header names written as keywords, ETag sent unless told otherwise."""
    sent = {"etag": '"b"'} | {n.replace("_", "-"): v for n, v in headers.items()}
    return Response(status, URL, {n: v for n, v in sent.items() if v}, body)


def wait(subscription: Subscription) -> float:
    """Seconds until the next poll."""
    assert subscription.next_poll is not None
    return (subscription.next_poll - NOW).total_seconds()


def test_validators_of_a_200_replace_the_old_ones_verbatim() -> None:
    """Both are stored exactly as sent, and dropped when not sent."""
    after = plan(KNOWN, answer(etag='W/"x y"', last_modified="odd"), NOW, 0)
    assert (after.etag, after.last_modified) == ('W/"x y"', "odd")
    after = plan(KNOWN, answer(last_modified=""), NOW, 0)
    assert (after.etag, after.last_modified) == ('"b"', None)


def test_validators_are_stored_though_the_body_is_the_same() -> None:
    """A 200 with a known body still brings its new validators."""
    once = plan(KNOWN, answer(), NOW, 0)
    assert plan(once, answer(etag='"c"'), NOW, 0).etag == '"c"'


def test_a_304_brings_validators_and_keeps_the_rest() -> None:
    """A 304 may carry a new ETag; what it does not carry stays."""
    after = plan(KNOWN, answer(304, etag='"new"'), NOW, 0)
    assert (after.etag, after.last_modified, after.failures) == ('"new"', "then", 0)


def test_a_304_nobody_asked_for_is_a_failure() -> None:
    """Without validators sent, 304 is no answer."""
    assert plan(Subscription("f", URL), answer(304), NOW, 0).failures == 1


def test_validators_are_dropped_after_eight_days() -> None:
    """A server that answers 304 for ever is asked for the whole feed every eight days."""
    day = timedelta(days=1)
    sub = KNOWN
    for n in range(8):
        assert validators(sub, NOW + n * day) == ('"a"', "then")
        sub = plan(sub, answer(304, etag=""), NOW + n * day, 0)
    assert validators(sub, NOW + 8 * day) == (None, None)
    assert validators(plan(sub, answer(), NOW + 8 * day, 0), NOW + 9 * day) == ('"b"', None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, HOUR),
        ({"cache_control": "public, max-age=7200"}, 7200),
        ({"cache_control": 'MAX-AGE="7200"'}, 7200),
        ({"cache_control": "s-maxage=9000"}, HOUR),
        ({"cache_control": "max-age=99999999999999999999"}, DAY),
        ({"cache_control": "max-age=864000"}, DAY),
        ({"cache_control": "no-cache, max-age=0"}, HOUR),
        ({"expires": format_datetime(NOW + timedelta(hours=3), usegmt=True)}, 3 * HOUR),
        ({"expires": "0"}, HOUR),
        (
            {
                "date": "Mon, 01 Jan 2001 00:00:00 GMT",
                "expires": "Mon, 01 Jan 2001 02:30:00 GMT",
            },
            9000,
        ),
        (
            {
                "cache_control": "max-age=5400",
                "expires": "Mon, 01 Jan 2035 02:30:00 GMT",
            },
            5400,
        ),
    ],
)
@pytest.mark.parametrize("status", [200, 304])
def test_freshness_puts_the_next_poll_off(status: int, headers: dict, seconds: int) -> None:
    """max-age, else Expires less the server's Date, on 200 and 304 alike, a day at most."""
    quiet = replace(KNOWN, rhythm=HOUR * 4 // 5)  # slows to an hour on 304
    after = plan(quiet, answer(status, **headers), NOW, 0)
    assert wait(after) == pytest.approx(max(seconds, after.rhythm or 0))
    assert seconds <= wait(after) <= max(seconds, HOUR)


def test_an_operators_interval_is_taken_but_never_below_freshness_or_the_floor() -> None:
    """interval 10 min: 10 min; 1 s: five minutes; with max-age an hour: an hour."""
    fast = replace(KNOWN, interval=600)
    assert wait(plan(fast, answer(), NOW, 0)) == 600
    assert wait(plan(replace(KNOWN, interval=1), answer(), NOW, 0)) == FLOOR
    assert wait(plan(fast, answer(cache_control="max-age=3600"), NOW, 0)) == HOUR


def test_without_validators_once_a_day() -> None:
    """A feed that gives none is asked daily; the editor is told so, and nothing is wrong with it."""
    after = plan(Subscription("f", URL), answer(etag=""), NOW, 0)
    assert wait(after) == DAY
    assert "once a day" in (after.note or "")
    assert after.problem is None
    assert wait(plan(Subscription("f", URL, interval=900), answer(etag=""), NOW, 0)) == 900
    invited = answer(etag="", cache_control="max-age=1800")
    assert wait(plan(Subscription("f", URL), invited, NOW, 0)) == HOUR


def test_the_rhythm_follows_the_feed() -> None:
    """An invited feed with news is asked ever sooner, down to five minutes; a silent one slower."""
    sub = replace(KNOWN, ttl=300)
    for n in range(12):
        sub = plan(sub, answer(body=b"%d" % n), NOW, 0)
    assert wait(sub) == FLOOR
    for _ in range(60):
        sub = plan(sub, answer(304), NOW, 0)
    assert wait(sub) == DAY


def test_uninvited_never_more_than_hourly() -> None:
    """However much news a feed brings, without an invitation it is asked once an hour."""
    sub = KNOWN
    for n in range(12):
        sub = plan(sub, answer(body=b"%d" % n), NOW, 0)
    assert wait(sub) == HOUR


def test_a_ttl_is_heeded_now_and_later() -> None:
    """The feed's own ttl puts off this poll and is remembered on the next 304."""
    sub = heed(plan(KNOWN, answer(), NOW, 0), 5 * HOUR)
    assert wait(sub) == 5 * HOUR
    assert wait(plan(sub, answer(304), NOW, 0)) == 5 * HOUR
    assert wait(heed(sub, 60)) == 5 * HOUR
    assert wait(heed(sub, 30 * DAY)) == DAY
    assert heed(sub, None).ttl is None


def test_a_ttl_invites_a_feed_without_validators_at_once() -> None:
    """What the feed itself asks for counts from its first answer on, but an hour is the least."""
    first = plan(Subscription("f", URL), answer(etag=""), NOW, 0)
    assert wait(heed(first, 2 * HOUR)) == 2 * HOUR
    assert wait(heed(first, 600)) == HOUR
    assert heed(first, 600).note is None
    assert wait(heed(first, None)) == DAY
    fresh = plan(Subscription("f", URL), answer(etag="", cache_control="max-age=86400"), NOW, 0)
    assert wait(heed(fresh, 600)) == DAY


def test_an_interval_counts_from_the_last_poll() -> None:
    """Set by the operator it brings the next poll forward, never back, and not out of a back-off."""
    daily = plan(Subscription("f", URL), answer(etag=""), NOW, 0)
    asked = at_interval(daily, 600)
    assert (wait(asked), asked.interval, asked.note) == (600, 600, None)
    assert wait(at_interval(replace(daily, ttl=7200), 600)) == 2 * HOUR
    hourly = plan(KNOWN, answer(), NOW, 0)
    assert wait(at_interval(hourly, 6 * HOUR)) == HOUR
    held = plan(KNOWN, answer(503), NOW, 0)
    assert wait(at_interval(held, 600)) == BACK_OFF
    assert at_interval(Subscription("f", URL), 600).next_poll is None
    assert at_interval(asked, None).interval is None


@pytest.mark.parametrize("status", [403, 429, 503])
def test_back_off_of_four_hours(status: int) -> None:
    """Without Retry-After: four hours, a failure, a problem in words."""
    after = plan(KNOWN, answer(status), NOW, 0)
    assert (wait(after), after.failures) == (BACK_OFF, 1)
    assert str(status) in (after.problem or "")
    assert after.hold_until == NOW + timedelta(seconds=BACK_OFF)
    assert (after.etag, after.last_modified) == ('"a"', "then")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7200", 7200), ("1", FLOOR), ("0", FLOOR), ("99999999", LONGEST_HOLD),
        ("Tue, 04 Mar 2031 22:00:00 GMT", 10 * HOUR), ("Tue, 04 Mar 2031 11:00:00 GMT", FLOOR),
        ("soon", BACK_OFF), ("-5", BACK_OFF), ("", BACK_OFF),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after(status: int, value: str, seconds: int) -> None:
    """Seconds or a date, between five minutes and a week; nonsense counts as not said."""
    assert wait(plan(KNOWN, answer(status, retry_after=value), NOW, 0)) == seconds


def test_retry_after_counts_by_the_servers_clock() -> None:
    """A date is relative to the server's own Date: a wrong clock there does no harm."""
    headers = {
        "date": "Mon, 01 Jan 2001 00:00:00 GMT",
        "retry-after": "Mon, 01 Jan 2001 08:00:00 GMT",
    }
    assert retry_after(headers, NOW) == 8 * HOUR


def test_gone_is_muted() -> None:
    """410 mutes the feed and says so; a muted feed is never due."""
    after = plan(KNOWN, answer(410), NOW, 0)
    assert after.muted
    assert "410" in (after.problem or "")
    assert not due(after, NOW + timedelta(days=400))
    assert next_due([after], NOW) is None


@pytest.mark.parametrize("failure", [answer(404), answer(500), answer(206)])
def test_failures_double_up_to_a_day(failure: Response) -> None:
    """1, 2, 4 … 24 hours; a success begins anew."""
    sub, waits = KNOWN, []
    for _ in range(7):
        sub = plan(sub, failure, NOW, 0)
        waits.append(wait(sub) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert sub.problem
    well = plan(sub, answer(304), NOW, 0)
    assert (well.failures, well.problem, well.last_success) == (0, None, NOW)


@pytest.mark.parametrize("failure", [FetchError("down"), AddressRefused("10.0.0.1 is private")])
def test_no_answer_is_asked_again_within_four_hours(failure: FetchError) -> None:
    """Where nobody answered it may be our own line: 1, 2, 4, 4 hours, and the reason is told."""
    sub, waits = KNOWN, []
    for _ in range(4):
        sub = plan(sub, failure, NOW, 0)
        waits.append(wait(sub) / HOUR)
    assert waits == [1, 2, 4, 4]
    assert sub.problem == str(failure)
    slow = plan(replace(KNOWN, interval=6 * HOUR, failures=9), failure, NOW, 0)
    assert wait(slow) == 6 * HOUR


def test_a_permanent_move_is_kept() -> None:
    """The new address replaces the old, but not on the word of a sign-in page nor of a 404."""
    moved = replace(answer(), permanent_url="https://new.example.com/feed")
    assert plan(KNOWN, moved, NOW, 0).url == "https://new.example.com/feed"
    portal = replace(moved, headers={"content-type": "Text/HTML; charset=utf-8"})
    assert plan(KNOWN, portal, NOW, 0).url == URL
    assert plan(KNOWN, replace(moved, status=404), NOW, 0).url == URL
    assert plan(replace(KNOWN, sample=True), moved, NOW, 0).url == URL


def test_the_sample_wire_is_asked_every_second() -> None:
    """Sample feeds alone go below the floor, in good days and bad, whatever the headers say."""
    sample = replace(KNOWN, sample=True)
    for given_ in (answer(cache_control="max-age=9999"), answer(304), FetchError("x"), answer(500)):
        assert wait(plan(sample, given_, NOW, 1.0)) == 1
    assert wait(heed(plan(sample, answer(), NOW, 1.0), HOUR)) == 1


def test_due() -> None:
    """Never polled: due. In the future: not. Absurdly far off (a clock was wrong): due."""
    assert due(Subscription("f", URL), NOW)
    later = replace(KNOWN, next_poll=NOW + timedelta(minutes=1))
    assert not due(later, NOW)
    assert due(later, NOW + timedelta(minutes=1))
    assert due(replace(KNOWN, next_poll=NOW + timedelta(days=400)), NOW)
    assert next_due([later, KNOWN], NOW) == NOW
    assert next_due([later], NOW) == NOW + timedelta(minutes=1)


HEADERS = st.dictionaries(
    st.sampled_from(["cache-control", "expires", "date", "retry-after", "etag", "last-modified"]),
    st.one_of(
        st.text(max_size=40),
        st.integers(-5, 10**12).map(lambda n: f"max-age={n}"),
        st.integers(-5, 10**12).map(str),
        st.datetimes(timezones=st.just(UTC)).map(lambda d: format_datetime(d, usegmt=True)),
    ),
)


@given(
    st.sampled_from([200, 204, 301, 304, 401, 403, 404, 410, 429, 500, 503]),
    HEADERS,
    st.floats(0, 1),
    st.sampled_from([None, 1, 600, DAY * 3]),
    st.integers(0, 10_000),
)
def test_the_next_poll_is_never_out_of_bounds(
    status: int, headers: dict[str, str], jitter: float, interval: int | None, failures: int
) -> None:
    """Whatever a server says, the next poll is between five minutes and a week (plus jitter)."""
    before = replace(KNOWN, interval=interval, failures=failures)
    after = plan(before, Response(status, URL, headers, b""), NOW, jitter)
    assert after.muted or FLOOR <= wait(after) <= LONGEST_HOLD * 1.1
    assert (after.id, after.url, after.last_poll) == ("feed", URL, NOW)
    assert plan(before, Response(status, URL, headers, b""), NOW, jitter) == after


@given(st.floats(0, 1))
def test_jitter_only_delays(jitter: float) -> None:
    """Jitter never brings a poll forward and never adds more than a tenth."""
    assert HOUR <= wait(plan(KNOWN, answer(), NOW, jitter)) <= HOUR * 1.1 + 1


@given(st.text(max_size=100))
def test_no_header_breaks_the_reading(text: str) -> None:
    """Any text in any header is read or ignored, never an error."""
    headers = dict.fromkeys(["cache-control", "expires", "date", "retry-after"], text)
    for value in (freshness(headers, NOW), retry_after(headers, NOW)):
        assert value is None or value >= 0
    moment = http_date(text)
    assert moment is None or moment.tzinfo is UTC


def test_holds_are_per_host_but_not_on_private_or_shared_ones() -> None:
    """Back-off is shared by a host's feeds, except on private hosts and platforms of many senders."""
    until = NOW + timedelta(hours=4)
    urls = ["https://Wire.Example.com/a", "http://10.0.0.1/a", "http://nas/a", "http://x.local/a",
            "https://medium.com/feed/a", "https://www.youtube.com/feeds", "http://[fd00::1]/a"]  # fmt: skip
    subs = [replace(KNOWN, url=url, hold_until=until) for url in urls]
    assert host_holds(subs) == {"wire.example.com": until}
    assert host_of("http://[half") == ""
    assert not shares_back_off("")
