"""The sample wire over real HTTP: what each second answers, and what a poller makes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from copytaster.desk.sample import Replay, SampleWire, subscriptions
from copytaster.desk.sample.pages import editions
from copytaster.desk.sample.render import body, schedule, versions
from copytaster.intake import Allowance, Fetcher, Poller
from copytaster.store import Store

START = datetime(2031, 3, 4, 12, 0, 20, tzinfo=UTC)
END = max(second for feed in schedule().feeds for second in versions(feed.name))


class Clock:
    """A clock the test sets, in seconds since the replay began."""

    def __init__(self) -> None:
        self.elapsed = 0.0

    def __call__(self) -> datetime:
        """The time."""
        return START + timedelta(seconds=self.elapsed)


@pytest.fixture
def clock() -> Clock:
    """The time, at the replay's first second."""
    return Clock()


@pytest.fixture
async def wire(clock: Clock) -> AsyncIterator[SampleWire]:
    """The wire, listening."""
    async with SampleWire(Replay(START), clock) as wire:
        yield wire


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A plain reader."""
    async with aiohttp.ClientSession() as session:
        yield session


async def test_every_feed_is_served_as_scheduled(wire, clock, session) -> None:
    """At the start, at each change and after the end, every address answers the plan's bytes and type."""
    for elapsed in (0.0, 0.5, 8.0, 12.3, END, END + 86_400):
        clock.elapsed = elapsed
        for feed in schedule().feeds:
            async with session.get(wire.base_url + feed.path) as answer:
                assert answer.status == 200
                assert answer.headers["Content-Type"] == feed.content_type
                expected = body(feed.name, elapsed, START, wire.base_url)
                assert await answer.read() == expected


async def test_validators_follow_the_replay(wire, clock, session) -> None:
    """The same until the next change: 304 by ETag or by date; after it, new bytes and validators."""
    feed = next(f for f in schedule().feeds if len(versions(f.name)) > 1)
    change = versions(feed.name)[1]
    url = wire.base_url + feed.path
    async with session.get(url) as first:
        by_tag = {"If-None-Match": first.headers["ETag"]}
        by_date = {"If-Modified-Since": first.headers["Last-Modified"]}
    clock.elapsed = change - 0.01
    for headers in (by_tag, by_date, by_tag | {"If-Modified-Since": "rubbish"}):
        async with session.get(url, headers=headers) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
            assert answer.headers["ETag"] == by_tag["If-None-Match"]
    clock.elapsed = change
    for headers in (by_tag, by_date, by_tag | by_date):
        async with session.get(url, headers=headers) as answer:
            assert answer.status == 200
            assert answer.headers["ETag"] != by_tag["If-None-Match"]


async def test_placeholders_are_resolved(wire, clock, session) -> None:
    """No placeholder is ever sent, and links lead to where the wire listens."""
    clock.elapsed = END
    sent = b""
    for feed in schedule().feeds:
        async with session.get(wire.base_url + feed.path) as answer:
            sent += await answer.read()
    assert b"{T" not in sent
    assert b"{BASE}" not in sent
    assert f"http://127.0.0.1:{wire.address[1]}/".encode() in sent


async def test_every_link_to_the_wire_leads_somewhere(wire, clock, session) -> None:
    """Once the replay is over, each item's page stands at its link, with its headline and its words."""
    clock.elapsed = END
    pages = editions(START, wire.base_url)
    assert len(pages) > 5
    for path, known in pages.items():
        _, _, item = max(known, key=lambda edition: edition[0])
        async with session.get(wire.base_url + path) as answer:
            text = await answer.text()
            assert answer.status == (200 if item.status == "usable" and not item.embargo else 404)
        if answer.status == 200:
            assert "<h1>" in text


async def test_a_page_is_not_there_before_its_story(wire, clock, session) -> None:
    """A page whose story comes later is not found before, and found from that second on."""
    path, since = next(
        (p, min(e[0] for e in known))
        for p, known in editions(START, wire.base_url).items()
        if min(e[0] for e in known) > 0 and all(e[2].status == "usable" for e in known)
    )
    for elapsed, status in ((since - 0.1, 404), (since, 200)):
        clock.elapsed = elapsed
        async with session.get(wire.base_url + path) as answer:
            assert answer.status == status


async def test_pictures_and_the_rest(wire, session) -> None:
    """Pictures come with their type, the front page lists the feeds, anything else is 404."""
    for media in schedule().media:
        async with session.get(wire.base_url + media.path) as answer:
            assert answer.headers["Content-Type"] == media.content_type
            assert await answer.read() == media.file.read_bytes()
    async with session.get(wire.base_url + "/") as answer:
        assert schedule().feeds[0].path in await answer.text()
    for path in ("/wire/schedule.json", "/../schedule.json", "/%2e%2e/server.py", "/feeds/"):
        async with session.get(wire.base_url + path) as answer:
            assert answer.status == 404
    async with session.post(wire.base_url + "/") as answer:
        assert answer.status == 405


def test_subscriptions_are_the_schedules() -> None:
    """Each feed once, a sample, with the schedule's provider, agency, authority and policy."""
    made = {s.id: s for s in subscriptions("http://127.0.0.1:9/")}
    assert len(made) == len(schedule().feeds)
    for feed in schedule().feeds:
        sub = made[f"sample-{feed.name}"]
        assert sub.sample
        assert sub.url == f"http://127.0.0.1:9{feed.path}"
        assert (sub.provider, sub.agency, sub.publisher) == (
            feed.provider, feed.agency, feed.publisher,
        )  # fmt: skip
        assert (sub.speaks_for, sub.policy, sub.title) == (
            feed.speaks_for, feed.policy, feed.title,
        )  # fmt: skip


async def test_a_poller_takes_the_whole_replay(wire, clock) -> None:
    """Polled every second through the guard, each version of each feed is delivered exactly once."""
    known = {s.id: s for s in wire.subscriptions()}
    got: dict[str, list[bytes]] = {name: [] for name in known}
    allowed = Allowance(endpoints=frozenset({wire.address}))
    async with Fetcher(allowed, contact="test@desk.example") as fetcher:
        poller = Poller(fetcher)
        for second in range(int(END) + 3):
            clock.elapsed = float(second)
            async for outcome in poller.poll_due(list(known.values()), clock()):
                known[outcome.subscription.id] = outcome.subscription
                if outcome.delivery is not None:
                    got[outcome.subscription.id].append(outcome.delivery.body)
    for feed in schedule().feeds:
        moments = sorted({0.0, *versions(feed.name)})
        expected = [body(feed.name, at, START, wire.base_url) for at in moments]
        assert got[f"sample-{feed.name}"] == expected, feed.name
    assert not any(s.problem for s in known.values())


async def test_the_replay_outlives_a_restart(tmp_path: Path, clock: Clock) -> None:
    """Stopped and started, the wire goes on from its own beginning, at its own port."""
    with Store.open(f"sqlite:///{tmp_path / 'desk.sqlite'}") as store:
        async with SampleWire.playing(store, clock) as first:
            address, start = first.address, first.replay.start
        clock.elapsed = 1000.0
        async with SampleWire.playing(store, clock) as again:
            assert (again.address, again.replay.start) == (address, start)
            # Its port taken, it moves to a free one rather than fail.
            async with SampleWire.playing(store, clock) as moved:
                assert moved.address != address
                assert moved.replay.start == start
