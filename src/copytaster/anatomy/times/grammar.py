"""The words time expressions are made of, as pattern pieces, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from copytaster.anatomy.calendar import DAY_NAMES, DAYS, MONTH_NAMES, MONTHS
from copytaster.anatomy.times.tense import is_past
from copytaster.anatomy.times.values import NUMBERS


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_SHORT_MONTHS = [m for m in MONTHS if m not in MONTH_NAMES]
MONTH_NAME = f"(?:{_either(MONTH_NAMES)})"
MONTH = rf"(?:{_either(MONTH_NAMES)}|(?:{_either(_SHORT_MONTHS)})\b\.?)"
DAY_NAME = f"(?:{_either(DAY_NAMES)})"
ANY_DAY = rf"(?:{_either(DAY_NAMES)}|(?:{_either(d for d in DAYS if d not in DAY_NAMES)})\b\.?)"
TENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
_ROUND = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
# "twenty-one" and its like are put together here: a hundred alternatives would be tried at every word.
_SIMPLE = [n for n in NUMBERS if not n.startswith(tuple(_ROUND.split("|")))]
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,3})?|"
    rf"(?:{_ROUND})(?:[- ](?:{ONES}))?|{_either(_SIMPLE)})"
)
UNITS = (
    "(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|century|centuries|quarters?)"
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
PART_OF_DAY = "(?:morning|afternoon|evening|night)"
#: "early", "the end of": parts of a longer time that belong to its expression.
PORTION = r"(?:(?:the )?(?:early|late|mid|middle of|beginning of|start of|end of)[ -](?:in )?(?:the )?|earlier |later )"
ABOUT = (
    r"(?:(?:about|almost|nearly|over|more than|less than|at least|around|up to|some|only|just|roughly|"
    r"approximately|another|as many as|as much as|the|well over) ){0,3}"
)
PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


class Moment(NamedTuple):
    """Where an expression stands, in ``text`` and in ``small``, its lower case, and the day it is told from.

    ``named`` has the last year, quarter, month and day that the text named
    before, as TimeML values by unit: what "that year" and "the next day" go by.
    """

    text: str
    small: str
    start: int
    end: int
    anchor: date | None
    named: Mapping[str, str] = {}

    @property
    def past(self) -> bool:
        """Whether the sentence looks back from here."""
        return is_past(self.small, self.start, self.end)

    @property
    def day(self) -> date:
        """The anchor; raises LookupError where there is none, so the value stays open."""
        if self.anchor is None:
            raise LookupError("no anchor")
        return self.anchor


#: (TIMEX3 type, value) or None when the match is no time after all.
Resolved = tuple[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: a pattern and what its match means."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Moment], Resolved]
    kind: str = "DATE"


def rule(
    pattern: str, resolve: Callable[[re.Match[str], Moment], Resolved], kind: str = "DATE"
) -> Rule:
    """A rule; ``kind`` is the type it has where no anchor lets it be resolved."""
    return Rule(re.compile(pattern, re.I), resolve, kind)
