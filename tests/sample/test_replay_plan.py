"""What the sample wire's feeds answer at each second."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from copytaster import parse
from copytaster.desk.sample.items import WireItem, parse_item
from copytaster.desk.sample.placeholders import substitute
from copytaster.desk.sample.render import WIRE, WireFeed, body, schedule, versions
from copytaster.model import Feed

START = datetime(2026, 11, 22, 17, 40, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8099"
MOMENTS = [(feed, at) for feed in schedule().feeds for at in versions(feed.name)]


def _read(feed: WireFeed, at: float) -> Feed:
    return parse(
        body(feed.name, at, START, BASE), url=BASE + feed.path, content_type=feed.content_type
    )


def _scheduled(feed: WireFeed, at: float) -> list[WireItem]:
    names = [slot.item for slot in feed.slots if slot.holds(at)]
    sources = {n: (WIRE / "items" / f"{n}.txt").read_text(encoding="utf-8") for n in names}
    return [parse_item(n, substitute(s, START, BASE)) for n, s in sources.items()]


@pytest.mark.parametrize(("feed", "at"), MOMENTS, ids=lambda v: getattr(v, "name", f"{v}s"))
def test_every_answer_parses_to_what_is_scheduled(feed: WireFeed, at: float) -> None:
    """Each body is of its format and holds every scheduled item with its headline and all its words."""
    parsed = _read(feed, at)
    expected = _scheduled(feed, at)
    assert parsed.format == feed.format
    assert len(parsed.items) == len(expected)
    by_headline = {item.headline: item for item in parsed.items}
    for item in (i for i in expected if not i.raw):
        words = Counter(" ".join(p.plain for p in item.paragraphs).split())
        assert words - Counter(by_headline[item.headline].body.split()) == Counter()


@pytest.mark.parametrize(("feed", "at"), MOMENTS, ids=lambda v: getattr(v, "name", f"{v}s"))
def test_no_placeholder_is_left(feed: WireFeed, at: float) -> None:
    """Whatever is served is resolved."""
    text = body(feed.name, at, START, BASE).decode("utf-8")
    assert "{T" not in text
    assert "{BASE" not in text


@pytest.mark.parametrize("feed", schedule().feeds, ids=lambda f: f.name)
def test_a_body_changes_at_its_versions_and_only_there(feed: WireFeed) -> None:
    """Between two versions the same bytes come back; at each version they differ."""
    moments = versions(feed.name)
    for earlier, later in pairwise((*moments, 60.0)):
        first = body(feed.name, earlier, START, BASE)
        assert body(feed.name, (earlier + later) / 2, START, BASE) == first
        assert (body(feed.name, later, START, BASE) != first) == (later != 60.0)


def test_an_empty_feed_is_a_feed_and_an_absent_document_an_error() -> None:
    """Before its first item a feed answers with none; an unknown name is a KeyError."""
    newsdrift = schedule().feed("newsdrift")
    assert _read(newsdrift, 0).items == ()
    with pytest.raises(KeyError):
        body("nobody", 0, START, BASE)


def test_single_documents_are_there_from_the_first_second() -> None:
    """A poller never meets an address that has nothing yet."""
    for feed in schedule().feeds:
        if feed.format in ("nitf", "ninjs", "html"):
            assert versions(feed.name)[0] == 0


def test_the_replay_grows_and_ends_within_a_minute() -> None:
    """About a third of the items are there at once, the rest come until second 50 at the latest."""
    arrivals: dict[tuple[str, str], float] = {}
    for feed in schedule().feeds:
        for slot in feed.slots:
            item = next(i for i in _scheduled(feed, slot.start) if i.name == slot.item)
            key = (feed.provider, item.guid if "dup" not in item.name else item.name)
            arrivals.setdefault(key, slot.start)
    at_once = sum(1 for second in arrivals.values() if second == 0)
    assert 40 <= len(arrivals) <= 46
    assert 0.25 <= at_once / len(arrivals) <= 0.45
    assert max(at for feed in schedule().feeds for at in versions(feed.name)) <= 50
    changes = sorted({at for feed in schedule().feeds for at in versions(feed.name)})
    assert max(b - a for a, b in pairwise(changes)) <= 6


def test_all_seven_formats_are_on_the_wire() -> None:
    """Every format the desk claims to read from the sample is really served."""
    assert {feed.format for feed in schedule().feeds} == {
        "rss", "atom", "jsonfeed", "newsml-g2", "nitf", "ninjs", "html",
    }  # fmt: skip


def test_media_are_small_pictures() -> None:
    """Every picture in the schedule is a PNG under 10 kB, and the items' pictures are all served."""
    served = {media.path for media in schedule().media}
    for media in schedule().media:
        data = media.file.read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(data) < 10_000
    for feed, at in MOMENTS:
        for item in _scheduled(feed, at):
            assert {p.url.removeprefix(BASE) for p in item.pictures} <= served
