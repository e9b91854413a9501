"""The line from bytes to a story taken apart: parse → dissect → attribute → assess."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from copytaster.anatomy import dissect
from copytaster.attribution import attribute
from copytaster.claims import assess
from copytaster.errors import ManyItems, NoItem
from copytaster.formats import parse
from copytaster.model import Item, ReadingContext, Story


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
    ``context`` carries what the feed and the coverage already know.

    Raises FormatError when the bytes cannot be read, NoItem or ManyItems when
    they hold none or several.
    """
    item = _as_item(src, url, content_type)
    if published is not None and item.published is None:
        item = replace(item, published=_aware(published))
    story = dissect(item, context or ReadingContext())
    return assess(story.with_(statements=attribute(story)))


def _as_item(src: bytes | str | Item, url: str | None, content_type: str | None) -> Item:
    if isinstance(src, Item):
        return src
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
