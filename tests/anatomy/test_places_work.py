"""How much work datelines and places are: it grows with the text, no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

import hang
from copytaster.anatomy.datelines import find_dateline, find_glued
from copytaster.anatomy.names import find_names
from copytaster.anatomy.places import find_places
from copytaster.anatomy.runs import find_runs

SENTENCES = (
    "The envoy from Paris met the Springfield City Council near Toledo, Ohio, on Monday. "
    "A Toronto-based firm and Rep. Orlo, D-Ga., flew to Charleston, W.Va., and to Cumbria.\n\n"
    "LONDON — Mara Orlo saw Egyptian-US envoys in Berlin, she said in South Philadelphia.\n\n"
)


def calls(work: Callable[[], object]) -> int:
    """How many functions, Python's and C's, the work calls."""
    count = 0

    def seen(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def places(text: str) -> None:
    """All that places alone need."""
    runs = find_runs(text, ((0, len(text)),))
    find_places(text, runs, find_names(text, runs), None)


def datelines(text: str) -> None:
    """The head of a story, looked at as one block."""
    find_dateline(text, 0, len(text), date(2025, 5, 10))
    find_glued(text, 0, len(text), None)


def test_places_grow_with_the_text() -> None:
    """Four times the text is four times the calls, what is remembered aside."""
    short, long = SENTENCES * 15, SENTENCES * 60
    places(short)
    few, many = calls(lambda: places(short)), calls(lambda: places(long))
    assert few > 500
    assert many <= 4.2 * few


def test_datelines_do_not_grow() -> None:
    """A dateline stands at the head: a longer text costs it nothing."""
    short, long = SENTENCES * 15, SENTENCES * 60
    datelines(short)
    assert calls(lambda: datelines(long)) <= calls(lambda: datelines(short)) + 5


@pytest.mark.parametrize(
    "unit",
    [
        "PARIS AND ",
        "Paris/",
        "Paris, ",
        "Paris [x] ",
        "PARIS (AP\n",
        "PARIS —\n\n",
        "नई ",
        "P\u00ad",
        "(",
    ],
)
def test_openings_without_end(unit: str) -> None:
    """Two hundred thousand characters of what opens datelines end in time."""
    text = unit * (200_000 // len(unit))
    with hang.ends():
        datelines(text)
        find_places(text, find_runs(text, ((0, len(text)),)), (), None)
