"""Times and addresses in the sample wire's copy, resolved for one replay.

``{BASE}`` is the address the wire is served at. ``{T}`` is the moment the
replay began, rounded down to the minute; ``{T-100m:rfc822}`` is a hundred
minutes before it, written as RSS does. Units are ``m``, ``h`` and ``d``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_PLACEHOLDER = re.compile(r"\{(BASE|T([+-]\d{1,5})?([mhd])?:([A-Za-z0-9]{1,10}))\}")
_MINUTES = {"m": 1, "h": 60, "d": 1440}

# English names, whatever the machine's locale.
_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_SECOND_HALF = ("July", "August", "September", "October", "November", "December")
_MONTHS = _FIRST_HALF + _SECOND_HALF
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FORMATS: Mapping[str, Callable[[datetime], str]] = {
    "rfc822": format_datetime,
    "iso": datetime.isoformat,
    "date": lambda at: at.date().isoformat(),
    "weekday": lambda at: _DAYS[at.weekday()],
    "day": lambda at: str(at.day),
    "month": lambda at: _MONTHS[at.month - 1],
    "Mon": lambda at: _MONTHS[at.month - 1][:3],
    "year": lambda at: str(at.year),
    "nitf": lambda at: at.strftime("%Y%m%dT%H%M%S+0000"),
    "compact": lambda at: at.strftime("%Y%m%dT%H%M%SZ"),
}


def substitute(text: str, start: datetime, base_url: str) -> str:
    """The text with its placeholders resolved; ``start`` is aware.

    Raises KeyError naming a format that is not one of the ten.
    """
    origin = start.astimezone(UTC).replace(second=0, microsecond=0)

    def resolve(match: re.Match[str]) -> str:
        if match[1] == "BASE":
            return base_url.rstrip("/")
        minutes = int(match[2] or 0) * _MINUTES[match[3] or "m"]
        return _FORMATS[match[4]](origin + timedelta(minutes=minutes))

    return _PLACEHOLDER.sub(resolve, text)
