"""Dates as feeds write them: RFC 822, ISO 8601, epochs, and what people make of both.

Rules and why: "IST" is India's time, the feeds that send it are Indian;
``27/04/2025`` is day first, as everywhere but the US, and US senders give
themselves away by AM/PM or a day past 12; year 1 and year 1970-01-01 00:00 are what
programs send when they have no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MAX_TEXT = 120


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment (aware UTC), the string it was read from, and its stated offset in minutes east."""

    moment: datetime
    text: str
    offset: int | None


# Minutes east of UTC. Where one name means several zones, the one news feeds mean by it.
ZONES = {
    **dict.fromkeys(("UT", "UTC", "GMT", "Z", "WET"), 0),
    **dict.fromkeys(("BST", "WEST", "CET", "MEZ", "WAT"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "CAT", "SAST"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT", "TRT", "AST"), 180),
    **dict.fromkeys(("GST", "SAMT"), 240),
    "IRST": 210, "AFT": 270, "PKT": 300, "IST": 330, "NPT": 345, "BDT": 360, "MMT": 390,
    **dict.fromkeys(("ICT", "WIB"), 420),
    **dict.fromkeys(("HKT", "SGT", "MYT", "PHT", "AWST", "WITA"), 480),
    **dict.fromkeys(("JST", "KST", "WIT"), 540),
    "ACST": 570, "AEST": 600, "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "NST": -210, "NDT": -150, "ADT": -180, "BRT": -180, "ART": -180,
    **dict.fromkeys(("EDT",), -240),
    **dict.fromkeys(("EST", "CDT"), -300),
    **dict.fromkeys(("CST", "MDT"), -360),
    **dict.fromkeys(("MST", "PDT"), -420),
    **dict.fromkeys(("PST", "AKDT"), -480),
    "AKST": -540, "HST": -600,
}  # fmt: skip

_MONTHS = {name: i + 1 for i, name in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])}  # fmt: skip
_MONTHS |= {
    "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
    "janv": 1, "févr": 2, "fév": 2, "mars": 3, "avr": 4, "juin": 6, "juil": 7, "août": 8, "aoû": 8,
    "déc": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "fev": 2, "mei": 5,
    "maa": 3, "mrt": 3, "maj": 5, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5,
    "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip

_CLOCK = r"(?:(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?)"
_HALF = r"(?:\s{0,3}([AaPp])\.?[Mm]\.?)?"
_ZONE = r"(?:\s{0,3}\(?(Z|[A-Za-z]{2,5})?\)?\s{0,3}([+-]\d{1,2}:?(?:\d{2})?)?)"
# The two standards to the letter, told apart at once; everything else is read with patience.
_RFC_822 = re.compile(
    r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:([A-Z]{2,4})|([+-]\d{4}))"
)
_ISO_8601 = re.compile(
    r"\d{4}(?:-\d\d-\d\d[T ]\d\d:\d\d:\d\d|\d{4}T\d{6})(?:\.\d{3})?(?:Z|[+-]\d\d:?\d\d)?"
)
_ISO = re.compile(
    r"^([+-]?\d{4})-?(?:(\d\d)-?(?:(\d\d))?)?"
    r"(?:[T\s]\s{0,3}(\d{1,2})(?::?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?" + _ZONE + r")?"
    r"(?:([+-]\d\d:?\d\d))?$",
    re.I,
)
_DAY_MONTH = re.compile(
    r"^(?:[^\W\d]{1,15}\.?,?\s{0,3})?(\d{1,2})(?:st|nd|rd|th|\.)?[\s./-]{1,3}(?:de\s)?([^\W\d]{3,12})\.?"
    r"[\s./,-]{1,3}(?:de\s)?(\d{2,4})(?:[\sT,|-]{1,4}(?:at\s)?" + _CLOCK + _HALF + r")?" + _ZONE
)
_MONTH_DAY = re.compile(
    r"^(?:[^\W\d]{1,15}\.?,?\s{1,3})?([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}"
    r"(?:(\d{4}),?\s{0,3}(?:at\s|-\s|\|\s)?)?(?:" + _CLOCK + _HALF + _ZONE + r")?\s{0,3}(\d{4})?$"
)
_NUMERIC = re.compile(
    r"^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[\sT,|-]{1,4}" + _CLOCK + _HALF + r")?" + _ZONE + "$"
)
_EPOCH = re.compile(r"^\d{9,16}(?:\.\d{1,9})?$")
_SHORT_YEAR_CENTURY = 70
_MAX_OFFSET = 14 * 60


def parse_date(text: str | None) -> Stamp | None:
    """What moment ``text`` means, or None where it means none.

    Read as UTC where no zone is stated (``offset`` is None then). Seconds and
    milliseconds since 1970 are read as such. Years before 1900 are programs'
    way of having no date.
    """
    sent = text.strip() if text else ""
    if not sent or len(sent) > MAX_TEXT:
        return None
    folded = " ".join(sent.split())
    for reader in _READERS if folded[0].isdigit() or folded[0] in "+-" else _NAMED_READERS:
        try:
            found = reader(folded)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            moment, offset = found
            return Stamp(moment, sent, offset) if moment.year >= 1900 else None
    return None


