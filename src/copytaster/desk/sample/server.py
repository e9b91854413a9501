"""Serves the sample wire on this machine alone, as real feeds over real HTTP.

    replay.start, clock → elapsed → render.body → ETag, Last-Modified → 200 or 304

The moment the replay began is the caller's to keep: started again with the
same moment, the wire goes on where the clock says, and after its last change
everything stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from html import escape
from types import TracebackType
from typing import Self

from aiohttp import web

from copytaster.desk.sample.pages import page
from copytaster.desk.sample.render import WireFeed, WireMedia, body, schedule, versions
from copytaster.errors import ConfigError
from copytaster.model import Subscription
from copytaster.store import Store

HOST = "127.0.0.1"
_KEPT = "sample-wire"


@dataclass(frozen=True, slots=True)
class Replay:
    """One replay: the aware UTC moment it began and the port it is served at (0: any free one)."""

    start: datetime
    port: int = 0


@dataclass(frozen=True, slots=True)
class _Version:
    """What an address answers between two changes."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:16]}"'

    def headers(self) -> dict[str, str]:
        return {
            "ETag": self.etag,
            "Last-Modified": format_datetime(self.modified, usegmt=True),
            "Cache-Control": "no-cache",
        }


class SampleWire:
    """The wire's server; an async context manager that listens while it is open.

    ``clock`` gives the time, aware UTC. If the replay's port is taken, a free
    one is used: ``address`` and ``base_url`` say which.
    """

    def __init__(self, replay: Replay, clock: Callable[[], datetime]):
        self.replay = replay
        self._clock = clock
        self._port = 0
        self._runner: web.AppRunner | None = None
        self._feeds = {feed.path: feed for feed in schedule().feeds}
        self._media = {media.path: media for media in schedule().media}
        self._rendered: dict[tuple[str, float], _Version] = {}

    @classmethod
    @asynccontextmanager
    async def playing(cls, store: Store, clock: Callable[[], datetime]) -> AsyncIterator[Self]:
        """The wire as this desk knows it: where the replay began, and its port, are kept in the store."""
        known = store.value(_KEPT)
        replay = (
            Replay(clock())
            if known is None
            else Replay(datetime.fromisoformat(known["start"]), known["port"])
        )
        async with cls(replay, clock) as wire:
            with store.writing() as tx:
                tx.put_value(_KEPT, {"start": replay.start.isoformat(), "port": wire.address[1]})
            yield wire

    @property
    def address(self) -> tuple[str, int]:
        """(address, port) it listens at: the one private endpoint a desk may fetch by default."""
        return HOST, self._port

    @property
    def base_url(self) -> str:
        """The address of the wire, without a trailing slash."""
        return f"http://{HOST}:{self._port}"

    def subscriptions(self) -> tuple[Subscription, ...]:
        """The wire's feeds as the desk subscribes to them."""
        return subscriptions(self.base_url)

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await self._listen(self._runner)
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _listen(self, runner: web.AppRunner) -> None:
        """On the replay's port, or any free one: links in the copy stay the same where they can."""
        failure: OSError | None = None
        for port in dict.fromkeys((self.replay.port, 0)):
            try:
                return await web.TCPSite(runner, HOST, port).start()
            except OSError as error:
                failure = error
        await runner.cleanup()
        raise ConfigError("the sample wire cannot listen", subject=HOST, cause=str(failure))

    async def _answer(self, request: web.Request) -> web.Response:
        version = self._version(request.path)
        if version is None:
            return web.Response(status=404, text="There is nothing at this address.\n")
        headers = version.headers()
        if _unchanged(request, version):
            return web.Response(status=304, headers=headers)
        return web.Response(
            body=version.body, headers=headers | {"Content-Type": version.content_type}
        )

    def _version(self, path: str) -> _Version | None:
        """What stands at a path now."""
        if path in self._feeds:
            return self._feed(self._feeds[path])
        if path in self._media:
            return _picture(self._media[path], self.replay.start)
        return self._page(path)

    def _feed(self, feed: WireFeed) -> _Version | None:
        changes = versions(feed.name)
        passed = bisect_right(changes, self._elapsed())
        since = changes[passed - 1] if passed else 0.0
        key = (feed.name, since)
        if key not in self._rendered:
            try:
                text = body(feed.name, since, self.replay.start, self.base_url)
            except KeyError:  # a single document that has not come yet
                return None
            modified = self.replay.start + timedelta(seconds=since)
            self._rendered[key] = _Version(text, feed.content_type, modified)
        return self._rendered[key]

    def _page(self, path: str) -> _Version | None:
        html = "text/html; charset=utf-8"
        if path == "/":
            return _Version(_index().encode("utf-8"), html, self.replay.start)
        found = page(path, self._elapsed(), self.replay.start, self.base_url)
        if found is None:
            return None
        since, text = found
        return _Version(text, html, self.replay.start + timedelta(seconds=since))

    def _elapsed(self) -> float:
        """Seconds of the replay gone by; a clock put back before its start counts as its start."""
        return max(0.0, (self._clock() - self.replay.start).total_seconds())


def replayed(store: Store, now: datetime) -> bool:
    """Whether this desk's replay is over: everything the wire has to tell was there to be fetched."""
    known = store.value(_KEPT)
    if known is None:
        return False
    last = max(versions(feed.name)[-1] for feed in schedule().feeds)
    return (now - datetime.fromisoformat(known["start"])).total_seconds() > last


def subscriptions(base_url: str) -> tuple[Subscription, ...]:
    """The wire's feeds at that address, each with the policy the schedule gives it."""
    return tuple(
        Subscription(
            id=f"sample-{feed.name}",
            url=f"{base_url.rstrip('/')}{feed.path}",
            title=feed.title,
            provider=feed.provider,
            speaks_for=feed.speaks_for,
            agency=feed.agency,
            publisher=feed.publisher,
            policy=feed.policy,
            sample=True,
        )
        for feed in schedule().feeds
    )


def _unchanged(request: web.Request, version: _Version) -> bool:
    """Whether the reader has it: by ETag, and only without one by date (RFC 9110 §13.2.2)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return version.etag in tags or tags.strip() == "*"
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return version.modified.replace(microsecond=0) <= since.astimezone(UTC)


def _picture(media: WireMedia, start: datetime) -> _Version:
    return _Version(media.file.read_bytes(), media.content_type, start)


def _index() -> str:
    rows = "".join(
        f'<li><a href="{escape(feed.path)}">{escape(feed.title)}</a></li>'
        for feed in schedule().feeds
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The sample wire</title>'
        "</head><body><h1>The sample wire</h1><p>Invented news from an invented region, replayed "
        f"for a desk without feeds of its own.</p><ul>{rows}</ul></body></html>\n"
    )
