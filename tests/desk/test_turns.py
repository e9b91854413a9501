"""Deliveries go through the line in turns: a big one keeps nobody waiting, and nothing is lost."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.turns import Line, Turn, following, openable
from copytaster.intake import Allowance, Outcome
from copytaster.model import Delivery
from copytaster.store import DeliveryRow
from wire import NOW, delivered, feed, ninjs, prose

_ITEM = "<item><guid>{0}</guid><title>Notice {0} of the harbour</title><description>Berth {0} is shut for {1} days, the office of pier {0} said.</description></item>"


def rss(first: int, count: int) -> bytes:
    """A feed of so many short notices, each its own."""
    items = "".join(_ITEM.format(n, n % 7 + 2) for n in range(first, first + count))
    return f'<rss version="2.0"><channel><title>W</title>{items}</channel></rss>'.encode()


class Wire:
    """Three feeds of one house on loopback: a big one, a story, and its kill, sent once the big one is in."""

    def __init__(self) -> None:
        self.port = 0
        self.kill_is_asked, self.big_is_in = asyncio.Event(), asyncio.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.Response:
        if "If-None-Match" in request.headers:
            return web.Response(status=304)
        body = ninjs("u:1", "Quill reopens", prose("Quill"))
        if request.path == "/big":
            body = rss(0, 200)
        elif request.path == "/kill":
            self.kill_is_asked.set()
            await self.big_is_in.wait()
            body = ninjs("u:1", "Quill", "Do not use.", pubstatus="canceled", version="2")
        kind = "text/xml" if request.path == "/big" else "application/json"
        return web.Response(body=body, headers={"ETag": '"1"', "Content-Type": kind})


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    made = Wire()
    app = web.Application()
    app.router.add_get("/{path:.*}", made.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.port = runner.addresses[0][1]
    yield made
    made.big_is_in.set()
    await runner.cleanup()


async def test_a_kill_is_carried_out_while_a_big_answer_is_taken_in(
    wire: Wire, tmp_path: Path
) -> None:
    """Another feed's kill takes the page down before the last item of a big answer is in; that comes whole."""
    with Desk.open(tmp_path) as desk:
        story = desk.feeds.add(wire.url("/story"))
        desk.feeds.change(desk.feeds.find(story.id), policy="full")
        running = Running(desk, Allowance(frozenset({("127.0.0.1", wire.port)})))
        async with asyncio.timeout(120), running.working():
            while not desk.store.publications(state="live"):
                await asyncio.sleep(0.02)
            (shown,) = desk.store.publications(state="live")
            page = desk.site_folder / "stories" / shown.series / "index.html"
            desk.feeds.add(wire.url("/kill"))
            await wire.kill_is_asked.wait()
            big = desk.feeds.add(wire.url("/big"))
            while not desk.store.latest(1, feed=big.id):
                await asyncio.sleep(0.02)
            wire.big_is_in.set()
            while b"Quill" in page.read_bytes():
                await asyncio.sleep(0.02)
            assert big.id in {row.feed for row in desk.store.deliveries(state="pending")}
            while desk.store.deliveries(state="pending"):
                await asyncio.sleep(0.1)
        assert len(desk.store.latest(1000, feed=big.id)) == 200
        kill = next(row for row in desk.store.latest(1000) if row.status == "canceled")
        assert kill.seq < desk.store.latest(1, feed=big.id)[0].seq


async def _now(work, *args):  # type: ignore[no-untyped-def]
    return work(*args)


def _accept(desk: Desk, *come: Delivery) -> None:
    for delivery in come:
        if delivery.feed and desk.store.subscription(delivery.feed) is None:
            desk.feeds.put(feed(delivery.feed))
        kept = desk.store.subscription(delivery.feed or "")
        assert kept is not None
        assert desk.accept(Outcome(kept, delivery))


async def test_the_deliveries_of_one_feed_are_never_mixed(tmp_path: Path) -> None:
    """Two feeds take turns, and each is stored in the order it was sent in."""
    with Desk.open(tmp_path, clock=lambda: NOW) as desk:
        sent = [
            (rss(0, 60), "one"),
            (rss(100, 60), "two"),
            (rss(200, 5), "one"),
            (rss(300, 5), "two"),
        ]
        _accept(desk, *(delivered(body, by) for body, by in sent))
        await Line(desk, _now).work()
        rows = desk.store.latest(500)[::-1]
        for by, first in (("one", 0), ("two", 100)):
            told = [int((row.headline or "").split()[1]) for row in rows if row.feed == by]
            assert told == [*range(first, first + 60), *range(first + 200, first + 205)]
        order = [row.feed for row in rows]
        assert order.index("two") < len(order) - order[::-1].index("one") - 1, "they took turns"


