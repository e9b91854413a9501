"""The feeds can be read back, by strict parsers and by our own, and carry what policy allows."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

import tongues
from copytaster.formats import parse
from copytaster.model import Rights, Topic
from copytaster.publish import feeds_out
from copytaster.publish.sections import Section
from feedrules import atom_faults, json_faults, rss_faults


@pytest.fixture
def live(invented):
    """Three live publications: whole, excerpt, and from right to left."""
    return [invented.publication(), invented.rival(), tongues.rtl()]


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


BASE = "https://wire.example.org"
OWN = {"rss": "feed.xml", "atom": "atom.xml", "json_feed": "feed.json"}
RULES = {"rss": rss_faults, "atom": atom_faults, "json_feed": json_faults}


@pytest.mark.parametrize("face", OWN)
def test_a_feed_keeps_every_rule_of_its_standard(face, live, invented):
    """RSS 2.0 and its best practices, RFC 4287, JSON Feed 1.1; with a hub, and empty too."""
    for site in (invented.SITE, replace(invented.SITE, hub="https://hub.example.org/")):
        for told in (live, [*live, invented.publication(series="aa", corrections=())], []):
            page = getattr(feeds_out, face)(site, told)
            assert RULES[face](page.body, f"{BASE}/{OWN[face]}") == []


@pytest.mark.parametrize("face", OWN)
@pytest.mark.parametrize("payload", ["", " ", "<b>&amp;</b>", "\u202eא", "\x00", "\ud800", "]]>"])
def test_a_feed_keeps_them_whatever_a_story_says(face, payload, invented):
    """Fields that are empty, blank, markup or unfit for XML leave no empty or forbidden element."""
    told = invented.story()
    item = replace(told.item, headline=payload, rights=Rights(text=payload), link=payload)
    told = told.with_(item=item, bylines=(payload,), language=payload or None,
                      topics=(Topic(payload, payload),))  # fmt: skip
    made = invented.publication(story=told, source=payload)
    page = getattr(feeds_out, face)(invented.SITE, [made])
    assert RULES[face](page.body, f"{BASE}/{OWN[face]}") == []


def test_the_rules_find_what_is_wrong(live, invented):
    """The checker is no rubber stamp: each fault put into a good feed is told."""
    good = feeds_out.rss(invented.SITE, live).body.decode()
    for old, new in (
        ("<language>en</language>", "<language>English!</language>"), (" GMT<", " UTC<"),
        ('rel="self"', 'rel="other"'), ("<guid>https", "<guid>ftp"),
        ("<title>The Halden Wire</title>", ""), ("<pubDate>Wed", "<pubDate>Thu"),
        ("<category>", "<category/><category>"), ("&lt;p dir", "&lt;script&gt;&lt;p dir"),
    ):  # fmt: skip
        assert rss_faults(good.replace(old, new).encode(), f"{BASE}/feed.xml"), new
    atom = feeds_out.atom(invented.SITE, live).body.decode()
    for old, new in (
        ("<updated>2027-03-03T16:05:00Z", "<updated>2027-03-03 16:05"), ("term=", "label2="),
        ("<name>", "<nome/><!--"), ('rel="alternate"', 'rel="related"'), ('lang="en"', 'lang="?"'),
    ):  # fmt: skip
        broken = atom.replace(old, new).replace("</name>", "-->" if "<!--" in new else "</name>")
        assert atom_faults(broken.encode(), f"{BASE}/atom.xml"), new
    told = json.loads(feeds_out.json_feed(invented.SITE, live).body)
    for wrong in ({"version": "1"}, {"title": ""}, {"extra": 1}, {"items": [{"id": 1}]},
                  {"items": [told["items"][0]] * 2}):  # fmt: skip
        assert json_faults(json.dumps({**told, **wrong}).encode(), f"{BASE}/feed.json"), wrong


@pytest.mark.parametrize("face", OWN)
def test_rights_corrections_and_pictures_go_along(face, invented):
    """What was declared, what was corrected and when, the picture with its alt text and credit."""
    page = getattr(feeds_out, face)(invented.SITE, [invented.publication()])
    (item,) = parse(page.body, content_type=page.media_type).items
    body = page.body.decode()
    for said in (
        "© Marisk. For subscribers.",
        "the number of dead from 11 to 12",
        "Jonte Feld/Marisk",
    ):
        assert said in body
    assert [m.url for m in item.media][:1] == [invented.PICTURE]


def test_an_event_has_its_own_feed(invented):
    """It stands beside the event's page and holds its stories."""
    (page,) = feeds_out.coverage_feeds(invented.SITE, invented.view())
    assert page.path == "events/c0ffee0123456789/feed.xml"
    assert len(parse(page.body).items) == 9


def test_a_section_has_its_own_feed(live, invented):
    """It stands beside the section's page, and keeps the rules."""
    (page,) = feeds_out.section_feeds(invented.SITE, Section("weather", "Weather"), live)
    assert page.path == "sections/weather/feed.xml"
    assert atom_faults(page.body, f"{BASE}/sections/weather/feed.xml") == []
    assert parse(page.body).title == "Weather - The Halden Wire"


def test_empty_feeds_are_feeds(invented):
    """A site with nothing on it yet has well-formed feeds."""
    for page in feeds_out.site_feeds(invented.SITE, ()):
        if page.path.endswith(".json"):
            assert json.loads(page.body)["items"] == []
        else:
            etree.fromstring(page.body)
