"""Times told from the day of writing: weekdays, yesterday, ago, last and next, now, the clock."""

from __future__ import annotations

import re
from datetime import date, timedelta

from copytaster.anatomy.calendar import DAYS, MONTHS, make_date, nearest_date
from copytaster.anatomy.times.grammar import (
    ABOUT,
    DAY_NAME,
    MONTH,
    NUMBER,
    PART_OF_DAY,
    PARTS_OF_DAY,
    PORTION,
    UNITS,
    Moment,
    Resolved,
    Rule,
    rule,
)
from copytaster.anatomy.times.narrative import day_named, reported, year_before
from copytaster.anatomy.times.values import number, quarter, shifted, unit_of, week

_UNIT = "(?:day|week|month|year|decade|century|quarter|weekend)"
_CLOCK = r"(?:\d{1,2}(?::\d\d)? ?(?:a\.?m|p\.?m|am|pm)\b\.?|\d{1,2}:\d\d(?!(?::\d\d)?\.\d)|noon|midnight)"
_ZONE = r"(?: (?:GMT|EST|EDT|PST|PDT|CET|CEST|BST|ET|UTC|IST|local time|\(\d{4} ?GMT\)))?"
_HOUR = re.compile(r"(\d{1,2})(?::(\d\d))?\s?([ap])?", re.I)
_BACK = frozenset({"last", "the previous"})
_AHEAD = frozenset({"next", "the following", "the coming", "the next"})
_UNTIL = re.compile(r"\b(?:until|till|by) $")
_DAY_SHIFT = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def weekday(day: date, wanted: int, which: str, past: bool) -> date:
    """The day of that name: last or next where said, today when it is today, else as the tense looks."""
    back, ahead = (day.weekday() - wanted) % 7, (wanted - day.weekday()) % 7
    if which == "last":
        return day - timedelta(days=back or 7)
    if which == "next":
        return day + timedelta(days=ahead or 7)
    if which.startswith("this") and which != "this past":
        return day + timedelta(days=ahead)
    return day - timedelta(days=back) if past else day + timedelta(days=ahead)


def _weekday(match: re.Match[str], at: Moment) -> Resolved:
    if not match["day"][0].isupper():
        return None
    which = (match["which"] or "").lower()
    return "DATE", weekday(at.day, DAYS[match["day"].lower()], which, at.past).isoformat()


def _part_of_day(match: re.Match[str], at: Moment) -> Resolved:
    word = match["day"].lower()
    if word in DAYS:
        which = (match["which"] or "").lower()
        day = weekday(at.day, DAYS[word], which, at.past)
    else:
        shift = 1 if "next" in word or "following" in word else _DAY_SHIFT.get(word, 0)
        shift = -1 if word == "last" else shift
        day = at.day + timedelta(days=shift)
    return "TIME", f"{day.isoformat()}T{PARTS_OF_DAY[match['part'].lower()]}"


def _clock(match: re.Match[str], at: Moment) -> Resolved:
    written = match["clock"].lower()
    day = _clock_day(match, at)
    if day is None:
        return None
    if written in ("noon", "midnight"):
        return "TIME", f"{day.isoformat()}T{'12:00' if written == 'noon' else '24:00'}"
    time = _HOUR.match(written)
    if time is None:
        return None
    hour, minute = int(time[1]), int(time[2] or 0)
    if time[3] == "p" and hour < 12:
        hour += 12
    if time[3] == "a" and hour == 12:
        hour = 0
    return (
        ("TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}")
        if hour <= 24 and minute < 60
        else None
    )


def _clock_day(match: re.Match[str], at: Moment) -> date | None:
    ahead = _UNTIL.search(at.small, max(0, at.start - 12), at.start)
    if match["month"]:
        month, number = MONTHS[match["month"].lower().rstrip(".")], int(match["date"])
        near = nearest_date(month, number, at.day)
        return make_date(near.year + 1, month, number) if near and ahead and near < at.day else near
    word = (match["day"] or "today").lower()
    if word in _DAY_SHIFT:
        return at.day + timedelta(days=_DAY_SHIFT[word])
    return weekday(at.day, DAYS[word], "", at.past and not ahead)


def _ago(match: re.Match[str], at: Moment) -> Resolved:
    direction = match["way"].lower()
    sign = 1 if direction in ("later", "from now", "hence") else -1
    count = number(match["count"])
    if count is None:
        if not match["count"]:
            return None
        return "DATE", "FUTURE_REF" if sign > 0 else "PAST_REF"
    unit = unit_of(match["unit"])
    if unit == "year" and count == 1 and sign < 0 and (results := reported(at)):
        return "DATE", year_before(results)
    base = at.day if direction in ("ago", "from now", "hence") else day_named(at)
    return "DATE", shifted(base, sign * count, unit)


def _long_ago(_: re.Match[str], __: Moment) -> Resolved:
    return "DATE", "PAST_REF"


