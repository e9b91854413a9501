"""The edition as an editor left it: a story like any other, under the edition's own id.

    edition, Edit → text, blocks, cuts moved → who said what, read again → Story

The edition itself is never changed. What was found at a place that an editor
touched is dropped or found anew; everything else keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from copytaster.anatomy import dissect
from copytaster.attribution import attribute, tokenise
from copytaster.claims import assess
from copytaster.editing.spans import Shift
from copytaster.errors import CopytasterError
from copytaster.model import (
    Block,
    Cut,
    Dateline,
    Edit,
    EditField,
    Flag,
    Item,
    Name,
    Passage,
    Place,
    ReadingContext,
    Span,
    Story,
    Time,
)

FIELDS: tuple[EditField, ...] = ("headline", "deck", "text")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def edited(story: Story, edit: Edit) -> Story:
    """The edition with the edit made. Id, series, rights and status stay its own.

    Raises CopytasterError when the edit was made on another edition, or does
    not find there the words it replaces.
    """
    if edit.base != story.id:
        raise CopytasterError("the edit was made on another edition", subject=edit.base)
    for passage in edit.passages:
        if field_of(story, passage.field)[passage.start : passage.end] != passage.was:
            raise CopytasterError("the edit does not fit its edition", subject=story.id)
    if not edit.passages:
        return story
    made = _moved(story, edit)
    tokens = tokenise(made)
    return assess(made.with_(statements=attribute(made, tokens)), tokens)


def field_of(story: Story, field: EditField) -> str:
    """The text of one field of an edition."""
    if field == "text":
        return story.text
    return (story.headline if field == "headline" else story.item.deck) or ""


def changes_of(edit: Edit | None, field: EditField) -> tuple[Passage, ...]:
    """The edit's changes of one field, in order."""
    passages = edit.passages if edit else ()
    return tuple(p for p in passages if p.field == field and p.kind == "change")


def restored(story: Story, passages: Iterable[Passage]) -> Story:
    """The edition with the passages put back that ``passages`` restore; nothing else changed."""
    back = sorted((p.start, p.end) for p in passages if p.kind == "restore")
    if not back:
        return story
    return story.with_(cuts=tuple(left for cut in story.cuts for left in _without(cut, back)))


def new_places(edit: Edit | None) -> tuple[tuple[int, Span], ...]:
    """Where each passage stands in the edited story, by its number (from 1); empty where words went.

    A deck has no spans of its own: its passages lie at the start of the text, empty.
    """
    found: list[tuple[int, Span]] = []
    shifts = {field: Shift(changes_of(edit, field)) for field in FIELDS}
    for number, passage in enumerate(edit.passages if edit else (), start=1):
        start, end = shifts[passage.field].grown(passage.start, passage.end)
        if passage.field == "deck":
            found.append((number, Span(0, 0)))
        else:
            found.append((number, Span(start, end, passage.field)))
    return tuple(found)


def now_at(edit: Edit | None, at: int) -> int:
    """Where code point ``at`` of the edition's text stands in the edited text."""
    return Shift(changes_of(edit, "text")).grown(at, at)[0]


def edited_ranges(edit: Edit | None) -> tuple[tuple[int, int], ...]:
    """The ranges of the edition's own text that an editor changed; a mere addition is an empty one."""
    return tuple((p.start, p.end) for p in changes_of(edit, "text"))


def _moved(story: Story, edit: Edit) -> Story:
    """The edition's fields with every range moved to where its words stand now."""
    shift = Shift(changes_of(edit, "text"))
    heads = Shift(changes_of(edit, "headline"))
    whole = restored(story, edit.passages)
    item = _item(story, edit, shift, heads)
    made = whole.with_(
        item=item,
        blocks=tuple(_blocks(item.body, whole.blocks, shift)),
        cuts=tuple(_cuts(whole.cuts, shift)),
        credits=tuple(replace(c, span=_span(c.span, shift, heads)) for c in story.credits),
        times=tuple(t for time in story.times if (t := _time(time, shift))),
        places=tuple(_still_there(story.places, shift, heads)),
        names=tuple(_names(story.names, shift, heads)),
        flags=tuple(_flags(story.flags, shift, heads)),
    )
    return made.with_(dateline=_dateline(story, made, shift))


