"""Where the copy is in quotation marks.

A region runs from its opening to its closing mark, both included, within one
paragraph. Double marks of any alphabet open and close a region; single marks
only where they cannot be apostrophes; marks inside a region are part of it.
A double mark that nobody closes runs to the end of its paragraph: a speech
over several paragraphs opens each and closes the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copytaster.model.base import quick

# One set of characters, so that the search runs from mark to mark; a lone ` is no mark and means nothing.
_MARK = re.compile(r"[`'\"“”„‟«»‹›「」『』《》‘’‚](?:(?<=`)`|(?<=')')?")
_OPENING = frozenset("“„‟«‹「『《") | {"``"}
_SINGLE = frozenset("‘’‚'")
# What closes a region that one of these opened: German closes with “, Swedish opens with ”.
_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "``": ("''", '"', "”"),
    "''": "''",
    '"': '"”',
    "”": "”",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
}


@quick
@dataclass(frozen=True, slots=True)
class Region:
    """One quotation: ``[start, end)`` with its marks; ``closed`` is False where the mark is missing."""

    start: int
    end: int
    closed: bool = True
    single: bool = False


def quote_regions(text: str, start: int, end: int) -> list[Region]:
    """The quotations of one paragraph ``text[start:end]``, in order, none within another."""
    regions: list[Region] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if opened is None:
            opened = (at, mark) if _opens(text, at, match.end(), mark, start, end) else None
        elif _closes(text, match.end(), mark, opened[1], end):
            regions.append(Region(opened[0], match.end(), single=opened[1] in _SINGLE))
            opened = None
        elif _supersedes(text, at, match.end(), mark, opened[1], start, end):
            opened = (at, mark)
    if opened is not None and opened[1] not in _SINGLE and end - opened[0] > 1:
        regions.append(Region(opened[0], end, closed=False))
    return regions


def _opens(text: str, at: int, after: int, mark: str, start: int, end: int) -> bool:
    if mark in _OPENING:
        return True
    if mark in ("»", "”", "''"):  # »so«, ”så” and ''so'' open with the mark that elsewhere closes
        return _stands_before_word(text, at, after, start, end)
    if mark == '"':
        return after < end
    return mark in _SINGLE and _stands_before_word(text, at, after, start, end)


def _stands_before_word(text: str, at: int, after: int, start: int, end: int) -> bool:
    free = at == start or text[at - 1].isspace() or text[at - 1] in "([—–-:"
    return free and after < end and not text[after].isspace() and text[after] not in ".,;"


def _closes(text: str, after: int, mark: str, opener: str, end: int) -> bool:
    if mark not in _CLOSERS.get(opener, ()):
        return False
    # An apostrophe has a letter behind it: the driver’s.
    return mark not in _SINGLE or after >= end or not text[after].isalnum()


def _supersedes(
    text: str, at: int, after: int, mark: str, opener: str, start: int, end: int
) -> bool:
    """A lone single mark before a double quotation was no quotation mark."""
    return opener in _SINGLE and mark not in _SINGLE and _opens(text, at, after, mark, start, end)
