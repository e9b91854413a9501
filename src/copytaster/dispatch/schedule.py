"""When a failed try is made again: Standard Webhooks' own schedule, over three days, with jitter.

Pure: the time and the chance are the caller's.
"""

from __future__ import annotations

from datetime import datetime, timedelta

MOST_TRIES = 10
_TRIES = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
# An outlet that fails whatever it is sent is asked ever more rarely, by one parcel at a time.
_PAUSES = (5, 30, 120, 300, 900, 1800, 3600)
PAUSED_AFTER = 3
# What must go is never given up, and never waits longer than this.
_URGENT = 300
URGENT_GIVEN_UP = 3600
_LONGEST_WAIT = 24 * 3600
_JITTER = 0.2


def next_try(
    tries: int, now: datetime, chance: float, *, wait: int | None = None, urgent: bool = False
) -> datetime:
    """When to try again after the ``tries``-th try failed (from 1).

    ``chance`` is in [0, 1); ``wait`` what the receiver asked for, in seconds.
    """
    seconds = float(_at(_TRIES, tries))
    if urgent:
        seconds = min(seconds, URGENT_GIVEN_UP if tries >= MOST_TRIES else _URGENT)
        wait = min(wait or 0, _URGENT)
    return now + _spread(max(seconds, min(wait or 0, _LONGEST_WAIT)), chance)


def pause(failures: int, now: datetime, chance: float, *, wait: int | None = None) -> datetime:
    """Until when an outlet is left alone after so many failures in a row (from 1)."""
    seconds = max(_at(_PAUSES, failures), min(wait or 0, _LONGEST_WAIT))
    return now + _spread(seconds, chance)


def _at(steps: tuple[int, ...], count: int) -> int:
    return steps[min(max(count, 1), len(steps)) - 1]


def _spread(seconds: float, chance: float) -> timedelta:
    """Later by up to a fifth, never sooner."""
    return timedelta(seconds=seconds * (1 + _JITTER * chance))
