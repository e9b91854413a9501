"""Lines that are told by their neighbours: captions above a picture credit, a bare name above a date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copytaster.anatomy.credit_lines import PEOPLE
from copytaster.anatomy.picture_lines import is_bare_credit
from copytaster.model import Cut, CutKind

_CAPTION_REASON = "the caption of a picture that did not come with it"
_BYLINE_REASON = "a credit line: who wrote this story"
_PEOPLE = re.compile(rf"(?:{PEOPLE})$")
# Wire captions give the date with its year, or say who stands where.
_PICTURED = re.compile(
    r"\b(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d\b|"
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December),? (?:19|20)\d\d\b|"
    r"\((?:L|R|C|left|right|centre|center)\)|, (?:left|right|cent(?:er|re)),|\b(?:from left|left to right|L-R)\b"
)
_LONGEST_CAPTION, _LONGEST_NAMES = 700, 70
_HEAD_LINES = 8
# With this many picture credits on lines of their own, a story has a gallery run into it.
_GALLERY = 3
_SHORTEST_TWICE = 30
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A trimmed line of the text, and the kind of cut it is as a whole, if any."""

    start: int
    end: int
    kind: CutKind | None


def told_by_neighbours(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """Cuts of lines that are none by themselves."""
    yield from _bare_bylines(text, lines[:_HEAD_LINES])
    credits = [i for i, line in enumerate(lines) if _is_credit(text, line)]
    gallery = len(credits) >= _GALLERY
    for at in credits:
        above = lines[at - 1] if at else None
        if above and above.kind is None and _is_caption(text, above, gallery):
            yield Cut(above.start, above.end, "caption", _CAPTION_REASON)
    if any(line.kind == "caption" for line in lines):
        yield from _said_twice(text, lines)


def _is_credit(text: str, line: Line) -> bool:
    return line.kind == "caption" and is_bare_credit(text[line.start : line.end])


def _is_caption(text: str, line: Line, gallery: bool) -> bool:
    if line.end - line.start > _LONGEST_CAPTION:
        return False
    return gallery or bool(_PICTURED.search(text, line.start, line.end))


def _said_twice(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """A line that stands twice, near a picture's credit: its caption and its alternative text."""
    for at, (one, two) in enumerate(itertools.pairwise(lines)):
        same = text[one.start : one.end] == text[two.start : two.end]
        if not same or one.kind or one.end - one.start < _SHORTEST_TWICE:
            continue
        near = lines[max(0, at - _NEAR) : at + 2 + _NEAR]
        if at and any(line.kind == "caption" for line in near):
            yield Cut(one.start, one.end, "caption", _CAPTION_REASON)
            yield Cut(two.start, two.end, "caption", _CAPTION_REASON)


def _bare_bylines(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """``Mara Quill`` above the name of a house, or above when it was published."""
    for line, below in itertools.pairwise(lines):
        short = line.kind is None and line.end - line.start <= _LONGEST_NAMES
        named = short and below.kind in ("credit", "marker")
        if named and _PEOPLE.match(text, line.start, line.end):
            yield Cut(line.start, line.end, "credit", _BYLINE_REASON)
