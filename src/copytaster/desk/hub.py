"""The desk as its own WebSub hub: subscriptions are verified, leases kept, content sent.

    POST /hub → ask (queued) → tend: challenge → subscriber kept
    a feed's file changes → tend: sent to each subscriber, tried again, dropped

What a subscriber took last is kept as a digest beside its lease, so that a
stop loses no notice: whatever differs from the file is sent.
"""

from __future__ import annotations

import asyncio
import logging
import random
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from copytaster.desk.doorkeeper import Doorkeeper
from copytaster.desk.media import media_type
from copytaster.desk.newsroom import Desk
from copytaster.desk.sealing import Seal
from copytaster.desk.topics import Changes, path_of
from copytaster.desk.turns import Write
from copytaster.dispatch import subscribers as rules
from copytaster.dispatch.subscribers import Asked, Refused, Subscriber, TooMany
from copytaster.errors import FetchError
from copytaster.intake import Fetcher

log = logging.getLogger("copytaster")
PATH = "/hub"
MOST = 10_000  # subscriptions in all, and to one host
MOST_OF_A_HOST = 200
MOST_WAITING = 200  # requests not verified yet, and of one host: each makes us ask somebody
MOST_WAITING_OF_A_HOST = 10
_AT_ONCE = 16
_SECONDS = 15.0
_ANSWER = 4096  # bytes


