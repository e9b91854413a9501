"""The pages that a feed's excerpts link to, where the operator asked for them.

    item → key_of → page kept? → whole(item, page) → the line

A page only ever gives an item its body: what the item is, whose it is and
whether it may be shown stays what its feed says, unless the page says less. The page is kept as received;
the same item and page make the same edition, however often they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from copytaster.desk.recent import Recent
from copytaster.errors import CopytasterError
from copytaster.formats import parse
from copytaster.formats.assembly import held_with
from copytaster.model import Delivery, Item, Problem, Rights, Subscription
from copytaster.store import Store, Writer

SHORT = 150  # words; an item that has more is no excerpt
_KEY = "page:"
_REMEMBERED = 500
_WORD = re.compile(r"\w{4,}")
_MOST_COMPARED = 20_000  # characters
_AGREES = 0.6
_DISPLAY = ("none", "excerpt", "full", None)


def key_of(feed: str, item: Item) -> str:
    """Under which name an item's page is kept: another excerpt or date is another page."""
    parts = (item.link or "", item.updated_text or "", item.headline or "", item.body)
    return f"{_KEY}{feed}:{sha256(chr(31).join(parts).encode('utf-8', 'replace')).hexdigest()[:20]}"


def is_excerpt(item: Item) -> bool:
    """Whether an item may have more to say behind its link."""
    web = bool(item.link) and str(item.link).startswith(("http://", "https://"))
    usable = item.kind == "text" and item.status == "usable"
    return web and usable and len(item.body.split()) < SHORT


def note_page(tx: Writer, key: str, page: Delivery) -> None:
    """Say which bytes are the page of that key."""
    tx.put_value(key, {"sha256": page.sha256, "feed": page.feed})


class Pages:
    """Gives items the bodies of their pages, as far as those are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: Recent[Item] = Recent(_REMEMBERED)

    def opened(self, items: Iterator[Item], feed: Subscription | None) -> Iterator[Item]:
        """The items, excerpts opened where the feed's operator asked for it."""
        if feed is None or not feed.articles:
            return items
        return (self._opened(item, feed.id) for item in items)

    def _opened(self, item: Item, feed: str) -> Item:
        if not is_excerpt(item):
            return item
        key = key_of(feed, item)
        name = f"{key}:{item.provider}:{item.guid}"
        made = self._made.get(name)
        if made is None:
            page = self._page(key)
            if page is None:
                return item
            made = whole(item, page)
            self._made.put(name, made)
        return made

    def _page(self, key: str) -> Item | None:
        kept = self._store.value(key)
        sha256 = kept.get("sha256") if isinstance(kept, dict) else None
        page = self._store.delivery(sha256, kept["feed"]) if sha256 else None
        return read_page(page) if page else None


def read_page(page: Delivery) -> Item | None:
    """The article on a page, None where there is not exactly one."""
    try:
        items = parse(page.body, url=page.url, content_type=page.content_type).items
    except CopytasterError:
        return None
    return items[0] if len(items) == 1 else None


def whole(item: Item, page: Item) -> Item:
    """The item with the page's body, where the page is the item's own and has more to say.

    A sign-in wall, a consent form or another story does not hold the excerpt's words.
    """
    if len(page.body.split()) <= len(item.body.split()):
        return item
    if not _agree(item, page):
        told = Problem(
            "page-differs", "the page it links to does not hold the words of the excerpt"
        )
        return replace(item, problems=(*item.problems, told))
    opened = replace(
        item,
        body=page.body,
        blocks=page.blocks,
        body_html=page.body_html,
        summary=item.summary or item.body or None,
        bylines=item.bylines or page.bylines,
        language=item.language or page.language,
        media=item.media or page.media,
        rights=_lesser(item.rights, page.rights),
        confidence=page.confidence,
        problems=(*item.problems, *page.problems),
    )
    return held_with(opened, page)


def _lesser(feed: Rights | None, page: Rights | None) -> Rights | None:
    """The rights the feed states, with whatever limits the page adds to them."""
    if feed is None or page is None:
        return feed or page
    shown = min((feed.display, page.display), key=_DISPLAY.index)
    ends = [u for u in (feed.until, page.until) if u is not None]
    return replace(feed, display=shown, until=min(ends, default=None))


def _agree(item: Item, page: Item) -> bool:
    said = f"{item.headline or ''} {item.body}"[:_MOST_COMPARED].casefold()
    wanted = set(_WORD.findall(said))
    there = set(_WORD.findall(f"{page.headline or ''} {page.body}".casefold()))
    return len(wanted & there) >= _AGREES * max(1, len(wanted))
