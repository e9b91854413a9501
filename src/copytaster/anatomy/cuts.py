"""What is left out of the copy, and why, in words a reader understands.

A dateline is never cut; a headline, caption block or table is copy of its own
kind, not a cut. Every cut is trimmed of white space, except the leading marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.anatomy.agencies import Signed, signed_by
from copytaster.anatomy.asides import Asides
from copytaster.anatomy.boilerplate import Boilerplate, repeat_key
from copytaster.anatomy.disclaimers import Disclaimer, DisclaimerSearch, line_disclaimer
from copytaster.anatomy.known import NO_HEADLINES, KnownHeadlines, folded_headline
from copytaster.anatomy.lines import LONGEST_LINE, line_kind, long_line_kind
from copytaster.anatomy.neighbours import Line, told_by_neighbours
from copytaster.anatomy.phrasebook import opening_of
from copytaster.anatomy.promos import (
    bare_promos,
    glued_promos,
    holds_bare_lead,
    is_lone_lead,
    line_promo,
    listed_promos,
    separators,
)
from copytaster.anatomy.wordset import SmallPrint, small_print
from copytaster.model import Block, Cut

_LEADING_MARKER = re.compile(
    r"\s{0,8}(?:date|published|updated|posted)(?: on)?\s?:?\s(?P<date>[12]\d{3}-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\s{1,8}",
    re.I,
)
_CLOSING_MARK = re.compile(
    r"(?:\((?:(?:[Ss]ources?|SOURCES?) ?: ?)?(?P<round>[A-Za-z][\w /,;|&.-]{1,90})\)|"
    r"[-–—]{1,2}\s?\(?(?P<dashed>[A-Z]\w{1,12}(?:[ /,;|&]{1,2}\w{1,16}|-\w{1,16}){0,12})\)?|"
    r"\[(?P<square>[A-Z][\w /,;|&.-]{1,90})\]|\b(?P<signed>PTI|UNI|ANI|IANS)(?: [A-Z]{2,4}){1,6})(?P<stop>\.?)\s*$"
)
# What says that houses alone on the last line sign: "Source: AFP", or the initials of their desk, "rpk/dpa".
_SIGNING = re.compile(r"\s{0,4}(?:(?:[Ss]ources?|SOURCES?|[Vv]ia) ?: ?|(?:[a-z]{1,4}/){1,3}(?!/))")
_MARKS = ("round", "dashed", "square", "signed")
_LONGEST_MARK = 120
# A sign that several share, or that a full stop follows, is one only behind a finished sentence.
_FINISHED = ".!?…:”\"’'»。\n"
# A closing mark stands in the last blocks, before disclaimers and credit lines only.
_LAST_BLOCKS = 6
# The head of a story: its first lines, up to the first paragraph, which is longer than this.
_HEAD_LINES, _PARAGRAPH = 10, 200
_WRAPPED, _ENDS_LINE = 55, ".!?:…”\"’')]»|*•。"
_INPUTS_REASON = "a credit line: whose copy went into this story"
_MARK_REASON = "the agency's sign at the end of its copy ({})"
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
    closing: tuple[Signed, ...]  #: the agencies whose sign ends the copy


def leading_marker(text: str) -> re.Match[str] | None:
    """The metadata marker that opens the text (`` date 2025-04-27 ``), if any."""
    return _LEADING_MARKER.match(text)


def find_cuts(
    text: str,
    blocks: tuple[Block, ...],
    known: KnownHeadlines,
    boilerplate: Boilerplate | None = None,
    agencies: tuple[str, ...] = (),
    headline: str = "",
    printed: SmallPrint | None = None,
) -> Cutting:
    """Every cut of the text, in order and disjoint.

    ``agencies`` are those the dateline or the feed names; their sign at the
    end is believed. ``headline`` is the story's own, no promo of another.
    ``printed`` is the text's `small_print` where that was made before.
    """
    marker = leading_marker(text)
    lead = [Cut(0, marker.end(), "marker", _LEADING_REASON)] if marker else []
    printed = printed or small_print(text)
    search = _Search(text, printed, known, boilerplate or {}, folded_headline(headline))
    for block in blocks:
        search.look(block)
    if taken := _signed_caption(text, search.cuts, agencies):
        search.take_back(taken)
    cuts = _disjoint([*lead, *search.cuts, *search.listed()])
    mark, closing = _closing_mark(text, blocks, cuts, agencies)
    cuts = _disjoint([*cuts, *([mark] if mark else [])])
    return Cutting(tuple(cuts), tuple(search.disclaimers), closing)


class _Search:
    """The cuts of one text, block by block, in order."""

    def __init__(
        self,
        text: str,
        printed: SmallPrint,
        known: KnownHeadlines,
        boilerplate: Boilerplate,
        own: str,
    ) -> None:
        small, words = printed
        self.cuts: list[Cut] = []
        self.disclaimers: list[Disclaimer] = []
        self._text = text
        self._own = own
        self._repeated = boilerplate
        self._known = known if known and known.stand_in(small, words) else NO_HEADLINES
        self._notes = DisclaimerSearch(text, small, words)
        self._asides = Asides(text, small, words)
        self._bare_leads = holds_bare_lead(text, words)
        self._marks = separators(text)
        self._head = _HEAD_LINES
        self._lines: list[Line] = []
        self._lone_leads: set[int] = set()

    def look(self, block: Block) -> None:
        """Look for the cuts of a block."""
        text, start, end = self._text, block.start, block.end
        if self._repeated and (known := self._repeated.get(repeat_key(text[start:end]))):
            self.cuts.append(Cut(start, end, *known))
            return
        notes = list(self._notes.within(start, end))
        self.disclaimers += notes
        self.cuts += map(_disclaimer_cut, notes)
        whole = len(notes) == 1 and (notes[0].start, notes[0].end) == (start, end)
        if not whole:
            self._look_at_lines(start, end)

    def take_back(self, cut: Cut) -> None:
        """The cut was none, and its line tells nothing of its neighbours."""
        self.cuts.remove(cut)
        self._lines = [
            Line(x.start, x.end, None) if x.start == cut.start else x for x in self._lines
        ]

    def listed(self) -> Iterator[Cut]:
        """What is told by the lines around: headlines under a lone lead, captions above a credit."""
        if self._lone_leads:
            bare = [(line.start, line.end) for line in self._lines]
            yield from listed_promos(self._text, bare, self._lone_leads)
        if any(line.kind for line in self._lines):
            yield from told_by_neighbours(self._text, self._lines)

    def _look_at_lines(self, start: int, end: int) -> None:
        at, above = start, ""
        for line in self._text[start:end].split("\n"):
            bare = line.strip()
            if bare:
                begin = at + line.index(bare)
                stop = begin + len(bare)
                # A line that a wrapped one runs on in is no line of its own.
                wrapped = len(above) >= _WRAPPED and above[-1] not in _ENDS_LINE
                if wrapped:
                    self._look_inside(begin, stop)
                else:
                    self._look_at(bare, begin, stop)
            at, above = at + len(line) + 1, bare

    def _look_at(self, line: str, start: int, end: int) -> None:
        self._head = 0 if end - start > _PARAGRAPH and "  " not in line else self._head - 1
        whole = self._whole(line, start, end)
        self._lines.append(Line(start, end, whole.kind if whole else None))
        if whole is None:
            self._look_inside(start, end)
            return
        self.cuts.append(whole)
        if is_lone_lead(line):
            self._lone_leads.add(start)

    def _whole(self, line: str, start: int, end: int) -> Cut | None:
        """The line as one cut, if it is no copy."""
        if self._repeated and (known := self._repeated.get(repeat_key(line))):
            return Cut(start, end, *known)
        if end - start > LONGEST_LINE and "    " not in line:
            kind = long_line_kind(line)
            return Cut(start, end, kind, _LINE_REASONS[kind]) if kind else None
        opening = opening_of(line)
        kind = line_kind(opening, self._head > 0)
        if kind == "disclaimer":
            note = line_disclaimer(self._text, start, end)
            self.disclaimers.append(note)
            return Cut(start, end, kind, note.reason)
        if kind:
            return Cut(start, end, kind, _LINE_REASONS[kind])
        # A first line that is a headline is this story's own, of an earlier edition perhaps.
        headlines = self._known if self._lines else NO_HEADLINES
        return line_promo(opening, start, end, headlines, self._own)

    def _look_inside(self, start: int, end: int) -> None:
        args = self._text, start, end, self._known, self._own
        if self._head > 0:
            self.cuts += self._asides.caption_at_head(start, end)
        if self._marks or self._known:
            self.cuts += glued_promos(*args, self._marks, len(self._lines) == 1)
        if self._bare_leads:
            self.cuts += bare_promos(*args)
        for cut in self._asides.within(start, end):
            self.cuts.append(cut)
            if cut.end == end and is_lone_lead(self._text[cut.start : end]):
                self._lone_leads.add(start)


def _disclaimer_cut(note: Disclaimer) -> Cut:
    if note.inputs:
        return Cut(note.start, note.end, "credit", _INPUTS_REASON)
    return Cut(note.start, note.end, "disclaimer", note.reason)


def _disjoint(cuts: list[Cut]) -> list[Cut]:
    """In order; of two that overlap the earlier, longer one stays."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if cut.start < cut.end and (not kept or cut.start >= kept[-1].end):
            kept.append(cut)
    return kept


