"""The desk's subscriptions: adding, policy, OPML in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from copytaster.desk.clock import Clock
from copytaster.errors import ConfigError
from copytaster.formats import Outline, read_opml, write_opml
from copytaster.model import Policy, Subscription
from copytaster.store import Store

# What the operator sets by hand; polling must not write over it.
_ALL = 1_000_000
_OPERATORS = ("policy", "provider", "speaks_for", "agency", "publisher", "zone", "interval")


class Feeds:
    """What the desk subscribes to."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription, by title or address."""
        found = self._store.subscriptions()
        return tuple(sorted(found, key=lambda s: (s.title or s.url).casefold()))

    def speaks_for(self) -> dict[str, tuple[str, ...]]:
        """For each provider, the agencies the operator lets it speak for."""
        table: dict[str, tuple[str, ...]] = {}
        for feed in self._store.subscriptions():
            table[feed.provider] = (*table.get(feed.provider, ()), *feed.speaks_for)
        return table

    def find(self, word: str) -> Subscription:
        """A subscription by its id, address or title. Raises ConfigError if there is none."""
        for feed in self._store.subscriptions():
            if word in (feed.id, feed.url, feed.title):
                return feed
        raise ConfigError("no such feed; see: copytaster feeds list", subject=word)

    def add(
        self,
        url: str,
        *,
        title: str | None = None,
        policy: Policy = "excerpt",
        speaks_for: Iterable[str] = (),
        agency: str | None = None,
        publisher: str | None = None,
    ) -> Subscription:
        """Subscribe; adding an address twice changes nothing.

        ``policy`` is the operator's word on what may be shown, ``speaks_for``
        the agencies whose copies this feed may correct or kill.
        Raises ConfigError for an address that is not http or https.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError("a feed's address begins with http:// or https://", subject=url)
        feed = Subscription(
            id=sha256(url.encode()).hexdigest()[:12],
            url=url,
            title=title,
            provider=parts.hostname,
            speaks_for=tuple(speaks_for),
            agency=agency,
            publisher=publisher,
            policy=policy,
        )
        return self.put(self._store.subscription(feed.id) or feed)

    def put(self, feed: Subscription) -> Subscription:
        """Keep a subscription as it is given."""
        with self._store.writing() as tx:
            tx.put_subscription(feed)
        return feed

    def change(self, feed: Subscription, **changes: object) -> Subscription:
        """Change a subscription; what its policy shows is ruled on anew."""
        changed = self.put(replace(feed, **changes))  # type: ignore[arg-type]
        with self._store.writing() as tx:
            for series in {r.series for r in self._store.latest(_ALL, feed=feed.id)}:
                tx.touch("series", series)
        return changed

    def remove(self, feed: Subscription) -> None:
        """Unsubscribe; what it sent stays on record."""
        with self._store.writing() as tx:
            tx.remove_subscription(feed.id)

    def import_opml(self, data: bytes) -> tuple[Subscription, ...]:
        """Subscribe to every feed of an OPML file."""
        return tuple(self.add(o.url, title=o.title) for o in read_opml(data))

    def export_opml(self, title: str) -> bytes:
        """The subscriptions as OPML."""
        outlines = [Outline(url=s.url, title=s.title) for s in self.all() if not s.sample]
        return write_opml(outlines, title=title)

    def refresh(self, feed: Subscription) -> None:
        """Take over a bundled feed's address, keeping where its polling stands."""
        known = self._store.subscription(feed.id)
        self.put(replace(known, url=feed.url) if known else feed)

    def after_poll(self, feed: Subscription) -> Subscription | None:
        """A feed as polling left it, with what the operator changed meanwhile; None if it is gone."""
        known = self._store.subscription(feed.id)
        if known is None:
            return None
        return replace(feed, **{name: getattr(known, name) for name in _OPERATORS})
