"""The work of taking a story apart grows as its text does, whatever the text."""

from __future__ import annotations

import sys
from types import FrameType, ModuleType

import pytest

from benches import benchmark
from copytaster.anatomy import dissect
from copytaster.model import Item
from hang import ends

SHORT, TIMES = 4_000, 4


def _bench() -> ModuleType:
    return benchmark("_whole")


BENCH = _bench()


def calls(text: str) -> int:
    """How many functions are called, Python's and C's, to take a text apart."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    item = Item(body=text)
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        dissect(item)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", BENCH.SHAPES)
def test_four_times_the_text_is_four_times_the_work(shape: str) -> None:
    """Calls grow no faster than the text by more than half; what is read once in a process aside."""
    make = BENCH.SHAPES[shape]
    dissect(Item(body=make(SHORT // 2)))
    short, long = calls(make(SHORT)), calls(make(SHORT * TIMES))
    assert long <= 1.5 * TIMES * short + 3_000


@pytest.mark.parametrize(
    "shape", ["prose", "one word", "no spaces", "quote marks", "brackets", "newlines", "CJK"]
)
def test_long_text_ends(shape: str) -> None:
    """What calls do not tell, a pattern that goes back and forth, ends too: three hundred thousand characters."""
    with ends():
        dissect(Item(body=BENCH.SHAPES[shape](300_000)))
