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


def last_date(month: int, day: int, anchor: date, ahead: int) -> date | None:
    """The month and day in the latest year that puts it no more than ``ahead`` days behind ``anchor``."""
    years = (anchor.year + 1, anchor.year, anchor.year - 1, anchor.year - 4)
    options = (d for y in years if 0 < y < 10_000 and (d := make_date(y, month, day)))
    return next((d for d in options if (d - anchor).days <= ahead), None)


def nearest_date(month: int, day: int, anchor: date) -> date | None:
    """The month and day in the year that brings it closest to ``anchor``."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    options = [d for y in years if 0 < y < 10_000 and (d := make_date(y, month, day))]
    return min(options, key=lambda d: (abs((d - anchor).days), d), default=None)


# As datelines of other languages have them: full, genitive and short forms, without the dot.
_MONTHS_ABROAD = (
    "janv janvier jänner januar ene enero jan janeiro gen gennaio januari stycznia янв января січня janvāra ocak ocak oca जनवरी يناير",
    "févr fév février fevrier februar feb febrero fev fevereiro febbraio februari lutego фев февраля лютого şubat फरवरी फ़रवरी فبراير",
    "mars märz mrz maerz mar marzo março marco maart marca мар марта березня mart मार्च مارس",
    "avr avril apr abr abril aprile april kwietnia апр апреля квітня nisan अप्रैल أبريل ابريل",
    "mai mayo may maio mag maggio mei maj maja мая май травня mayıs मई مايو",
    "juin juni jun junio junho giu giugno czerwca июн июня червня haziran जून يونيو",
    "juil juillet juli jul julio julho lug luglio lipca июл июля липня temmuz जुलाई يوليو",
    "août aout aug august ago agosto augustus augusti sierpnia авг августа серпня ağustos अगस्त أغسطس",
    "sept septembre september sep septiembre set setembro settembre września сен сент сентября вересня eylül सितंबर सितम्बर سبتمبر",
    "oct octobre oktober okt octubre out outubro ott ottobre października окт октября жовтня ekim अक्टूबर अक्तूबर أكتوبر",
    "nov novembre november noviembre novembro listopada ноя нояб ноября листопада kasım नवंबर नवम्बर نوفمبر",
    "déc dec décembre decembre dezember dez dic diciembre dezembro dicembre december grudnia дек декабря грудня aralık दिसंबर दिसम्बर ديسمبر",
)
_NUMBERS: dict[str, int] = {
    **{form: n for n, row in enumerate(_MONTHS_ABROAD, 1) for form in row.split()},
    **MONTHS,
}


def month_number(written: str) -> int | None:
    """1 to 12 for a month's name, full or short, in the languages datelines come in; else None."""
    return _NUMBERS.get(written.lower().rstrip("."))
