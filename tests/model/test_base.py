"""Nouns made quickly are the nouns that dataclasses make."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.model import Block, Item, Problem
from copytaster.model.base import Noun, altered, quick


@dataclass(frozen=True, slots=True)
class Slow(Noun):
    """A noun of its own."""

    name: str
    size: int = 3
    parts: tuple[str, ...] = ()


Quick = quick(dataclass(frozen=True, slots=True)(type("Quick", (Noun,), {
    "__annotations__": Slow.__annotations__, "size": 3, "parts": ()})))  # fmt: skip


@given(st.text(), st.integers(), st.lists(st.text()))
def test_a_quick_noun_has_what_a_slow_one_has(name: str, size: int, parts: list[str]) -> None:
    """Fields, defaults, equality and hash are those of the frozen dataclass."""
    made, slow = Quick(name, parts=tuple(parts)), Slow(name, parts=tuple(parts))
    assert (made.name, made.size, made.parts) == (slow.name, slow.size, slow.parts)
    assert made == Quick(name, 3, tuple(parts))
    assert hash(made) == hash(slow)
    assert (made == Quick(name, size, tuple(parts))) == (size == 3)
    assert repr(made) == repr(slow).replace("Slow", "Quick")


def test_a_quick_noun_is_frozen_and_of_its_own_class() -> None:
    """Nothing of the open class it was made in is left."""
    block = Block(0, 4, "paragraph")
    assert type(block) is Block
    assert tuple(block) == (0, 4, "paragraph", None)
    with pytest.raises(FrozenInstanceError):
        block.start = 1  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(block)) == copy.deepcopy(block) == block


def test_a_quick_noun_asks_for_its_fields() -> None:
    """A missing field, or one too many, is told by the class's own name."""
    with pytest.raises(TypeError, match=r"Problem\.__init__\(\) missing .* 'message'"):
        Problem("code")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="sort"):
        Problem("code", "message", sort="x")  # type: ignore[call-arg]


def test_a_factory_is_refused() -> None:
    """A field that is made anew for each noun cannot be made quickly."""
    with pytest.raises(TypeError, match="factory"):
        quick(dataclass(frozen=True, slots=True)(type("Made", (Noun,), {
            "__annotations__": {"parts": "list[str]"}, "parts": field(default_factory=list)})))  # fmt: skip


@given(st.text(), st.text(), st.sampled_from(["usable", "withheld", "canceled"]))
def test_altered_is_replace(body: str, headline: str, status: str) -> None:
    """An altered noun is what `dataclasses.replace` gives; the first stays as it was."""
    item = Item(body=body, headline=headline, problems=(Problem("a", "b"),))
    changes = {"headline": body, "status": status}
    assert altered(item, changes) == replace(item, **changes)  # type: ignore[arg-type]
    assert item.headline == headline
