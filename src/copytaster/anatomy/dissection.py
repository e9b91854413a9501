"""Item to story: every part of the copy found, none changed.

::

    item → blocks → dateline → cuts → credits → language → times, places, names → topics, flags → story
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from copytaster.anatomy.abreast import Steps, whole
from copytaster.anatomy.blocks import blocks_of
from copytaster.anatomy.boilerplate import boilerplate_of
from copytaster.anatomy.credits import bylines_of, find_credits, publication_chain
from copytaster.anatomy.cuts import Cutting, find_cuts, leading_marker
from copytaster.anatomy.dateline_places import settled
from copytaster.anatomy.datelines import find_dateline, find_glued
from copytaster.anatomy.flags import item_flags, misspelling_flags
from copytaster.anatomy.known import known_headlines
from copytaster.anatomy.language import (
    common_words,
    declared_language,
    detect_language,
    shares_words,
)
from copytaster.anatomy.names import finding_names
from copytaster.anatomy.places import find_places
from copytaster.anatomy.runs import find_runs
from copytaster.anatomy.times import find_times
from copytaster.anatomy.topics import find_topics
from copytaster.anatomy.wordset import SmallPrint, small_print
from copytaster.model import Block, Dateline, Item, ReadingContext, Story, edition_id, series_id

# A dateline stands at the head of one of the first blocks; captions and summaries may come before
# one that names its agency.
_DATELINE_BLOCKS, _AGENCY_DATELINE_BLOCKS = 4, 12
_DATELINE_LINES, _KICKER = 3, 40
# Blocks shorter than this have the story's language: too little to tell by.
_TELLING = 160


def dissect(item: Item, context: ReadingContext | None = None) -> Story:
    """The story in an item: everything but statements, disputes and figures.

    Never raises for any text. Where the item has no date of its own, the date
    marker its sender set before the copy stands in (midnight UTC).
    """
    return whole(dissecting(item, context or ReadingContext()))


def dissecting(item: Item, context: ReadingContext) -> Steps[Story]:
    """`dissect`, step by step: for several items `abreast`."""
    item = _dated(item)
    text = item.body
    blocks = blocks_of(item)
    anchor = _local_date(item, context)
    language = _language(item)
    blocks = _with_languages(text, blocks, language)
    yield
    dateline = _dateline(item, blocks, anchor, context, language)
    yield
    printed = small_print(text)
    cutting = _cutting(item, blocks, dateline, context, printed)
    credits = find_credits(text, item, dateline, cutting, context)
    skip = _not_copy(cutting, dateline)
    ranges = _copy_ranges(blocks, skip)
    yield
    runs = find_runs(text, ranges)
    yield
    names = yield from finding_names(text, runs)
    yield
    places = find_places(text, runs, names, dateline)
    dateline = dateline and settled(dateline, places, text)
    flags = (*item_flags(item), *misspelling_flags(text, runs))
    yield
    filed = (dateline.date if dateline else None) or anchor
    times = find_times(text, filed, skip, printed)
    yield
    topics = find_topics(item, (text[a:b] for a, b in ranges), language)
    return Story(
        id=edition_id(item),
        series=series_id(item),
        item=item,
        blocks=blocks,
        dateline=dateline,
        credits=credits,
        bylines=bylines_of(item, credits),
        language=language,
        cuts=cutting.cuts,
        times=times,
        places=places,
        names=names,
        topics=topics,
        flags=flags,
        publication_chain=publication_chain(credits, dateline, context),
    )


def _not_copy(cutting: Cutting, dateline: Dateline | None) -> tuple[tuple[int, int], ...]:
    """The ranges that are searched for neither times, places nor names, in order."""
    ranges = [(c.start, c.end) for c in cutting.cuts]
    if dateline:
        ranges.append((dateline.span.start, dateline.span.end))
    return tuple(sorted(ranges))


def _copy_ranges(
    blocks: tuple[Block, ...], skip: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """The blocks' ranges less those that are skipped."""
    ranges, waiting = [], list(reversed(skip))
    for block in blocks:
        at = block.start
        while waiting and waiting[-1][0] < block.end:
            start, end = waiting.pop()
            if start > at:
                ranges.append((at, start))
            at = max(at, end)
            if end > block.end:
                waiting.append((block.end, end))
                break
        if at < block.end:
            ranges.append((at, block.end))
    return tuple(ranges)


