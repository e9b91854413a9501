"""The times in the trailers of wire messages, which no other format writes: ``131137 GMT Nov 13``."""

from __future__ import annotations

import re
from typing import Any

from copytaster.formats.dates import parse_date

# IPTC 7901: day, hour, minute, zone where stated, month, year.
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d\d)(\d\d)(\d\d)[ ]{0,3}([A-Z]{1,5})?[ ]{1,3}([A-Za-z]{3})[a-z]{0,6}\.?[ ]{0,3}(\d{4}|\d\d)(?!\d)"
)
# ANPA 1312: month, day and year, hour and minute, zone.
_MONTH_FIRST = re.compile(
    r"(?<!\d)(\d\d)-(\d\d)-(\d{4}|\d\d)[ ]{1,3}(\d\d)(\d\d)[ ]{0,3}([A-Z]{1,4})?"
)


def trailer(text: str) -> dict[str, Any]:
    """``published`` and its two companions from a trailer; empty where it holds no time."""
    if found := _DAY_FIRST.search(text[:400]):
        day, hour, minute, zone, month, year = found.groups()
        plain = f"{day} {month} {year} {hour}:{minute} {zone or ''}"
    elif found := _MONTH_FIRST.search(text[:400]):
        month, day, year, hour, minute, zone = found.groups()
        plain = f"{_full(year)}-{month}-{day} {hour}:{minute} {zone or ''}"
    else:
        return {}
    stamp = parse_date(plain)
    if stamp is None:
        return {"published_text": found[0].strip()}
    return {
        "published": stamp.moment,
        "published_text": found[0].strip(),
        "published_offset": stamp.offset,
    }


def _full(year: str) -> str:
    return year if len(year) == 4 else f"{'20' if year < '70' else '19'}{year}"
