"""What a capitalised run leans to."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.anatomy import tagger
from copytaster.anatomy.tagger import Leaning, Lists, leaning

MODELS = Path(__file__).parents[2] / "models"


def likeliest(odds: Leaning) -> str:
    return max(tagger.KINDS, key=lambda kind: getattr(odds, kind))


@pytest.mark.parametrize(
    ("words", "before", "after", "kind"),
    [
        (("Orvella", "Tamsin"), "", "said", "person"),
        (("Mehmet", "Karadağlı"), "with", ",", "person"),
        (("Dunmorrow", "Gazette"), "the", "reported", "organisation"),
        (("Veldorian", "Steel", "Corporation"), "at", "in", "organisation"),
        (("Congress",), "in", "to", "organisation"),
        (("Lantern", "Island"), "on", "in", "place"),
        (("Veldoria",), "in", "on", "place"),
        (("Lantern", "Prize"), "the", "for", "other"),
        (("Attorney", "General"), "", "Orvella", "other"),
    ],
)
def test_kinds(words: tuple[str, ...], before: str, after: str, kind: str) -> None:
    """Invented names lean to what their words and their neighbours say."""
    assert likeliest(leaning(words, before, after)) == kind


def test_the_neighbours_count() -> None:
    """The same unknown word leans further to a person before "said" than behind "in"."""
    assert leaning(("Brevik",), "", "said").person > leaning(("Brevik",), "in", "on").person + 1


def test_listed_organisations() -> None:
    """Names that do not say what they are are known, words that news writes small too are not."""
    assert tagger.known_organisation("Club for Growth")
    assert tagger.known_organisation("Spotify")
    assert not tagger.known_organisation("Sun")
    assert not tagger.known_organisation("Dunmorrow")


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=12), st.text(), st.text())
def test_any_words_have_odds(words: list[str], before: str, after: str) -> None:
    """Whatever the words, the odds are finite and those of shares that add up to one."""
    odds = leaning(tuple(words), before, after, opens=True, comma=True)
    assert all(map(math.isfinite, odds))
    assert sum(1 / (1 + math.exp(-o)) for o in odds) == pytest.approx(1, abs=1e-6)


@given(st.lists(st.tuples(*[st.integers(-127, 127)] * 4), min_size=1, max_size=200))
def test_sums_come_apart_again(rows: list[tuple[int, int, int, int]]) -> None:
    """The kinds' weights do not run into one another when rows are added up as one number."""
    packed = tagger.unpack(tagger.pack(0.1, Lists(*[frozenset[str]()] * 4), rows))
    assert tagger.laid_out(sum(packed.weights)) == tuple(map(sum, zip(*rows, strict=True)))


def test_the_model_was_made_with_the_lists_beside_its_code() -> None:
    """Who changes the list of organisations must train anew."""
    training = load(MODELS / "names.py")
    lists = tagger.model().lists
    assert lists.organisations == training.organisations()
    assert set(training.sections("people")["family"].split()) <= lists.family
    assert len(tagger.model().weights) == tagger.ROWS


def load(path: Path) -> ModuleType:
    """The module in a file outside the package."""
    spec = importlib.util.spec_from_file_location("models_names", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
