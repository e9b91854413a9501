"""An event's old address: it leads to where the stories are now, and names nothing that was withdrawn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.chronicle import lines
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.ledger.records import read_line
from copytaster.ledger.sitecheck import SiteCheck
from copytaster.publish.links import coverage_path, story_path
from copytaster.publish.movedpage import destination
from outputs import page as faults_of
from served import Browser, Serve
from strict import SITE
from syllables import sentences
from wire import Clock, delivered, feed, ninjs


class Site:
    """A desk with its own server, and what stands at the addresses of its events."""

    def __init__(self, desk: Desk, serve: Serve) -> None:
        self.desk = desk
        running, gate = Running(desk, Allowance()), Gate(desk.store, desk.clock, secure=False)
        self.browser: Browser = serve(lambda port: build_app(running, gate, port=port))

    def take(self, seed: int, by: str = "anx", **more: object) -> str:
        """The event of the story of that seed."""
        lines = sentences(random.Random(seed), 8)
        body = "ULM, May 6 (ANX) - " + "\n\n".join(lines)
        item = ninjs(f"{by}:{seed}", f"Matter {seed}", body, **more)
        self.desk.take(delivered(item, by))
        self.desk.publish()
        return self.desk.store.latest(1)[0].coverage

    def file(self, event: str) -> bytes | None:
        path = self.desk.site_folder / coverage_path(event)
        return path.read_bytes() if path.exists() else None

    def leads(self, event: str) -> str | None:
        """Where the file at the event's address leads, and the server's answer the same way."""
        self.desk.publish()
        body, answer = self.file(event), self.browser.get(f"/events/{event}/")
        to = destination(body or b"")
        if to is None:
            assert answer.status == (404 if body is None else 200)
            return None
        assert (answer.status, answer.headers["location"]) == (301, f"/{to[:-10]}")
        assert answer.headers["cache-control"] == "no-cache"
        assert list(faults_of((body or b"").decode(), SITE)) == []
        return to

    def naming(self, event: str) -> list[str]:
        """The files of the site that name the event, its own and the ledger's aside."""
        root, own = self.desk.site_folder, f"events/{event}/"
        files = (p for p in root.rglob("*") if p.is_file())
        named = (p.relative_to(root).as_posix() for p in files if own.encode() in p.read_bytes())
        return [path for path in named if not path.startswith((own, "ledger/"))]

    def series(self, seed: int, by: str = "anx") -> str:
        rows = self.desk.store.latest(99, provider=f"{by}.example")
        return next(row.series for row in rows if row.guid == f"{by}:{seed}")


@pytest.fixture
def site(tmp_path: Path, serve: Serve) -> Iterator[Site]:
    with Desk.open(tmp_path, clock=Clock(), base_url="http://site.example") as desk:
        for name in ("anx", "post"):
            desk.feeds.put(feed(name))
        yield Site(desk, serve)


def two(site: Site) -> tuple[str, str]:
    """Two events with a page each: a story and a paper's copy of it."""
    one, other = site.take(1), site.take(2)
    site.take(1, "post")
    site.take(2, "post")
    assert site.leads(one) is site.leads(other) is None
    return one, other


def test_a_merged_event_leads_to_the_one_that_took_it_in(site: Site) -> None:
    """Page and feed; nothing else on the site names it; taken back, its page stands there again."""
    one, other = two(site)
    was = site.file(other)
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(other) == coverage_path(one)
    assert site.leads(one) is None
    assert site.naming(other) == []
    body = (site.file(other) or b"").decode()
    assert f'<link rel="canonical" href="http://site.example/events/{one}/">' in body
    assert '<meta name="robots" content="noindex">' in body
    assert "Matter" not in body
    feed_of = site.browser.get(f"/events/{other}/feed.xml")
    assert (feed_of.status, feed_of.headers["location"]) == (301, f"/events/{one}/feed.xml")
    assert site.browser.get(f"/events/{other}/nothing.xml").status == 404
    assert site.browser.get(f"/events/{other}/provenance.json").status == 404
    assert site.desk.verify(body).ok
    astray = site.desk.verify(body.replace(f"url=../../events/{one}/", "url=//evil.example/"))
    assert "The page holds a redirection, which no page of this program does." in astray.reasons
    site.desk.arranger.undo(1, "Ada Brandt")
    assert site.leads(other) is None
    assert site.file(other) == was
    assert_on_record(site)


