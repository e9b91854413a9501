"""WebSub with hubs and strangers that mean harm, on real sockets."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from copytaster.desk.pushes import _SHARE
from copytaster.desk.web.callbacks import MOST_OF_ONE
from hub import Room, open_room, rss
from served import Browser
from wire import delivered, ninjs, prose
from wire import feed as subscribed


@pytest.fixture
async def room(tmp_path: Path, serve: Callable[..., Browser]) -> AsyncIterator[Room]:
    """A desk with a lease at a hub."""
    async with open_room(tmp_path, serve) as opened:
        await opened.poll()
        await opened.tend()
        yield opened


async def test_a_push_for_a_feed_given_up_speaks_for_nobody(room: Room) -> None:
    """Unsubscribed a moment ago, its hub not yet told: what it pushes is not taken."""
    room.desk.feeds.remove(room.feed)
    forged = ninjs("u:1", "KILL: Quillbridge", "Kill it.", pubstatus="canceled", provider="anx.example")  # fmt: skip
    assert await room.hub.push(forged) == 410
    assert room.stories() == 1


async def test_bytes_on_their_way_while_the_feed_is_given_up(room: Room) -> None:
    """Kept before the feed was removed, worked on after: its items are nobody's but their own."""
    desk = room.desk
    desk.feeds.put(subscribed("anx"))
    desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
    desk.publish()
    before = desk.store.count_publications()
    forged = ninjs("u:1", "KILL: Quillbridge", "Kill it.", pubstatus="canceled", provider="anx.example", version="9")  # fmt: skip
    assert await room.hub.push(forged) == 202
    desk.feeds.remove(room.feed)
    desk.catch_up()
    desk.publish()
    after = desk.store.count_publications()
    assert (after.get("live"), after.get("killed")) == (before["live"], None)
    assert desk.store.latest(1)[0].provider == f"feed:{room.feed.id}"


@pytest.mark.parametrize("again", [1, 2])
async def test_a_push_sent_again_undoes_nothing(room: Room, again: int) -> None:
    """A hub that tries an old push once more, or somebody replaying it: what came since stands."""
    room.desk.feeds.change(room.feed, policy="full")
    first = rss("Varsk").replace(b"Monday", b"Sunday")
    second = rss("Varsk").replace(b"Monday", b"Tuesday")
    for body in [first, second, *[first] * again]:
        assert await room.hub.push(body) == 202
        room.desk.catch_up()
    room.desk.publish()
    page = "".join(p.read_text() for p in (room.desk.site_folder / "stories").rglob("*.html"))
    assert "Tuesday" in page
    assert "Sunday" not in page


async def test_a_header_nobody_signed_names_no_hub(room: Room) -> None:
    """The signature is over the body alone: a Link header on a push does not lead to another hub."""
    body = rss("Varsk")
    form = room.hub.forms[0]
    digest = hmac.new(form["hub.secret"].encode(), body, "sha256").hexdigest()
    link = f'<https://thief.example/hub>; rel="hub", <{room.hub.topic}>; rel="self"'
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            form["hub.callback"],
            data=body,
            headers={"X-Hub-Signature": f"sha256={digest}", "Link": link},
        ) as answer,
    ):
        assert answer.status == 202
    assert room.stories() == 2
    assert room.desk.store.value(f"hub:{room.feed.id}")["hub"] == f"{room.hub.base}/hub"


async def test_slow_pushes_do_not_pile_up(room: Room) -> None:
    """Bodies that never end: a few are waited for, the others are told to come later; then all is well."""
    host = "127.0.0.1"
    port = int(room.hub.forms[0]["hub.callback"].split(":")[2].split("/")[0])
    path = "/push/" + room.hub.forms[0]["hub.callback"].rsplit("/", 1)[1]
    head = f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 900000\r\n\r\n"
    held = []
    for _ in range(MOST_OF_ONE):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(head.encode() + b"x" * 1000)
        await writer.drain()
        held.append((reader, writer))
    await asyncio.sleep(0.3)
    assert await room.hub.push(rss("Varsk")) == 503
    for _, writer in held:
        writer.close()
    await asyncio.sleep(0.3)
    assert await room.hub.push(rss("Varsk")) == 202
    assert room.stories() == 2


async def test_a_hub_cannot_fill_the_disk(tmp_path: Path, serve: Callable[..., Browser]) -> None:
    """Signed or not: a lease brings no more in an hour than polling could."""
    async with open_room(tmp_path, serve, max_body_mib=0.01) as room:
        await room.poll()
        await room.tend()
        body = rss("Varsk").ljust(10_000)
        sent = [await room.hub.push(body + str(n).encode()) for n in range(_SHARE + 3)]
        assert sent[0] == 202
        assert sent[-1] == 429
        assert len(room.desk.store.deliveries(feed=room.feed.id)) <= _SHARE + 2
        room.clock.now += timedelta(hours=1)
        assert await room.hub.push(body + b"later") == 202


@pytest.mark.parametrize("seconds", ["-5", "0", "99999999999", "9" * 400, "ten", "1e9", "٣٠٠"])
async def test_absurd_leases_are_bounded(room: Room, seconds: str) -> None:
    """Whatever a hub says of the time, the lease runs a minute to thirty days."""
    room.hub.lease = seconds  # type: ignore[assignment]
    room.clock.now = room.lease.until
    await room.tend()
    left = room.lease.until - room.clock.now
    assert timedelta(seconds=60) <= left <= timedelta(days=30)


async def test_nobody_learns_which_tokens_there_are(room: Room) -> None:
    """A right token asked wrongly and a wrong one are answered alike, to the byte."""
    callback = room.hub.forms[0]["hub.callback"]
    asked = [
        {},
        {"hub.mode": "denied", "hub.topic": "http://x.example/"},
        {"hub.mode": "subscribe"},
    ]
    async with aiohttp.ClientSession() as session:
        for query in asked:
            answers = []
            for url in (callback, callback[:-4] + "aaaa"):
                async with session.get(url, params=query) as answer:
                    answers.append((answer.status, await answer.read()))
            assert answers[0] == answers[1]
            assert answers[0][0] == 404
    assert room.lease.state == "active"
