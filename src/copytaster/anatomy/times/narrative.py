"""Times told from what the copy named before: "that year", "the following day", results of a year ago."""

from __future__ import annotations

import re
from datetime import date

from copytaster.anatomy.times.grammar import Moment, Resolved, Rule, rule
from copytaster.anatomy.times.values import quarter, shifted

_CALENDAR = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?(?![\d-])")
# Figures of a company's results are compared with the same quarter of the year before.
_RESULTS = re.compile(
    r"[$£€¥₹#]\d|\b(?:million|billion|crore|cents|profits?|earnings|earned|sales|revenues?|net|losse?s?|results|income)\b"
)
_COMPARED = re.compile(r"\b(?:ago|earlier|before|previous|last)\b")
_NEAR = 160
_STEPS = {"following": 1, "next": 1, "previous": -1}


def note(named: dict[str, str], at: Moment, value: str | None) -> None:
    """Remember the year, quarter, month and day a TimeML value names; what no longer fits is forgotten.

    What the story is only compared with ("a year earlier") is not what it tells of.
    """
    found = _CALENDAR.match(value or "")
    if found is None or _COMPARED.search(at.small, at.start, at.end):
        return
    year, quarter_, month, day = found.groups()
    if named.get("year") != year:
        named.clear()
    named["year"] = year
    if quarter_:
        named["quarter"] = f"{year}-Q{quarter_}"
    if month:
        _note_month(named, f"{year}-{month}", day)


def _note_month(named: dict[str, str], month: str, day: str | None) -> None:
    if named.get("month") != month:
        named.pop("day", None)
    named["month"] = month
    if day:
        named["day"] = f"{month}-{day}"


def reported(at: Moment) -> str | None:
    """The quarter the copy's results are of: the last one named, where the words around speak of results."""
    named = at.named.get("quarter")
    if named and _RESULTS.search(at.small, max(0, at.start - _NEAR), at.end + _NEAR):
        return named
    return None


def year_before(value: str) -> str:
    """The same quarter a year before: ``1989-Q3`` → ``1988-Q3``."""
    return quarter(int(value[:4]) - 1, int(value[-1]))


def day_named(at: Moment) -> date:
    """The last day the copy named, else that of filing; raises LookupError where there is neither."""
    named = at.named.get("day")
    return date.fromisoformat(named) if named else at.day


def _same(match: re.Match[str], at: Moment) -> Resolved:
    unit = match["unit"].lower()
    return "DATE", at.named.get(unit) or shifted(at.day, 0, unit)


def _stepped(match: re.Match[str], at: Moment) -> Resolved:
    unit, step = match["unit"].lower(), _STEPS[match["which"].lower()]
    named = at.named.get(unit)
    if named is None:
        return "DATE", shifted(at.day, step, unit)
    return "DATE", shifted(_first_day(named), step, unit)


def _first_day(value: str) -> date:
    """The first day of a year, month or day in TimeML."""
    return date.fromisoformat(value + "-01-01"[len(value) - 10 :] if len(value) < 10 else value)


def _period(match: re.Match[str], at: Moment) -> Resolved:
    """ "the 1988 period": the quarter reported, in that year."""
    named = at.named.get("quarter")
    return "DATE", f"{match['year']}-{named[5:]}" if named else match["year"]


RULES: tuple[Rule, ...] = (
    rule(
        r"(?:later |earlier )?(?:in )?(?:that|the|that very) same (?P<unit>day|month|year)\b", _same
    ),
    rule(r"(?:later |earlier )?(?:in )?that (?P<unit>day|month|year|quarter)\b", _same),
    rule(r"the (?P<which>following|previous) (?P<unit>day|month|year)\b", _stepped),
    rule(r"the (?P<which>next) (?P<unit>day)\b", _stepped),
    rule(r"the (?P<year>(?:19|20)\d\d) (?:quarter|period)\b", _period),
)
