"""Floors on outside data: measured, pinned a little below, and never lowered."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark
from copytaster.anatomy import dissect
from copytaster.model import Item

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The measuring code."""
    return benchmark("anatomy")


def test_times(bench: ModuleType, shared: Path) -> None:
    """TIMEX3 by TempEval-3's measure: relaxed F1 and value F1 on both collections."""
    scores = bench.times(shared)
    assert scores["timebank"]["F_rel"] >= 92.5
    assert scores["timebank"]["F_val"] >= 79.5
    assert scores["aquaint"]["F_rel"] >= 93.8
    assert scores["aquaint"]["F_val"] >= 75.0


def test_chains(bench: ModuleType, shared: Path) -> None:
    """Relative dates and datelines of the stories read by hand."""
    scores = bench.chains(shared)
    assert scores["relative_dates"] >= 0.90
    assert scores["datelines"] == 1.0


def test_cuts(bench: ModuleType, shared: Path) -> None:
    """Every promo and disclaimer is cut whole, and true paragraphs are left alone."""
    scores = bench.cuts(shared)
    assert scores["promos_whole"] == 1.0
    assert scores["disclaimers_whole"] == 1.0
    assert scores["paragraphs_touched"] <= 3


def test_places(bench: ModuleType, shared: Path) -> None:
    """Toponyms found and put on the right spot."""
    scores = bench.places(shared)
    assert scores["GeoVirus.xml"]["f1"] >= 0.905
    assert scores["GeoVirus.xml"]["near_over_all"] >= 0.73
    assert scores["GeoVirus.xml"]["near_given_spans"] >= 0.77
    assert scores["lgl.xml"]["f1"] >= 0.76
    assert scores["lgl.xml"]["near_over_all"] >= 0.63
    assert scores["lgl.xml"]["near_given_spans"] >= 0.80


def test_seed(seed: str) -> None:
    """The story the project began with: exactly its promos, disclaimer and two markers are cut."""
    story = dissect(Item(body=seed))
    assert [c.kind for c in story.cuts] == ["marker", "promo", "promo", "marker", "disclaimer"]
    line = story.dateline
    assert line is not None
    assert (line.place, line.country, str(line.date), line.agencies) == (
        "Seoul",
        "South Korea",
        "2025-04-27",
        ("ANI",),
    )
    assert [tuple(p) for p in story.publication_chain] == [
        ("agency", "ANI"),
        ("outlet", "LatestLY"),
    ]
    assert [story.quote(f.span) for f in story.flags if f.span] == ["Trumo"]
