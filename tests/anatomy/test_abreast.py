"""Tasks abreast: every step of all of them before the next of any, each with its own end."""

from __future__ import annotations

import pytest

from copytaster.anatomy import Steps, abreast, dissect, dissecting, whole
from copytaster.model import Item, ReadingContext


def _task(name: str, steps: int, done: list[str]) -> Steps[str]:
    for step in range(steps):
        done.append(f"{name}{step}")
        yield
    if name == "x":
        raise ValueError(name)
    return name


def test_a_step_is_done_for_all_before_the_next_is_for_any() -> None:
    """Tasks of different lengths go abreast as far as each goes, and return in order."""
    done: list[str] = []
    assert abreast([_task("a", 3, done), _task("b", 1, done), _task("c", 2, done)]) == [*"abc"]
    assert done == ["a0", "b0", "c0", "a1", "c1", "a2"]


def test_one_that_fails_ends_alone() -> None:
    """What ended it stands in its place; the others go on."""
    done: list[str] = []
    first, failed, last = abreast([_task("a", 2, done), _task("x", 1, done), _task("b", 2, done)])
    assert (first, last) == ("a", "b")
    assert isinstance(failed, ValueError)


def test_alone_a_task_returns_or_raises() -> None:
    """`whole` gives back what the task returns, and lets through what it raises."""
    assert whole(_task("a", 2, [])) == "a"
    with pytest.raises(ValueError, match="x"):
        whole(_task("x", 2, []))


def test_stories_abreast_are_what_each_is_alone() -> None:
    """No step of one story leaks into another's."""
    items = [
        Item(headline="Ferry stands still", body="HALDEN (QQN) - Mara Quill said on Monday no."),
        Item(headline="Trams return", body="Jon Vask met the Deck Workers' Union in Oslo.\n\nHe left."),
        Item(body=""),
    ]  # fmt: skip
    alone = [dissect(item) for item in items]
    assert abreast(dissecting(item, ReadingContext()) for item in items) == alone