def _year_ago(match: re.Match[str], at: Moment) -> Resolved:
    if results := reported(at):
        return "DATE", year_before(results)
    if match["span"]:
        return "DATE", quarter(at.day.year, (at.day.month - 1) // 3 + 1 - 5)
    return "DATE", shifted(at.day, -1, "year")


def _related(match: re.Match[str], at: Moment) -> Resolved:
    which, unit = match["which"].lower(), match["unit"].lower()
    step = -1 if which in _BACK else 1 if which in _AHEAD else 0
    if unit == "weekend":
        return "DATE", f"{week(at.day + timedelta(weeks=step))}-WE"
    return "DATE", shifted(at.day, step, unit)


def _weekend(match: re.Match[str], at: Moment) -> Resolved:
    which = (match["which"] or "").lower()
    day = at.day + timedelta(weeks=1 if which == "next" else 0)
    if which not in ("next", "this") and day.weekday() < 4 and at.past:
        day -= timedelta(weeks=1)
    return "DATE", f"{week(day)}-WE"


def _named_day(match: re.Match[str], at: Moment) -> Resolved:
    word = match["word"].lower()
    if word == "tonight":
        return "TIME", f"{at.day.isoformat()}TNI"
    shift = _DAY_SHIFT.get(word)
    if shift is None:
        shift = -1 if "before" in word else 1
    return "DATE", (at.day + timedelta(days=shift)).isoformat()


def _reported_quarter(match: re.Match[str], at: Moment) -> Resolved:
    """Results speak of the quarter named before, or of the one that has ended."""
    ended = quarter(at.day.year, (at.day.month - 1) // 3)
    if match["month"]:
        month = MONTHS[match["month"].lower().rstrip(".")]
        ended = quarter(at.day.year - (month > at.day.month), (month - 1) // 3 + 1)
        return "DATE", ended
    return "DATE", at.named.get("quarter") or ended


def _week_of(match: re.Match[str], at: Moment) -> Resolved:
    day = nearest_date(MONTHS[match["month"].lower().rstrip(".")], int(match["date"]), at.day)
    return ("DATE", week(day)) if day else None


def _this_unit(match: re.Match[str], at: Moment) -> Resolved:
    return "DATE", shifted(at.day, 0, unit_of(match["unit"]))


def _end_of(match: re.Match[str], at: Moment) -> Resolved:
    unit = (match["unit"] or "year").lower()
    return "DATE", shifted(at.day, 0, unit)


def _end_of_year(_: re.Match[str], at: Moment) -> Resolved:
    return "DATE", shifted(at.day, 0, "year")


def _past_reference(_: re.Match[str], __: Moment) -> Resolved:
    return "DATE", "PAST_REF"


def _present_reference(_: re.Match[str], __: Moment) -> Resolved:
    return "DATE", "PRESENT_REF"


def _future_reference(_: re.Match[str], __: Moment) -> Resolved:
    return "DATE", "FUTURE_REF"


# "the current was strong": what flows is no time.
_FLOWS = (
    r"(?! (?:was|is|were|are|had|has|of|in|at|and|or|that|which|who|swept|carried|took|drew|ran|runs?|flows?|"
    r"from|through|pushed|pulled|into|to|grew|fell|rose|than|below|off|along|[a-z]{3,20}ed)\b|[,.;:])"
)

RULES: tuple[Rule, ...] = (
    rule(
        rf"(?P<clock>{_CLOCK}){_ZONE}(?: (?:on )?(?P<day>{DAY_NAME}|today|yesterday|tomorrow)\b|"
        rf",?(?: on)? (?P<month>{MONTH}) (?P<date>\d{{1,2}})(?![\d:,]*\d))?",
        _clock,
        "TIME",
    ),
    rule(
        rf"(?:(?:early|late) )?(?:(?P<which>last|this|next|on) )?"
        rf"(?P<day>{DAY_NAME}|yesterday|tomorrow|this|last|the (?:next|same|following))[ -](?P<part>{PART_OF_DAY})\b",
        _part_of_day,
        "TIME",
    ),
    rule(
        rf"(?:(?P<which>last|next|this past|this coming|this) )?(?P<day>{DAY_NAME})\b(?! (?:Night Live|Morning Post|Times))",
        _weekday,
    ),
    rule(
        rf"{ABOUT}(?P<count>{NUMBER}|several|a few|many|some)[ -](?P<unit>{UNITS})[ -]"
        r"(?P<way>ago|earlier|later|before(?=[.,;\n]|$)|from now|hence)\b(?! than)",
        _ago,
    ),
    rule(rf"{ABOUT}(?:days|weeks|months|years|decades|centuries) ago\b", _long_ago),
    rule(
        r"(?:an? |the (?:comparable )?)?year[ -](?:ago|earlier)(?P<span> (?:quarter|period))?(?! (?:first|second|third|fourth))",
        _year_ago,
    ),
    rule(
        rf"(?:{PORTION}|the )?(?P<which>last|next|this|the previous|the following|the same|that|that same|the current|the coming|the next) "
        rf"(?P<unit>{_UNIT})\b(?! (?:anniversary))",
        _related,
    ),
    rule(r"(?:(?P<which>last|this|next|this past|over the|the) )weekend", _weekend),
    rule(rf"the week of (?P<month>{MONTH}) (?P<date>\d{{1,2}})(?!\d)", _week_of),
    rule(
        r"(?:late |early |later |earlier )?(?P<word>today|yesterday|tomorrow|tonight|the day (?:before|after))\b(?!['’]s (?:Office|Show))",
        _named_day,
    ),
    rule(
        r"the latest (?:quarter|period)|"
        rf"the (?:quarter|period)\b(?:(?= ended (?P<month>{MONTH}))|(?= from)|(?=[,;.]))",
        _reported_quarter,
    ),
    rule(
        r"(?:the|the current) (?P<unit>week|month|year)\b(?= (?:ended|to|ahead)|['’]s |[,;.]|$)",
        _this_unit,
    ),
    rule(r"(?:the )?year(?:['’]s end\b| end\b(?!ed))", _end_of_year),
    rule(r"year-end|the end of the (?P<unit>year|month|week)", _end_of),
    rule(r"recent(?: (?:days|weeks|months|years|decades))?\b", _past_reference),
    rule(
        rf"(?:now|currently|current\b{_FLOWS}|at present|nowadays|right now|at the moment|these days)\b",
        _present_reference,
    ),
    rule(r"(?:recently|in the past(?! \w)|the past(?! \w)|lately)\b", _past_reference),
    rule(r"(?:the )?(?:near )?future\b", _future_reference),
)
