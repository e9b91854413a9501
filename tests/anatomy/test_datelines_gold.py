"""Hand-labelled leads: the labels are sound, and datelines are read as well as they must be."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The measuring code."""
    return benchmark("_datelines")


def test_labels_fit_the_text(bench: ModuleType, shared: Path) -> None:
    """Every label's offsets hold the text that was labelled, and both halves have leads of both kinds."""
    leads = list(bench.leads(shared))
    kinds = {(lead.part, lead.label is None) for lead in leads}
    assert len(leads) >= 400
    assert kinds == {("dev", True), ("dev", False), ("test", True), ("test", False)}


def test_datelines(bench: ModuleType, shared: Path) -> None:
    """Place, country, date and agency of the leads that have a dateline; none seen where there is none."""
    scores = bench.datelines(shared)
    for name in ("place", "country", "date", "agency"):
        assert scores["dev"][name] >= 0.99
        assert scores["test"][name] >= 0.99
    assert scores["dev"]["false"] <= 0.005
    assert scores["test"]["false"] <= 0.005