def _signed_caption(text: str, cuts: list[Cut], agencies: tuple[str, ...]) -> Cut | None:
    """What stands behind the copy and was a caption only for a sign such as captions have.

    "(AFP/AP)" and "Source: AFP" end captions too, but no picture follows the last of the copy.
    """
    end = len(text)
    for cut in sorted(cuts, key=lambda c: c.start, reverse=True):
        if text[cut.end : end].strip():
            return None
        end = cut.start
        if cut.kind == "caption" and _is_told_sign(text, cut, agencies):
            return cut
    return None


def _is_told_sign(text: str, cut: Cut, agencies: tuple[str, ...]) -> bool:
    found = _sign(text, cut.start, cut.end, agencies)
    told = _SIGNING.match(text, cut.start, cut.end) is not None
    return found is not None and (told or len(found[1]) > 1)


def _closing_mark(
    text: str, blocks: tuple[Block, ...], cuts: list[Cut], agencies: tuple[str, ...]
) -> tuple[Cut | None, tuple[Signed, ...]]:
    """The agencies' sign behind the last of the copy, as a cut, and the agencies."""
    starts = {c.start: c for c in cuts}
    for block in blocks[: -_LAST_BLOCKS - 1 : -1]:
        end = _end_of_copy(text, block, cuts)
        if end <= block.start or (block.start in starts and starts[block.start].end >= end):
            continue
        found = _sign(text, block.start, end, agencies)
        if found is None:
            return None, ()
        start, signed = found
        reason = _MARK_REASON.format(", ".join(one.name for one in signed))
        return Cut(start, len(text[:end].rstrip()), "marker", reason), signed
    return None, ()


