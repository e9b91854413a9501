"""The desk as its own WebSub hub: what the W3C Recommendation asks of one, each by a test."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import web

from copytaster.desk import Desk
from copytaster.desk import hub as hubs
from copytaster.desk.hub import Hub
from copytaster.desk.pings import Pings
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.dispatch.subscribers import LONGEST_LEASE, SHORTEST_LEASE
from copytaster.intake import Allowance, Fetcher
from copytaster.intake.websub import link_header
from hub import Room
from pushing import LOOPBACK, Newsroom
from receivers import Receiver, receiving
from served import Browser
from wire import Clock, feed


class Reader(Receiver):
    """A subscriber's callback: confirms what it is asked, keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.queries: list[dict[str, str]] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.echo: Callable[[str], str] = lambda challenge: challenge
        self.status = 200

    @property
    def callback(self) -> str:
        return f"{self.base}/cb?mine=1"

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self.faulty])
        app.router.add_get("/cb", self.verify)
        app.router.add_post("/cb", self.take)
        return app

    async def verify(self, request: web.Request) -> web.Response:
        self.queries.append(dict(request.query))
        return web.Response(text=self.echo(request.query.get("hub.challenge", "")), status=self.status)  # fmt: skip

    async def take(self, request: web.Request) -> web.Response:
        headers = {k.lower(): v for k, v in request.headers.items()}
        self.got.append((headers, await request.read()))
        return web.Response(status=204)


class House(Newsroom):
    """A desk that is its own hub, with its web server."""

    site: Browser
    running: Running
    hub: Hub

    @property
    def topic(self) -> str:
        return f"{self.desk.site.base_url}/feed.xml"

    async def ask(self, callback: str, mode: str = "subscribe", **more: str) -> tuple[int, str]:
        """A subscription request; the status and words answered."""
        form = {"hub.mode": mode, "hub.callback": callback, "hub.topic": self.topic}
        return await self.post(form | {f"hub.{k}": v for k, v in more.items()})

    async def post(self, form: dict[str, str]) -> tuple[int, str]:
        answer = await asyncio.to_thread(self.site.post, "/hub", form)
        return answer.status, answer.text

    async def tend(self) -> None:
        async with Fetcher(LOOPBACK) as fetcher:
            await self.hub.tend(fetcher)

    async def subscribe(self, reader: Reader, **more: str) -> None:
        assert (await self.ask(reader.callback, **more))[0] == 202
        await self.tend()

    def kept(self) -> list[dict[str, Any]]:
        return list(self.desk.store.subscribers())

    def tell(self, mark: str) -> None:
        self.take(f"u:{mark}", mark, alone=True)


def open_house(folder: Path, serve: Callable[..., Browser], **settings: Any) -> House:
    made: dict[str, Any] = {}

    def build(port: int) -> Any:
        clock = Clock()
        base = f"http://127.0.0.1:{port}"
        desk = Desk.open(folder, clock=clock, **{"base_url": base, "hub": "self"} | settings)
        desk.feeds.put(feed("anx"))
        made["house"] = house = House(desk, clock)
        house.running = Running(desk, LOOPBACK)
        gate = Gate(desk.store, clock, secure=False)
        return build_app(house.running, gate, port=port)

    site = serve(build)
    house: House = made["house"]
    house.site, house.hub = site, house.running.hub
    house.hub._chance = lambda: 0.0
    house.hub._timeout = 0.3
    house.take("u:0", "Quillbridge", alone=True)
    return house


@pytest.fixture
async def house(tmp_path: Path, serve: Callable[..., Browser]) -> AsyncIterator[House]:
    """A desk that is its own hub, with one story out."""
    made = open_house(tmp_path / "house", serve)
    yield made
    made.desk.close()


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    """A subscriber."""
    async with receiving(Reader()) as made:
        yield made


async def test_our_own_reader_is_pushed_by_our_own_hub(
    tmp_path: Path, house: House, serve: Callable[..., Browser]
) -> None:
    """Discovery, subscription, verification, a signed push: the other desk has the story at once."""
    house.hub._timeout = 10.0
    clock, made = Clock(), {}

    def build(port: int) -> Any:
        desk = Desk.open(tmp_path / "reader", clock=clock, push_url=f"http://localhost:{port}")
        made["desk"], made["running"] = desk, Running(desk, LOOPBACK)
        return build_app(made["running"], Gate(desk.store, clock, secure=False), port=port)

    serve(build)
    async with AsyncExitStack() as stack:
        stack.callback(made["desk"].close)
        fetcher = await stack.enter_async_context(Fetcher(LOOPBACK))
        room = Room(made["desk"], made["running"], house, fetcher, clock)  # type: ignore[arg-type]
        await room.poll()
        assert room.stories() == 1
        await room.tend()
        await house.tend()
        assert room.lease.state == "active"
        house.tell("Varsk")
        await house.tend()
        assert room.stories() == 2


