"""Times and addresses in the sample copy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk.sample.placeholders import substitute

START = datetime(2027, 1, 1, 0, 30, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{T:iso}", "2027-01-01T00:30:00+00:00"),
        ("{T-31m:iso}", "2026-12-31T23:59:00+00:00"),
        ("{T-1d:weekday}", "Thursday"),
        ("{T-1d:month} {T-1d:day}", "December 31"),
        ("{T+2d:date}", "2027-01-03"),
        ("{T-40d:Mon} {T-40d:year}", "Nov 2026"),
        ("{T-2h:rfc822}", "Thu, 31 Dec 2026 22:30:00 +0000"),
        ("{T:nitf}", "20270101T003000+0000"),
        ("{T:compact}", "20270101T003000Z"),
        ("{BASE}/x", "http://127.0.0.1:1/x"),
    ],
)
def test_each_form_reads_as_its_name_says(source: str, expected: str) -> None:
    """Every format and unit gives the time counted from the minute the replay began."""
    assert substitute(source, START, "http://127.0.0.1:1/") == expected


def test_an_unknown_format_is_an_error() -> None:
    """A misspelt format in the copy is found when it is rendered, not printed on a page."""
    with pytest.raises(KeyError):
        substitute("{T:weekdya}", START, "")


@given(
    st.text(alphabet="abc {}[]:-", max_size=40), st.integers(-720, 720), st.integers(0, 10_000_000)
)
def test_other_text_stays_and_the_zone_of_the_start_is_immaterial(
    text: str, minutes_east: int, seconds: int
) -> None:
    """Text without placeholders comes back as it went in, and one moment gives one answer in every zone."""
    start = START + timedelta(seconds=seconds)
    elsewhere = start.astimezone(timezone(timedelta(minutes=minutes_east)))
    assert substitute(text, start, "x") == text
    assert substitute("{T-3h:rfc822}", start, "x") == substitute("{T-3h:rfc822}", elsewhere, "x")
