"""A whole round against a strict server: who is asked, how many at once, what comes out."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from copytaster.intake import Outcome, Poller
from copytaster.intake.polling import HOUR


async def poll(poller: Poller, subscriptions, now: datetime) -> dict[str, Outcome]:
    """All outcomes of one round, by the subscription's id."""
    return {o.subscription.id: o async for o in poller.poll_due(subscriptions, now)}


@pytest.fixture
def poller(fetcher) -> Poller:
    """A poller without jitter."""
    return Poller(fetcher, jitter=lambda: 0.0)


async def test_first_whole_then_304(grader, poller, subscribe, now) -> None:
    """The first poll delivers, the next sends both validators verbatim and delivers nothing."""
    body = "<rss>Möwen über dem Hafen</rss>".encode()
    grader.feed("/feed", body, ETag='W/"1,2"', Last_Modified="Tue, 04 Mar 2031 10:00:00 GMT")
    first = (await poll(poller, [subscribe(grader.url("/feed"))], now))["feed"]
    assert first.delivery is not None
    assert first.delivery.body == body
    assert first.delivery.sha256 == hashlib.sha256(body).hexdigest()
    assert (first.delivery.feed, first.delivery.content_type) == ("feed", "text/xml")
    assert now <= first.delivery.received < now + timedelta(seconds=10)
    second = (await poll(poller, [first.subscription], now + timedelta(hours=2)))["feed"]
    assert second.delivery is None
    assert (second.subscription.failures, second.subscription.problem) == (0, None)
    assert [r.headers.get("If-None-Match") for r in grader.requests] == [None, 'W/"1,2"']


async def test_only_what_is_due_is_asked(grader, poller, subscribe, now) -> None:
    """Feeds not yet due and muted ones are left alone; the schedule lies in the subscription."""
    grader.feed("/feed", ETag='"1"')
    url = grader.url("/feed")
    feeds = [subscribe(url, id="later", next_poll=now + timedelta(minutes=1)),
             subscribe(url, id="muted", muted=True), subscribe(url, id="due")]  # fmt: skip
    outcomes = await poll(poller, feeds, now)
    assert set(outcomes) == {"due"}
    restarted = Poller(poller._fetcher)
    assert await poll(restarted, [outcomes["due"].subscription], now + timedelta(minutes=50)) == {}


async def test_the_same_body_is_no_delivery(grader, poller, subscribe, now) -> None:
    """A server that ignores validators and sends the same again delivers nothing new."""
    grader.feed("/feed")
    sub = (await poll(poller, [subscribe(grader.url("/feed"))], now))["feed"].subscription
    again = (await poll(poller, [sub], now + timedelta(days=2)))["feed"]
    assert again.delivery is None
    grader.feed("/feed", b"<rss>more</rss>")
    later = (await poll(poller, [again.subscription], now + timedelta(days=4)))["feed"]
    assert later.delivery is not None


async def test_gone(grader, poller, subscribe, now) -> None:
    """410 mutes; the next round does not ask."""
    grader.says("/feed", 410)
    sub = (await poll(poller, [subscribe(grader.url("/feed"))], now))["feed"].subscription
    assert sub.muted
    assert await poll(poller, [sub], now + timedelta(days=30)) == {}
    assert len(grader.requests) == 1


async def test_retry_after_is_kept(grader, poller, subscribe, now) -> None:
    """429 with Retry-After: not asked before, asked after."""
    grader.says("/feed", 429, Retry_After="7200")
    sub = (await poll(poller, [subscribe(grader.url("/feed"))], now))["feed"].subscription
    assert await poll(poller, [sub], now + timedelta(seconds=7190)) == {}
    assert len(await poll(poller, [sub], now + timedelta(seconds=7210))) == 1


async def test_permanent_moves_change_the_address(grader, poller, subscribe, now) -> None:
    """The stored address changes only when every hop was permanent."""
    grader.feed("/new", ETag='"1"')
    grader.says("/old", 301, Location="/new")
    grader.says("/mixed", 301, Location="/detour")
    grader.says("/detour", 302, Location="/new")
    feeds = [subscribe(grader.url(p), id=p) for p in ("/old", "/mixed")]
    outcomes = await poll(poller, feeds, now)
    assert outcomes["/old"].subscription.url == grader.url("/new")
    assert outcomes["/mixed"].subscription.url == grader.url("/mixed")


async def test_a_refused_feed_is_an_outcome(grader, poller, subscribe, now) -> None:
    """A feed that leads home is reported on its subscription; the others are unharmed."""
    grader.feed("/feed", ETag='"1"')
    grader.says("/bad", 302, Location="http://127.0.0.1:1/")
    feeds = [subscribe(grader.url(p), id=p) for p in ("/bad", "/feed")]
    outcomes = await poll(poller, [*feeds, subscribe("gopher://x/", id="odd")], now)
    assert "port 1 " in (outcomes["/bad"].subscription.problem or "")
    assert "http" in (outcomes["odd"].subscription.problem or "")
    assert outcomes["/feed"].delivery is not None


