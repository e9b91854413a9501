"""How editions and series are named.

An edition's id is 16 hex digits of sha256 over (provider, guid or canonical
link or text, version and text hash); a series' over provider and guid or
canonical link, or it is the first edition's id. So the same bytes always get the
same name, on every machine.
"""

from __future__ import annotations

import hashlib

from copytaster.model.wire import Item


def edition_id(item: Item) -> str:
    """The id of this edition of the item, 16 hex digits."""
    # A version number alone does not tell two texts apart: senders forget to raise it.
    return _digest(item.provider or "", _key(item), item.version or "", _text_hash(item))


def series_id(item: Item) -> str:
    """The id shared by all editions of the item, 16 hex digits."""
    if not (item.guid or item.link):
        return edition_id(item)
    # The provider is always part of it: another feed that names the same link must not
    # be able to put its text in the place of this one's.
    return _digest("series", item.provider or "", _key(item))


def _key(item: Item) -> str:
    return item.guid or item.link or item.body


def _text_hash(item: Item) -> str:
    # Whatever decides whether it may be shown belongs to the edition: a kill may carry the
    # very text it kills.
    barring = (item.kind, item.status, item.embargo, item.rights, item.signals, item.relations)
    parts = (item.headline or "", item.body, repr(barring))
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