async def test_a_feed_names_its_hub_and_itself(house: House) -> None:
    """§4: one rel=hub and one rel=self in the Link header, and in the feed itself; no page has them."""
    for path in ("/feed.xml", "/atom.xml", "/feed.json"):
        answer = await asyncio.to_thread(house.site.get, path)
        base = house.desk.site.base_url
        assert link_header(answer.headers["link"]) == {"hub": f"{base}/hub", "self": base + path}
        assert f"{base}/hub" in answer.text
    assert "link" not in (await asyncio.to_thread(house.site.get, "/")).headers


async def test_intent_is_verified_before_anything_is_kept(house: House, reader: Reader) -> None:
    """§5.3: mode, topic, a fresh challenge and the lease are asked; the callback's own query is kept."""
    assert (await house.ask(reader.callback))[0] == 202
    assert house.kept() == []
    await house.tend()
    await house.subscribe(reader)
    first, second = reader.queries
    assert first["mine"] == "1"
    assert (first["hub.mode"], first["hub.topic"]) == ("subscribe", house.topic)
    assert first["hub.lease_seconds"].isdigit()
    assert len(first["hub.challenge"]) > 30
    assert first["hub.challenge"] != second["hub.challenge"]
    assert len(house.kept()) == 1


async def test_who_does_not_confirm_is_not_subscribed(house: House, reader: Reader) -> None:
    """§5.3.1: anything but 2xx with the very challenge is a failure; nothing changes by it."""
    for fault in ("404", "500", "redirect", "hang"):
        reader.fail(fault)
        await house.subscribe(reader)
        assert house.kept() == [], fault
    await house.ask("http://127.0.0.1:9/cb")
    await house.tend()
    for echo in ((lambda _: "no"), (lambda challenge: challenge + "\n")):
        reader.echo = echo
        await house.subscribe(reader)
    assert house.kept() == []


async def test_a_failed_renewal_leaves_the_subscription_as_it_was(
    house: House, reader: Reader
) -> None:
    """§5.1: only a verified request overrides; a verified one does."""
    await house.subscribe(reader, lease_seconds="3600", secret="one")
    before = house.kept()
    reader.status = 404
    await house.subscribe(reader, lease_seconds="7200", secret="two")
    assert house.kept() == before
    await house.ask(reader.callback, "unsubscribe")
    await house.tend()
    assert house.kept() == before
    reader.status = 200
    await house.subscribe(reader, lease_seconds="7200")
    assert len(house.kept()) == 1
    assert house.kept()[0]["until"] != before[0]["until"]


async def test_unsubscribing_is_verified_and_ends_it(house: House, reader: Reader) -> None:
    """§5.3: asked back with mode unsubscribe; after it nothing is sent."""
    await house.subscribe(reader)
    await house.ask(reader.callback, "unsubscribe")
    await house.tend()
    assert reader.queries[-1]["hub.mode"] == "unsubscribe"
    assert house.kept() == []
    house.tell("Varsk")
    await house.tend()
    assert reader.got == []


WRONG: list[tuple[dict[str, str], int, str]] = [
    ({"hub.mode": "publish"}, 400, "hub.mode"),
    ({}, 400, "hub.mode"),
    ({"hub.mode": "subscribe"}, 400, "hub.topic"),
    ({"hub.mode": "subscribe", "hub.topic": "TOPIC"}, 400, "hub.callback"),
    ({"hub.mode": "subscribe", "hub.topic": "TOPIC", "hub.callback": "ftp://x/"}, 400, "hub.callback"),
    ({"hub.mode": "subscribe", "hub.topic": "TOPIC", "hub.callback": "http://u:p@x/"}, 400, "hub.callback"),
    ({"hub.mode": "subscribe", "hub.topic": "https://other.example/feed.xml", "hub.callback": "http://x.example/"}, 400, "no feed"),
    ({"hub.mode": "subscribe", "hub.topic": "TOPIC/../desk.sqlite3", "hub.callback": "http://x.example/"}, 400, "no feed"),
    ({"hub.mode": "subscribe", "hub.topic": "TOPIC", "hub.callback": "http://x.example/", "hub.secret": "x" * 200}, 400, "200 bytes"),
    ({"x": "y" * 20_000}, 413, "too long"),
]  # fmt: skip


async def test_a_wrong_request_is_answered_with_the_reason(house: House) -> None:
    """§5.2: 4xx and a description in plain text; nobody is asked anything."""
    for form, status, said in WRONG:
        got, words = await house.post({k: v.replace("TOPIC", house.topic) for k, v in form.items()})
        assert (got, said in words) == (status, True), form
    assert house.hub._waiting == {}


