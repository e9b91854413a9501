"""TimeML values: how dates, weeks, durations and the like are written."""

from __future__ import annotations

from datetime import date, timedelta

from copytaster.anatomy.calendar import make_date

#: unit → its letter in a TimeML duration; the smaller ones stand behind a T.
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M",
    "year": "Y", "decade": "E", "century": "C", "quarter": "Q",
}  # fmt: skip
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_SIMPLE = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
#: Number words, with "a", "a dozen" and the like.
NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate(_SIMPLE)},
    **{tens: 20 + 10 * i for i, tens in enumerate(_TENS)},
    **{
        f"{tens}{join}{_SIMPLE[one]}": 20 + 10 * i + one
        for i, tens in enumerate(_TENS)
        for one in range(1, 10)
        for join in ("-", " ")
    },
    "a": 1,
    "an": 1,
    "hundred": 100,
    "a hundred": 100,
    "dozen": 12,
    "a dozen": 12,
    "a couple of": 2,
    "a couple": 2,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

_SPELT = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_UNDER_TWENTY = _SPELT.split()
#: Days of the month in words, "first" to "thirty-first".
SPELT_DAYS: dict[str, int] = {
    **{word: n for n, word in enumerate(_UNDER_TWENTY, 1)},
    **{f"twenty-{word}": 20 + n for n, word in enumerate(_UNDER_TWENTY[:9], 1)},
    "twentieth": 20,
    "thirtieth": 30,
    "thirty-first": 31,
}


def number(written: str | None) -> int | float | None:
    """The number written in words or digits; None for "several" and the like."""
    word = (written or "").lower().strip()
    if word in NUMBERS:
        return NUMBERS[word]
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def unit_of(written: str) -> str:
    """The singular of a unit: ``centuries`` → ``century``."""
    word = written.lower()
    return "century" if word == "centuries" else word.removesuffix("s")


def duration(count: int | float | None, unit: str) -> str:
    """``P2D``, ``PT5H``; an unknown count is X."""
    amount = "X" if count is None else str(count)
    if unit == "decade":
        return "PXE" if count is None else f"P{count}E"
    if unit == "century":
        return "PXC" if count is None else f"P{count}C"
    return f"{'PT' if unit in _CLOCK_UNITS else 'P'}{amount}{UNITS[unit]}"


def week(day: date) -> str:
    """The ISO week a day lies in: ``2025-W17``."""
    year, number_, _ = day.isocalendar()
    return f"{year:04d}-W{number_:02d}"


def month(year: int, number_: int) -> str:
    """``2024-08``; months below 1 or above 12 run into other years."""
    months = year * 12 + number_ - 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def quarter(year: int, number_: int) -> str:
    """``2024-Q3``; quarters below 1 or above 4 run into other years."""
    quarters = year * 4 + number_ - 1
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"


def shifted(day: date, count: int | float, unit: str) -> str | None:
    """The unit of that size ``count`` units away from the one ``day`` lies in; None off the calendar."""
    whole = int(count)
    if abs(whole) > 10_000:
        return None
    try:
        if unit in _CLOCK_UNITS:
            return day.isoformat()
        if unit == "day":
            return (day + timedelta(days=whole)).isoformat()
        if unit == "week":
            return week(day + timedelta(weeks=whole))
    except OverflowError:
        return None
    if unit == "month":
        return month(day.year, day.month + whole)
    if unit == "quarter":
        return quarter(day.year, (day.month - 1) // 3 + 1 + whole)
    return _years(day, count, unit)


def _years(day: date, count: int | float, unit: str) -> str | None:
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    year = day.year + int(count * years)
    if not 0 < year < 10_000:
        return None
    return f"{year:04d}"[: {"year": 4, "decade": 3, "century": 2}[unit]]


def day_value(year: int, month_: int, day: int) -> str | None:
    """``2025-04-26``, or None where there is no such day."""
    found = make_date(year, month_, day)
    return found.isoformat() if found else None
