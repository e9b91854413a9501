"""What to read next, judged by a reader: the grades and how they were made are in data/README.md."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

# The mean nDCG@3 of eight stories of the test half, live and archived; they may only rise.
FLOOR, FLOOR_ARCHIVED = 0.8, 0.8


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark's module, which reads the labels."""
    return benchmark("_related")


@pytest.mark.shared
def test_judged_stories_are_in_the_stream_and_links_are_worth_reading(
    bench: ModuleType, shared: Path
) -> None:
    """Every judged id resolves, and the links under eight judged stories keep their floors.

    Live as they are found in memory, archived as they are found in the store by keepsakes.
    """
    judged = list(bench.read(shared))
    assert [one.part for one in judged] == ["dev", "test"] * 30
    live, archived = [], []
    for one in judged[1:31:4]:
        matcher = bench.filled(one)
        live.append(bench.ndcg(one.grades, bench.among_the_live(one, matcher)))
        archived.append(bench.ndcg(one.grades, bench.through_the_store(one, matcher)))
    assert sum(live) / len(live) >= FLOOR, live
    assert sum(archived) / len(archived) >= FLOOR_ARCHIVED, archived