def _sign(
    text: str, start: int, end: int, agencies: tuple[str, ...]
) -> tuple[int, tuple[Signed, ...]] | None:
    """Where the sign at the end of a piece begins, and whose it is, in offsets of the text."""
    at = max(start, end - _LONGEST_MARK)
    while match := _CLOSING_MARK.search(text, at, end):
        at = match.start()
        group = next(group for group in _MARKS if match[group])
        signed = signed_by(text, agencies, match.start(group), match.end(group))
        doubtful = len(signed) > 1 or match["stop"]
        if signed and (not doubtful or _is_finished(text, start, at)):
            return at, signed
        at += 1
    return _signed_line(text, start, end, agencies)


def _signed_line(
    text: str, start: int, end: int, agencies: tuple[str, ...]
) -> tuple[int, tuple[Signed, ...]] | None:
    """Agencies alone on the last line: several ("Reuters/AFP"), or one of which it is said that it signs."""
    at = max(start, text.rfind("\n", start, end) + 1)
    if end - at > _LONGEST_MARK:
        return None
    if told := _SIGNING.match(text, at, end):
        signed = signed_by(text, agencies, told.end(), end)
        return (at, signed) if signed else None
    signed = signed_by(text, agencies, at, end)
    return (signed[0].start, signed) if len(signed) > 1 else None


def _is_finished(text: str, start: int, end: int) -> bool:
    """Whether a sentence, or a line, ends before the offset."""
    before = text[start:end].rstrip(" \t\xa0")
    return not before or before[-1] in _FINISHED


def _end_of_copy(text: str, block: Block, cuts: list[Cut]) -> int:
    end = block.end
    for cut in reversed(cuts):
        if cut.start >= block.start and cut.end >= end > cut.start:
            end = cut.start
            while end > block.start and text[end - 1].isspace():
                end -= 1
    return end