async def test_unknown_fields_are_passed_over(house: House, reader: Reader) -> None:
    """§5.1: additional parameters are ignored."""
    await house.subscribe(reader, colour="green", verify="sync")
    assert len(house.kept()) == 1


async def test_a_lease_is_bounded_and_told(house: House, reader: Reader) -> None:
    """§5.3: never perpetual; the subscriber is told what it has, and has no more."""
    usual = 10 * 24 * 3600
    given = {"600": 600, "1": SHORTEST_LEASE, "999999999": LONGEST_LEASE, "-5": usual, "soon": usual, "0": usual}  # fmt: skip
    for asked, seconds in given.items():
        await house.subscribe(reader, lease_seconds=asked)
        assert int(reader.queries[-1]["hub.lease_seconds"]) == seconds
        house.later(seconds=seconds - 1)
        await house.tend()
        assert len(house.kept()) == 1
        house.later(seconds=1)
        await house.tend()
        assert house.kept() == []


async def test_content_is_the_whole_feed_with_its_type_links_and_signature(
    house: House, reader: Reader
) -> None:
    """§7: the topic's full content and type, Link rel=hub and rel=self, X-Hub-Signature over the body."""
    await house.subscribe(reader, secret="very secret words")
    await house.tend()
    assert reader.got == [], "nothing has changed yet"
    house.tell("Varsk")
    await house.tend()
    ((headers, body),) = reader.got
    served = await asyncio.to_thread(house.site.get, "/feed.xml")
    assert body == served.body
    assert headers["content-type"] == served.headers["content-type"]
    assert link_header(headers["link"]) == {"hub": f"{house.desk.site.base_url}/hub", "self": house.topic}  # fmt: skip
    digest = hmac.new(b"very secret words", body, "sha256").hexdigest()
    assert headers["x-hub-signature"] == f"sha256={digest}"
    await house.tend()
    assert len(reader.got) == 1


async def test_without_a_secret_nothing_is_signed(house: House, reader: Reader) -> None:
    """§7.1: a signature is for those who gave a secret."""
    await house.subscribe(reader)
    house.tell("Varsk")
    await house.tend()
    assert "x-hub-signature" not in reader.got[0][0]


async def test_what_was_not_taken_is_sent_again(house: House, reader: Reader) -> None:
    """§7: only 2xx is success; no redirect is followed; what gathers goes as one, the newest."""
    await house.subscribe(reader)
    for fault in ("500", "404", "redirect", "hang", "reset"):
        reader.got.clear()
        reader.fail(fault, method="POST")
        house.tell(f"First{fault}")
        await house.tend()
        assert reader.got == []
        house.tell(f"Second{fault}")
        await house.tend()
        assert reader.got == [], "it is not its turn yet"
        house.later(seconds=5)
        await house.tend()
        ((_, body),) = reader.got
        assert f"First{fault}".encode() in body
        assert f"Second{fault}".encode() in body


async def test_410_ends_a_subscription_and_so_do_three_days_of_failure(
    house: House, reader: Reader
) -> None:
    """§7: 410 at once; a dead callback after ten tries."""
    await house.subscribe(reader)
    reader.fail("410", method="POST")
    house.tell("Varsk")
    await house.tend()
    assert house.kept() == []
    await house.subscribe(reader)
    reader.fail(*["500"] * 20, method="POST")
    house.tell("Harbour")
    for _ in range(10):
        assert len(house.kept()) == 1
        await house.tend()
        house.later(days=1)
    assert house.kept() == []


async def test_a_stop_loses_neither_leases_nor_notices(
    tmp_path: Path, serve: Callable[..., Browser], reader: Reader
) -> None:
    """A change that was published and not sent before a stop is sent after it, signed as before."""
    house = open_house(tmp_path, serve)
    await house.subscribe(reader, secret="kept")
    house.tell("Varsk")
    again = Running(house.desk, Allowance()).hub
    async with Fetcher(LOOPBACK) as fetcher:
        await again.tend(fetcher)
    ((headers, body),) = reader.got
    assert headers["x-hub-signature"].endswith(hmac.new(b"kept", body, "sha256").hexdigest())
    assert "kept" not in json.dumps(house.kept())
    assert (tmp_path / "keys" / "seal.key").stat().st_mode & 0o077 == 0
    house.desk.close()


