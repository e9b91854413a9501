"""The feeds can be read back, by strict parsers and by our own, and carry what policy allows."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from copytaster.formats import parse
from copytaster.publish import feeds_out

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAPS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture
def live(invented):
    """Three live publications: whole, excerpt, and from right to left."""
    return [invented.publication(), invented.rival(), invented.rtl()]


@pytest.mark.parametrize("face", ["rss", "atom", "json_feed"])
def test_our_own_reader_gets_back_what_was_put_in(face, live, invented):
    """Headline, address, time and every word of the copy survive the way out and in again."""
    page = getattr(feeds_out, face)(invented.SITE, live)
    feed = parse(page.body, content_type=page.media_type)
    assert feed.title == "The Halden Wire"
    assert len(feed.items) == 3
    by_link = {item.link: item for item in feed.items}
    item = by_link["https://wire.example.org/stories/0f1e2d3c4b5a6978/"]
    assert item.headline == invented.HEADLINE
    assert item.published == invented.publication().first_published
    read_back = " ".join(item.body.split())
    for paragraph in invented.story().copy.split("\n\n"):
        assert " ".join(paragraph.split()) in read_back


@pytest.mark.parametrize("face", ["rss", "atom", "json_feed"])
def test_a_feed_carries_no_more_than_the_page(face, invented):
    """Under excerpt a feed has the first sentences and the link to the source, and no cut ever."""
    held_back = invented.publication(policy="excerpt")
    body = getattr(feeds_out, face)(invented.SITE, [held_back]).body.decode()
    for beyond in ("No siren", "eleven times", "valey", invented.PICTURE):
        assert beyond not in body
    assert "flood wave" in body
    assert "https://marisk.example.org/orlen-dam" in body
    whole = getattr(feeds_out, face)(invented.SITE, [invented.publication()]).body.decode()
    assert "No siren" in whole
    assert "Also Read" not in whole


def test_an_atom_feed_has_what_the_standard_demands(live, invented):
    """RFC 4287: id, title, updated on feed and entries, an author, one alternate link."""
    tree = etree.fromstring(feeds_out.atom(invented.SITE, live).body)
    for element in (tree, *tree.xpath("a:entry", namespaces=ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.xpath(f"a:{name}", namespaces=ATOM)) == 1
        assert len(element.xpath("a:link[@rel='alternate']", namespaces=ATOM)) == 1
        assert element.xpath("a:author/a:name", namespaces=ATOM)


def test_a_json_feed_has_what_the_standard_demands(live, invented):
    """jsonfeed.org 1.1: version, title, and an id and content for each item."""
    feed = json.loads(feeds_out.json_feed(invented.SITE, live).body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(i["id"] and i["content_html"] for i in feed["items"])
    assert feed["items"][0]["date_published"] >= feed["items"][-1]["date_published"]


def test_an_event_has_its_own_feed(invented):
    """It stands beside the event's page and holds its stories."""
    (page,) = feeds_out.coverage_feeds(invented.SITE, invented.view())
    assert page.path == "events/c0ffee0123456789/feed.xml"
    assert len(parse(page.body).items) == 9


def test_the_sitemap_names_every_page_and_splits_when_full(live, invented, monkeypatch):
    """All addresses with their last change; past the limit an index and parts."""
    (page,) = feeds_out.sitemap(invented.SITE, live, [invented.view()])
    tree = etree.fromstring(page.body)
    assert len(tree.xpath("s:url/s:loc", namespaces=MAPS)) == 4
    monkeypatch.setattr(feeds_out, "SITEMAP_URLS", 2)
    made = feeds_out.sitemap(invented.SITE, live)
    assert [p.path for p in made] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index = etree.fromstring(made[0].body)
    assert index.xpath("s:sitemap/s:loc/text()", namespaces=MAPS) == [
        "https://wire.example.org/sitemap-1.xml",
        "https://wire.example.org/sitemap-2.xml",
    ]


def test_the_news_sitemap_holds_two_days(live, invented):
    """Older stories are in the other sitemap."""
    old = invented.publication(
        series="aaaa", first_published=invented.publication().first_published.replace(day=1, hour=1)
    )
    tree = etree.fromstring(feeds_out.news_sitemap(invented.SITE, [*live, old]).body)
    assert len(tree.xpath("s:url", namespaces=MAPS)) == 3
    assert len(tree.xpath("s:url/n:news/n:title", namespaces=MAPS)) == 3


def test_empty_feeds_are_feeds(invented):
    """A site with nothing on it yet has well-formed feeds."""
    for page in feeds_out.site_feeds(invented.SITE, ()):
        if page.path.endswith(".json"):
            assert json.loads(page.body)["items"] == []
        else:
            etree.fromstring(page.body)
