"""Articles behind excerpts: asked for once, where robots.txt lets us, and only as the item's body."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from copytaster.desk import Desk
from copytaster.desk.excerpts import Excerpts
from copytaster.desk.pages import is_excerpt, read_page, whole
from copytaster.desk.running import Running
from copytaster.intake import Allowance, Articles, Fetcher
from copytaster.model import Item, Rights, Subscription
from wire import Clock, delivered, ninjs, prose

LEAD = "The {0} bridge over the Orla reopened on Monday after eleven weeks of repairs."


def page(name: str) -> bytes:
    """An article page with far more to say than its lead."""
    paragraphs = "".join(f"<p>{p}</p>" for p in prose(name).split("\n\n"))
    more = "".join(
        f"<p>Ferry number {n} of the {name} line, built in the yard of Corrath, carried nine hundred "
        f"passengers a day while the engineers worked on the span and its railings.</p>"
        for n in range(8)
    )
    return f"<html><head><title>{name} reopens</title></head><body><article><h1>{name} reopens</h1>{paragraphs}{more}</article></body></html>".encode()


@dataclass
class Site:
    """A news site: pages, rules, and a list of what was asked."""

    port: int = 0
    robots: bytes = b"User-agent: *\nAllow: /"
    pages: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path == "/robots.txt":
            return web.Response(body=self.robots)
        if to := self.moved.get(request.path):
            return web.Response(status=302, headers={"Location": to})
        body = self.pages.get(request.path)
        if body is None:
            return web.Response(status=404)
        return web.Response(body=body, content_type="text/html")

    def feed(self, *names: str, host: str = "127.0.0.1") -> bytes:
        """An excerpt feed of these stories."""
        items = "".join(
            f"<item><guid>{n}</guid><title>{n} reopens</title><description>{LEAD.format(n)}</description>"
            f"<link>http://{host}:{self.port}/{n}</link></item>"
            for n in names
        )
        return f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>".encode()


@dataclass
class Room:
    desk: Desk
    site: Site
    excerpts: Excerpts
    clock: Clock
    feed: Subscription

    async def take(self, body: bytes) -> int:
        """A delivery as the running desk takes it; how many pages were had."""
        delivery = delivered(body, self.feed.id, self.clock.now)
        had = await self.excerpts.open(self.feed, delivery)
        self.desk.take(delivery)
        return had

    def texts(self) -> dict[str, str]:
        rows = self.desk.store.latest(99)
        return {r.guid or "": self.desk.story(r.series).text for r in reversed(rows)}  # type: ignore[union-attr]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    site, clock = Site(), Clock()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    allowed = Allowance(frozenset({("127.0.0.1", site.port)}))
    with Desk.open(tmp_path, clock=clock) as desk:
        running = Running(desk, allowed)
        feed = desk.feeds.add(f"http://127.0.0.1:{site.port}/feed", articles=True)
        async with Fetcher(allowed) as fetcher:
            excerpts = Excerpts(desk, Articles(fetcher), running.write, pause=0)
            yield Room(desk, site, excerpts, clock, feed)
    await runner.cleanup()


async def test_an_excerpt_gets_the_body_of_its_page_once(room: Room) -> None:
    """The whole story under the item's own guid; the page is kept, and not asked for again."""
    room.site.pages["/Orla"] = page("Orla")
    assert await room.take(room.site.feed("Orla")) == 1
    assert "nine tonnes" in room.texts()["Orla"]
    room.site.pages["/Varsk"] = page("Varsk")
    assert await room.take(room.site.feed("Varsk", "Orla")) == 1
    assert room.site.asked == ["/robots.txt", "/Orla", "/Varsk"]
    assert room.desk.store.count_stories() == 2
    assert all("nine tonnes" in text for text in room.texts().values())
    again = Desk.open(room.desk.folder, writer=False)
    kept = [d for d in again.store.deliveries() if (d.feed or "").startswith("page:")]
    again.close()
    assert [d.state for d in kept] == ["done", "done"]


async def test_the_same_bytes_make_the_same_edition_after_a_restart(room: Room) -> None:
    """A delivery done again by a desk that remembers nothing finds its pages in the store."""
    room.site.pages["/Orla"] = page("Orla")
    await room.take(room.site.feed("Orla"))
    room.desk.pipeline._pages = type(room.desk.pipeline._pages)(room.desk.store)
    room.desk.take(delivered(room.site.feed("Orla") + b"<!-- again -->", room.feed.id))
    assert room.desk.store.count_stories() == 1


async def test_robots_rules_are_kept_and_the_excerpt_stands(room: Room) -> None:
    """Forbidden: the page is never asked for; nor is a missing one again within six hours."""
    room.site.robots = b"User-agent: *\nDisallow: /Orla"
    room.site.pages["/Orla"] = page("Orla")
    assert await room.take(room.site.feed("Orla", "Gone")) == 0
    assert room.site.asked == ["/robots.txt", "/Gone"]
    assert room.texts()["Orla"] == LEAD.format("Orla")
    room.clock.now += timedelta(hours=1)
    await room.take(room.site.feed("Gone", "Orla", "New"))
    assert room.site.asked[2:] == ["/New"]
    room.clock.now += timedelta(hours=7)
    await room.take(room.site.feed("Gone"))
    assert room.site.asked[3:] == ["/Gone"]