_KILLED = """
import asyncio, os, signal, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from test_turns import _accept, _now, rss
from copytaster.desk import Desk
from copytaster.desk.turns import Line
from wire import NOW, delivered
with Desk.open(Path({folder!r}), clock=lambda: NOW) as desk:
    _accept(desk, delivered(rss(0, 40), "one"), delivered(rss(200, 30), "two"), delivered(rss(400, 3), "two"))
    async def write(work, *args):
        write.turns += work is next
        if write.turns == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*args)
    write.turns = 0
    asyncio.run(Line(desk, write).work())
"""


async def test_a_desk_killed_between_turns_takes_up_what_it_accepted(tmp_path: Path) -> None:
    """Of two deliveries half done and one not begun every item is there after the next start, once."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "support"), *sys.path]
    script = _KILLED.format(paths=paths, folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    with Desk.open(tmp_path, clock=lambda: NOW) as desk:
        assert 0 < desk.store.count_stories() < 73
        assert len(desk.store.deliveries(state="pending")) == 3
        await Line(desk, _now).work()
        assert desk.store.count_stories() == 73
        assert not desk.store.deliveries(state="pending")


async def test_what_fails_stops_nothing_else_and_is_said(tmp_path: Path) -> None:
    """A delivery over which the line fails is told of, tried again later, and the others go through."""
    with Desk.open(tmp_path, clock=lambda: NOW) as desk:
        bad, good = delivered(rss(0, 3), "one"), delivered(rss(100, 3), "two")
        _accept(desk, bad, good)
        honest = desk.pipeline._store_batch

        def failing(items, context, delivery, tally):  # type: ignore[no-untyped-def]
            if delivery.sha256 == bad.sha256:
                raise OSError("no space left")
            honest(items, context, delivery, tally)

        desk.pipeline._store_batch = failing  # type: ignore[method-assign]
        line = Line(desk, _now)
        awaited = line.taken((bad.sha256, "one"))
        for _ in range(2):  # it is still so, and is still said
            with pytest.raises(OSError, match="space"):
                await line.work()
        with pytest.raises(OSError, match="space"):
            await awaited
        assert [row.feed for row in desk.store.deliveries(state="pending")] == ["one"]
        assert desk.store.count_stories() == 3
        desk.pipeline._store_batch = honest  # type: ignore[method-assign]
        again = Line(desk, _now)
        await again.work()
        assert desk.store.count_stories() == 6


def _row(n: int, by: str, size: int) -> DeliveryRow:
    return DeliveryRow(str(n), by, NOW, "pending", None, size)


_SENT = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 16 << 20)), max_size=60)


@given(_SENT, _SENT)
def test_only_the_first_of_a_feed_is_opened_and_little_at_once(
    waiting: Sequence[tuple[str, int]], under_way: Sequence[tuple[str, int]]
) -> None:
    """Nothing of a feed whose delivery is under way; never more than two big ones and 32 small."""
    taken = dict(under_way[:2])
    rows = [_row(n, by, size) for n, (by, size) in enumerate(waiting)]
    found = openable(rows, list(taken.items()))
    assert taken.keys().isdisjoint(row.feed or "" for row in found)
    for row in found:
        assert next(r for r in rows if r.feed == row.feed) is row
    sizes = [*taken.values(), *(row.size for row in found)]
    assert sum(size > 1 << 20 for size in sizes) <= 2
    small = {row.feed for row in rows} - taken.keys()
    firsts = [next(r for r in rows if r.feed == by) for by in small]
    assert all(row in found for row in firsts if row.size <= 1 << 20), (
        "the big keep no small one out"
    )


@given(st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=1, max_size=12))
def test_nobody_waits_for_long(come: Sequence[tuple[int, bool]]) -> None:
    """A newcomer with a kill has the very next turn; everybody has one within two rounds of all."""
    turns = [Turn((str(n), None), size, kills, iter(())) for n, (size, kills) in enumerate(come)]
    had: list[Turn] = []
    for number in range(2 * len(turns)):
        turn = following(turns, number)
        turn.last = number + 1
        had.append(turn)
    assert {turn.key for turn in had} == {turn.key for turn in turns}
    kills = sum(turn.kills for turn in turns)
    assert all(turn.kills for turn in had[:kills])
    newcomer = Turn(("new", None), 100, True, iter(()))
    assert following([*turns, newcomer], 2 * len(turns)) is newcomer
    quiet = replace(newcomer, kills=False)
    calm = [turn for turn in turns if not turn.kills]
    assert following([*calm, quiet], 1) is quiet