def _dated(item: Item) -> Item:
    marker = leading_marker(item.body)
    if item.published is not None or marker is None:
        return item
    try:
        day = date.fromisoformat(marker["date"])
    except ValueError:
        return item
    published = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return replace(item, published=published, published_text=item.published_text or marker["date"])


def _local_date(item: Item, context: ReadingContext) -> date | None:
    """The day of publication where the sender is."""
    if item.published is None:
        return None
    try:
        if item.published_offset is not None:
            return (item.published + timedelta(minutes=item.published_offset)).date()
        if context.zone:
            return item.published.astimezone(ZoneInfo(context.zone)).date()
    except (OverflowError, ValueError, OSError, KeyError):
        pass  # an unknown zone, or year 1: the day in UTC is as good
    return item.published.date()


def _dateline(
    item: Item,
    blocks: tuple[Block, ...],
    anchor: date | None,
    context: ReadingContext,
    language: str | None,
) -> Dateline | None:
    text, agency, where = item.body, context.agency, item.located
    marker = leading_marker(text)
    after = marker.end() if marker else 0
    opening = [b for b in blocks[:_AGENCY_DATELINE_BLOCKS] if b.kind == "paragraph"]
    for index, block in enumerate(blocks[:_AGENCY_DATELINE_BLOCKS]):
        if block.kind != "paragraph":
            continue
        for start in _line_starts(text, max(block.start, after), block.end):
            found = find_dateline(text, start, block.end, anchor, agency, where, language)
            if found and _in_place(found, index, text) and _under(found, block.start, start):
                return found
    glued = (find_glued(text, b.start, b.end, anchor) for b in opening)
    return next(filter(None, glued), None)


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a block's first few lines begin: a kicker may stand above a dateline."""
    for _ in range(_DATELINE_LINES):
        yield start
        start = text.find("\n", start, end) + 1
        if not start:
            return


def _under(dateline: Dateline, head: int, start: int) -> bool:
    """Inside a block only an agency's dateline stands under whole lines, any other under a short kicker."""
    return start == head or bool(dateline.agencies) or start - head < _KICKER


def _in_place(dateline: Dateline, index: int, text: str) -> bool:
    """The less a dateline says, and the less it is set off, the nearer the head of the story it must stand."""
    opening = text[dateline.span.start : dateline.span.end]
    shouted = bool(dateline.places) and opening[: len(dateline.places[0])].isupper()
    if dateline.agencies or (shouted and not opening.endswith(":")):
        return True
    labelled = opening.endswith(":") and dateline.date is None and not shouted
    return index == 0 if labelled else index < _DATELINE_BLOCKS


def _cutting(
    item: Item,
    blocks: tuple[Block, ...],
    dateline: Dateline | None,
    context: ReadingContext,
    printed: SmallPrint,
) -> Cutting:
    known = known_headlines(context.headlines)
    named = [*(dateline.agencies if dateline else ()), context.agency]
    agencies = tuple(name for name in named if name)
    boilerplate, own = boilerplate_of(context), item.headline or ""
    return find_cuts(item.body, blocks, known, boilerplate, agencies, own, printed)


def _language(item: Item) -> str | None:
    declared = declared_language(item.language)
    if len(item.body) >= _TELLING or declared is None:
        return detect_language(item.body or item.headline or "") or declared
    return declared


def _with_languages(
    text: str, blocks: tuple[Block, ...], language: str | None
) -> tuple[Block, ...]:
    told = len(text) >= _TELLING and detect_language(text) == language
    common = common_words(text) if told else frozenset()
    return tuple(
        b
        if b.language
        else Block(b.start, b.end, b.kind, _block_language(text, b, common) or language)
        for b in blocks
    )


def _block_language(text: str, block: Block, common: frozenset[str]) -> str | None:
    """The language of a block long enough to tell, where its words do not show it is the story's."""
    if block.end - block.start < _TELLING:
        return None
    piece = text[block.start : block.end]
    return None if shares_words(piece, common) else detect_language(piece)