async def test_a_feed_that_did_not_ask_fetches_nothing(room: Room) -> None:
    """Without the operator's word a kept page is not used either."""
    room.site.pages["/Orla"] = page("Orla")
    await room.take(room.site.feed("Orla"))
    plain = room.desk.feeds.add("https://other.example/feed")
    room.desk.take(delivered(room.site.feed("Orla"), plain.id))
    (row,) = room.desk.store.latest(9, feed=plain.id)
    assert row.words == len(LEAD.split())


async def test_an_items_link_is_no_way_into_the_operators_network(room: Room) -> None:
    """An exempt host is visited for its own feed alone, not because another's item links there."""
    room.site.pages["/Orla"] = page("Orla")
    room.feed = room.desk.feeds.add("https://stranger.example/feed", articles=True)
    assert await room.take(room.site.feed("Orla")) == 0
    assert room.site.asked == []


async def test_a_wall_is_not_the_story(room: Room) -> None:
    """A page without the excerpt's words leaves the excerpt, and says so."""
    words = "We and our partners store cookies on your device to measure what you read here. "
    wall = f"<h1>Before you go on</h1><p>{words * 4}</p><p>{words * 5}</p>"
    room.site.pages["/Orla"] = f"<html><body><article>{wall}</article></body></html>".encode()
    await room.take(room.site.feed("Orla"))
    (row,) = room.desk.store.latest(9)
    story = room.desk.story(row.series)
    assert story is not None
    assert story.text == LEAD.format("Orla")
    assert "page-differs" in [p.code for p in story.item.problems]


def test_the_page_decides_nothing_but_the_body() -> None:
    """Guid, dates and link stay the feed's; a page can hold back, and kills nothing; a shorter one changes nothing."""
    item = Item(LEAD.format("Orla"), guid="g", headline="Orla reopens", link="https://w.example/1")
    opened = read_page(delivered(page("Orla")))
    assert opened is not None
    made = whole(item, replace(opened, status="canceled", guid="other"))
    assert (made.guid, made.status, made.link) == ("g", "withheld", item.link)
    assert made.summary == item.body
    assert len(made.body) > len(item.body)
    assert whole(made, item) == made


@pytest.mark.parametrize(
    "item",
    [
        Item("short"),
        Item("short", link="file:///etc/passwd"),
        Item("word " * 200, link="https://w.example/1"),
        Item("short", link="https://w.example/1", status="canceled"),
        Item("short", link="https://w.example/1", kind="picture"),
    ],
    ids=["no-link", "no-web-address", "whole-already", "killed", "picture"],
)
def test_what_is_no_excerpt(item: Item) -> None:
    """No page is asked for these."""
    assert not is_excerpt(item)


@pytest.mark.parametrize("said", ["EMBARGOED until Friday noon", "Sperrfrist: Freitag 12 Uhr"])
async def test_a_page_that_is_held_back_holds_its_item_back(room: Room, said: str) -> None:
    """An embargo above the copy of the page is the item's, though the feed says nothing of one."""
    room.desk.feeds.change(room.feed, policy="full")
    room.site.pages["/Orla"] = page("Orla").replace(b"</h1>", b"</h1><p>" + said.encode() + b"</p>")
    assert await room.take(room.site.feed("Orla")) == 1
    room.desk.publish()
    assert "nine tonnes" in room.texts()["Orla"]
    assert room.desk.store.count_publications().get("live") is None


async def test_a_page_may_be_no_page_but_a_story_that_is_killed(room: Room) -> None:
    """What the link leads to may be any format: one that is withheld there is not shown."""
    room.desk.feeds.change(room.feed, policy="full")
    body = LEAD.format("Orla") + "\n\n" + prose("Orla") + "\n\n" + prose("Orla", "CORRATH")
    for status in ("withheld", "canceled"):
        room.site.pages["/" + status] = ninjs("u:1", "Orla reopens", body, pubstatus=status)
        feed = room.site.feed("Orla").replace(b"/Orla<", f"/{status}<".encode())
        await room.take(feed.replace(b"<guid>Orla", b"<guid>" + status.encode()))
    room.desk.publish()
    assert "nine tonnes" in room.texts()["withheld"]
    assert set(room.desk.store.count_publications()) == {"withheld"}


def test_rights_of_a_page_only_take_away() -> None:
    """The stricter of what feed and page state, whichever it is."""
    soon = Clock().now
    item = Item(headline="Orla", body="Orla bridge", rights=Rights(text="(c)", display="excerpt"))
    text = "Orla bridge " * 20
    assert whole(item, Item(body=text, rights=Rights(display="none"))).rights.display == "none"  # type: ignore[union-attr]
    opened = whole(item, Item(body=text, rights=Rights(display="full", until=soon)))
    assert opened.rights == Rights(text="(c)", display="excerpt", until=soon)


async def test_robots_hold_where_a_redirect_ends(room: Room) -> None:
    """A link shortener's own rules do not open the site it leads to."""
    room.site.robots = b"User-agent: *\nDisallow: /secret"
    room.site.pages["/secret/Orla"] = page("Orla")
    room.site.moved["/Orla"] = "/secret/Orla"
    assert await room.take(room.site.feed("Orla")) == 0
    assert "nine tonnes" not in room.texts()["Orla"]