_Found = tuple[datetime, int | None] | None


def _rfc_822(text: str) -> _Found:
    found = _RFC_822.fullmatch(text)
    if not found:
        return None
    day, name, year, hour, minute, second, zone, number = found.groups()
    month, offset = _month(name), _offset(zone, number)
    if not month:
        return None
    at = datetime(int(year), month, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    return at - timedelta(minutes=offset) if offset else at, offset


def _iso_8601(text: str) -> _Found:
    """The forms of ISO 8601 that wires write; fractions of a second count for none."""
    if not _ISO_8601.fullmatch(text):
        return None
    at = datetime.fromisoformat(text)
    at = at.replace(microsecond=0) if at.microsecond else at
    stated = at.utcoffset()
    if stated is None:
        return at.replace(tzinfo=UTC), None
    offset = stated // timedelta(minutes=1)
    return (at.astimezone(UTC), offset) if abs(offset) <= _MAX_OFFSET else None


def _epoch(text: str) -> _Found:
    if not _EPOCH.match(text) or _looks_compact(text):
        return None
    seconds = float(text)
    while seconds > 1e11:  # milli- or microseconds
        seconds /= 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=round(seconds, 3)), 0


def _looks_compact(text: str) -> bool:
    """``20250427101500`` is a written date, not an epoch."""
    return len(text) == 14 and text.startswith(("19", "20")) and text[4:6] <= "12"


def _compact(text: str) -> _Found:
    if not (text.isdigit() and len(text) in (12, 14)):
        return None
    second = text[12:] or None
    return _moment(text[:4], text[4:6], text[6:8], text[8:10], text[10:12], second, None)


def _iso(text: str) -> _Found:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, name, number, bare = found.groups()
    return _moment(
        year, month or "1", day or "1", hour, minute, second, _offset(name, number or bare)
    )


def _day_month(text: str) -> _Found:
    found = _DAY_MONTH.match(text)
    if not found:
        return None
    day, name, year, hour, minute, second, half, zone, number = found.groups()
    month = _month(name)
    if not month:
        return None
    return _moment(
        _full_year(year), str(month), day, _hour(hour, half), minute, second, _offset(zone, number)
    )


def _month_day(text: str) -> _Found:
    found = _MONTH_DAY.match(text)
    if not found:
        return None
    name, day, before, hour, minute, second, half, zone, number, after = found.groups()
    month, year = _month(name), before or after
    if not month or not year:
        return None
    return _moment(year, str(month), day, _hour(hour, half), minute, second, _offset(zone, number))


def _numeric(text: str) -> _Found:
    found = _NUMERIC.match(text)
    if not found:
        return None
    a, b, c, hour, minute, second, half, zone, number = found.groups()
    if len(a) == 4:
        year, month, day = a, b, c
    else:
        # Day first, unless AM/PM shows an American or it cannot be.
        month_first = int(b) > 12 or (half is not None and int(a) <= 12)
        year = _full_year(c)
        month, day = (a, b) if month_first else (b, a)
    return _moment(year, month, day, _hour(hour, half), minute, second, _offset(zone, number))


_READERS: tuple[Callable[[str], _Found], ...] = (
    _iso_8601, _compact, _epoch, _iso, _day_month, _numeric, _month_day,
)  # fmt: skip
_NAMED_READERS = (_rfc_822, _day_month, _month_day)
"""What may begin with a word."""


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    offset: int | None,
) -> tuple[datetime, int | None]:
    hours = int(hour or 0)
    at = datetime(
        int(year), int(month), int(day), 0 if hours == 24 else hours, int(minute or 0),
        min(int(second or 0), 59), tzinfo=UTC,
    )  # fmt: skip
    later = (1440 if hours == 24 else 0) - (offset or 0)
    return at + timedelta(minutes=later) if later else at, offset


def _hour(hour: str | None, half: str | None) -> str | None:
    if hour is None or half is None:
        return hour
    return str(int(hour) % 12 + (12 if half in "Pp" else 0))


def _full_year(year: str) -> str:
    if len(year) > 2:
        return year
    return f"{20 if int(year) < _SHORT_YEAR_CENTURY else 19}{year:0>2}"


def _month(name: str) -> int | None:
    low = name.lower()
    return _MONTHS.get(low[:3]) or _MONTHS.get(low[:4]) or _MONTHS.get(low)


def _offset(name: str | None, number: str | None) -> int | None:
    """Minutes east: the number where there is one, else what the name stands for."""
    if number:
        digits = number[1:].replace(":", "")
        minutes = int(digits) * 60 if len(digits) <= 2 else int(digits[:-2]) * 60 + int(digits[-2:])
        if minutes > _MAX_OFFSET:
            return None
        return -minutes if number[0] == "-" else minutes
    return ZONES.get(name.upper()) if name else None
