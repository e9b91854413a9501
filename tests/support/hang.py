"""A guard against work that does not end: no measure of speed, that is what bench/ is for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# CPU seconds. What is linear takes a fraction of one on any machine; what is quadratic, minutes.
LIMIT = 20.0


class Hang(AssertionError):
    """The work went on and on."""


@contextmanager
def ends() -> Iterator[None]:
    """Fail if the body takes more than twenty seconds of this process's CPU time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang(f"it did not end within {LIMIT:g} seconds of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
