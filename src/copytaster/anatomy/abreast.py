"""Tasks done step by step, all of them abreast: a step's code and tables stay in the processor's caches."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

T = TypeVar("T")
#: A task that yields between its steps and returns what it was for.
Steps = Generator[None, None, T]


def whole(task: Steps[T]) -> T:
    """What one task returns."""
    while True:
        try:
            next(task)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def abreast(tasks: Iterable[Steps[T]]) -> list[T | Exception]:
    """What each task returns, or the exception that ended it, in order.

    Each step is done for all of them before the next is for any.
    """
    going = list(enumerate(tasks))
    ended: list[T | Exception | None] = [None] * len(going)
    while going:
        going = [(at, task) for at, task in going if _steps_on(task, at, ended)]
    return ended  # type: ignore[return-value]


def _steps_on(task: Steps[T], at: int, ended: list[T | Exception | None]) -> bool:
    """Whether the task goes on behind its next step; where it ends, what came of it stands in ``ended``."""
    try:
        next(task)
    except StopIteration as end:
        ended[at] = end.value
    except Exception as error:
        ended[at] = error
    else:
        return True
    return False
