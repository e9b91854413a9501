"""What must hold of anything that comes out of the readers, whatever went in."""

from __future__ import annotations

import json
from collections.abc import Iterable

from copytaster.model import Block, Feed, Item, Span, Story


class Broken(AssertionError):
    """A law was broken."""


def holds(is_so: bool, law: str) -> None:
    """Raises Broken unless it is so."""
    if not is_so:
        raise Broken(law)


def sound_feed(feed: Feed) -> None:
    """It can be written and read again, and its items are sound."""
    sent = json.dumps(feed.to_dict(), ensure_ascii=False, allow_nan=False)
    holds(_is_text(sent), "a feed has no half characters")
    holds(Feed.from_dict(json.loads(sent)) == feed, "a feed outlives being written and read")
    for item in feed.items:
        sound_item(item)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def sound_item(item: Item) -> None:
    """Its blocks are in order, disjoint and inside; its times are aware UTC."""
    _ordered(item.blocks, len(item.body))
    for moment in (item.published, item.updated):
        holds(moment is None or moment.utcoffset() is not None, "a time is aware")


def _ordered(blocks: Iterable[Block], length: int) -> None:
    at = 0
    for block in blocks:
        holds(at <= block.start < block.end <= length, "blocks are in order, disjoint and inside")
        at = block.end


def sound_story(story: Story, text: str) -> None:
    """Its text is the item's, its spans lie inside, no word is lost, and it can be written."""
    holds(story.text == text, "the text is the one that was given")
    json.dumps(story.to_dict(), allow_nan=False)
    holds(Story.from_dict(story.to_dict()) == story, "a story outlives being written and read")
    _ordered(story.blocks, len(text))
    gaps, at = [], 0
    for block in story.blocks:
        gaps.append(text[at : block.start])
        at = block.end
    holds(not "".join((*gaps, text[at:])).strip(), "every word stands in a block")
    cuts = [Span(c.start, c.end) for c in story.cuts]
    for span in (*cuts, *_spans(story)):
        if span.field == "headline":
            continue
        holds(0 <= span.start < span.end <= len(text), "a span lies inside the text")
    kept = sum(s.end - s.start for s in story.kept)
    cut = len(set().union(*(range(s.start, s.end) for s in cuts)))
    holds(kept + cut == len(text) == len(story.copy) + cut, "text is copy and cuts, nothing else")


def _spans(story: Story) -> Iterable[Span]:
    """The spans that count in the text; and those of the headline."""
    for statement in story.statements:
        yield from (*statement.content, *statement.cue, *statement.source)
    for name in story.names:
        yield from name.spans
    yield from (place.span for place in story.places)
    yield from (Span(time.start, time.end) for time in story.times)
    if story.dateline:
        yield story.dateline.span
