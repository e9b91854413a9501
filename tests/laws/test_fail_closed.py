"""Law 3: killed, withheld and embargoed copy is in no public output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.running import Running
from copytaster.desk.web import build_app
from copytaster.desk.web.gate import Gate
from copytaster.intake import Allowance
from copytaster.ledger import verify
from served import Browser, Serve
from wire import NOW, Clock, delivered, feed, ninjs, prose


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", clock=clock, base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx", speaks_for=("ANX",), agency="ANX"))
        desk.feeds.put(feed("courier"))
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk


@pytest.fixture
def site(desk: Desk, serve: Serve) -> Browser:
    running = Running(desk, Allowance())
    gate = Gate(desk.store, desk.clock, secure=False)
    return serve(lambda port: build_app(running, gate, port=port))


def take(desk: Desk, body: bytes, by: str = "anx") -> None:
    desk.take(delivered(body, by))
    desk.publish()


def seen(desk: Desk, site: Browser, word: str) -> list[str]:
    """Every public output in which the word stands: each file, and the search page."""
    found = [
        path.relative_to(desk.site_folder).as_posix()
        for path in sorted(desk.site_folder.rglob("*"))
        if path.is_file() and word.encode() in path.read_bytes()
    ]
    hits = site.get(f"/search?q={word}").text
    # The words somebody searched for are shown back to them; a hit would be a link.
    return found + (["search"] if "/stories/" in hits else [])


def public(desk: Desk, site: Browser, word: str) -> bool:
    return bool(seen(desk, site, word))


def test_the_walk_can_fail(desk: Desk, site: Browser) -> None:
    """A live story is found by the very walk that must not find the others."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    found = seen(desk, site, "Quillbridge")
    assert "index.html" in found
    assert "feed.xml" in found
    assert "search" in found
    assert any(path.startswith("stories/") for path in found)


@pytest.mark.parametrize(
    "barred",
    [
        {"pubstatus": "withheld"},
        {"pubstatus": "canceled"},
        {"embargoed": "until the minister has risen"},
        {"embargoed": "2031-05-09T00:00:00Z"},
        {"ednote": "EMBARGOED until Friday noon"},
    ],
    ids=["withheld", "killed", "unreadable-embargo", "embargo", "embargo-in-note"],
)
def test_barred_copy_is_nowhere(desk: Desk, site: Browser, barred: dict[str, str]) -> None:
    """Not on a page, in a feed, in the sitemap, in a proof or in the search."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), **barred))
    assert seen(desk, site, "Quillbridge") == []
    assert desk.search("Quillbridge"), "the desk itself must still find it"


def test_a_kill_takes_down_the_page_and_every_copy(desk: Desk, site: Browser) -> None:
    """The agency's kill reaches its own page and the reprint credited to it, in one pass."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    copied = prose("Quillbridge") + "\n\n(This story has not been edited by Courier staff.)"
    take(desk, ninjs("c:9", "Quillbridge is open again", copied), by="courier")
    pages = [p for p in seen(desk, site, "Quillbridge") if p.startswith("stories/")]
    assert len(pages) == 2
    take(desk, ninjs("u:1", "KILL: bridge", "Kill this story.", pubstatus="canceled", version="2"))
    assert seen(desk, site, "Quillbridge") == []
    for page in pages:
        assert site.get("/" + page.removesuffix("index.html")).status == 410


def test_a_late_copy_of_killed_copy_never_appears(desk: Desk, site: Browser) -> None:
    """A reprint that arrives after the kill goes the same way."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    take(desk, ninjs("u:1", "KILL: bridge", prose("Quillbridge"), pubstatus="canceled"))
    take(desk, ninjs("c:9", "Quillbridge is open again", prose("Quillbridge")), by="courier")
    assert seen(desk, site, "Quillbridge") == []


def test_a_desk_kill_and_its_release(desk: Desk, site: Browser) -> None:
    """An editor's kill works like the wire's; only an editor lifts it, and both are on record."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    series = desk.store.latest(1)[0].series
    desk.decide(series, "kill", reason="wrong bridge")
    desk.publish()
    assert seen(desk, site, "Quillbridge") == []
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge") + "\n\nMore.", version="2"))
    assert seen(desk, site, "Quillbridge") == [], "a new edition does not undo a kill"
    desk.decide(series, "release")
    desk.publish()
    assert public(desk, site, "Quillbridge")
    kinds = [record.kind for record in desk.store.records()]
    assert "kill" in kinds
    assert "decision" in kinds


