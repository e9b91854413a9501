"""A real WebSub hub on loopback, and a desk with its web server that subscribes to it."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance, Fetcher
from served import Browser
from wire import Clock

ITEM = "<item><guid>{0}</guid><title>{0} reopens</title><description>The {0} bridge reopened on Monday after repairs.</description></item>"


def rss(*names: str, links: str = "") -> bytes:
    """A feed of some items, with links of its own."""
    items = "".join(ITEM.format(name) for name in names)
    atom = 'xmlns:a="http://www.w3.org/2005/Atom"'
    return f'<rss version="2.0" {atom}><channel><title>W</title>{links}{items}</channel></rss>'.encode()


class Hub:
    """A publisher and its hub: keeps what subscribers ask, verifies them, signs what it pushes."""

    def __init__(self) -> None:
        self.port = 0
        self.feed = rss("Orla")
        self.header = True
        self.denies = False
        self.lease = 864_000
        self.forms: list[dict[str, str]] = []
        self.echoes: list[tuple[int, str]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def topic(self) -> str:
        return f"{self.base}/feed"

    @property
    def link(self) -> str:
        return f'<{self.base}/hub>; rel="hub", <{self.topic}>; rel="self"'

    async def serve(self, request: web.Request) -> web.Response:
        """The feed."""
        headers = {"Content-Type": "application/rss+xml", "ETag": f'"{len(self.feed)}"'}
        if self.header:
            headers["Link"] = self.link
        return web.Response(body=self.feed, headers=headers)

    async def subscribe(self, request: web.Request) -> web.Response:
        """What a subscriber asks; it is verified before the answer, as some hubs do."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.forms.append(form)
        query = {"hub.mode": form["hub.mode"], "hub.topic": form["hub.topic"]}
        if self.denies:
            query |= {"hub.mode": "denied", "hub.reason": "not for you"}
        else:
            query |= {"hub.challenge": f"c{len(self.forms)}", "hub.lease_seconds": str(self.lease)}
        async with (
            aiohttp.ClientSession() as session,
            session.get(form["hub.callback"], params=query) as answer,
        ):
            self.echoes.append((answer.status, await answer.text()))
        return web.Response(status=202)

    async def push(self, body: bytes, *, secret: str | None = None, to: int = 0) -> int:
        """Send new content to a subscriber, signed; the status answered."""
        form = self.forms[to]
        digest = hmac.new((secret or form["hub.secret"]).encode(), body, "sha256").hexdigest()
        headers = {
            "Content-Type": "application/rss+xml",
            "X-Hub-Signature": f"sha256={digest}",
            "Link": self.link,
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(form["hub.callback"], data=body, headers=headers) as answer,
        ):
            return answer.status


class Room:
    """A desk with its web server, a hub, and a clock moved by hand."""

    def __init__(self, desk: Desk, running: Running, hub: Hub, fetcher: Fetcher, clock: Clock):
        self.desk, self.running, self.hub, self.fetcher, self.clock = desk, running, hub, fetcher, clock  # fmt: skip
        self.allowed = running._allowance
        self.feed = desk.feeds.add(hub.topic)

    async def poll(self) -> None:
        """Take the feed in as polling does."""
        from copytaster.desk.polls import Polls
        from copytaster.intake import Poller

        polls = Polls(
            self.desk,
            Poller(self.fetcher, jitter=lambda: 0.0),
            self.running.write,
            self.running._land,
            relax=self.running.pushes.relaxed,
        )
        await polls.round()
        await polls.settled()
        await polls.keep()

    async def tend(self, after: timedelta = timedelta()) -> None:
        """Let so much time pass, then ask hubs for what is due."""
        self.clock.now += after
        await self.running.pushes.tend(self.fetcher)

    @property
    def lease(self) -> Any:
        return self.running.pushes.lease(self.feed.id)

    def stories(self) -> int:
        self.desk.catch_up()
        return self.desk.store.count_stories()


@asynccontextmanager
async def open_room(folder: Path, serve: Callable[..., Browser], **settings: Any) -> AsyncIterator[Room]:  # fmt: skip
    hub, clock = Hub(), Clock()
    app = web.Application()
    app.router.add_get("/feed", hub.serve)
    app.router.add_post("/hub", hub.subscribe)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hub.port = runner.addresses[0][1]
    allowed = Allowance(frozenset({("127.0.0.1", hub.port)}))
    ports: list[int] = []

    def build(port: int) -> Any:
        # The desk's public address is known only now that its port is.
        ports.append(port)
        made["desk"] = Desk.open(
            folder, clock=clock, **{"push_url": f"http://localhost:{port}"} | settings
        )
        made["running"] = Running(made["desk"], allowed)
        gate = Gate(made["desk"].store, clock, secure=False)
        return build_app(made["running"], gate, port=port)

    made: dict[str, Any] = {}
    serve(build)
    try:
        async with Fetcher(allowed) as fetcher:
            yield Room(made["desk"], made["running"], hub, fetcher, clock)
    finally:
        made["desk"].close()
        await runner.cleanup()
