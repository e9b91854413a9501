"""What to read next, judged by a reader: the grades and how they were made are in data/README.md."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

# The mean nDCG@3 of eight stories of the test half; it may only rise.
FLOOR = 0.4


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark's module, which reads the labels."""
    return benchmark("_related")


@pytest.mark.shared
def test_judged_stories_are_in_the_stream_and_links_are_worth_reading(
    bench: ModuleType, shared: Path
) -> None:
    """Every judged id resolves, and the links under eight judged stories keep their floor."""
    judged = list(bench.read(shared))
    assert [one.part for one in judged] == ["dev", "test"] * 30
    scores = []
    for one in judged[1:31:4]:
        links = bench.filled(one).related(bench.story_of(one.query))
        scores.append(bench.ndcg(one.grades, [id_ for id_, _ in links]))
    assert sum(scores) / len(scores) >= FLOOR, scores
