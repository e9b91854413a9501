"""Cuts against hand labels: floors, pinned a little below what was measured; they may only rise."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

pytestmark = pytest.mark.shared


def measure(name: str) -> ModuleType:
    """The measuring code."""
    return benchmark(name)


def test_hand_labelled_credits(shared: Path) -> None:
    """Both halves: who is credited for what, on real lines."""
    scores = measure("_credits").score(shared)
    assert scores["dev"]["precision"] >= 0.97
    assert scores["dev"]["recall"] >= 0.97
    assert scores["test"]["precision"] >= 0.94
    assert scores["test"]["recall"] >= 0.92


def test_hand_labelled_cuts(shared: Path) -> None:
    """Both halves: what is cut is no copy, and most of what is no copy is cut, under its kind."""
    scores = measure("_cuts").score(shared)
    assert scores["dev"]["precision"] >= 0.98
    assert scores["dev"]["recall"] >= 0.82
    assert scores["test"]["precision"] >= 0.98
    assert scores["test"]["recall"] >= 0.85
    for half in ("dev", "test"):
        assert scores[half]["kind_right"] >= 0.95
        assert scores[half]["copy_lost_per_mille"] <= 0.6