def test_a_hold_after_publication_withdraws(desk: Desk, site: Browser) -> None:
    """Held copy leaves no page, not even a tombstone."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    series = desk.store.latest(1)[0].series
    desk.decide(series, "hold")
    desk.publish()
    assert seen(desk, site, "Quillbridge") == []
    assert site.get(f"/stories/{series}/").status == 404


def test_an_update_that_is_withheld_takes_the_page_down(desk: Desk, site: Browser) -> None:
    """When the sender withholds the newest edition the older one does not stay up."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    held = ninjs(
        "u:1", "Quillbridge reopens", prose("Quillbridge"), pubstatus="withheld", version="2"
    )
    take(desk, held)
    assert seen(desk, site, "Quillbridge") == []


def test_an_embargo_lifts_by_itself_and_not_before(desk: Desk, site: Browser, clock: Clock) -> None:
    """One second before its moment the copy is nowhere; at its moment it is published."""
    until = NOW + timedelta(hours=2)
    take(
        desk,
        ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), embargoed=until.isoformat()),
    )
    clock.now = until - timedelta(seconds=1)
    desk.publish()
    assert seen(desk, site, "Quillbridge") == []
    clock.now = until
    desk.publish()
    assert public(desk, site, "Quillbridge")


def test_a_foreign_feed_cannot_kill(desk: Desk, site: Browser) -> None:
    """Another provider that uses the guid, or names it, changes nothing and is flagged."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    series = desk.store.latest(1)[0].series
    forged = ninjs(
        "u:1", "KILL: Quillbridge reopens", "Kill it.", pubstatus="canceled", version="9"
    )
    take(desk, forged, by="courier")
    named = ninjs(
        "c:1",
        "KILL: Quillbridge reopens",
        "Kill it.",
        associations={"replaces": {"uri": "u:1", "type": "text"}},
        signals=["kill"],
    )
    take(desk, named, by="courier")
    assert site.get(f"/stories/{series}/").status == 200
    assert (desk.store.publication(series) or None).state == "live"  # type: ignore[union-attr]


def test_a_composed_story_drops_what_is_killed(desk: Desk, site: Browser) -> None:
    """An event's page, its draft included, loses every sentence of a killed story."""
    desk.feeds.put(feed("skw", agency="SKW"))
    take(desk, ninjs("u:1", "Orla bridge reopens", prose("Quillbridge")))
    other = prose("Quillbridge").replace("ANX", "SKW").replace("eleven", "twelve")
    other = other.replace("forty-two bolts", "zinnober bolts by night").replace(
        "painted", "scraped"
    )
    take(desk, ninjs("s:1", "Bridge over the Orla reopens", other), by="skw")
    assert public(desk, site, "zinnober")
    killed = ninjs("s:1", "KILL", "Kill it.", pubstatus="canceled", version="2")
    take(desk, killed, by="skw")
    assert seen(desk, site, "zinnober") == []


def test_the_ledger_still_verifies_after_a_kill(desk: Desk) -> None:
    """Withdrawal is on record and breaks nothing; the old page is told to be superseded."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    page = next((desk.site_folder / "stories").glob("*/index.html"))
    old = page.read_bytes()
    assert desk.verify(old).ok
    take(desk, ninjs("u:1", "KILL", "Kill it.", pubstatus="canceled", version="2"))
    verdict = verify(old, desk.site_folder / "ledger")
    assert not verdict.ok
    assert any(
        "kill" in reason.casefold() or "withdr" in reason.casefold() for reason in verdict.reasons
    )


def test_two_items_under_one_guid_are_both_published(desk: Desk, site: Browser) -> None:
    """A sender's mistake loses nothing: neither item takes the other's place."""
    import json

    items = [
        {"id": "same", "title": "Corrath drops its bridge toll", "content_text": prose("Tollgate")},
        {"id": "same", "title": "Orchestra plays on", "content_text": prose("Cello", "ORRIN")},
    ]
    both = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "items": items}
    take(desk, json.dumps(both).encode(), by="courier")
    assert public(desk, site, "Tollgate")
    assert public(desk, site, "Cello")


def test_a_kill_without_a_status_is_a_kill(desk: Desk, site: Browser) -> None:
    """Some senders only write KILL in the headline."""
    take(desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    take(desk, ninjs("u:1", "KILL: Quillbridge reopens", "Kill it.", version="2"))
    assert seen(desk, site, "Quillbridge") == []
