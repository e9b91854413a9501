"""What a server says about being asked again: freshness and Retry-After.

All results are whole seconds, at least 0, or None where nothing usable was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})', re.IGNORECASE)
_SECONDS = re.compile(r"\s*(\d{1,10})(?:\.\d{0,9})?\s*", re.ASCII)
_LONGEST_DATE = 64


def freshness(headers: Mapping[str, str], now: datetime) -> int | None:
    """How long the answer stays fresh: Cache-Control max-age, else Expires less Date (RFC 9111 §4.2.1)."""
    found = _MAX_AGE.search(headers.get("cache-control", "")[:1000])
    if found:
        return int(found[1])
    expires = http_date(headers.get("expires"))
    if expires is None:
        return None
    return _seconds_between(http_date(headers.get("date")) or now, expires)


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Retry-After in seconds or as a date (RFC 9110 §10.2.3), a date relative to the server's own clock."""
    value = headers.get("retry-after", "")[:100]
    if found := _SECONDS.fullmatch(value):
        return int(found[1])
    until = http_date(value)
    if until is None:
        return None
    return _seconds_between(http_date(headers.get("date")) or now, until)


def http_date(value: str | None) -> datetime | None:
    """An HTTP date as aware UTC, or None; a zoneless one is taken as UTC."""
    if not value or len(value) > _LONGEST_DATE:
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _seconds_between(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))
