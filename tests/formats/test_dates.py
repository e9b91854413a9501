"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import parse_date

OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(datetime(1902, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS)


@pytest.mark.parametrize(
    ("text", "moment", "offset"),
    [
        ("Sun, 27 Apr 2025 10:00:00 IST", "2025-04-27T04:30", 330),
        ("27/04/2025 10:00", "2025-04-27T10:00", None),
        ("04/27/2025 10:00", "2025-04-27T10:00", None),
        ("3/4/2025 10:00 PM", "2025-03-04T22:00", None),
        ("1745748000", "2025-04-27T10:00", 0),
        ("1745748000000", "2025-04-27T10:00", 0),
        ("20250427T100000+0530", "2025-04-27T04:30", 330),
        ("20250427100000", "2025-04-27T10:00", None),
        ("2025-04-27", "2025-04-27T00:00", None),
        ("2025-04", "2025-04-01T00:00", None),
        ("2025-04-27T10:00:00.123Z", "2025-04-27T10:00", 0),
        ("2025-04-27T24:00:00Z", "2025-04-28T00:00", 0),
        ("27 avril 2025 10:00", "2025-04-27T10:00", None),
        ("Sunday, 27. April 2025 - 10:00 Uhr", "2025-04-27T10:00", None),
        ("April 27, 2025 10:00 am EDT", "2025-04-27T14:00", -240),
        ("Sun Apr 27 10:00:00 UTC 2025", "2025-04-27T10:00", 0),
        ("27 Apr 25 10:00 GMT", "2025-04-27T10:00", 0),
        ("Sun, 27 Apr 2025 10:00:00 GMT+0530", "2025-04-27T04:30", 330),
        ("20190219+0100", "2019-02-18T23:00", 60),
    ],
)
def test_written_dates(text: str, moment: str, offset: int | None) -> None:
    """Each way of writing a date gives the moment meant, and the offset only where one was stated."""
    stamp = parse_date(text)
    assert stamp is not None
    assert stamp.moment.strftime("%Y-%m-%dT%H:%M") == moment
    assert (stamp.offset, stamp.text, stamp.moment.tzinfo) == (offset, text, UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0001-01-01T00:00:00Z",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "32/13/2025 10:00",
        "9" * 400,
        None,
    ],
)
def test_no_dates(text: str | None) -> None:
    """Year one, impossible days and prose are no date."""
    assert parse_date(text) is None


@given(MOMENTS)
def test_iso_and_mail_dates_round_trip(moment: datetime) -> None:
    """Whatever ISO 8601 or RFC 5322 can write is read back to the second, offset and all."""
    moment = moment.replace(microsecond=0)
    for text in (moment.isoformat(), format_datetime(moment)):
        stamp = parse_date(text)
        assert stamp is not None
        assert stamp.moment == moment
        assert timedelta(minutes=stamp.offset or 0) == moment.utcoffset()


@given(st.text(max_size=130))
def test_any_string_is_a_date_or_none(text: str) -> None:
    """No string makes it fail."""
    assert parse_date(text) is None or parse_date(text).moment.tzinfo is UTC  # type: ignore[union-attr]


@given(st.datetimes(datetime(1902, 1, 1), datetime(2200, 1, 1)), st.integers(-840, 840))
def test_a_standard_to_the_letter_is_the_patient_reading(at: datetime, minutes: int) -> None:
    """A date of RFC 822 or 3339 means what the same date means with a letter out of place."""
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    for exact, loose in (
        (f"{at:%a, %d %b %Y %H:%M:%S} {zone}", f"{at:%a %d %b %Y %H:%M:%S} {zone}"),
        (
            f"{at:%Y-%m-%dT%H:%M:%S}{zone[:3]}:{zone[3:]}",
            f"{at:%Y-%m-%d %H:%M:%S}{zone[:3]}:{zone[3:]}",
        ),
    ):
        ours, theirs = parse_date(exact), parse_date(loose)
        assert ours is not None
        assert theirs is not None
        assert (ours.moment, ours.offset) == (theirs.moment, theirs.offset)
        assert ours.moment.tzinfo is UTC
