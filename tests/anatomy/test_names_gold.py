"""People, organisations, aliases and posts on stories labelled by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The measuring code."""
    return benchmark("_names")


@pytest.mark.parametrize("part", ["dev", "test"])
def test_labels_resolve(bench: ModuleType, shared: Path, part: str) -> None:
    """Every label lies on whole words of a text that is there, overlaps no other and has one kind per bearer."""
    rows = bench.labels(part)
    texts = bench.texts(shared, rows)
    assert len({row["story"] for row in rows}) == 50
    for row in rows:
        text = texts[row["text_sha256"]]
        spans = sorted((n["start"], n["end"]) for n in row["names"])
        assert all(b <= c for (_, b), (c, _) in pairwise(spans)), row["story"]
        posts = [tuple(n["post"]) for n in row["names"] if n["post"]]
        for start, end in (*spans, *posts):
            assert text[start:end].strip() == text[start:end] != ""
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()
        kinds = {(n["entity"], n["kind"]) for n in row["names"]}
        assert len(kinds) == len({n["entity"] for n in row["names"]})


@pytest.mark.parametrize(
    ("part", "floors"),
    [
        ("dev", {"person F1": 0.97, "organisation F1": 0.96, "joins P": 0.98, "posts F1": 0.89}),
        ("test", {"person F1": 0.95, "organisation F1": 0.84, "joins P": 0.965, "posts F1": 0.78}),
    ],
)
def test_names(bench: ModuleType, shared: Path, part: str, floors: dict[str, float]) -> None:
    """Mentions, aliases and posts against the hand labels; ``test`` is the half no rule was written on."""
    scores = bench.names(shared, part)
    assert {what: scores[what] for what, floor in floors.items() if scores[what] < floor} == {}
