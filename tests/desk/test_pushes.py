"""WebSub with a real hub on loopback: what it pushes is on the desk at once, what it fakes never."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from copytaster.desk.running import Running
from hub import Room, open_room, rss
from served import Browser

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def room(tmp_path: Path, serve: Callable[..., Browser]) -> AsyncIterator[Room]:
    """A desk that polled its feed once, with a hub beside."""
    async with open_room(tmp_path, serve) as opened:
        yield opened


@pytest.mark.parametrize("where", ["header", "feed"])
async def test_discovery_subscription_verification_and_a_push(where: str, room: Room) -> None:
    """By Link header or the feed's own links; the challenge is echoed; a signed push is a story."""
    room.hub.header = where == "header"
    links = f'<a:link rel="hub" href="{room.hub.base}/hub"/><a:link rel="self" href="{room.hub.topic}"/>'  # fmt: skip
    room.hub.feed = rss("Orla", links=links if where == "feed" else "")
    await room.poll()
    await room.tend()
    form = room.hub.forms[0]
    assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", room.hub.topic)
    assert form["hub.callback"].startswith("http://localhost:")
    assert len(form["hub.secret"]) > 30
    assert room.hub.echoes == [(200, "c1")]
    assert room.lease.state == "active"
    assert await room.hub.push(rss("Varsk")) == 202
    assert room.stories() == 2
    delivery = room.desk.store.deliveries(feed=room.feed.id)[0]
    assert delivery.state == "done"


async def test_what_the_hub_did_not_sign_is_dropped(room: Room) -> None:
    """A wrong secret, no signature: answered like any other push, and nothing of it is kept."""
    await room.poll()
    await room.tend()
    assert await room.hub.push(rss("Faked"), secret="guessed") == 202
    async with (
        aiohttp.ClientSession() as session,
        session.post(room.hub.forms[0]["hub.callback"], data=rss("Faked")) as answer,
    ):
        assert answer.status == 202
    assert room.stories() == 1
    assert len(room.desk.store.deliveries(feed=room.feed.id)) == 1


async def test_nobody_else_is_echoed_or_heard(room: Room) -> None:
    """Another topic, a verification we did not ask for, an unknown token: 404, and 410 to its pushes."""
    await room.poll()
    await room.tend()
    callback = room.hub.forms[0]["hub.callback"]
    ours = {"hub.mode": "subscribe", "hub.topic": room.hub.topic, "hub.challenge": "x"}
    asked = [
        (callback, ours),  # a second time
        (callback, ours | {"hub.topic": "http://other.example/"}),
        (callback, ours | {"hub.mode": "unsubscribe"}),
        (callback + "x", ours),
    ]
    async with aiohttp.ClientSession() as session:
        for url, query in asked:
            async with session.get(url, params=query) as answer:
                assert answer.status == 404
        async with session.post(callback + "x", data=b"") as answer:
            assert answer.status == 410
        desk = callback.split("/push/")[0]
        for path in ("/desk", "/", "/healthz"):  # the hub's way in leads nowhere else
            async with session.get(desk + path, headers={"Host": "hooks.example"}) as answer:
                assert answer.status == 400
    assert room.lease.state == "active"


async def test_the_lease_is_renewed_before_it_ends(room: Room) -> None:
    """In the last tenth it is asked for again; pushes are taken all the while, and after."""
    await room.poll()
    await room.tend()
    await room.tend(8 * DAY)
    assert len(room.hub.forms) == 1
    await room.tend(DAY + HOUR)
    assert [f["hub.mode"] for f in room.hub.forms] == ["subscribe", "subscribe"]
    assert room.hub.forms[0]["hub.callback"] == room.hub.forms[1]["hub.callback"]
    room.clock.now += 5 * DAY
    assert await room.hub.push(rss("Varsk")) == 202
    assert room.stories() == 2
    room.clock.now += 30 * DAY
    assert await room.hub.push(rss("Tarn")) == 410
    assert room.stories() == 2


async def test_a_hub_that_denies_or_is_down_leaves_the_polling(room: Room) -> None:
    """Denied: polled as ever, asked again after a week. No hub there: asked again ever more rarely."""
    room.hub.denies = True
    await room.poll()
    await room.tend()
    assert room.lease.state == "denied"
    due = room.desk.store.subscription(room.feed.id).next_poll
    assert due is not None
    assert due - room.clock.now <= HOUR * 1.2
    await room.tend(6 * DAY)
    assert len(room.hub.forms) == 1
    room.hub.denies = False
    await room.tend(DAY + HOUR)
    assert room.lease.state == "active"


