"""How many stories a press pass takes on, so that nobody who wants to write waits long for its end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST, LEAST = 100, 20
_LONG, _SHORT = 1.0, 0.5  # CPU seconds of a pass


class Pace:
    """Doubles and halves with what passes cost; ``clock`` gives this thread's CPU seconds.

    CPU time, not the wall's: on a busy machine smaller passes would only make the machine busier.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self.stories = MOST

    def keep(self, work: Callable[[int], T]) -> T:
        """Do one pass of as many stories as it may have by now."""
        began = self._clock()
        done = work(self.stories)
        took = self._clock() - began
        if took > _LONG:
            self.stories = max(LEAST, self.stories // 2)
        elif took < _SHORT:
            self.stories = min(MOST, self.stories * 2)
        return done
