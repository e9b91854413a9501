"""The desk as a WebSub subscriber: leases are asked for, verified, renewed and given up.

    hubs noted → tend → POST to the hub → its GET → verified → its POSTs → received → pending
                  ↑ every minute                                              ↓
                  └ renewals, unsubscribed feeds                 the line takes it like any delivery

Only where the operator gave the desk a public address. Whatever goes wrong
here, polling goes on: a lease only makes it rarer while the hub really pushes.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from copytaster.desk.hubs import hubs
from copytaster.desk.newsroom import Desk
from copytaster.desk.turns import Write
from copytaster.errors import FetchError
from copytaster.intake import Fetcher, Hub, websub
from copytaster.intake.websub import Lease
from copytaster.model import Delivery, Subscription

log = logging.getLogger("copytaster")
PATH = "/push/"
_EVERY = timedelta(minutes=1)
_ASKED_AT_ONCE = 20
_NOTED_EVERY = timedelta(hours=1)
_GIVEN_UP = timedelta(hours=1)
_NOBODY = "https://nobody.invalid/"
_KEY = "lease:"
# A feed is polled every five minutes at most: its hub may bring as much in an hour, no more.
_SHARE = 12  # bodies of the greatest size
_SHARE_OF = timedelta(hours=1)


class Pushes:
    """All leases of the desk, in memory and in the store. ``write`` runs in the writing thread."""

    def __init__(self, desk: Desk, write: Write) -> None:
        self._desk = desk
        self._write = write
        kept = (Lease.from_dict(v) for v in desk.store.values(_KEY).values())
        self._leases = {lease.feed: lease for lease in kept}
        self._feeds = {lease.token: lease.feed for lease in self._leases.values()}
        self._tended: datetime | None = None
        self._version: int | None = None
        self._spent: dict[str, tuple[datetime, int]] = {}

    @property
    def on(self) -> bool:
        """Whether hubs can reach this desk."""
        return self._desk.settings.push_url is not None

    def lease(self, feed: str) -> Lease | None:
        """The lease of a feed."""
        return self._leases.get(feed)

    def relaxed(self, feed: Subscription, now: datetime) -> Subscription:
        """The feed as it is to be polled beside its pushes."""
        return websub.relaxed(feed, self._leases.get(feed.id) if self.on else None, now)

    def awaits(self, token: str) -> bool:
        """Whether pushes to this address are taken; ask before reading what is sent."""
        lease = self._of(token)
        return lease is not None and websub.live(lease, self._desk.clock())

    # What the hub asks

    async def verified(self, token: str, query: Mapping[str, str]) -> str | None:
        """The challenge to echo, None where the request is not one of ours."""
        lease = self._of(token)
        if lease is None:
            return None
        after, challenge = websub.confirm(lease, query, self._desk.clock())
        if challenge is not None and lease.state == "leaving":
            await self._forget(lease)
        elif after != lease:
            await self._keep(after)
        return challenge

    async def received(self, token: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Take what a hub pushed; the HTTP status to answer: 202, 410 where there is no such
        lease (any more), 429 where it pushes more than polling could ever bring.

        A body whose signature is not ours is dropped without a word (WebSub §8).
        """
        lease, now = self._of(token), self._desk.clock()
        if lease is None or not websub.live(lease, now):
            return 410
        if not websub.authentic(lease, body, headers.get("x-hub-signature")):
            log.warning("a push for %s was not signed by its hub and is dropped", lease.topic)
            return 202
        if not self._affords(lease, len(body), now):
            return 429
        if not await self._write(self._accept, _delivery(lease, body, headers, now)):
            return 410
        if lease.pushed is None or now - lease.pushed > _NOTED_EVERY:
            await self._keep(replace(lease, pushed=now))
        return 202

    def _affords(self, lease: Lease, size: int, now: datetime) -> bool:
        """Whether a lease has not yet brought its share of this hour; a small push is no free one."""
        most = self._desk.settings.max_body
        since, spent = self._spent.get(lease.feed, (now, 0))
        if now - since >= _SHARE_OF:
            since, spent = now, 0
        spent += max(size, most // 100)
        self._spent[lease.feed] = since, spent
        return spent <= most * _SHARE

    def _accept(self, delivery: Delivery) -> bool:
        """Keep what was pushed; False where its feed was given up before the hub was told.

        Bytes that came before are a hub trying again or somebody replaying them, and would
        undo what came since: only a poll says that a feed went back to them.
        """
        if self._subscription(str(delivery.feed)) is None:
            return False
        if self._desk.store.delivery(delivery.sha256, delivery.feed) is None:
            self._desk.pipeline.accept(delivery)
        return True

    # What we ask

    async def tend(self, fetcher: Fetcher) -> None:
        """Ask hubs for what is due: first leases, renewals, and to be let go. At most once a minute."""
        now = self._desk.clock()
        if not self.on or (self._tended is not None and now - self._tended < _EVERY):
            return
        self._tended = now
        for lease in await self._due(now):
            await self._ask(fetcher, lease)

    async def _due(self, now: datetime) -> list[Lease]:
        """The leases to ask for now, kept already: some hubs verify before they answer."""
        named = await self._write(hubs, self._desk.store)
        version = await self._write(self._desk.feeds.version)
        changed, self._version = version != self._version, version
        asked: list[Lease] = []
        for feed in sorted({*named, *self._leases}):
            lease = self._step(feed, named.get(feed), now, changed)
            if lease is not None and len(asked) < _ASKED_AT_ONCE:
                await self._keep(lease)
                asked.append(lease)
        for lease in [x for x in self._leases.values() if _given_up(x, now)]:
            await self._forget(lease)
        return asked

    def _step(self, feed: str, hub: Hub | None, now: datetime, changed: bool) -> Lease | None:
        """What to ask for one feed: a lease, its renewal, or to be let go; None for nothing."""
        lease = self._leases.get(feed)
        if lease is not None and lease.state == "leaving":
            return None
        due = hub and websub.step(lease, feed, hub, now, secrets.token_urlsafe)
        if (due or (changed and lease)) and self._subscription(feed) is None:
            return replace(lease, state="leaving", asked=now) if lease else None
        return due or None

    def _subscription(self, feed: str) -> Subscription | None:
        """The feed, if it is to be pushed."""
        known = self._desk.store.subscription(feed)
        return known if known and known.push and not known.muted else None

    async def _ask(self, fetcher: Fetcher, lease: Lease) -> None:
        known = self._desk.store.subscription(lease.feed)
        callback = f"{self._desk.settings.push_url}{PATH}{lease.token}"
        try:
            # The feed's own address, not the topic it claims: a feed must not
            # lend itself a host of the operator's network.
            status = await fetcher.submit(
                lease.hub,
                websub.form(lease, callback),
                named_by=known.url if known else _NOBODY,
            )
        except FetchError as error:
            log.info("no push for %s: %s", lease.topic, error)
            return
        if not 200 <= status < 300:
            log.info("no push for %s: the hub answered %s", lease.topic, status)

    # Keeping

    def _of(self, token: str) -> Lease | None:
        return self._leases.get(self._feeds.get(token, ""))

    async def _keep(self, lease: Lease) -> None:
        former = self._leases.get(lease.feed)
        if former is not None:
            self._feeds.pop(former.token, None)
        self._leases[lease.feed], self._feeds[lease.token] = lease, lease.feed
        await self._write(self._store, lease)

    async def _forget(self, lease: Lease) -> None:
        self._leases.pop(lease.feed, None)
        self._feeds.pop(lease.token, None)
        self._spent.pop(lease.feed, None)
        await self._write(self._erase, lease)

    def _store(self, lease: Lease) -> None:
        with self._desk.store.writing() as tx:
            tx.put_value(_KEY + lease.feed, lease.to_dict())

    def _erase(self, lease: Lease) -> None:
        with self._desk.store.writing() as tx:
            tx.delete_value(_KEY + lease.feed)


def _given_up(lease: Lease, now: datetime) -> bool:
    """Whether a hub that was asked to let go is not waited for any longer."""
    return lease.state == "leaving" and now - lease.asked > _GIVEN_UP


def _delivery(lease: Lease, body: bytes, headers: Mapping[str, str], now: datetime) -> Delivery:
    # Only the body is signed: a Link header must not name another hub.
    kept = {name: headers[name] for name in ("content-type",) if name in headers}
    return Delivery(
        sha256=sha256(body).hexdigest(),
        received=now,
        body=body,
        url=lease.topic,
        feed=lease.feed,
        headers=kept,
    )
