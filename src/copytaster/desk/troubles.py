"""What goes wrong in a running desk's rounds: one clear line per trouble, however often it comes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from copytaster.errors import CopytasterError

log = logging.getLogger("copytaster")
_AGAIN = 600.0  # seconds after which a trouble that stays is told once more


class Troubles:
    """The troubles of a desk's work, by the name of the work; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._now: dict[str, str] = {}
        self._told: dict[str, float] = {}

    @property
    def fault(self) -> str | None:
        """What is wrong by now, None if nothing."""
        return next(iter(self._now.values()), None)

    def note(self, work: str, error: Exception, pause: float) -> None:
        """A piece of work failed; it is tried again in ``pause`` seconds.

        What a person can act on is told in a line; what nobody foresaw with its traceback.
        """
        self._now[work] = f"{type(error).__name__}: {error}"
        kind, now = _kind(error), self._clock()
        if now - self._told.get(kind, -_AGAIN) < _AGAIN:
            return
        self._told[kind] = now
        foreseen = isinstance(error, (CopytasterError, OSError))
        log.error(
            "%s; the desk goes on and tries again every %.0f s", error, pause,
            exc_info=None if foreseen else error,
        )  # fmt: skip

    def over(self, work: str) -> None:
        """A piece of work is done as it should be."""
        self._now.pop(work, None)


def _kind(error: Exception) -> str:
    """What makes two troubles one: not which of many files or statements met it."""
    if isinstance(error, CopytasterError):
        return f"{type(error).__name__}: {error.message}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"OSError: {error.errno}"
    return f"{type(error).__name__}: {error}"
