"""Names of months and days, and which year a date without one means."""

from __future__ import annotations

import calendar
from datetime import date

MONTH_NAMES = tuple(m.lower() for m in calendar.month_name)[1:]
MONTHS: dict[str, int] = {
    form: number
    for number, name in enumerate(MONTH_NAMES, 1)
    for form in {name, name[:3], {"september": "sept", "june": "june"}.get(name, name)}
}
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS: dict[str, int] = {
    **{form: n for n, name in enumerate(DAY_NAMES) for form in (name, name[:3])},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_date(month: int, day: int, anchor: date) -> date | None:
    """The month and day in the year that brings it closest to ``anchor``."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    options = [d for y in years if 0 < y < 10_000 and (d := make_date(y, month, day))]
    return min(options, key=lambda d: (abs((d - anchor).days), d), default=None)
