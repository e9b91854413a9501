"""Times that name a place in the calendar: dates, months, years, quarters, seasons, decades."""

from __future__ import annotations

import re
from datetime import date, timedelta

from copytaster.anatomy.calendar import MONTHS, make_date
from copytaster.anatomy.times.grammar import (
    ANY_DAY,
    MONTH,
    MONTH_NAME,
    ONES,
    PORTION,
    TENS,
    YEAR,
    Moment,
    Resolved,
    Rule,
    rule,
)
from copytaster.anatomy.times.values import ORDINALS, SPELT_DAYS, day_value, month, number, quarter

_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24),
    "new year's day": (1, 1), "new year's eve": (12, 31), "independence day": (7, 4),
    "veterans day": (11, 11), "boxing day": (12, 26), "may day": (5, 1), "valentine's day": (2, 14),
    "halloween": (10, 31), "republic day": (1, 26),
}  # fmt: skip
#: (month, weekday from Monday = 0, which one; -1 is the last), as United States law has them (5 U.S.C. 6103).
_MOVING = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1),
}  # fmt: skip
#: A date without a year this much further off, in days, is taken when the tense asks for it.
_TENSE_WEIGHT = 150
_DIRECTION = {"last": -1, "next": 1, "this": 0}
# "May" opens sentences and asks for leave; what follows a month does neither.
_NOT_MAY = re.compile(
    r"[\s,]+(?:be|have|not|also|well|say|take|seek|go|i|we|[a-z]+ (?:the|a|to))\b", re.I
)
_COUNTED = (
    r"(?:people|soldiers|troops|miles|feet|km|percent|points|shares|workers|jobs|employees|members|passengers|"
    r"residents|students|yards|meters|metres|votes|cases|rupees|dollars|tonnes|tons)"
)


# What has ended lies behind, however far: "the year ended Jan. 31".
_ENDED = re.compile(r"\bended(?: on)? $")


def _month_number(written: str) -> int:
    return MONTHS[written.lower().rstrip(".")]


def _iso(match: re.Match[str], _: Moment) -> Resolved:
    year, month_, day = map(int, match.group()[:10].split("-"))
    value = day_value(year, month_, day)
    return ("DATE", value) if value else None


def _slashed(match: re.Match[str], _: Moment) -> Resolved:
    first, second, year = map(int, match.group().split("/"))
    if year < 100:
        year += 1900 if year > 40 else 2000
    month_, day = (first, second) if first <= 12 else (second, first)
    value = day_value(year, month_, day)
    return ("DATE", value) if value else None


def _full_date(match: re.Match[str], _: Moment) -> Resolved:
    value = day_value(int(match["year"]), _month_number(match["month"]), int(match["day"]))
    return ("DATE", value) if value else None


def _month_day(match: re.Match[str], at: Moment) -> Resolved:
    return _nearest(_month_number(match["month"]), int(match["day"]), at)


def _spelt_day(match: re.Match[str], at: Moment) -> Resolved:
    month_, number = _month_number(match["month"]), SPELT_DAYS[match["spelt"].lower()]
    if match["year"]:
        value = day_value(int(match["year"]), month_, number)
        return ("DATE", value) if value else None
    return _nearest(month_, number, at)


def _nearest(month_: int, number: int, at: Moment) -> Resolved:
    if make_date(2024, month_, number) is None:
        return None
    day, past = at.day, at.past
    options = [d for y in _years_around(day) if (d := make_date(y, month_, number))]
    if _ENDED.search(at.small, max(0, at.start - 12), at.start):
        options = [d for d in options if d <= day]
    best = min(options, key=lambda d: _distance(d, day, past))
    return "DATE", best.isoformat()


def _distance(option: date, day: date, past: bool) -> int:
    against = (past and option > day) or (not past and option < day)
    return abs((option - day).days) + (_TENSE_WEIGHT if against else 0)


def _month_year(match: re.Match[str], at: Moment) -> Resolved:
    written = match["year"].lower()
    year = int(written) if written.isdigit() else at.day.year + _DIRECTION[written.split()[0]]
    return "DATE", month(year, _month_number(match["month"]))


def _quarter(match: re.Match[str], at: Moment) -> Resolved:
    number = ORDINALS[match["which"].lower()]
    written = (match["year"] or match["of"] or "").lower()
    if written.startswith("year"):
        return "DATE", quarter(at.day.year - 1, number)
    if written.isdigit():
        return "DATE", quarter(int(written), number)
    year = at.day.year + _DIRECTION.get(written.split(" ")[0], 0)
    if not written and number > (at.day.month - 1) // 3 + 1 and at.past:
        year -= 1
    return "DATE", quarter(year, number)


def _season(match: re.Match[str], at: Moment) -> Resolved:
    season = _SEASONS[match["season"].lower()]
    if match["year"]:
        return "DATE", f"{match['year']}-{season}"
    year, starts = at.day.year, _SEASON_STARTS[season]
    which = match["which"].lower()
    if which == "last" and starts + 2 >= at.day.month:
        year -= 1
    if which == "next" and starts <= at.day.month:
        year += 1
    return "DATE", f"{year:04d}-{season}"


def _relative_month(match: re.Match[str], at: Moment) -> Resolved:
    which, number = match["which"].lower(), _month_number(match["month"])
    year = at.day.year
    if which in ("last", "this past") and number >= at.day.month:
        year -= 1
    if which == "next" and number <= at.day.month:
        year += 1
    return "DATE", month(year, number)


