"""10,000 subscribed feeds on one machine: what watching them costs, and what a 304 costs.

python bench/polling.py [feeds]

Three figures, in CPU time of this process; the server that answers runs in a
process of its own.

- *nothing due*: the desk's own polling loop over all feeds for a minute in which none
  is due, and the whole running desk beside it; memory after loading them
- *a 304 round*: every feed asked once with its validators, each under a host name of its
  own, and what was learnt kept in the store
- *bare aiohttp*: the same GETs with the same headers, resolver and number in flight,
  the answer read and thrown away; the two take turns, so that the machine's moods hit both

Fails when the loop takes more than 1 CPU-second a minute or 300 MB, or a 304 more
than 1 CPU-millisecond above bare aiohttp.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from copytaster import Desk
from copytaster.desk.polls import Polls
from copytaster.desk.running import Running
from copytaster.intake import Allowance, Fetcher, Outcome, Poller
from copytaster.intake.fetch import FEED_TYPES
from copytaster.model import Subscription

FEEDS = 10_000
TURN = 500  # requests before the other one's turn
IN_FLIGHT = 8
MOST_CPU, MOST_MB, MOST_MS = 1.0, 300, 1.0
TAG = '"harbour-1"'
MODIFIED = "Tue, 04 Mar 2031 10:00:00 GMT"
WATCHED = 60


async def _answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """304 to a request that carries both validators verbatim, 400 to any other."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lower = head.lower()
            known = f"if-none-match: {TAG}\r\n".encode() in lower
            known = known and f"if-modified-since: {MODIFIED}\r\n".lower().encode() in lower
            status = b"304 Not Modified" if known else b"400 Bad Request\r\nContent-Length: 0"
            writer.write(b"HTTP/1.1 " + status + b"\r\nETag: " + TAG.encode() + b"\r\n\r\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _serve(port: Connection) -> None:
    async def run() -> None:
        server = await asyncio.start_server(_answers, "127.0.0.1", 0, backlog=1024)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


class Home(AbstractResolver):
    """Every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """127.0.0.1, whatever is asked."""
        del family
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


def subscriptions(count: int, port: int, due: datetime) -> list[Subscription]:
    return [
        Subscription(
            id=f"{n:012x}",
            url=f"http://wire-{n}.example:{port}/feeds/latest.xml",
            title=f"Wire {n}",
            provider=f"wire-{n}.example",
            etag=TAG,
            last_modified=MODIFIED,
            validators_since=due,
            next_poll=due,
            last_poll=due - timedelta(hours=3),
            last_success=due - timedelta(hours=3),
            rhythm=3600,
            sha256=f"{n:064x}",
        )
        for n in range(count)
    ]


class Bench:
    """One desk with all the feeds, and a clock moved by hand."""

    def __init__(self, folder: str, count: int, port: int) -> None:
        self.port, self.count = port, count
        self.now = self.begun = datetime.now(UTC)
        self.desk = Desk.open(folder, clock=lambda: self.now)
        feeds = subscriptions(count, port, self.now + timedelta(hours=1))
        with self.desk.store.writing() as tx:
            for feed in feeds:
                tx.put_subscription(feed)
        self.allowance = Allowance(frozenset({("127.0.0.1", port)}))

    @asynccontextmanager
    async def polls(self) -> AsyncIterator[tuple[Polls, Running]]:
        running = Running(self.desk, self.allowance)
        async with Fetcher(self.allowance, resolver=Home()) as fetcher:
            poller = Poller(fetcher, concurrency=IN_FLIGHT)
            yield Polls(self.desk, poller, running.write, _refuse), running


async def _refuse(outcome: Outcome) -> None:
    raise AssertionError(f"a 304 was expected: {outcome.subscription}")


async def idle(bench: Bench) -> float:
    """CPU seconds of a minute's looks at a schedule in which nothing is due; real sleeps between."""
    async with bench.polls() as (polls, _):
        await polls.round()  # loads them; that is not a look
        began = time.process_time()
        for _ in range(WATCHED):
            await polls.round()
            await asyncio.sleep(0.02)  # let the other thread fall asleep, as a second would
        return time.process_time() - began


async def idle_desk(bench: Bench) -> float:
    """CPU seconds a minute of the whole running desk: polling, drop folder, press, nothing to do."""
    running = Running(bench.desk, bench.allowance)
    async with running.working():
        await asyncio.sleep(3)
        began, at = time.process_time(), time.monotonic()
        await asyncio.sleep(20)
        spent = (time.process_time() - began) * 60 / (time.monotonic() - at)
    if running.fault:
        raise AssertionError(running.fault)
    return spent


async def rounds(bench: Bench) -> tuple[float, float, int]:
    """CPU ms of one 304 through the poller into the store, and through bare aiohttp; how many."""
    ours = bare = 0.0
    asked = 0
    stored = bench.desk.store.subscriptions()
    async with (
        bench.polls() as (polls, _),
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=Home(), use_dns_cache=False),
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as session,
    ):
        for at in range(0, len(stored), TURN):
            turn = stored[at : at + TURN]
            bench.now += timedelta(seconds=1)
            bench.desk.feeds.polled(*(replace(s, next_poll=bench.now) for s in turn))
            polls._schedule.load((replace(s, next_poll=bench.now) for s in turn), bench.now)
            polls._version, polls._loaded = bench.desk.feeds.version(), bench.now
            began = time.process_time()
            for _ in range(-(-len(turn) // 256)):
                await polls.round()
            await polls.keep()
            ours += time.process_time() - began
            began = time.process_time()
            await _bare(session, turn)
            bare += time.process_time() - began
            asked += len(turn)
    return ours * 1000 / asked, bare * 1000 / asked, asked


async def _bare(session: aiohttp.ClientSession, feeds: list[Subscription]) -> None:
    places = asyncio.Semaphore(IN_FLIGHT)

    async def get(feed: Subscription) -> None:
        headers = {
            "Accept": FEED_TYPES,
            "If-None-Match": TAG,
            "If-Modified-Since": MODIFIED,
        }
        async with places, session.get(feed.url, headers=headers) as answer:
            await answer.read()
            if answer.status != 304:
                raise AssertionError(answer.status)

    await asyncio.gather(*(get(feed) for feed in feeds))


def memory() -> float:
    """Resident megabytes now (the peak, where the system does not say)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FEEDS
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=_serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measure(folder, count, port)
    finally:
        server.terminate()
        server.join()


def _measure(folder: str, count: int, port: int) -> int:
    before = memory()
    bench = Bench(folder, count, port)
    with bench.desk:
        looks = asyncio.run(idle(bench))
        desk = asyncio.run(idle_desk(bench))
        loaded = memory()
        ours, bare, asked = asyncio.run(rounds(bench))
        kept = bench.desk.store.subscriptions()
        polled = sum(s.last_success is not None and s.last_success > bench.begun for s in kept)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} feeds, nothing due: scheduler {looks:.3f} CPU s a minute, "
          f"the whole desk {desk:.2f}")  # fmt: skip
    print(f"memory: {loaded:.0f} MB with the desk and all feeds ({before:.0f} MB before), "
          f"peak {peak:.0f} MB")  # fmt: skip
    print(f"a 304, {asked} asked once each: {ours:.2f} CPU ms with schedule and store, "
          f"bare aiohttp {bare:.2f}: {ours - bare:+.2f}")  # fmt: skip
    faults = [
        *(["the scheduler took too long"] if looks > MOST_CPU else []),
        *(["too much memory"] if peak > MOST_MB else []),
        *(["a 304 costs too much"] if ours - bare > MOST_MS else []),
        *([f"only {polled} of {count} were kept as polled"] if polled != count else []),
    ]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