async def test_a_subscriber_never_gets_what_was_killed(house: House, reader: Reader) -> None:
    """After the kill the next content is without it; a feed with it is not sent any more."""
    await house.subscribe(reader)
    house.take("u:k", "Corrath", alone=True)
    house.kill("u:k")
    await house.tend()
    assert reader.got == [], "the feed is again what it was"
    house.tell("Varsk")
    await house.tend()
    ((_, body),) = reader.got
    assert b"Varsk" in body
    assert b"Corrath" not in body


async def test_strangers_cannot_steer_the_hub_into_a_private_network(
    house: House, reader: Reader
) -> None:
    """A callback on a private address is asked nothing, unless the operator named that network."""
    assert (await house.ask(reader.callback))[0] == 202
    async with Fetcher(house.desk.settings.hub_allowance) as fetcher:
        await house.hub.tend(fetcher)
    assert reader.asked == []
    assert house.kept() == []


async def test_subscriptions_and_requests_are_bounded(
    house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Per host and in all: who is one too many is denied, and told so; a renewal is not one more."""
    monkeypatch.setattr(hubs, "MOST_OF_A_HOST", 1)
    await house.subscribe(reader)
    assert (await house.ask(f"{reader.base}/cb?other=1"))[0] == 202
    await house.tend()
    assert reader.queries[-1]["hub.mode"] == "denied"
    assert reader.queries[-1]["hub.topic"] == house.topic
    await house.subscribe(reader)
    assert len(house.kept()) == 1
    statuses = [(await house.ask(f"{reader.base}/cb?n={n}"))[0] for n in range(hubs.MOST_WAITING_OF_A_HOST + 1)]  # fmt: skip
    assert statuses == [202] * hubs.MOST_WAITING_OF_A_HOST + [429]


async def test_a_feed_that_is_gone_ends_its_subscriptions(house: House, reader: Reader) -> None:
    """§5.2.1: they are denied from then on, and told so."""
    await house.subscribe(reader)
    (house.desk.site_folder / "feed.xml").unlink()
    await house.tend()
    assert reader.queries[-1]["hub.mode"] == "denied"
    assert house.kept() == []


async def test_without_the_setting_there_is_no_hub(
    tmp_path: Path, serve: Callable[..., Browser]
) -> None:
    """Nothing answers under /hub, and no feed names one."""
    house = open_house(tmp_path, serve, hub=None)
    status, _ = await house.ask("http://x.example/")
    assert status in (403, 405)
    answer = await asyncio.to_thread(house.site.get, "/feed.xml")
    assert "link" not in answer.headers
    assert 'rel="hub"' not in answer.text
    house.desk.close()


class Outside(Receiver):
    """Somebody else's hub."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[dict[str, str]] = []

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self.faulty])
        app.router.add_post("/", self.take)
        return app

    async def take(self, request: web.Request) -> web.Response:
        self.told.append(dict(parse_qsl(await request.text())))
        return web.Response(status=204)


async def test_an_outside_hub_is_told_of_every_change_once(
    tmp_path: Path, serve: Callable[..., Browser]
) -> None:
    """After a pass that changed feeds, each of them; again after a failure; nothing when nothing changed."""
    async with receiving(Outside()) as hub, Fetcher(LOOPBACK) as fetcher:
        house = open_house(tmp_path, serve, hub=hub.base + "/")

        async def write(work: Any, *args: Any) -> Any:
            return work(*args)

        pings = Pings(house.desk, write)
        await pings.tend(fetcher)
        base = house.desk.site.base_url
        topics = [f"{base}/{name}" for name in ("feed.xml", "atom.xml", "feed.json")]
        assert [t["hub.url"] for t in hub.told] == topics
        assert {t["hub.mode"] for t in hub.told} == {"publish"}
        await Pings(house.desk, write).tend(fetcher)
        assert len(hub.told) == 3
        house.tell("Varsk")
        hub.fail("503")
        await pings.tend(fetcher)
        assert len(hub.told) == 3
        house.later(seconds=5)
        await pings.tend(fetcher)
        assert len(hub.told) == 6
        answer = await asyncio.to_thread(house.site.get, "/feed.xml")
        assert link_header(answer.headers["link"])["hub"] == hub.base + "/"
        house.desk.close()


@pytest.mark.slow
async def test_a_running_desk_is_a_hub_by_itself(
    tmp_path: Path, serve: Callable[..., Browser], reader: Reader
) -> None:
    """The loop verifies and sends; nothing but the settings is needed."""
    house = open_house(tmp_path, serve, hub_networks=("127.0.0.0/8",))
    async with asyncio.timeout(30), house.running.working():
        assert (await house.ask(reader.callback))[0] == 202
        while not house.kept():
            await asyncio.sleep(0.05)
        await house.running.write(house.tell, "Varsk")
        while not reader.got:
            await asyncio.sleep(0.05)
    assert house.running.fault is None
    house.desk.close()
