"""Matching measured on outside news: floors that may be raised, never lowered."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark as a module."""
    return benchmark("matching")


@pytest.mark.shared
def test_reprints_of_real_agency_copy(bench: ModuleType, shared: Path) -> None:
    """Pairs of pages with the same agency copy are found, on clean bodies and on raw pages, in any order."""
    scores = bench.reprints(shared / "gold" / "coverage")
    floors = {"body": 0.98, "body_read": 0.98, "text": 0.977, "text_read": 0.98}
    for name, floor in floors.items():
        assert scores[name]["f1"] >= floor
        assert scores[f"{name}_by_time"]["f1"] >= min(floor, 0.977)
        assert min(scores[name]["chains"], scores[f"{name}_by_time"]["chains"]) >= 0.954


@pytest.mark.shared
def test_coverage_of_a_real_stream(bench: ModuleType, shared: Path) -> None:
    """Stories of one event come together in the later half of the stream."""
    scores = bench.coverage(shared / "gold" / "coverage", since="2016-05-01")
    assert scores["2016"]["b3_f1"] >= 0.915
    assert scores["2017"]["b3_f1"] >= 0.935
    assert scores["2017"]["pair_f1"] >= 0.81


@pytest.mark.shared
def test_coverage_without_times(bench: ModuleType, shared: Path) -> None:
    """Triples of undated political stories come together in a matcher that has seen nothing."""
    assert bench.basil(shared / "gold" / "coverage")["b3_f1"] >= 0.96


@pytest.mark.shared
def test_killed_midstream_the_clusters_are_the_same(bench: ModuleType, shared: Path) -> None:
    """Real news, three times killed without warning on the way: every match is the same."""
    found = bench.restart(shared / "gold" / "coverage", 1000)
    assert found["stories"] == 1000
    assert (found["other_matches"], found["other_coverages"]) == (0, 0)