async def test_a_desk_that_stops_keeps_its_leases(room: Room) -> None:
    """Leases lie in the store: the next start takes pushes on them, and asks no hub anew."""
    await room.poll()
    await room.tend()
    again = Running(room.desk, room.allowed).pushes
    assert again.lease(room.feed.id) == room.lease
    await again.tend(room.fetcher)
    assert len(room.hub.forms) == 1


@pytest.mark.parametrize("how", ["remove", "mute", "refuse"])
async def test_a_feed_given_up_is_given_up_at_its_hub(how: str, room: Room) -> None:
    """Unsubscribed, muted, or not to be pushed: the hub is asked to let go, and its pushes are not taken."""
    await room.poll()
    await room.tend()
    feed = room.desk.feeds.find(room.feed.id)
    if how == "remove":
        room.desk.feeds.remove(feed)
    else:
        room.desk.feeds.change(feed, **({"muted": True} if how == "mute" else {"push": False}))
    await room.tend(HOUR)
    # Removed, the feed's own host is no longer exempt: the hub is not told, and forgotten all the same.
    assert [f["hub.mode"] for f in room.hub.forms[1:]] == ([] if how == "remove" else ["unsubscribe"])  # fmt: skip
    assert await room.hub.push(rss("Varsk")) == 410
    await room.tend(2 * HOUR)
    assert room.lease is None
    assert room.stories() == 1


async def test_a_pushed_feed_is_polled_less_and_only_while_it_is_pushed(room: Room) -> None:
    """Four hours beside a hub that really pushes; its own rhythm before, and when the lease is over."""
    await room.poll()
    await room.tend()

    async def wait() -> timedelta:
        feed = room.desk.feeds.find(room.feed.id)
        room.clock.now = max(room.clock.now, feed.next_poll or room.clock.now)
        await room.poll()
        after = room.desk.feeds.find(room.feed.id).next_poll
        assert after is not None
        return after - room.clock.now

    assert await wait() < 2 * HOUR
    await room.hub.push(rss("Varsk"))
    room.desk.catch_up()
    assert 4 * HOUR <= await wait() < 4 * HOUR + timedelta(minutes=1)
    room.clock.now += 3 * DAY
    assert await wait() < 2.5 * HOUR


async def test_a_push_beyond_the_limit_is_refused(
    tmp_path: Path, serve: Callable[..., Browser]
) -> None:
    """The cap on bodies holds for pushed ones."""
    async with open_room(tmp_path, serve, max_body_mib=0.01) as room:
        await room.poll()
        await room.tend()
        assert await room.hub.push(b"x" * 20_000) == 413
        assert room.stories() == 1


async def test_without_a_public_address_there_is_no_way_in(
    tmp_path: Path, serve: Callable[..., Browser]
) -> None:
    """No setting, no subscription and no callback: polling alone."""
    async with open_room(tmp_path, serve, push_url=None) as room:
        await room.poll()
        await room.tend()
        assert room.hub.forms == []


async def test_a_feed_cannot_lend_itself_a_host_of_the_operators(room: Room) -> None:
    """A hub in an allowed network is reached only for a feed of that very host, whatever topic it names."""
    home = room.hub.base
    room.desk.feeds.remove(room.feed)
    stranger = room.desk.feeds.add("https://stranger.example/feed")
    with room.desk.store.writing() as tx:
        tx.put_value(f"hub:{stranger.id}", {"hub": f"{home}/hub", "topic": f"{home}/feed"})
    await room.tend()
    assert room.hub.forms == []


@pytest.mark.slow
async def test_a_running_desk_takes_a_push_by_itself(room: Room) -> None:
    """The whole desk: it polls, subscribes, is verified, and a push is published within seconds."""
    room.desk.feeds.change(room.feed, policy="full")
    async with asyncio.timeout(20), room.running.working():
        while room.lease is None or room.lease.state != "active":
            await asyncio.sleep(0.05)
            room.clock.now += timedelta(seconds=1)
        room.hub.feed = rss("Orla", "Varsk")
        assert await room.hub.push(room.hub.feed) == 202
        while room.desk.store.count_publications().get("live", 0) < 2:
            await asyncio.sleep(0.05)
    assert room.running.fault is None
