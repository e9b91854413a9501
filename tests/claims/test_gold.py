"""Floors on the outside gold: stories whose disputes and figures were read by hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.claims import assess
from copytaster.model import Item, ReadingContext


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    """The gold scorer's figures for what is found in its stories."""
    folder = shared / "gold" / "chains"
    spec = importlib.util.spec_from_file_location("score_chains", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line]
    found: dict[str, Any] = module.score(gold, [_assessed(row) for row in gold])
    return found


def _assessed(row: dict[str, Any]) -> dict[str, Any]:
    story = dissect(Item(body=row["text"], headline=row["title"]), ReadingContext())
    story = assess(story.with_(statements=attribute(story)))
    return {
        "id": row["id"],
        "disputes": [d.to_dict() for d in story.disputes],
        "figures": [f.to_dict() for f in story.figures],
    }


@pytest.mark.shared
def test_figures(scores: dict[str, Any]) -> None:
    """Nearly every figure that is told is right, and three in four are found, most with their source."""
    assert scores["figures"]["P"] >= 95
    assert scores["figures"]["R"] >= 75
    assert scores["figures+source F1"] >= 80


@pytest.mark.shared
def test_disputes(scores: dict[str, Any]) -> None:
    """Few disputes are told, and at least two in three of them are the gold's (which has implied ones too)."""
    assert scores["disputes"]["P"] >= 66
    assert scores["disputes"]["F1"] >= 40