class Hub:
    """The hub of the site's own feeds. ``write`` runs in the writing thread."""

    def __init__(
        self,
        desk: Desk,
        write: Write,
        *,
        chance: Callable[[], float] = random.random,
        timeout: float = _SECONDS,
    ) -> None:
        self._desk = desk
        self._write = write
        self._chance = chance
        self._timeout = timeout
        self._seal = Seal(desk.folder / "keys")
        self._changes = Changes(desk.site_folder)
        self._doorkeeper = Doorkeeper(desk)
        self._waiting: dict[str, Asked] = {}
        self._served: dict[str, str] = {}  # topic → the digest that all its subscribers have
        self._tending = asyncio.Lock()

    @property
    def on(self) -> bool:
        """Whether the desk is its own hub."""
        return self._desk.settings.hub == "self"

    def ask(self, request: Asked) -> None:
        """Take a request on, to be verified. Raises Refused where it is none for us.

        A later one for the same callback and topic takes the place of an earlier.
        """
        path = path_of(self._desk.site, request.topic)
        if path is None or self._changes.digest(path) is None:
            raise Refused("hub.topic is no feed of this site")
        host = _host(request.callback)
        of_host = sum(_host(a.callback) == host for a in self._waiting.values())
        if request.id not in self._waiting and (
            len(self._waiting) >= MOST_WAITING or of_host >= MOST_WAITING_OF_A_HOST
        ):
            raise TooMany("too many requests wait to be verified; try again in a minute")
        self._waiting.pop(request.id, None)
        self._waiting[request.id] = request

    async def tend(self, fetcher: Fetcher) -> None:
        """Verify what was asked, end what is over, send what is new."""
        if not self.on or self._tending.locked():
            return
        async with self._tending:
            taken, self._waiting = list(self._waiting.values()), {}
            await _each(self._verify(fetcher, request) for request in taken)
            await self._write(self._expire)
            for topic in self._desk.store.subscribed_topics():
                await self._tell(fetcher, topic)

    # Subscriptions

    async def _verify(self, fetcher: Fetcher, request: Asked) -> None:
        """§5.3: whoever fails to confirm leaves everything as it was."""
        # Strangers make it look through all subscriptions: the web server must not wait for that.
        asks = request.mode == "subscribe"
        if asks and await asyncio.to_thread(self._is_full, request):
            await self._deny(fetcher, request.callback, request.topic, "there are too many")
            return
        challenge = secrets.token_urlsafe(32)
        url = rules.verification(request, challenge)
        try:
            answer = await fetcher.send("GET", url, b"", {}, limit=_ANSWER, timeout=self._timeout)
        except FetchError as error:
            log.info("a subscriber's callback was not reached: %s", error.message)
            return
        if answer.truncated or not rules.confirmed(answer.status, answer.body, challenge):
            log.info("a subscription to %s was not confirmed", request.topic)
            return
        await self._write(self._confirm, request)

    def _is_full(self, request: Asked) -> bool:
        """Whether one more subscription would be too many; one that is there may be renewed."""
        store = self._desk.store
        if store.subscriber(request.id) is not None:
            return False
        hosts = Counter(_host(s["callback"]) for s in store.subscribers())
        return hosts.total() >= MOST or hosts[_host(request.callback)] >= MOST_OF_A_HOST

    def _confirm(self, request: Asked) -> None:
        with self._desk.store.writing() as tx:
            if request.mode == "unsubscribe":
                tx.delete_subscriber(request.id)
                return
            known = tx.subscriber(request.id)
            path = path_of(self._desk.site, request.topic)
            lease = Subscriber(
                callback=request.callback,
                topic=request.topic,
                until=rules.until(request, self._desk.clock()),
                sealed=self._seal.close(request.secret) if request.secret else None,
                sent=self._changes.digest(path) if path else None,
            )
            if known is not None:  # renewed: what it has not got yet is still to be sent
                lease = replace(lease, sent=Subscriber.from_dict(known).sent)
            tx.put_subscriber(request.id, lease.topic, lease.until, lease.to_dict())

    def _expire(self) -> None:
        """§5.3: leases MUST be enforced."""
        if self._desk.store.subscribed_topics():
            with self._desk.store.writing() as tx:
                tx.delete_subscribers(self._desk.clock())

    async def _deny(self, fetcher: Fetcher, callback: str, topic: str, reason: str) -> None:
        url = rules.denial(callback, topic, reason)
        try:
            await fetcher.send("GET", url, b"", {}, limit=0, timeout=self._timeout)
        except FetchError as error:
            log.info("a subscriber could not be told that it is denied: %s", error.message)

    # Content

    async def _tell(self, fetcher: Fetcher, topic: str) -> None:
        """Send a topic to each of its subscribers that has not what is there now."""
        path = path_of(self._desk.site, topic)
        digest = self._changes.digest(path) if path else None
        if path is None or digest is None:
            await self._end(fetcher, topic)
            return
        if self._served.get(topic) == digest:
            return
        body = await asyncio.to_thread(self._content, path)
        if body is None or sha256(body).hexdigest() != digest:  # the press is at it
            return
        all_ = await asyncio.to_thread(self._subscribers, topic)
        now = self._desk.clock()
        behind = [s for s in all_ if s.sent != digest]
        if not behind:
            self._served[topic] = digest
        due = (s for s in behind if s.due is None or s.due <= now)
        kind = media_type(Path(path))
        await _each(self._send(fetcher, s, body, digest, kind) for s in due)

    def _subscribers(self, topic: str) -> list[Subscriber]:
        return [Subscriber.from_dict(s) for s in self._desk.store.subscribers(topic)]

    def _content(self, path: str) -> bytes | None:
        """The feed's bytes; None while it may hold what is being withdrawn."""
        try:
            body = (self._desk.site_folder / path).read_bytes()
        except OSError:
            return None
        return body if self._doorkeeper.admits(path, body, self._doorkeeper.barred()) else None

    async def _send(
        self, fetcher: Fetcher, subscriber: Subscriber, body: bytes, digest: str, kind: str
    ) -> None:
        secret = self._seal.open(subscriber.sealed) if subscriber.sealed else None
        if subscriber.sealed and secret is None:  # §7.1: never unsigned where a secret was given
            await self._write(self._keep, subscriber, None)
            return
        headers = rules.notice(str(self._desk.site.hub), subscriber.topic, kind, secret, body)
        status: int | None = None
        try:
            answer = await fetcher.send(
                "POST", subscriber.callback, body, headers, limit=0, timeout=self._timeout
            )
            status = answer.status
        except FetchError as error:
            log.info("a subscriber was not reached: %s", error.message)
        after = rules.after(subscriber, digest, status, self._desk.clock(), self._chance())
        await self._write(self._keep, subscriber, after)

    def _keep(self, before: Subscriber, after: Subscriber | None) -> None:
        """Note what came of a notice, unless the subscription was changed meanwhile."""
        id_ = Asked("subscribe", before.topic, before.callback).id
        with self._desk.store.writing() as tx:
            if tx.subscriber(id_) != before.to_dict():
                return
            if after is None:
                tx.delete_subscriber(id_)
            else:
                tx.put_subscriber(id_, after.topic, after.until, after.to_dict())

    async def _end(self, fetcher: Fetcher, topic: str) -> None:
        """The feed is gone: its subscribers are told so and forgotten."""
        gone = self._subscribers(topic)
        await _each(self._deny(fetcher, s.callback, topic, "the feed is gone") for s in gone)
        for subscriber in gone:
            await self._write(self._keep, subscriber, None)


async def _each(work: Iterable[Awaitable[None]]) -> None:
    """Do all of it, some at a time."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def one(job: Awaitable[None]) -> None:
        async with turn:
            await job

    await asyncio.gather(*(one(job) for job in work))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").casefold()
