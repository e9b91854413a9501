"""The thirteen behaviours of a polite reader, each graded by a strict server on real sockets.

The server (`Grader`) keeps every request and answers as told; the clock is
moved by hand, and every step of it goes through a schedule and a poller that
are thrown away and made anew from what would have been stored, as a restart does.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from copytaster.errors import AddressRefused, FetchError
from copytaster.intake import Allowance, Articles, Fetcher, Poller, Schedule
from copytaster.model import Subscription

CONTACT = "https://desk.example/about"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
THEN = "Tue, 04 Mar 2031 10:00:00 GMT"


class Names(AbstractResolver):
    """A name service of the test's own: every name is this machine, unless told otherwise."""

    def __init__(self, **others: list[str]) -> None:
        self.others = others

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The next answer for the name; the last one stays."""
        answers = self.others.get(host.split(".")[0], ["127.0.0.1"])
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


class Desk:
    """What a desk does with its feeds, moment by moment, restarted at every one."""

    def __init__(self, fetcher: Fetcher, *feeds: Subscription, jitter: float = 0.0) -> None:
        self.fetcher = fetcher
        self.stored = {f.id: f.to_dict() for f in feeds}
        self.jitter = jitter
        self.asked: list[datetime] = []
        self.delivered: list[bytes] = []

    def feed(self, id_: str = "feed") -> Subscription:
        """A feed as it is stored."""
        return Subscription.from_dict(self.stored[id_])

    async def at(self, now: datetime) -> None:
        """One look at the clock."""
        schedule = Schedule()
        schedule.load(map(Subscription.from_dict, self.stored.values()), now)
        poller = Poller(self.fetcher, jitter=lambda: self.jitter)
        poller.remember(map(Subscription.from_dict, self.stored.values()), now)
        async for outcome in poller.poll_due(schedule.take(now, 99), now):
            self.stored[outcome.subscription.id] = outcome.subscription.to_dict()
            self.asked.append(now)
            if outcome.delivery is not None:
                self.delivered.append(outcome.delivery.body)

    async def through(self, start: datetime, span: timedelta, step: timedelta) -> list[timedelta]:
        """Look again and again; the spans between one request and the next."""
        self.asked.clear()
        for n in range(span // step + 1):
            await self.at(start + n * step)
        return [b - a for a, b in zip(self.asked, self.asked[1:], strict=False)]

    def waits(self, now: datetime, id_: str = "feed") -> timedelta:
        """How long after ``now`` the next poll is."""
        following = self.feed(id_).next_poll
        assert following is not None
        return following - now


@asynccontextmanager
async def named(grader, names: Names) -> AsyncIterator[Fetcher]:
    """A fetcher that takes every name for the grader's machine, as a public one."""
    allowed = Allowance(frozenset({("127.0.0.1", grader.port)}))
    async with Fetcher(allowed, contact=CONTACT, resolver=names) as fetcher:
        yield fetcher


Subscribe = Callable[..., Subscription]


@pytest.mark.parametrize(
    ("sent", "echoed"),
    [
        ({"ETag": 'W/"a,b c"', "Last_Modified": THEN}, ('W/"a,b c"', THEN)),
        ({"ETag": '"quoted"'}, ('"quoted"', None)),
        ({"ETag": "bare-and-odd"}, ("bare-and-odd", None)),
        ({"Last_Modified": "yesterday, they say"}, (None, "yesterday, they say")),
        ({"Date": THEN, "Expires": THEN, "Cache_Control": "max-age=3600"}, (None, None)),
    ],
)
async def test_01_validators_are_echoed_verbatim_and_never_invented(
    sent: dict[str, str], echoed: tuple[str | None, str | None],
    grader, fetcher, subscribe: Subscribe, now: datetime,
) -> None:  # fmt: skip
    """ETag with its quotes, Last-Modified as written, and neither from anything else."""
    grader.feed("/feed", **sent)
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    await desk.at(now)
    await desk.at(now + 2 * DAY)
    first, second = grader.requests
    assert {"If-None-Match", "If-Modified-Since"} & set(first.headers) == set()
    assert (
        second.headers.get("If-None-Match"),
        second.headers.get("If-Modified-Since"),
    ) == echoed


