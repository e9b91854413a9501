"""Cuts against hand labels: floors, pinned a little below what was measured; they may only rise."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.shared
BENCH = Path(__file__).parents[2] / "bench"


def measure(name: str) -> ModuleType:
    """The measuring code."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
