"""The line from bytes to a story taken apart: parse → dissect → attribute → assess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from copytaster.anatomy import Steps, abreast, dissecting, whole
from copytaster.attribution import attributing, tokenise
from copytaster.claims import assess
from copytaster.errors import CopytasterError, FormatError, ManyItems, NoItem
from copytaster.formats import MAX_BYTES, parse
from copytaster.model import (
    Block,
    Flag,
    Item,
    ReadingContext,
    Span,
    Story,
    edition_id,
    series_id,
)

LONGEST = 300_000
"""Code points of a text that are searched, some 50,000 words: no news story comes near, and
each costs up to 7 microseconds and 500 bytes."""

_LONGEST_HEADLINE = 10_000
_NEAR = 2_000


def read(
    src: bytes | str | Item,
    *,
    url: str | None = None,
    content_type: str | None = None,
    published: datetime | None = None,
    context: ReadingContext | None = None,
) -> Story:
    """Take one piece of copy apart.

    ``src`` is an `Item`, the bytes of any wire format holding one item, or a
    str, which is the story's text itself and never a path. ``published``
    stands in where the copy does not say (a naive one is taken as UTC);
    ``context`` carries what the feed and the coverage already know. A text longer than
    `LONGEST` is kept whole but searched only so far; the flag ``read-in-part`` says so.

    Raises FormatError when the bytes cannot be read or are past 16 MiB, the most that is
    taken of one document (of a str: so many characters), NoItem or ManyItems when
    they hold none or several.
    """
    item = _as_item(src, url, content_type)
    if published is not None and item.published is None:
        item = replace(item, published=_aware(published))
    return whole(_reading(item, context or ReadingContext()))


def read_each(
    items: Iterable[tuple[Item, ReadingContext]],
) -> tuple[Story | CopytasterError, ...]:
    """`read` for several items, in order; an error stands where one could not be read.

    Step by step, not item by item: a step's code and tables stay in the
    processor's caches, which takes a fifth off the whole (measured on news of
    some 1,000 words, 25 at a time).
    """
    read = (abreast(_reading(item, context) for item, context in group) for group in _groups(items))
    return tuple(map(_outcome, chain.from_iterable(read)))


def _groups(
    items: Iterable[tuple[Item, ReadingContext]],
) -> Iterator[list[tuple[Item, ReadingContext]]]:
    """The items in groups no longer than one text may be: so many take no more memory than that one."""
    group: list[tuple[Item, ReadingContext]] = []
    length = 0
    for item, context in items:
        length += len(item.body)
        if group and length > LONGEST:
            yield group
            group, length = [], len(item.body)
        group.append((item, context))
    if group:
        yield group


def _outcome(read: Story | Exception) -> Story | CopytasterError:
    """One story that the program fails on must not stand in the way of all others."""
    return read if isinstance(read, Story | CopytasterError) else fault_of(read)


def fault_of(error: Exception) -> CopytasterError:
    """What this program did wrong, and where, without a word of the copy it was at."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    said = "the program failed on it; please report this with the document"
    return CopytasterError(said, cause=f"{type(error).__name__} {where}".strip())


def _reading(item: Item, context: ReadingContext) -> Steps[Story]:
    """The item taken apart, as far as it is searched, with who said what, and what that claims."""
    head = _in_part(item)
    story = yield from dissecting(head, context)
    if head is not item:
        story = story.with_(id=edition_id(item), series=series_id(item))
    yield
    tokens = tokenise(story)
    yield
    statements = yield from attributing(story, tokens)
    yield
    story = assess(story.with_(statements=statements), tokens)
    unread = story.text != item.body or story.headline != item.headline
    return _made_whole(story, item) if unread else story


def _in_part(item: Item) -> Item:
    """The item as far as it is searched: up to the last white space before the limit."""
    headline = (item.headline or "")[:_LONGEST_HEADLINE]
    if len(item.body) <= LONGEST and headline == (item.headline or ""):
        return item
    body = item.body[:LONGEST]
    if len(item.body) > LONGEST:
        near = body[-_NEAR:].rfind("\n\n"), body[-_NEAR:].rfind(" ")
        cut = near[0] if near[0] >= 0 else near[1]
        body = body[: LONGEST - _NEAR + cut] if cut >= 0 else body
    blocks = tuple(b for b in item.blocks if b.start < len(body))
    return replace(item, headline=headline or None, body=body, blocks=blocks)


def _made_whole(story: Story, item: Item) -> Story:
    """The story of the item's beginning, as that of all of it: what follows is one unsearched block."""
    read = len(story.text)
    whole = replace(story.item, headline=item.headline, body=item.body, blocks=item.blocks)
    rest = tuple(_rest(item, read))
    said = f"searched as far as character {read:,} of {len(item.body):,}; the rest stands as sent"
    span = Span(read, len(item.body)) if rest else None
    flag = Flag("read-in-part", said, span)
    return story.with_(item=whole, blocks=story.blocks + rest, flags=(*story.flags, flag))


def _rest(item: Item, at: int) -> Iterator[Block]:
    left = item.body[at:]
    if inner := left.strip():
        start = at + len(left) - len(left.lstrip())
        yield Block(start, start + len(inner), "paragraph")


def _as_item(src: bytes | str | Item, url: str | None, content_type: str | None) -> Item:
    if isinstance(src, Item):
        return src
    if len(src) > MAX_BYTES:
        unit = "characters" if isinstance(src, str) else "bytes"
        said = f"holds {len(src):,} {unit}; at most {MAX_BYTES:,} are read of one document"
        raise FormatError(said, subject=url or "this copy")
    if isinstance(src, str):
        return Item(body=src, link=url)
    items = parse(src, url=url, content_type=content_type).items
    if not items:
        raise NoItem("there is no item in it", subject=url)
    if len(items) > 1:
        raise ManyItems(f"it holds {len(items)} items; use parse() and read each", subject=url)
    return items[0]


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
