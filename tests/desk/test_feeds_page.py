"""The feeds page: how each feed does, in trouble first, however many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app, screens
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance, Response, plan
from copytaster.intake.meter import Arrival, Facts, add
from served import Browser
from wire import NOW, delivered, feed, ninjs, prose


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one feed that has brought a story."""
    with Desk.open(tmp_path, clock=lambda: NOW) as opened:
        opened.feeds.put(feed("anx"))
        opened.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        yield opened


def enter(desk: Desk, serve: Callable[..., Browser]) -> Browser:
    """A browser inside the desk."""
    gate = Gate(desk.store, desk.clock, secure=False)
    site = serve(lambda port: build_app(Running(desk, Allowance()), gate, port=port))
    assert site.get(f"/desk/enter?key={gate.new_key('Ada Brandt')}").status == 303
    return site


def test_the_meter_and_a_silence_are_on_the_page(desk: Desk, serve: Callable[..., Browser]) -> None:
    """Items, words in and kept; a feed later than its rhythm says so in words."""
    hourly = [Arrival(90, 80, 10, NOW - timedelta(hours=h)) for h in range(5, 80)]
    desk.feeds.put(replace(feed("late"), last_success=NOW))
    with desk.store.writing() as tx:
        tx.put_value("meter:late", add(Facts(), hourly, 0, NOW).to_dict())
    page = enter(desk, serve).get("/desk/feeds").text
    assert "silent for 5 hours; usually never for more than 60 minutes" in page
    for name, count in (("Words in", 75 * 90), ("Kept", 75 * 80), ("Cut", 75 * 10)):
        assert f'<td class="n" data-name="{name}">{count:,}</td>' in page
    assert page.index("late.example") < page.index("anx.example")


def test_ten_thousand_feeds_are_still_a_page(desk: Desk, serve: Callable[..., Browser]) -> None:
    """A part is shown, those in trouble first, and any can be found by its words."""
    with desk.store.writing() as tx:
        for n in range(10_000):
            known = replace(feed(f"w{n}"), problem="no such host" if n == 7_000 else None)
            tx.put_subscription(known)
    found = screens.feeds(desk)
    assert (len(found.rows), found.all) == (300, 10_001)
    assert found.rows[0].feed.id == "w7000"
    page = enter(desk, serve).get("/desk/feeds?q=W9999").text
    assert "w9999.example" in page
    assert "1 of 1 feeds" in page
    assert "w9998.example" not in page


def test_how_often_a_feed_is_asked_is_said_on_the_page(
    desk: Desk, serve: Callable[..., Browser]
) -> None:
    """A daily poll is a note beside a feed that is well; a choice of the page changes it."""
    answered = plan(feed("anx"), Response(200, feed("anx").url, {}, b"<rss/>"), NOW, 0)
    desk.feeds.put(answered)
    site = enter(desk, serve)
    page = site.get("/desk/feeds").text
    assert '<span class="condition well">well</span>' in page
    assert "asked once a day" in page
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token is not None

    def choose(action: str) -> int:
        said = {"csrf": token[1], "action": action}
        return site.post("/desk/feeds/anx", said, origin=site.home).status

    assert choose("every:15m") == 303
    assert desk.feeds.find("anx").next_poll == NOW + timedelta(minutes=15)
    assert "asked every 15 minutes, by your word" in site.get("/desk/feeds").text
    assert choose("every:1s") == 400