class Gauge:
    """Answers slowly and remembers how many requests were inside at once."""

    def __init__(self) -> None:
        self.inside = self.most = 0

    async def __call__(self, request: web.Request) -> web.Response:
        """Count in, wait, count out."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0.02)
        self.inside -= 1
        return web.Response(body=request.path.encode(), headers={"ETag": '"1"'})


@pytest.mark.parametrize("limit", [1, 2, 3])
async def test_the_per_host_limit_holds(limit: int, grader, fetcher, subscribe, now) -> None:
    """Twelve due feeds of one host: never more than the limit at once, in overlapping rounds too."""
    gauge = Gauge()
    feeds = []
    for n in range(12):
        grader.answers[f"/{n}"] = gauge
        feeds.append(subscribe(grader.url(f"/{n}"), id=str(n)))
    poller = Poller(fetcher, per_host=limit)
    halves = await asyncio.gather(poll(poller, feeds[:6], now), poll(poller, feeds[6:], now))
    assert sum(len(half) for half in halves) == 12
    assert gauge.most == limit


async def test_concurrency_over_all_hosts(grader, fetcher, subscribe, now) -> None:
    """The common limit holds whatever the per-host limit."""
    gauge = Gauge()
    feeds = []
    for n in range(9):
        grader.answers[f"/{n}"] = gauge
        feeds.append(subscribe(grader.url(f"/{n}"), id=str(n)))
    await poll(Poller(fetcher, concurrency=3, per_host=9), feeds, now)
    assert gauge.most == 3


async def test_a_feed_in_flight_is_not_asked_again(grader, fetcher, subscribe, now) -> None:
    """A second round begun meanwhile leaves out what the first is asking."""
    grader.answers["/feed"] = Gauge()
    poller, feed = Poller(fetcher), subscribe(grader.url("/feed"))
    rounds = await asyncio.gather(poll(poller, [feed], now), poll(poller, [feed], now))
    assert sorted(len(r) for r in rounds) == [0, 1]
    assert len(grader.requests) == 1


async def test_leaving_early_cancels(grader, fetcher, subscribe, now) -> None:
    """When the desk stops in mid-round nothing hangs, and the feeds can be asked again."""
    for n in range(6):
        grader.answers[f"/{n}"] = Gauge()
    feeds = [subscribe(grader.url(f"/{n}"), id=str(n)) for n in range(6)]
    poller = Poller(fetcher, per_host=1)
    round_ = poller.poll_due(feeds, now)
    first = await anext(round_)
    await round_.aclose()
    rest = await poll(poller, [f for f in feeds if f.id != first.subscription.id], now)
    assert len(rest) == 5


async def test_a_host_that_wants_peace_gets_it(
    grader, fetcher, subscribe, now, monkeypatch
) -> None:
    """After one feed's 503 its host's others wait too; on a private host they do not."""
    grader.says("/busy", 503, Retry_After="3600")
    grader.feed("/feed", ETag='"1"')
    feeds = [subscribe(grader.url(p), id=p) for p in ("/busy", "/feed")]
    poller = Poller(fetcher, per_host=1, jitter=lambda: 0.0)
    private = await poll(poller, feeds, now)
    assert private["/feed"].delivery is not None
    # The grader's own host is private; let it pass for a public one.
    for module in ("polling", "poller"):
        monkeypatch.setattr(f"copytaster.intake.{module}.shares_back_off", bool)
    public = await poll(poller, feeds, now)
    held = public["/feed"].subscription
    assert public["/feed"].delivery is None
    assert held.next_poll == public["/busy"].subscription.hold_until
    assert (held.failures, held.last_poll) == (0, None)
    # … and after a restart, from what the other feed remembers.
    await poll(
        Poller(fetcher), [public["/busy"].subscription, feeds[1]], now + timedelta(minutes=9)
    )
    assert [r.path for r in grader.requests] == ["/busy", "/feed", "/busy"]


async def test_the_sample_wire_alone_is_fast(grader, poller, subscribe, now) -> None:
    """A sample feed is due again after a second, the same feed subscribed to is not."""
    grader.feed("/feed", ETag='"1"')
    url = grader.url("/feed")
    outcomes = await poll(poller, [subscribe(url), subscribe(url, id="s", sample=True)], now)
    soon = now + timedelta(seconds=5)
    again = await poll(poller, [o.subscription for o in outcomes.values()], soon)
    assert set(again) == {"s"}


@pytest.mark.shared
async def test_181_real_feeds_polled_twice(shared: Path, grader, fetcher, subscribe, now) -> None:
    """Every real feed comes in byte for byte, and the second round is 304 throughout."""
    files = sorted((shared / "corpus" / "feeds" / "files").iterdir())
    feeds = []
    for file in files:
        body = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/xml"
        tag = f'W/"{hashlib.md5(body).hexdigest()}"'
        grader.feed(f"/{file.name}", body, ETag=tag, Content_Type=kind)
        feeds.append(subscribe(grader.url(f"/{file.name}"), id=file.name))
    poller = Poller(fetcher)
    first = await poll(poller, feeds, now)
    assert {n: o.delivery.sha256 for n, o in first.items() if o.delivery} == {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files
    }
    second = await poll(
        poller, [o.subscription for o in first.values()], now + timedelta(seconds=2 * HOUR)
    )
    assert len(second) == len(files) == 181
    assert all(o.delivery is None and o.subscription.failures == 0 for o in second.values())
    assert all(o.subscription.last_success > now + timedelta(hours=1) for o in second.values())
    sent = [r.headers.get("If-None-Match") for r in grader.requests[181:]]
    assert len(sent) == 181
    assert None not in sent


async def test_a_lying_server_is_found_out(grader, poller, subscribe, now) -> None:
    """A server that says 304 for ever is asked without validators after eight days."""
    grader.feed("/feed", ETag='"1"')
    sub = (await poll(poller, [subscribe(grader.url("/feed"))], now))["feed"].subscription
    for day in range(1, 10):
        due = replace(sub, next_poll=None)
        sub = (await poll(poller, [due], now + timedelta(days=day, minutes=day)))[
            "feed"
        ].subscription
    sent = [r.headers.get("If-None-Match") for r in grader.requests]
    assert sent == [None, *['"1"'] * 7, None, '"1"']
