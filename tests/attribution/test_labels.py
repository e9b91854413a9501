"""The hand labels fit the text they were made for."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

FILES = sorted((Path(__file__).parent / "data").glob("chains_*.jsonl"))


@pytest.fixture(scope="module")
def labels() -> ModuleType:
    """bench/_labels.py as a module."""
    return benchmark("_labels")


@pytest.mark.shared
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_labels_resolve(labels: ModuleType, path: Path, shared: Path) -> None:
    """Every offset resolves and the scheme's own checker finds no fault."""
    assert "'stories':" in labels.check(path, shared)


@pytest.mark.shared
def test_other_text_is_refused(labels: ModuleType, tmp_path: Path, shared: Path) -> None:
    """A label whose text has changed since is an error, not a shifted span."""
    row = json.loads(FILES[0].read_text(encoding="utf-8").splitlines()[0])
    changed = tmp_path / "chains_changed.jsonl"
    changed.write_text(json.dumps({**row, "sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(ValueError, match="not the text"):
        labels.joined(changed, shared)


def test_no_sentence_of_a_source_is_here() -> None:
    """Labels are offsets and short values."""
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            values = [v for v in _strings(json.loads(line)) if len(v) != 64]
            assert max(map(len, values)) < 100


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for v in value.values() for s in _strings(v)]
    if isinstance(value, list):
        return [s for v in value for s in _strings(v)]
    return []