def _bare_month(match: re.Match[str], at: Moment) -> Resolved:
    name, end = match["month"], match.end("month")
    if not name[0].isupper() or (name.lower() in ("may", "march") and _other_word(at, match, end)):
        return None
    number, year = _month_number(name), at.day.year
    past = at.past
    if past and number > at.day.month:
        year -= 1
    if not past and number < at.day.month:
        year += 1
    return "DATE", month(year, number)


def _other_word(at: Moment, match: re.Match[str], end: int) -> bool:
    before = at.text[max(0, match.start("month") - 3) : match.start("month")]
    opens = not before.strip() or before.strip()[-1:] in '.!?"“'
    return (opens and match.start() == match.start("month")) or bool(
        _NOT_MAY.match(at.text[end : end + 20])
    )


def _decade(match: re.Match[str], _: Moment) -> Resolved:
    return "DATE", match["decade"]


def _century(match: re.Match[str], _: Moment) -> Resolved:
    return "DATE", f"{int(match['which']) - 1:02d}"


def _year(match: re.Match[str], _: Moment) -> Resolved:
    return "DATE", match["year"]


def _spoken_year(match: re.Match[str], _: Moment) -> Resolved:
    tail = number(match["tail"])
    return "DATE", f"{number(match['head'])}{int(tail):02d}" if tail is not None else None


def _holiday(match: re.Match[str], at: Moment) -> Resolved:
    words = match.group().lower().replace("’", "'")
    rest = words.partition(" ")[2] if words[:4] in ("last", "next", "this") else words
    past = at.past or words.startswith("last")
    days = [_holiday_in(rest, year) for year in _years_around(at.day)]
    options = [d for d in days if d and not (words.startswith("last") and d >= at.day)]
    if not options:
        return "DATE", None
    return "DATE", min(options, key=lambda d: _distance(d, at.day, past)).isoformat()


def _years_around(day: date) -> list[int]:
    return [year for year in (day.year - 1, day.year, day.year + 1) if 0 < year < 10_000]


def _holiday_in(name: str, year: int) -> date | None:
    """The day a holiday falls on in a year: a fixed date, or a weekday of its month."""
    if fixed := _HOLIDAYS.get(name):
        return make_date(year, *fixed)
    moving = _MOVING.get(name)
    if moving is None:
        return None
    month_, weekday, nth = moving
    if nth < 0:  # the last of the month, none of these in December
        last = date(year, month_ + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month_, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


_SPELT = "|".join(sorted(SPELT_DAYS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PREFIX = rf"(?:{ANY_DAY},? )?"

RULES: tuple[Rule, ...] = (
    rule(rf"{YEAR}-\d\d-\d\d(?:T[\d:]{{2,8}})?", _iso),
    rule(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b", _slashed),
    rule(rf"{_PREFIX}(?P<month>{MONTH}) {_DAY},? (?P<year>{YEAR})\b", _full_date),
    rule(rf"{_PREFIX}{_DAY}(?: of)? (?P<month>{MONTH}),? (?P<year>{YEAR})\b", _full_date),
    rule(rf"{_PREFIX}(?P<month>{MONTH}) {_DAY}(?![\d:,]*\d)", _month_day),
    rule(rf"{_PREFIX}{_DAY}(?: of)? (?P<month>{MONTH_NAME})\b", _month_day),
    rule(
        rf"(?:the )?(?P<spelt>{_SPELT}) (?:day )?of (?P<month>{MONTH_NAME})\b(?:,? (?P<year>{YEAR})\b)?",
        _spelt_day,
    ),
    rule(
        rf"{PORTION}?(?P<month>{MONTH})(?:,| of)? (?P<year>{YEAR}|(?:last|next|this) year)\b",
        _month_year,
    ),
    rule(
        rf"(?:the )?(?:(?P<of>{YEAR}|(?:last|this|next) year['’]s|year-(?:ago|earlier)) )?(?:fiscal )?(?P<which>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal )?quarter"
        rf"(?:(?: of| in)?(?: fiscal)? (?P<year>{YEAR}|(?:last|this|next) year))?",
        _quarter,
    ),
    rule(
        rf"{PORTION}?(?P<which>last|next|this|the|in the|in) (?P<season>spring|summer|fall|autumn|winter)"
        rf"(?: of (?P<year>{YEAR}))?\b",
        _season,
    ),
    rule(
        rf"{PORTION}?(?P<which>last|next|this past|this) (?P<month>{MONTH_NAME})\b", _relative_month
    ),
    rule(rf"{PORTION}?(?:the )?(?P<decade>(?:1[5-9]|20)\d)0['’]?s\b", _decade),
    rule(r"(?:the )?(?P<which>\d\d)(?:st|nd|rd|th)[ -]century", _century),
    rule(
        r"(?:last |this |next )?(?:Christmas(?: Day| Eve)?|New Year['’]s (?:Day|Eve)|Thanksgiving(?: Day)?|"
        r"Independence Day|Veterans Day|Labor Day|Memorial Day|Boxing Day|May Day|Valentine['’]s Day|Halloween|Republic Day)",
        _holiday,
    ),
    rule(
        rf"(?P<head>nineteen|eighteen|twenty)[ -](?P<tail>(?:{TENS})(?:[- ](?:{ONES}))?|hundred)\b",
        _spoken_year,
    ),
    rule(rf"{PORTION}?(?P<month>{MONTH_NAME})(?=[\s,.;:'’)\"”-]|$)", _bare_month),
    rule(
        rf"{PORTION}?(?:fiscal )?(?:the year )?(?P<year>{YEAR})(?![\d,]{{0,6}}\d)"
        rf"(?!-(?:year|foot|seat|pound|member|mile|page|point|strong))(?! {_COUNTED})",
        _year,
    ),
)
