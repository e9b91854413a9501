"""Under which headings a story stands, and the pages that list them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copytaster.model import Topic
from copytaster.publish import feeds_out, pages
from copytaster.publish.listing import card
from copytaster.publish.sections import Section, sections, sections_of


def about(invented, *topics: Topic, **changes):
    """The main story under these topics."""
    return invented.publication(story=invented.story().with_(topics=topics), **changes)


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("medtop:15000000", "sport", "sport"),
        ("medtop:11000000", "anything", "politics"),
        ("subj:04003000", "securities", "economy"),
        ("category:s", "s", "sport"),
        ("category:World", "World", None),
        ("category:Sports", "Sports", "sport"),
        ("medtop:20000151", "flood", "disaster"),
        ("medtop:20009999", "election", "politics"),
        ("medtop:99000000", "no such topic", None),
        ("x", "Kultur & Film", "culture"),
    ],
)
def test_a_topic_stands_under_the_media_topic_at_its_top(code, name, slug, invented):
    """By code where that says it, else by a sender's own word, else nowhere."""
    found = sections_of(sections({}), about(invented, Topic(code, name)))
    assert found == ((slug,) if slug else ())


def test_the_first_topic_that_says_anything_counts(invented):
    """A story of three topics stands in one section, unless the operator says more."""
    topics = (Topic("category:World", "World"), Topic("a", "sport"), Topic("b", "health"))
    assert sections_of(sections({}), about(invented, *topics)) == ("sport",)


def test_the_operators_rules_put_a_story_where_they_say(invented):
    """Rules by topic, feed, agency and language, in the operator's order, at most three."""
    known = sections({
        "The Valley": ["source:marisk"],
        "Wasser und Flut": ["topic:Flood", "topic:medtop:20000151"],
        "Elsewhere": ["language:de", "provider:other.example"],
        "Sport": ["topic:sport"],
    })  # fmt: skip
    assert [s.slug for s in known] == ["the-valley", "wasser-und-flut", "elsewhere", "sport"]
    assert sections_of(known, invented.publication()) == ("the-valley", "wasser-und-flut")
    german = invented.publication(story=invented.story().with_(language="de"))
    assert sections_of(known, german)[-1] == "elsewhere"
    assert sections_of(known, about(invented, Topic("subj:15000000", "x"), source="N"))[-1] == "sport"  # fmt: skip


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"World": ["feed:x"]}, "feed:x"),
        ({"World": ["topic:"]}, "topic:"),
        ({"A b": ["topic:x"], "a B": ["topic:y"]}, "A b"),
        ({"世界": ["topic:x"]}, "世界"),
    ],
)
def test_a_rule_that_makes_no_sense_is_named(said, named):
    """Of no known kind, empty, or under a name that makes no address."""
    with pytest.raises(ValueError, match=named):
        sections(said)


def test_a_section_has_its_page_its_feed_and_its_place_on_the_front(invented):
    """Its page lists the stories in order and names its feed; the front page leads to it."""
    sport, live = Section("sport", "Sport & games"), invented.view().publications[:2]
    feeds = feeds_out.section_feeds(invented.SITE, sport, live)
    page = pages.section_page(invented.SITE, sport, [card(p) for p in live], feeds)
    assert page.path == "sections/sport/index.html"
    html = page.body.decode()
    assert html.index(live[0].series) < html.index(live[1].series)
    assert "Sport &amp; games" in html
    assert 'href="../../sections/sport/feed.xml"' in html
    assert b"<entry" in feeds[0].body
    front = pages.front_page(invented.SITE, live, (), [sport]).body.decode()
    assert 'href="./sections/sport/"' in front
    overview = pages.sections_page(invented.SITE, [(sport, [card(live[0])])]).body.decode()
    assert 'href="../sections/sport/"' in overview
    story = pages.story_page(invented.SITE, live[0], [sport]).body.decode()
    assert '<meta property="article:section" content="Sport &amp; games">' in story
    assert 'href="../../sections/sport/"' in story


def test_a_section_shows_nothing_that_is_not_live(invented):
    """Its feed refuses a withdrawn story as every other list does."""
    from copytaster.errors import NotPublishable

    dead = replace(invented.publication(), state="killed")
    with pytest.raises(NotPublishable):
        feeds_out.section_feeds(invented.SITE, Section("sport", "Sport"), [dead])


def test_a_finer_code_stands_under_its_topic(invented) -> None:
    """A code of any depth, Media Topic or subject code, leads to the section of the topic above it."""
    for code in ("medtop:20000822", "medtop:20001065", "subj:15054000"):
        story = about(invented, Topic(code, "of no telling name"))
        assert sections_of(sections({}), story) == ("sport",)
