"""How often a feed is asked, as the operator writes it."""

from __future__ import annotations

import pytest

from copytaster.desk.intervals import OFFERED, seconds_of, spoken
from copytaster.errors import ConfigError


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("5m", 300), ("10 min", 600), ("2h", 7200), ("1 day", 86400), ("90m", 5400), ("auto", None), (" 1H ", 3600)],
)  # fmt: skip
def test_intervals_are_read(said: str, seconds: int | None) -> None:
    """Minutes, hours or a day; auto is none."""
    assert seconds_of(said) == seconds


@pytest.mark.parametrize("said", ["", "10", "soon", "4m", "25h", "-5m", "0h", "999999m", "1h30m"])
def test_what_is_no_interval_is_refused_with_the_cure(said: str) -> None:
    """The words name what may be written instead."""
    with pytest.raises(ConfigError, match="10m or 2h, from 5m to 1d"):
        seconds_of(said)


def test_what_is_offered_can_be_read_and_said() -> None:
    """Each choice of the Feeds page is an interval, told in words."""
    assert all(spoken(seconds_of(said) or 0) == words for said, words in OFFERED)
    assert [words for _, words in OFFERED][:5] == ["5 minutes", "10 minutes", "15 minutes", "30 minutes", "hour"]  # fmt: skip
    assert spoken(5400) == "90 minutes"
