"""The desk's subscriptions: adding, policy, OPML in and out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from copytaster.desk.authority import sender_of
from copytaster.desk.clock import Clock
from copytaster.desk.intervals import spoken
from copytaster.desk.meters import all_facts
from copytaster.desk.outlines import grants, outline_of, said_in
from copytaster.errors import ConfigError
from copytaster.formats import not_feeds, read_opml, write_opml
from copytaster.intake import Allowance, Facts, Flag, at_interval, flags
from copytaster.intake.guard import NOTHING
from copytaster.intake.hosts import host_of, is_private, reachable
from copytaster.model import Policy, Subscription
from copytaster.store import Store, Writer

# What the operator sets by hand; polling must not write over it.
_ALL = 1_000_000
_OPERATORS = (
    "title",
    "policy",
    "provider",
    "speaks_for",
    "agency",
    "publisher",
    "zone",
    "interval",
    "push",
    "articles",
    "page",
)
FOLDER = "file://"
# Counts the changes to the subscriptions, so that a running desk sees those of another process.
VERSION = "feeds:version"


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed, its loss meter, and what is wrong with it; ``word`` is its condition in one word."""

    feed: Subscription
    facts: Facts
    flags: tuple[Flag, ...]

    @property
    def word(self) -> str:
        """muted, trouble, notice, well or waiting."""
        if self.feed.muted:
            return "muted"
        if self.feed.problem or any(flag.kind == "unreadable" for flag in self.flags):
            return "trouble"
        if self.flags:
            return "notice"
        return "well" if self.feed.last_success else "waiting"

    @property
    def pace(self) -> str | None:
        """How often it is asked, where that is not its own rhythm."""
        interval = self.feed.interval
        return f"asked every {spoken(interval)}, by your word" if interval else self.feed.note


