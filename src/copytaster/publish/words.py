"""The machine's own words: labels, counts and times, in plain English.

Times are absolute and in UTC: "3 hours ago" is false as soon as it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from markupsafe import Markup

from copytaster.model import Edit, Figure, Publication, Statement, Story

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DETERMINED = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "some", "several", "many", "two", "three"]
)
_TIMEX_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<clock>\d\d:\d\d))?(?::\d\d)?Z?")

CUT_KINDS = {
    "promo": "Promotion",
    "disclaimer": "Disclaimer",
    "credit": "Credit line",
    "caption": "Caption",
    "share": "Sharing prompt",
    "newsletter": "Newsletter prompt",
    "copyright": "Copyright line",
    "marker": "Wire marker",
}
STATEMENT_KINDS = {
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "reported in the copy’s words",
}
RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


def utc(at: datetime) -> datetime:
    """The moment in UTC, to the second; a naive one is taken to be UTC."""
    if at.tzinfo is UTC:  # as most are
        return at.replace(microsecond=0) if at.microsecond else at
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(microsecond=0)


def iso(at: datetime) -> str:
    """``2025-04-27T06:12:00Z``."""
    return utc(at).isoformat().replace("+00:00", "Z")


def moment(at: datetime) -> str:
    """``27 April 2025, 06:12 UTC``."""
    when = utc(at)
    return f"{day(when.date())}, {when:%H:%M} UTC"


def day(on: date) -> str:
    """``27 April 2025``."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def timex(value: str | None) -> str | None:
    """A TIMEX3 value as a reader would write it; left as it is where it names no time that is told here."""
    match = _TIMEX_DAY.fullmatch(value or "")
    if match is None:
        return _longer(value) if value else None
    try:
        on = day(date.fromisoformat(match["day"]))
    except ValueError:
        return value
    return f"{on}, {match['clock']}" if match["clock"] else on


def _longer(value: str) -> str:
    """A month, decade or century: ``2030-05``, ``197``, ``19``."""
    year, _, month = value.partition("-")
    if len(year) == 4 and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{MONTHS[int(month) - 1]} {year}"
    if value.isdecimal() and len(value) < 4:
        return f"the {value}0s" if len(value) == 3 else f"the {value}00s"
    return "long ago" if value == "PAST_REF" else value


def party(name: str) -> str:
    """Who takes part in a dispute, as a sentence names them: ``Ada Brandt``, ``the company``."""
    common = name[:1].islower() and name.isascii()
    return f"the {name}" if common and name.partition(" ")[0] not in _DETERMINED else name


def clock(at: datetime) -> str:
    """``06:12``, in UTC."""
    return f"{utc(at):%H:%M}"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 story``, ``9 stories``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def lag(span: timedelta) -> str:
    """``40 min later``, ``3 h 5 min earlier``, ``2 days later``, ``at the same minute``."""
    minutes = abs(round(span.total_seconds() / 60))
    if not minutes:
        return "at the same minute"
    way = "later" if span > timedelta(0) else "earlier"
    if minutes >= 48 * 60:
        return f"{round(minutes / 1440)} days {way}"
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest else [])
    return f"{' '.join(parts)} {way}"


def joined(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def direction(language: str | None) -> str:
    """The HTML ``dir`` for a language; ``auto`` where it is not known."""
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in RTL else "ltr"


@lru_cache(maxsize=256)
def tongue(language: str | None) -> Markup:
    """The attributes that tell a browser the language of some copy; none where it is the page's, English."""
    if language == "en":
        return Markup()
    spoken = Markup(' lang="{}"').format(language) if language else ""
    return Markup(' dir="{}"').format(direction(language)) + spoken


def label(publication: Publication, *, excerpt: bool, where: str = "below") -> str:
    """What the copy is, for a reader who has never heard of a wire; ``where`` its cuts are listed."""
    if publication.label == "composed":
        return "Composed by this site’s software; every sentence is cited."
    if publication.edit:
        return _edited_label(publication.edit, publication.story, excerpt, where)
    if excerpt:
        return "Wire copy, unedited by us. Only its first sentences are shown here."
    told = f" and listed {where}" if publication.story.cuts else ""
    return f"Wire copy, unedited by us. {left_out(publication.story)}{told}."


def _edited_label(edit: Edit, story: Story, excerpt: bool, where: str) -> str:
    by = f"Wire copy. {edited_by(edit)}"
    if excerpt:
        return f"{by}. Only its first sentences are shown here."
    return f"{by}, listed {where}. {left_out(story)}."


def edited_by(edit: Edit) -> str:
    """Who changed how much of the wire's copy, and when."""
    changed = count(len(edit.passages), "passage")
    return f"Edited by {joined(edit.editors)} at {moment(edit.at)}: {changed} changed"


def left_out(story: Story) -> str:
    """How much of what came in is not shown: cuts, or lines of its web page that were never copy."""
    if story.cuts:
        return f"{count(len(story.cuts), 'passage')} left out"
    if any(problem.code == "left-out" for problem in story.item.problems):
        return "Lines that stood beside it on its web page left out"
    return "Nothing was left out"


def composed_label(stories: int) -> str:
    """What a composed story is."""
    return (
        f"Composed by this site’s software from {count(stories, 'story', 'stories')}; "
        "every sentence is cited."
    )


def number(value: float) -> str:
    """``1,240``, ``3.5``: grouped, without a useless fraction."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def manner(statement: Statement) -> str:
    """How the copy gives the words: quoted or not, and whether it says they were said at all."""
    how = STATEMENT_KINDS[statement.kind]
    if statement.negated:
        return f"{how}; the copy says this was not said"
    return f"{how}; supposed, not reported as said" if statement.hypothetical else how


def amount(figure: Figure) -> str:
    """The figure's value as its source gave it: ``12``, ``12–15``."""
    if figure.upper is None:
        return number(figure.value)
    return f"{number(figure.value)}–{number(figure.upper)}"


def month(year: int, number_: int) -> str:
    """``April 2025``."""
    return f"{MONTHS[number_ - 1]} {year}"


def month_of(on: date) -> str:
    """The month a day is in: ``April 2025``."""
    return month(on.year, on.month)
