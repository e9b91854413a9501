"""Measured on real feeds and wires: floors that may be raised and never lowered."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """bench/formats.py as a module."""
    return benchmark("formats")


FLOORS = {"title": 1.0, "link": 1.0, "id": 1.0, "date": 1.0, "content": 1.0}


def test_real_feeds(bench: ModuleType, shared: Path) -> None:
    """Every item of every feed is there, and its fields agree with a strict reading."""
    rows = {row[0].removeprefix("feeds: "): row[1:] for row in bench.feeds(shared / "corpus")}
    assert rows.pop("item count") == ("173", "173")
    for name, (right, total) in rows.items():
        assert int(right) / int(total) >= FLOORS[name], name


def test_malformations(bench: ModuleType, shared: Path) -> None:
    """All one-line malformations are read as they were meant."""
    for case in bench.rows_of(shared / "corpus" / "feeds" / "malformations.jsonl"):
        assert not bench.malformation_fault(case), case["case"]


def test_hard_feeds(bench: ModuleType, shared: Path) -> None:
    """All hard feeds give the items they hold; the web page among them is told apart."""
    for case in bench.rows_of(shared / "corpus" / "feeds" / "hard.jsonl"):
        assert not bench.hard_fault(shared / "corpus", case)


def test_wires_open(bench: ModuleType, shared: Path) -> None:
    """Agency and IPTC files are read or refused in words; none breaks the reader."""
    rows = bench.wires(shared / "corpus")
    assert {row[0].partition(": ")[2] for row in rows} <= {"read", "refused"}
    read = {row[0]: int(row[1]) for row in rows}
    assert read["agency: read"] >= 52
    assert read["iptc: read"] >= 463
