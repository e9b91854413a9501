"""Which hub each feed names, noted as its deliveries are read."""

from __future__ import annotations

from copytaster.intake import Hub, discover
from copytaster.model import Delivery, Feed
from copytaster.store import Store, Writer

_KEY = "hub:"


def note_hub(tx: Writer, delivery: Delivery, feed: Feed) -> None:
    """Remember the hub a delivery names; one that names none (a push need not) changes nothing."""
    found = discover(delivery.headers, feed.links) if delivery.feed else None
    if found is None:
        return
    key, named = f"{_KEY}{delivery.feed}", {"hub": found.hub, "topic": found.topic}
    if tx.value(key) != named:
        tx.put_value(key, named)


def hubs(store: Store) -> dict[str, Hub]:
    """The hub of every feed that named one, by the feed's id."""
    return {key.removeprefix(_KEY): Hub(**value) for key, value in store.values(_KEY).items()}
