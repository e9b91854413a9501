"""Composition measured on outside summaries: floors that may be raised, never lowered."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "compose.py"


@pytest.mark.shared
def test_composition_beats_the_lead(shared: Path) -> None:
    """On public multi-document summaries a draft beats each story's first three sentences."""
    spec = importlib.util.spec_from_file_location("bench_compose", BENCH)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    scores = bench.measure(shared / "gold" / "compose" / "multi_news_dev100.jsonl")
    drafted, lead = scores["compose"], scores["lead-3"]
    assert drafted["rouge-1"] >= max(42.0, lead["rouge-1"] + 3.5)
    assert drafted["rouge-2"] >= max(13.2, lead["rouge-2"] + 1.5)
    assert drafted["rouge-l"] >= max(19.4, lead["rouge-l"] + 1.6)