def _item(story: Story, edit: Edit, shift: Shift, heads: Shift) -> Item:
    decks = changes_of(edit, "deck")
    item, body = story.item, shift.apply(story.text)
    changed = body != story.text
    return replace(
        item,
        body=body,
        headline=heads.apply(story.headline or "") or None,
        deck=Shift(decks).apply(item.deck or "") or None,
        blocks=(),
        # The sender's own markup and summary may hold the very words that were taken out.
        body_html=None,
        summary=None if changed else item.summary,
    )


def _blocks(text: str, blocks: Sequence[Block], shift: Shift) -> Iterator[Block]:
    waiting: Block | None = None
    for block in blocks:
        for moved in _paragraphs(text, block, *shift.grown(block.start, block.end)):
            if waiting and waiting.end >= moved.start and waiting.kind == moved.kind:
                waiting = replace(waiting, end=max(waiting.end, moved.end))  # two became one
                continue
            if waiting:
                yield waiting
                moved = replace(moved, start=max(moved.start, waiting.end))
            waiting = moved
    if waiting:
        yield waiting


def _paragraphs(text: str, block: Block, start: int, end: int) -> Iterator[Block]:
    """The block where it lies now; an editor's blank line makes two paragraphs of one."""
    at = start
    if block.kind == "paragraph":
        for gap in _BLANK_LINE.finditer(text, start, end):
            if text[at : gap.start()].strip():
                yield replace(block, start=at, end=gap.start())
            at = gap.end()
    if text[at:end].strip():
        yield replace(block, start=at, end=end)


def _cuts(cuts: Iterable[Cut], shift: Shift) -> Iterator[Cut]:
    for cut in cuts:
        moved = shift.untouched(cut.start, cut.end)
        if moved is None:  # what is left of it is nothing an editor wrote
            moved = shift.grown(cut.start, cut.end)
        if moved[0] < moved[1]:
            yield replace(cut, start=moved[0], end=moved[1])


def _without(cut: Cut, back: Sequence[tuple[int, int]]) -> Iterator[Cut]:
    """What is left of a cut when ranges of it are put back."""
    at = cut.start
    for start, end in back:
        if end <= at or start >= cut.end:
            continue
        if start > at:
            yield replace(cut, start=at, end=start)
        at = max(at, end)
    if at < cut.end:
        yield replace(cut, start=at)


def _span(span: Span | None, shift: Shift, heads: Shift) -> Span | None:
    """The span where its words stand now; None where an editor touched them."""
    if span is None:
        return None
    moved = (heads if span.field == "headline" else shift).untouched(span.start, span.end)
    return Span(*moved, span.field) if moved else None


def _time(time: Time, shift: Shift) -> Time | None:
    moved = shift.untouched(time.start, time.end)
    return replace(time, start=moved[0], end=moved[1]) if moved else None


def _still_there(found: Iterable[Place], shift: Shift, heads: Shift) -> Iterator[Place]:
    for one in found:
        span = _span(one.span, shift, heads)
        if span:
            yield replace(one, span=span)


def _flags(flags: Iterable[Flag], shift: Shift, heads: Shift) -> Iterator[Flag]:
    """What an editor changed need not be looked at any more."""
    for flag in flags:
        span = _span(flag.span, shift, heads)
        if span or flag.span is None:
            yield replace(flag, span=span)


def _names(names: Iterable[Name], shift: Shift, heads: Shift) -> Iterator[Name]:
    for name in names:
        spans = tuple(s for span in name.spans if (s := _span(span, shift, heads)))
        if spans:
            yield replace(name, spans=spans)


def _dateline(story: Story, made: Story, shift: Shift) -> Dateline | None:
    """The dateline where it stands now; read again where an editor touched it."""
    line = story.dateline
    if line is None or line.span.field != "text":
        return line
    moved = shift.untouched(line.span.start, line.span.end)
    if moved:
        places = ((p, shift.untouched(p.span.start, p.span.end)) for p in line.located)
        located = tuple(replace(p, span=Span(*at)) for p, at in places if at)
        return replace(line, span=Span(*moved), located=located)
    return dissect(replace(made.item, blocks=made.blocks), ReadingContext()).dateline
