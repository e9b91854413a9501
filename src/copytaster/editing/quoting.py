"""The law of quotations: no editor's change may put words into somebody's mouth unsaid.

A change that reaches into a quotation, or that makes a new one, is refused
unless the editor gives their word that it corrects how it was written down;
the page then says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.anatomy.sentences import fold
from copytaster.editing.applying import FIELDS, changes_of, edited, field_of
from copytaster.editing.spans import Shift
from copytaster.model import Edit, EditField, Passage, Span, Story

# Bounded, so that a mark that never closes costs nothing.
_QUOTED = re.compile('["“„«][^"“”„«»]{1,2000}["”“»]')
_WORDS = 4  # shorter ones that nobody is said to have spoken are names and titles


def altered_quotes(base: Story, edit: Edit) -> tuple[Passage, ...]:
    """The changes that alter a quotation and are not marked as correcting its transcription."""
    return tuple(p for p in touching_quotes(base, edit) if not p.transcription)


def touching_quotes(base: Story, edit: Edit) -> tuple[Passage, ...]:
    """The changes that alter a quotation, or bring in one that the wire does not have."""
    return (*_reaching_in(base, edit), *_bringing_in(base, edit))


def quotations(story: Story, field: EditField) -> tuple[Span, ...]:
    """Where somebody's own words stand: what is attributed and quoted, and longer quotes besides."""
    text = field_of(story, field)
    said = list(_said(story, field))
    found = [
        Span(m.start(), m.end())
        for m in _QUOTED.finditer(text)
        if len(m[0].split()) >= _WORDS or any(_meet(m.start(), m.end(), s) for s in said)
    ]
    # A quotation that runs over paragraphs has no mark at the end of each.
    direct = [
        s
        for s in _said(story, field, ("direct",))
        if not any(_meet(s.start, s.end, f) for f in found)
    ]
    return tuple(sorted([*found, *direct], key=lambda s: (s.start, s.end)))


def _said(
    story: Story, field: EditField, kinds: tuple[str, ...] = ("direct", "mixed")
) -> Iterator[Span]:
    for statement in story.statements:
        if statement.kind in kinds:
            yield from (s for s in statement.content if s.field == field)


def _meet(start: int, end: int, span: Span) -> bool:
    return start < span.end and span.start < end


def _reaching_in(base: Story, edit: Edit) -> Iterator[Passage]:
    for field in FIELDS:
        quotes = quotations(base, field)
        for change in changes_of(edit, field):
            if any(_alters(change, quote) for quote in quotes):
                yield change


def _alters(change: Passage, quote: Span) -> bool:
    """Whether a change leaves part of the quotation and changes another."""
    if change.start == change.end:
        return quote.start < change.start < quote.end
    whole = change.start <= quote.start and quote.end <= change.end
    return _meet(change.start, change.end, quote) and not whole


def _bringing_in(base: Story, edit: Edit) -> Iterator[Passage]:
    """Changes whose new words hold a quotation, or half of one, that the edition does not have."""
    known = {_bare(m[0]) for field in FIELDS for m in _QUOTED.finditer(field_of(base, field))}
    reaching = set(_reaching_in(base, edit))
    after = edited(base, edit)
    for field in FIELDS:
        there = field_of(after, field)
        strange = [m for m in _QUOTED.finditer(there) if _bare(m[0]) not in known]
        for change, (start, end) in _places(edit, field):
            near = (max(0, start - 1), end + 1)
            long = (m for m in strange if len(m[0].split()) >= _WORDS)
            if change not in reaching and any(_meet(*near, Span(m.start(), m.end())) for m in long):
                yield change


def _places(edit: Edit, field: EditField) -> Iterator[tuple[Passage, tuple[int, int]]]:
    changes = changes_of(edit, field)
    return zip(changes, Shift(changes).replaced(), strict=True)


def _bare(quoted: str) -> str:
    return fold(quoted[1:-1])
