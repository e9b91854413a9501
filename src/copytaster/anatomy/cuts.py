"""What is left out of the copy, and why, in words a reader understands.

A dateline is never cut; a headline, caption block or table is copy of its own
kind, not a cut. Every cut is trimmed of white space, except the leading marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copytaster.anatomy.agencies import agency_name
from copytaster.anatomy.disclaimers import Disclaimer, DisclaimerSearch
from copytaster.anatomy.lines import line_kind
from copytaster.anatomy.promos import KnownHeadlines, promo_cuts
from copytaster.anatomy.sentences import fold
from copytaster.model import Block, Cut

_LEADING_MARKER = re.compile(
    r"\s{0,8}(?:date|published|updated|posted)(?: on)?\s?:?\s(?P<date>[12]\d{3}-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\s{1,8}",
    re.I,
)
_CLOSING_MARK = re.compile(
    r"(?:\((?P<round>[A-Za-z][\w /&.-]{1,24})\)|[-–—]{1,2}\s?\(?(?P<dashed>[A-Z][A-Za-z]{1,12})\)?|"
    r"\[(?P<square>[A-Z][\w ]{1,12})\]|\b(?P<signed>PTI|UNI|ANI|IANS)(?: [A-Z]{2,4}){1,6})\s*$"
)
# A closing mark stands in the last blocks, before disclaimers and credit lines only.
_LAST_BLOCKS = 6
_BOILERPLATE_REASON = "a block that this feed repeats in other stories too"
_DISCLAIMER_REASON = "the publisher's note on how this copy was handled, kept as provenance"
_INPUTS_REASON = "a credit line: whose copy went into this story"
MARK_REASON = "the agency's sign at the end of its copy ({})"
_LEADING_REASON = "a date set before the copy by the system that sent it"
_LINE_REASONS = {
    "newsletter": "an invitation to a newsletter, app or subscription",
    "share": "an invitation to follow, share or comment",
    "copyright": "a copyright line",
    "promo": "a pointer to other content or advertising",
    "credit": "a credit line: who wrote or edited this story",
    "marker": "an editor's note on what was corrected or changed in this edition",
    "caption": "a picture credit or caption without its picture",
}


@dataclass(frozen=True, slots=True)
class Cutting:
    """The cuts of a text, and what was read off them."""

    cuts: tuple[Cut, ...]
    disclaimers: tuple[Disclaimer, ...]
    leading_date: str | None
    closing_agency: str | None


def leading_marker(text: str) -> re.Match[str] | None:
    """The metadata marker that opens the text (`` date 2025-04-27 ``), if any."""
    return _LEADING_MARKER.match(text)


def find_cuts(
    text: str,
    blocks: tuple[Block, ...],
    known: KnownHeadlines,
    boilerplate: Iterable[str] = (),
    agencies: tuple[str, ...] = (),
) -> Cutting:
    """Every cut of the text, in order and disjoint.

    ``agencies`` are those the dateline or the feed names; their sign at the
    end is believed.
    """
    marker = leading_marker(text)
    found = [Cut(0, marker.end(), "marker", _LEADING_REASON)] if marker else []
    repeated = {fold(b) for b in boilerplate if b.strip()}
    disclaimers: list[Disclaimer] = []
    search = DisclaimerSearch(text)
    for block in blocks:
        if repeated and fold(text[block.start : block.end]) in repeated:
            found.append(Cut(block.start, block.end, "promo", _BOILERPLATE_REASON))
            continue
        notes = list(search.within(block.start, block.end))
        disclaimers += notes
        found += map(_disclaimer_cut, notes)
        found += _line_cuts(text, block)
        found += promo_cuts(text, block.start, block.end, known)
    cuts = _disjoint(found)
    mark, agency = _closing_mark(text, blocks, cuts, agencies)
    cuts = _disjoint([*cuts, *([mark] if mark else [])])
    return Cutting(tuple(cuts), tuple(disclaimers), marker["date"] if marker else None, agency)


def _disclaimer_cut(note: Disclaimer) -> Cut:
    if note.inputs:
        return Cut(note.start, note.end, "credit", _INPUTS_REASON)
    return Cut(note.start, note.end, "disclaimer", _DISCLAIMER_REASON)


def _line_cuts(text: str, block: Block) -> Iterator[Cut]:
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        bare = line.strip()
        if bare and (kind := line_kind(bare)):
            start = at + line.index(bare)
            yield Cut(start, start + len(bare), kind, _LINE_REASONS[kind])
        at += len(line) + 1


def _disjoint(cuts: list[Cut]) -> list[Cut]:
    """In order; of two that overlap the earlier, longer one stays."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if cut.start < cut.end and (not kept or cut.start >= kept[-1].end):
            kept.append(cut)
    return kept


def _closing_mark(
    text: str, blocks: tuple[Block, ...], cuts: list[Cut], agencies: tuple[str, ...]
) -> tuple[Cut | None, str | None]:
    """The agency's sign behind the last of the copy, as a cut, and the agency."""
    starts = {c.start: c for c in cuts}
    for block in blocks[: -_LAST_BLOCKS - 1 : -1]:
        end = _end_of_copy(text, block, cuts)
        if end <= block.start or (block.start in starts and starts[block.start].end >= end):
            continue
        begin = max(block.start, end - 60)
        match = _CLOSING_MARK.search(text[begin:end])
        if match is None:
            return None, None
        written = match["round"] or match["dashed"] or match["square"] or match["signed"]
        name = agency_name(written, agencies) or _all_agencies(written, agencies)
        if name is None:
            return None, None
        span = (begin + match.start(), begin + len(text[begin:end].rstrip()))
        return Cut(*span, "marker", MARK_REASON.format(name)), name
    return None, None


def _all_agencies(written: str, agencies: tuple[str, ...]) -> str | None:
    names = [agency_name(part, agencies) for part in re.split(r"\s?[/&]\s?|-", written)]
    return names[0] if len(names) > 1 and all(names) else None


def _end_of_copy(text: str, block: Block, cuts: list[Cut]) -> int:
    end = block.end
    for cut in reversed(cuts):
        if cut.start >= block.start and cut.end >= end > cut.start:
            end = cut.start
            while end > block.start and text[end - 1].isspace():
                end -= 1
    return end
