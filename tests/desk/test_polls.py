"""The desk's polling: what is due, through restarts and other hands, with nothing asked twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from copytaster.desk import Desk
from copytaster.desk.polls import Polls
from copytaster.desk.running import Running
from copytaster.intake import Allowance, Fetcher, Outcome, Poller
from wire import Clock

FEED = b"<rss version='2.0'><channel><title>W</title><ttl>180</ttl><item><guid>1</guid><title>Orla reopens</title></item></channel></rss>"


@dataclass
class Server:
    """Feeds with validators, and what was asked of them."""

    port: int = 0
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path + ("?" if "If-None-Match" in request.headers else ""))
        if "If-None-Match" in request.headers:
            return web.Response(status=304)
        return web.Response(body=FEED, headers={"ETag": '"1"', "Content-Type": "text/xml"})

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_get("/{path:.*}", made.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@asynccontextmanager
async def polling(desk: Desk, server: Server) -> AsyncIterator[Polls]:
    """The polling of a desk that has just been started."""
    allowed = Allowance(frozenset({("127.0.0.1", server.port)}))
    running = Running(desk, allowed)
    async with Fetcher(allowed) as fetcher:
        polls = Polls(desk, Poller(fetcher, jitter=lambda: 0.0), running.write, running._land)
        yield polls
        await polls.end()


async def test_the_schedule_survives_a_restart(server: Server, tmp_path: Path) -> None:
    """After a stop the same feed is asked when it was due, conditionally, and not before."""
    clock = Clock()
    for hours in (0, 0.5, 2.9, 3.1, 3.2):
        clock.now = Clock().now + timedelta(hours=hours)
        with Desk.open(tmp_path, clock=clock) as desk:
            desk.feeds.add(server.url("/feed"))
            async with polling(desk, server) as polls:
                await polls.round()
                await polls.settled()
                await polls.round()
    # Due after the feed's own ttl of three hours.
    assert server.asked == ["/feed", "/feed?"]


async def test_what_another_process_changes_is_seen(server: Server, tmp_path: Path) -> None:
    """A feed added, muted or removed from the command line beside a running desk."""
    clock = Clock()
    with Desk.open(tmp_path, clock=clock) as desk:
        async with polling(desk, server) as polls:
            await polls.round()
            with Desk.open(tmp_path, writer=False, clock=clock) as other:
                one, two = (other.feeds.add(server.url(path)) for path in ("/one", "/two"))
            await polls.round()
            await polls.settled()
            assert sorted(server.asked) == ["/one", "/two"]
            with Desk.open(tmp_path, writer=False, clock=clock) as other:
                other.feeds.change(other.feeds.find(one.id), muted=True)
                other.feeds.remove(two)
            clock.now += timedelta(days=1)
            await polls.round()
    assert len(server.asked) == 2


async def test_the_operators_word_outlives_a_poll_under_way(server: Server, tmp_path: Path) -> None:
    """What is set while an answer is being worked on is not written over by where polling stands."""
    clock = Clock()
    with Desk.open(tmp_path, clock=clock) as desk:
        feed = desk.feeds.add(server.url("/feed"))
        async with polling(desk, server) as polls:
            await polls.round()
            await polls.settled()
            clock.now += timedelta(hours=4)
            await polls.round()  # a 304, not yet written
            known = desk.feeds.find(feed.id)
            desk.feeds.change(known, policy="hold", title="Mine", interval=7200, push=False)
            await polls.keep()
        after = desk.feeds.find(feed.id)
    assert (after.policy, after.title, after.interval, after.push) == ("hold", "Mine", 7200, False)
    assert after.last_success is not None
    assert after.last_success >= clock.now


async def test_a_fault_in_the_line_leaves_the_feed_to_be_asked(
    server: Server, tmp_path: Path
) -> None:
    """When an answer cannot be taken over the round fails loudly; five minutes later it is asked again."""
    clock = Clock()
    allowed = Allowance(frozenset({("127.0.0.1", server.port)}))

    async def broken(outcome: Outcome) -> None:
        raise RuntimeError("disk full")

    with Desk.open(tmp_path, clock=clock) as desk:
        desk.feeds.add(server.url("/feed"))
        running = Running(desk, allowed)
        async with Fetcher(allowed) as fetcher:
            polls = Polls(desk, Poller(fetcher), running.write, broken)
            with pytest.raises(RuntimeError):
                await polls.round()
            polls._land = running._land
            await polls.round()
            assert server.asked == ["/feed"]
            clock.now += timedelta(minutes=5)
            await polls.round()
            await polls.settled()
        assert server.asked == ["/feed", "/feed"]
        assert desk.store.count_stories() == 1