async def test_02_validators_are_stored_from_every_200_and_from_304(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """Of a 200 whose body is the same as before, and of a 304, the newest are sent next."""
    answers = [(200, '"1"', "a"), (200, '"2"', "b"), (304, '"3"', "c"), (304, '"4"', "d")]

    async def answer(request: web.Request) -> web.Response:
        status, tag, when = answers[len(grader.requests) - 1]
        headers = {"ETag": tag, "Last-Modified": when}
        return web.Response(status=status, body=b"<rss/>" if status == 200 else None, headers=headers)  # fmt: skip

    grader.answers["/feed"] = answer
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    for n in range(4):
        await desk.at(now + n * DAY)
    sent = [(r.headers.get("If-None-Match"), r.headers.get("If-Modified-Since")) for r in grader.requests]  # fmt: skip
    assert sent == [(None, None), ('"1"', "a"), ('"2"', "b"), ('"3"', "c")]
    assert (desk.feed().etag, desk.feed().last_modified) == ('"4"', "d")


@pytest.mark.parametrize(
    ("headers", "least"), [({"ETag": '"1"'}, HOUR), ({}, DAY)], ids=["conditional", "unconditional"]
)
async def test_03_conditional_hourly_unconditional_daily_through_restarts(
    headers: dict[str, str], least: timedelta,
    grader, fetcher, subscribe: Subscribe, now: datetime,
) -> None:  # fmt: skip
    """Looked at every ten minutes for three days, restarted each time: never asked sooner."""
    grader.feed("/feed", **headers)
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    gaps = await desk.through(now, 3 * DAY, timedelta(minutes=10))
    assert len(gaps) >= 2
    assert min(gaps) >= least
    assert all(gap <= DAY + timedelta(minutes=10) for gap in gaps)


@pytest.mark.parametrize(
    ("headers", "ttl", "interval", "hours"),
    [
        ({"Cache_Control": "max-age=21600"}, None, None, 6),
        ({"Cache_Control": "max-age=60"}, None, 7200, 2),
        ({"Date": THEN, "Expires": "Tue, 04 Mar 2031 15:00:00 GMT"}, None, None, 5),
        ({}, 10800, None, 3),
        ({"Cache_Control": "max-age=7200"}, 10800, 3600, 3),
        ({"Cache_Control": "max-age=99999999"}, None, None, 24),
        ({}, 9999999, None, 24),
        ({"Cache_Control": "max-age=0"}, None, 10, 5 / 60),
    ],
)
async def test_04_the_next_poll_is_the_longest_wish_clamped_on_304_too(
    headers: dict[str, str], ttl: int | None, interval: int | None, hours: float,
    grader, fetcher, subscribe: Subscribe, now: datetime,
) -> None:  # fmt: skip
    """Own interval, max-age, Expires less Date and ttl: the longest, within five minutes and a day."""
    grader.feed("/feed", ETag='"1"', **headers)
    known = subscribe(grader.url("/feed"), ttl=ttl, interval=interval, rhythm=3600, sha256="0")
    desk = Desk(fetcher, known)
    for start in (now, now + 2 * DAY):
        await desk.at(start)
        assert 0 <= desk.waits(start).total_seconds() - hours * 3600 < 9
    assert [bool(r.headers.get("If-None-Match")) for r in grader.requests] == [False, True]


@pytest.mark.parametrize(
    ("status", "headers", "hours"),
    [
        (429, {"Retry_After": "7200"}, 2),
        (503, {"Retry_After": "7200"}, 2),
        (429, {"Date": THEN, "Retry_After": "Tue, 04 Mar 2031 13:00:00 GMT"}, 3),
        (503, {"Date": THEN, "Retry_After": "Tue, 04 Mar 2031 13:00:00 GMT"}, 3),
        (429, {}, 4),
        (403, {}, 4),
        (429, {"Retry_After": "soon"}, 4),
    ],
)
async def test_05_retry_after_and_four_hours_without_one(
    status: int, headers: dict[str, str], hours: int,
    grader, fetcher, subscribe: Subscribe, now: datetime,
) -> None:  # fmt: skip
    """Seconds or a date, on 429 and 503; a refusal without one is left alone for four hours."""
    grader.says("/feed", status, **headers)
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    gaps = await desk.through(now, hours * HOUR + timedelta(minutes=5), timedelta(minutes=5))
    assert [timedelta(minutes=-5) < gap - hours * HOUR <= timedelta(minutes=5) for gap in gaps] == [True]  # fmt: skip
    assert "left alone" in (desk.feed().problem or "")


@pytest.mark.parametrize(
    ("host", "shared"),
    [("wire.example", True), ("feeds.feedburner.com", False), ("intranet", False),
     ("wires.lan", False)],
)  # fmt: skip
async def test_06_back_off_is_the_hosts_but_not_on_private_or_shared_ones(
    host: str, shared: bool, grader, subscribe: Subscribe, now: datetime
) -> None:
    """One feed's 429 keeps its host's others waiting, after a restart too, and no other host's."""
    grader.says("/busy", 429, Retry_After="7200")
    grader.feed("/feed", ETag='"1"')
    base = f"http://{host}:{grader.port}"
    async with named(grader, Names()) as fetcher:
        desk = Desk(
            fetcher,
            subscribe(f"{base}/busy", id="busy"),
            subscribe(f"{base}/feed", id="calm", next_poll=now + HOUR),
            subscribe(f"http://other.example:{grader.port}/feed", id="other", next_poll=now + HOUR),
        )
        await desk.at(now)
        await desk.at(now + HOUR)
    asked = sorted(r.host.partition(":")[0] + r.path for r in grader.requests)
    others = ["other.example/feed"] if shared else [f"{host}/feed", "other.example/feed"]
    assert asked == sorted([f"{host}/busy", *others])
    if shared:
        assert desk.waits(now, "calm") >= 2 * HOUR


@pytest.mark.parametrize(
    ("hops", "kept"),
    [((301,), True), ((308,), True), ((301, 308), True), ((302,), False), ((307,), False),
     ((303,), False), ((301, 302), False), ((302, 301), False)],
)  # fmt: skip
async def test_07_gone_is_muted_and_only_permanent_moves_are_kept(
    hops: tuple[int, ...], kept: bool, grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """410 mutes and is told; the address changes when every hop was 301 or 308, else never."""
    for n, status in enumerate(hops):
        grader.says(f"/{n}", status, Location=f"/{n + 1}")
    grader.feed(f"/{len(hops)}", ETag='"1"')
    grader.says("/gone", 410)
    desk = Desk(
        fetcher, subscribe(grader.url("/0")), subscribe(grader.url("/gone"), id="gone")
    )  # fmt: skip
    await desk.at(now)
    assert desk.feed().url == grader.url(f"/{len(hops)}" if kept else "/0")
    assert desk.feed("gone").muted
    assert "410" in (desk.feed("gone").problem or "")
    seen = len(grader.requests)
    desk.stored.pop("feed")
    await desk.at(now + 60 * DAY)
    assert len(grader.requests) == seen


async def test_08_jitter_host_limit_and_a_rhythm_of_its_own(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """Later by chance, never sooner; two at a time per host; five minutes to a day as it publishes."""
    inside = most = 0

    async def gauge(request: web.Request) -> web.Response:
        nonlocal inside, most
        inside, most = inside + 1, max(most, inside + 1)
        await asyncio.sleep(0.01)
        inside -= 1
        return web.Response(body=b"<rss/>", headers={"ETag": '"1"'})

    for n in range(8):
        grader.answers[f"/{n}"] = gauge
    crowd = Desk(fetcher, *(subscribe(grader.url(f"/{n}"), id=str(n)) for n in range(8)))
    await crowd.at(now)
    assert (len(grader.requests), most) == (8, 2)

    grader.feed("/feed", ETag='"1"')
    waits = {}
    for jitter in (0.0, 0.5, 1.0):
        desk = Desk(fetcher, subscribe(grader.url("/feed")), jitter=jitter)
        await desk.at(now)
        waits[jitter] = desk.waits(now)
    assert HOUR <= waits[0.0] < waits[0.5] < waits[1.0] < 1.2 * HOUR

    published: list[int] = [0]

    async def news(request: web.Request) -> web.Response:
        headers = {"ETag": f'"{published[0]}"', "Cache-Control": "max-age=60"}
        return web.Response(body=b"<rss>%d</rss>" % published[0], headers=headers)

    grader.answers["/live"] = news
    desk = Desk(fetcher, subscribe(grader.url("/live")))
    clock = now
    for _ in range(12):
        published[0] += 1
        await desk.at(clock)
        clock += desk.waits(clock) + timedelta(seconds=1)
    assert desk.feed().rhythm == 300
    for _ in range(40):
        await desk.at(clock)
        clock += desk.waits(clock) + timedelta(seconds=1)
    assert desk.feed().rhythm == 24 * 3600


async def test_09_nothing_identifies_the_reader_but_its_name(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """No cookie, referrer or added query, also after Set-Cookie and a redirect; contact, types, codings."""
    grader.says("/old", 302, Location="/feed?asked=1", Set_Cookie="id=7; Path=/")
    body = gzip.compress(b"<rss>Harbour</rss>")
    grader.feed("/feed", body, Content_Encoding="gzip", Set_Cookie="id=8; Path=/")
    desk = Desk(fetcher, subscribe(grader.url("/old")))
    await desk.at(now)
    await desk.at(now + 2 * DAY)
    assert [r.path_qs for r in grader.requests] == ["/old", "/feed?asked=1"] * 2
    assert desk.delivered == [b"<rss>Harbour</rss>"]
    for request in grader.requests:
        assert set(request.headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert f"(+{CONTACT})" in request.headers["User-Agent"]
        for kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
            assert kind in request.headers["Accept"]
        codings = {c.strip() for c in request.headers["Accept-Encoding"].split(",")}
        assert {"gzip", "br"} <= codings


async def test_10_validators_are_dropped_every_eight_days(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """A server that lies 304 for ever is found out within nine days, and believed again after."""
    current = [b"<rss>1</rss>"]

    async def liar(request: web.Request) -> web.Response:
        if "If-None-Match" in request.headers:
            return web.Response(status=304)
        return web.Response(body=current[0], headers={"ETag": '"always"'})

    grader.answers["/feed"] = liar
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    await desk.at(now)
    current[0] = b"<rss>2</rss>"
    await desk.through(now, 10 * DAY, 6 * HOUR)
    assert desk.delivered == [b"<rss>1</rss>", b"<rss>2</rss>"]
    bare = [n for n, r in enumerate(grader.requests) if "If-None-Match" not in r.headers]
    assert len(bare) == 2
    assert 8 * DAY <= desk.asked[bare[1] - 1] - now <= 9 * DAY
    assert len(grader.requests) - 1 > bare[1]


async def test_11_robots_rules_are_for_article_pages_not_for_feeds(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """A feed is fetched without asking; a page of the same site is refused, and never asked for."""

    async def rules(request: web.Request) -> web.Response:
        return web.Response(body=b"User-agent: *\nDisallow: /")

    grader.answers["/robots.txt"] = rules
    grader.feed("/feed", ETag='"1"')
    grader.feed("/story", b"<html><p>copy</p></html>")
    desk = Desk(fetcher, subscribe(grader.url("/feed")))
    await desk.at(now)
    assert [r.path for r in grader.requests] == ["/feed"]
    with pytest.raises(AddressRefused, match=r"robots\.txt"):
        await Articles(fetcher).fetch(grader.url("/story"), now)
    assert [r.path for r in grader.requests] == ["/feed", "/robots.txt"]
    grader.faults.clear()  # robots.txt is not asked for as a feed


async def test_12_body_time_and_redirects_are_capped(
    grader, fetcher, subscribe: Subscribe, now: datetime
) -> None:
    """16 MiB after decompression, marked as cut; a deadline over all; five redirects."""
    packed = gzip.compress(bytes(17 * 1024 * 1024))

    async def bomb(request: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")

    grader.answers["/bomb"] = bomb
    got = await fetcher.fetch(grader.url("/bomb"))
    assert (len(got.body), got.truncated) == (16 * 1024 * 1024, True)
    grader.answers["/drip"] = drip
    with pytest.raises(FetchError, match="within"):
        await fetcher.fetch(grader.url("/drip"), timeout=0.3)
    for n in range(7):
        grader.says(f"/{n}", 302, Location=f"/{n + 1}")
    with pytest.raises(FetchError, match="redirects"):
        await fetcher.fetch(grader.url("/0"))
    assert [r.path for r in grader.requests][2:] == [f"/{n}" for n in range(6)]


async def test_13_the_connected_address_is_judged_on_every_hop(grader, now: datetime) -> None:
    """Names that lead home, at once, at the second asking or behind a redirect, reach nothing."""
    with socket.socket() as trap:
        trap.bind(("127.0.0.2", 0))
        trap.listen()
        trap.setblocking(False)
        port = trap.getsockname()[1]
        names = Names(inside=["127.0.0.2"], turncoat=["127.0.0.1", "127.0.0.2"], meta=["169.254.169.254"])  # fmt: skip
        grader.says("/hop", 302, Location=f"http://inside.example:{port}/")
        grader.says("/meta", 302, Location="http://meta.example/latest/")
        grader.says("/turn", 302, Location=f"http://turncoat.example:{grader.port}/feed", Connection="close")  # fmt: skip
        async with named(grader, names) as fetcher:
            for url in (
                f"http://inside.example:{port}/",
                f"http://wire.example:{grader.port}/hop",
                f"http://wire.example:{grader.port}/meta",
                f"http://turncoat.example:{grader.port}/turn",
            ):
                with pytest.raises(AddressRefused):
                    await fetcher.fetch(url, timeout=5)
        with pytest.raises(BlockingIOError):
            trap.accept()
    assert [r.path for r in grader.requests] == ["/hop", "/meta", "/turn"]