class Feeds:
    """What the desk subscribes to."""

    def __init__(
        self, store: Store, clock: Clock, desk: Path | None = None, allowed: Allowance = NOTHING
    ) -> None:
        self._store = store
        self._clock = clock
        self._desk = desk
        self._allowed = allowed

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription, by title or address."""
        found = self._store.subscriptions()
        return tuple(sorted(found, key=lambda s: (s.title or s.url).casefold()))

    def states(self) -> tuple[FeedState, ...]:
        """Every subscription and how it does, by title or address."""
        facts, now = all_facts(self._store), self._clock()
        known = ((feed, facts.get(feed.id, Facts())) for feed in self.all())
        return tuple(FeedState(feed, f, flags(feed, f, now)) for feed, f in known)

    def speaks_for(self) -> dict[str, tuple[str, ...]]:
        """For each provider, the agencies the operator lets it speak for."""
        table: dict[str, tuple[str, ...]] = {}
        for feed in self._store.subscriptions():
            table[feed.provider] = (*table.get(feed.provider, ()), *feed.speaks_for)
        return table

    def find(self, word: str) -> Subscription:
        """A subscription by its id, its address, or a title no other has.

        Raises ConfigError if there is none, or more than one.
        """
        feeds = self._store.subscriptions()
        named = [feed for feed in feeds if word in (feed.id, feed.url)]
        found = named or [feed for feed in feeds if word == feed.title]
        if not found:
            raise ConfigError("no such feed; see: copytaster feeds list", subject=word)
        if len(found) > 1:
            raise ConfigError("several feeds have this title; name one by its id", subject=word)
        return found[0]

    def add(
        self,
        url: str,
        *,
        title: str | None = None,
        policy: Policy | None = None,
        speaks_for: Iterable[str] = (),
        provider: str | None = None,
        agency: str | None = None,
        publisher: str | None = None,
        push: bool | None = None,
        articles: bool | None = None,
        page: bool | None = None,
    ) -> Subscription:
        """Subscribe; an address already known takes over what is said here and keeps the rest.

        ``policy`` is the operator's word on what may be shown (excerpt until
        they say otherwise), ``speaks_for`` the agencies whose copies this feed
        may correct or kill, ``provider`` whose items it brings (the address's
        host: feeds of one provider may correct each other's items). ``push``
        lets a hub push it, ``articles`` has the pages it links to fetched; with ``page``
        the address is a web page, each new state of which is a story.
        Raises ConfigError for an address that is not http or https.
        """
        said = {
            "title": title,
            "policy": policy,
            "speaks_for": tuple(speaks_for) or None,
            "provider": provider,
            "agency": agency,
            "publisher": publisher,
            "push": push,
            "articles": articles,
            "page": page,
        }
        with self._store.writing() as tx:
            return _add(tx, url, {k: v for k, v in said.items() if v is not None})

    def add_folder(self, path: Path, **said: Any) -> Subscription:
        """Subscribe to a drop folder: what is put into it comes by this feed's authority.

        ``said`` as in `add`; the provider is ``folder:<its name>`` unless named.
        Raises ConfigError when there is no such folder, or when it is one that
        something else empties: the desk's own, or another feed's.
        """
        home = path.expanduser().absolute()
        if not home.is_dir():
            raise ConfigError("there is no such folder", subject=str(path))
        if self._desk is not None and _share(home, self._desk):
            raise ConfigError("the desk's own files lie there; choose another", subject=str(path))
        for other in self._folders():
            if other != home and _share(home, other):
                raise ConfigError(
                    "its files would come by two feeds", subject=str(path), cause=str(other)
                )
        given = {name: value for name, value in said.items() if value is not None}
        with self._store.writing() as tx:
            return _put(tx, home.as_uri(), f"folder:{home.name}", given)

    def _folders(self) -> Iterator[Path]:
        return (folder_of(s) for s in self._store.subscriptions() if s.url.startswith(FOLDER))

    def put(self, feed: Subscription) -> Subscription:
        """Keep a subscription as it is given."""
        with self._store.writing() as tx:
            tx.put_subscription(feed)
            _changed(tx)
        return feed

    def change(self, feed: Subscription, **changes: object) -> Subscription:
        """Change a subscription; what it sent is ruled on anew, in the same transaction."""
        with self._store.writing() as tx:
            return _change(tx, feed, changes)

    def ask_every(self, feed: Subscription, seconds: int | None) -> Subscription:
        """Have it asked so often, from its last poll on; None leaves that to the feed's own pace."""
        return self.put(at_interval(feed, seconds))

    def remove(self, feed: Subscription) -> None:
        """Unsubscribe; what it sent stays on record, under the policy it had."""
        with self._store.writing() as tx:
            tx.put_value(f"policy:{feed.id}", feed.policy)
            tx.remove_subscription(feed.id)
            _changed(tx)

    def import_opml(
        self, data: bytes, *, plain: bool = False, left_out: Container[str] = ()
    ) -> tuple[Subscription, ...]:
        """Subscribe to every feed of an OPML file, all or none.

        What a desk's own export says of them (policy, provider, …) is taken
        over, unless ``plain``: then addresses and titles alone. Those whose title, or
        address, is in ``left_out`` are. Raises FormatError when it is no OPML.
        """
        outlines = [o for o in read_opml(data) if (o.title or o.url) not in left_out]
        with self._store.writing() as tx:
            return tuple(_add(tx, o.url, said_in(o, plain=plain)) for o in outlines)

    def closed_to(self, feed: Subscription) -> bool:
        """Whether the feed lies in a private network that the setting ``allow_networks`` does not open."""
        return is_private(host_of(feed.url)) and not reachable(feed.url, self._allowed)

    def ask_again(self) -> None:
        """Have the private feeds that failed, and are open by now, asked at once."""
        for feed in self._store.subscriptions():
            if feed.failures and is_private(host_of(feed.url)) and not self.closed_to(feed):
                self.put(replace(feed, next_poll=None))

    def granted_by(self, data: bytes, *, plain: bool = False) -> tuple[tuple[str, str], ...]:
        """(feed, what it may then do) for each that `import_opml` would give more than the rule.

        The operator is to be asked: the file may be somebody else's. Raises FormatError as that does.
        """
        found = []
        for outline in read_opml(data):
            known = self._store.subscription(_id(outline.url))
            if words := grants(outline, known, plain=plain):
                found.append((outline.title or outline.url, " and ".join(words)))
        return tuple(found)

    def left_out_of(self, data: bytes) -> tuple[str, ...]:
        """What of an OPML file can be no feed, by name and with the reason. Raises FormatError."""
        reason = "its address does not begin with http:// or https://"
        return tuple(
            f"{title or address}: {reason}" + (f" ({address})" if title else "")
            for title, address in not_feeds(data)
        )

    def export_opml(self, title: str) -> bytes:
        """The subscriptions as OPML, with all that the operator said of them."""
        feeds = (s for s in self.all() if not s.sample and s.url.startswith("http"))
        return write_opml(map(outline_of, feeds), title=title)

    def refresh(self, feed: Subscription) -> None:
        """Take over a bundled feed's address, keeping where its polling stands."""
        known = self._store.subscription(feed.id)
        self.put(replace(known, url=feed.url) if known else feed)

    def version(self) -> int:
        """A number that changes whenever somebody changes the subscriptions."""
        return int(self._store.value(VERSION, 0))

    def polled(self, *feeds: Subscription) -> None:
        """Keep where polling stands, of all these in one transaction."""
        with self._store.writing() as tx:
            for feed in feeds:
                known = tx.subscription(feed.id)
                if known is not None:  # else unsubscribed meanwhile
                    tx.put_subscription(_merged(feed, known))


def folder_of(feed: Subscription) -> Path:
    """Where a folder's feed lies."""
    return Path(unquote(urlsplit(feed.url).path))


def _share(one: Path, other: Path) -> bool:
    """Whether one of two folders lies in the other."""
    a, b = one.resolve(), other.resolve()
    return a.is_relative_to(b) or b.is_relative_to(a)


def merged(tx: Writer, polled: Subscription) -> Subscription:
    """A feed as polling left it, with what the operator changed meanwhile."""
    known = tx.subscription(polled.id)
    return polled if known is None else _merged(polled, known)


def _merged(polled: Subscription, known: Subscription) -> Subscription:
    theirs = {
        name: value
        for name in _OPERATORS
        if (value := getattr(known, name)) != getattr(polled, name)
    }
    if known.muted and not polled.muted:
        theirs["muted"] = True
    return replace(polled, **theirs) if theirs else polled


def _add(tx: Writer, url: str, said: Mapping[str, object]) -> Subscription:
    """Subscribe, or change what is known under the address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError("a feed's address begins with http:// or https://", subject=url)
    return _put(tx, url, sender_of(url), said)


def _id(url: str) -> str:
    return sha256(url.encode()).hexdigest()[:12]


def _put(tx: Writer, url: str, provider: str, said: Mapping[str, object]) -> Subscription:
    id_ = _id(url)
    known = tx.subscription(id_)
    if known is not None:
        return _change(tx, known, said) if said else known
    made: Subscription = replace(Subscription(id=id_, url=url, provider=provider), **said)  # type: ignore[arg-type]
    tx.put_subscription(made)
    _changed(tx)
    return made


def _change(tx: Writer, feed: Subscription, changes: Mapping[str, object]) -> Subscription:
    changed: Subscription = replace(feed, **changes)  # type: ignore[arg-type]
    tx.put_subscription(changed)
    _unsettle(tx, feed.id)
    _changed(tx)
    return changed


def _changed(tx: Writer) -> None:
    tx.put_value(VERSION, int(tx.value(VERSION, 0)) + 1)


def _unsettle(tx: Writer, feed: str) -> None:
    """Have everything a feed sent ruled on anew; what may have to go, at once."""
    for row in tx.latest(_ALL, feed=feed):
        tx.touch("urgent" if row.state == "live" else "series", row.series)
