"""Measured on real news pages: floors that may be raised and never lowered."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benches import benchmark

pytestmark = pytest.mark.shared
EVERY = 2
"""Every second page, to be quick; `bench/webpages.py` measures all of them."""
FLOORS = {"f1": 95.5, "title": 95.5, "authors": 82.0, "date": 97.5}
MOST_PROMO_PAGES = 6


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """bench/webpages.py as a module."""
    return benchmark("webpages")


def test_article_pages(bench: ModuleType, shared: Path) -> None:
    """Four words in a row of the article, its title, people and day, and few promos among them."""
    folder = shared / "corpus" / "html"
    truth = {row["file"]: row for row in list(bench.rows_of(folder))[::EVERY]}
    items = {name: bench.read(data, url) for name, url, data in bench.pages_of(folder, truth)}
    result = bench.module_at(folder / "score.py").score(
        truth, {n: bench.prediction(i) for n, i in items.items()}
    )
    assert {name: result[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(
        FLOORS, True
    )
    assert result["promo_pages"] <= MOST_PROMO_PAGES
