"""What to read next, judged by a reader: the grades and how they were made are in data/README.md."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "_related.py"
# The mean nDCG@3 of eight stories of the test half; it may only rise.
FLOOR = 0.4


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The benchmark's module, which reads the labels."""
    if str(BENCH.parent) not in sys.path:
        sys.path.append(str(BENCH.parent))  # for the modules beside it
    spec = importlib.util.spec_from_file_location("bench_related", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