def assert_on_record(site: Site) -> None:
    """Every page that stands is the one last put on record."""
    check = SiteCheck(site.desk.site_folder)
    for line in lines(site.desk.store, 0):
        said = read_line(line.rstrip(b"\n"))
        assert said is not None
        check.visit(said, line, 0)
    assert list(check.problems()) == []


def test_through_several_merges_it_leads_to_the_last(site: Site) -> None:
    """No chain: each old address leads to the page that stands; also in another look of the site."""
    one, other = two(site)
    third = site.take(3)
    site.take(3, "post")
    site.desk.arranger.merge(other, third, "Ada Brandt")
    assert site.leads(third) == coverage_path(other)
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(third) == site.leads(other) == coverage_path(one)
    site.desk.remake()
    assert site.leads(third) == coverage_path(one)
    site.desk.arranger.undo(2, "Ada Brandt")
    assert site.leads(third) == coverage_path(other)
    assert site.leads(other) is None


def test_what_was_killed_stays_down(site: Site) -> None:
    """The old address leads nowhere once all its stories are killed; to the rest while some stand."""
    one, other = two(site)
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(other) == coverage_path(one)
    for by in ("post", "anx"):
        site.desk.decide(site.series(2, by), "kill", reason="wrong")
    assert site.leads(other) is None
    assert site.file(other) is None
    assert site.leads(one) is None
    site.desk.decide(site.series(2), "release")
    site.desk.publish()
    assert site.leads(other) == coverage_path(one)


def test_an_event_killed_before_it_was_merged_stays_down(site: Site) -> None:
    """A merge brings nothing back to an address where all was withdrawn."""
    one, other = two(site)
    for by in ("post", "anx"):
        site.desk.decide(site.series(2, by), "kill", reason="wrong")
    site.desk.publish()
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(other) is None
    assert site.file(other) is None


def test_a_split_leaves_nothing_dangling(site: Site) -> None:
    """An event of two stories parted leads to the first; killed, to the other; killed too, nowhere."""
    one, other = site.take(1), site.take(2)
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(one) is None
    site.desk.arranger.split(one, [site.series(2)], "Ada Brandt")
    first = site.leads(one)
    assert first == story_path(site.series(1))
    site.desk.decide(site.series(1), "kill", reason="wrong")
    assert site.leads(one) == story_path(site.series(2))
    site.desk.decide(site.series(2), "hold")
    assert site.leads(one) is None
    assert site.file(one) is None
    assert_on_record(site)


def test_a_merge_by_the_matcher_leaves_an_address_too(site: Site) -> None:
    """A late origin makes two events one: the page of the one that went leads on."""
    lines, other = (sentences(random.Random(seed), 8) for seed in (5, 6))
    both = "ULM, May 6 (ANX) - " + "\n\n".join([*lines, *other])
    for n, part in enumerate((lines, other)):
        for by in ("post", "courier"):
            site.desk.feeds.put(feed(by))
            item = ninjs(f"{by}:{n}", f"Part {n} of it", "\n\n".join(part))
            site.desk.take(delivered(item, by))
    site.desk.publish()
    one, gone = (site.desk.search(f"Part {n}")[0].coverage for n in (0, 1))
    assert one != gone
    assert site.leads(one) is site.leads(gone) is None
    early = dict.fromkeys(("firstcreated", "versioncreated"), "2031-05-06T09:00:00Z")
    site.desk.feeds.put(feed("anx", speaks_for=("ANX",), agency="ANX"))
    site.desk.live.authorise(site.desk.feeds.speaks_for())
    site.desk.take(delivered(ninjs("anx:9", "All of it", both, **early), "anx"))
    left = {row.coverage for row in site.desk.store.latest(9)}
    assert len(left) == 1
    (lost,) = {one, gone} - left
    assert site.leads(lost) == coverage_path(left.pop())
    assert_on_record(site)


def test_parted_after_a_merge_it_follows_its_stories(site: Site) -> None:
    """Not the event that took it in, but the one in which they are now."""
    one, other = two(site)
    third = site.take(3)
    site.desk.arranger.merge(one, other, "Ada Brandt")
    assert site.leads(other) == coverage_path(one)
    site.desk.arranger.move(site.series(2), third, "Ada Brandt")
    assert site.leads(other) == coverage_path(third)
    assert site.leads(one) is None
