"""How long and how often: durations and sets."""

from __future__ import annotations

import re

from copytaster.anatomy.calendar import DAY_NAMES, MONTHS
from copytaster.anatomy.times.grammar import (
    ABOUT,
    DAY_NAME,
    MONTH_NAME,
    NUMBER,
    UNITS,
    Moment,
    Resolved,
    Rule,
    rule,
)
from copytaster.anatomy.times.values import duration, number, unit_of

_SET_VALUES = (
    (re.compile("hour"), "PT1H"),
    (re.compile("dai|day|night|morning"), "P1D"),
    (re.compile("week"), "P1W"),
    (re.compile("month"), "P1M"),
    (re.compile("quarter"), "P1Q"),
    (re.compile("year|annu"), "P1Y"),
)


_HALVES = {"year": "P{}Y6M", "hour": "PT{}H30M", "minute": "PT{}M30S", "day": "P{}DT12H"}


def _and_a_half(match: re.Match[str], _: Moment) -> Resolved:
    """ "2 1/2 years", "a minute and a half" in the units below, as TimeML has no fractions."""
    unit, whole = unit_of(match["unit"]), number(match["count"])
    form = _HALVES.get(unit)
    if form is None or not isinstance(whole, int):
        return "DURATION", None
    return "DURATION", form.format(whole)


def _set(match: re.Match[str], _: Moment) -> Resolved:
    words = match.group().lower()
    if match["month"]:
        return "SET", f"XXXX-{MONTHS[match['month'].lower()]:02d}"
    day = next((i for i, name in enumerate(DAY_NAMES, 1) if name in words), None)
    if day is not None:
        return "SET", f"XXXX-WXX-{day}"
    if match["count"]:
        return "SET", duration(number(match["count"]), unit_of(match["unit"]))
    return "SET", next((value for pattern, value in _SET_VALUES if pattern.search(words)), None)


def _counted(match: re.Match[str], _: Moment) -> Resolved:
    unit, count = unit_of(match["unit"]), match["count"].lower()
    if unit in ("second", "minute", "quarter") and count in ("a", "an", "second"):
        return None
    return "DURATION", duration(number(count), unit)


def _hyphened(match: re.Match[str], _: Moment) -> Resolved:
    return "DURATION", duration(number(match["count"]), unit_of(match["unit"]))


def _stretch(match: re.Match[str], _: Moment) -> Resolved:
    return "DURATION", duration(number(match["count"]), unit_of(match["unit"]))


def _one(match: re.Match[str], _: Moment) -> Resolved:
    return "DURATION", duration(1, unit_of(match["unit"]))


def _uncounted(match: re.Match[str], _: Moment) -> Resolved:
    return "DURATION", duration(None, unit_of(match["unit"]))


_PLURALS = "(?:seconds|minutes|hours|days|weeks|months|years|decades)"

RULES: tuple[Rule, ...] = (
    rule(
        rf"{ABOUT}(?P<count>{NUMBER})(?: 1/2|½|-and-a-half| and (?:a|one) half)[ -](?P<unit>{UNITS})\b(?! (?:old|ago|later|earlier))",
        _and_a_half,
        "DURATION",
    ),
    rule(
        r"(?:the |these )?(?:past|last|next|coming|previous|first|final)"
        rf"(?: (?P<count>{NUMBER}|few|several|couple of))? (?P<unit>{_PLURALS})\b",
        _stretch,
        "DURATION",
    ),
    rule(r"the past (?P<unit>week|month|year|decade|quarter|century)\b", _one, "DURATION"),
    rule(
        rf"(?:every|each) (?:(?P<month>{MONTH_NAME})|{DAY_NAME}|day|week|month|quarter|year|morning|night|(?P<count>{NUMBER}) (?P<unit>{_PLURALS}))\b|"
        r"(?:daily|weekly|monthly|yearly|annually|hourly|quarterly)\b|(?:once|twice) an? (?:day|week|month|year)\b",
        _set,
        "SET",
    ),
    rule(
        rf"(?P<count>{NUMBER})-(?P<unit>second|minute|hour|day|week|month|year|decade|century)(?:-long)?(?![a-z]|-old)",
        _hyphened,
        "DURATION",
    ),
    rule(
        rf"{ABOUT}(?P<count>{NUMBER}|several|a few|many|few)(?: (?:more|straight|consecutive|full|additional|whole))? "
        rf"(?P<unit>{UNITS})\b(?![- ](?:old|of age))",
        _counted,
        "DURATION",
    ),
    rule(
        r"(?<!for )(?<!of )(?:the )?(?P<unit>weeks|months|years|decades|centuries)\b(?! (?:old|of age))",
        _uncounted,
        "DURATION",
    ),
)
