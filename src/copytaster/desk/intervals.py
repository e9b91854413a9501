"""How often a feed is asked, by the operator's word: ``10m``, ``2h``, ``auto``."""

from __future__ import annotations

import re

from copytaster.errors import ConfigError
from copytaster.intake.polling import DAY, FLOOR, HOUR

AUTO = "auto"
_SAID = re.compile(r"(\d{1,5}) ?(m|min|minutes?|h|hours?|d|days?)", re.I)
_UNITS = {"m": 60, "h": HOUR, "d": DAY}


def seconds_of(said: str) -> int | None:
    """The interval in seconds; None for ``auto``, the feed's own pace.

    Raises ConfigError for anything else, and for less than five minutes or more than a day.
    """
    if said.strip().lower() == AUTO:
        return None
    found = _SAID.fullmatch(said.strip())
    seconds = int(found[1]) * _UNITS[found[2][0].lower()] if found else 0
    if not FLOOR <= seconds <= DAY:
        raise ConfigError(
            "an interval is a time like 10m or 2h, from 5m to 1d, or auto for the feed's own pace",
            subject=said[:40],
        )
    return seconds


def spoken(seconds: int) -> str:
    """An interval in words: ``10 minutes``, ``2 hours``."""
    number, unit = (seconds // 60, "minute") if seconds % HOUR else (seconds // HOUR, "hour")
    return f"{number} {unit}s" if number != 1 else unit


OFFERED = tuple(
    (s, spoken(seconds_of(s) or 0))
    for s in ["5m", "10m", "15m", "30m", "1h", "3h", "6h", "12h", "1d"]
)
"""The intervals to choose from, each as it is written and in words."""
