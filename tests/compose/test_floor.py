"""Composition measured on outside summaries: floors that may be raised, never lowered."""

from __future__ import annotations

from pathlib import Path

import pytest

from benches import benchmark


@pytest.mark.shared
def test_composition_beats_the_lead(shared: Path) -> None:
    """On public multi-document summaries a draft beats each story's first three sentences."""
    bench = benchmark("compose")
    scores = bench.measure(shared / "gold" / "compose" / "multi_news_dev100.jsonl")
    drafted, lead = scores["compose"], scores["lead-3"]
    assert drafted["rouge-1"] >= max(42.0, lead["rouge-1"] + 3.5)
    assert drafted["rouge-2"] >= max(13.2, lead["rouge-2"] + 1.5)
    assert drafted["rouge-l"] >= max(19.4, lead["rouge-l"] + 1.6)
