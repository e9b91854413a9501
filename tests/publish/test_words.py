"""Small words of pages: times as a reader writes them."""

from __future__ import annotations

import pytest

from copytaster.publish.words import party, timex


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2031-03-02", "2 March 2031"),
        ("2031-03-02T06:12", "2 March 2031, 06:12"),
        ("2030-05", "May 2030"),
        ("1974", "1974"),
        ("197", "the 1970s"),
        ("19", "the 1900s"),
        ("PAST_REF", "long ago"),
        ("2031-W10", "2031-W10"),
        ("2031-13", "2031-13"),
        ("2031-02-31", "2031-02-31"),
        ("", None),
        (None, None),
    ],
)
def test_a_time_is_told_as_a_reader_writes_it(value: str | None, told: str | None) -> None:
    """Days, months, decades and centuries; what else the copy may say stays as it is."""
    assert timex(value) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ada Brandt", "Ada Brandt"),
        ("company", "the company"),
        ("a spokesman", "a spokesman"),
        ("", ""),
    ],
)
def test_a_party_without_a_name_has_its_article(name: str, told: str) -> None:
    """As a reader would say it."""
    assert party(name) == told
