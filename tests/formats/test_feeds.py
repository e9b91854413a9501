"""Feeds: what their modules, relations and codes become."""

from __future__ import annotations

import pytest

from copytaster.formats import parse
from copytaster.model import Item


def rss_item(inside: str, url: str | None = None) -> Item:
    """The one item of an RSS feed with this inside it."""
    head = (
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="http://shop.example/rss/own/">'
    )
    return parse(f"{head}<channel><item>{inside}</item></channel></rss>".encode(), url=url).items[0]


@pytest.mark.parametrize(
    ("category", "code", "name"),
    [
        ("<category>World</category>", "category:World", "World"),
        ("<category>Opinion: World</category>", "category:Opinion: World", "Opinion: World"),
        ("<category>medtop:20001065</category>", "medtop:20001065", "soccer"),
        ("<category>20001065</category>", "medtop:20001065", "soccer"),
        ("<category>20310304</category>", "category:20310304", "20310304"),
        ("<category domain='IPTC'>15054000</category>", "subj:15054000", None),
        (
            "<category>http://cv.iptc.org/newscodes/mediatopic/20001065</category>",
            "medtop:20001065",
            "soccer",
        ),
        ("<category term='medtop:20001065' label='Kicks'/>", "medtop:20001065", "Kicks"),
        ("<dc:subject>R&amp;amp;D</dc:subject>", "category:R&amp;D", "R&D"),
    ],
)
def test_subject_codes(category: str, code: str, name: str | None) -> None:
    """A code stays the code it is, with its name; a category is one, whatever stands in it."""
    (subject,) = rss_item(category).subjects
    assert (subject.code, subject.name) == (code, name)


def test_a_date_that_is_none_gives_way_to_one_that_is() -> None:
    """Where one field holds no date, the next one that does is taken."""
    item = rss_item(
        "<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate><dc:date>2031-03-04</dc:date>"
    )
    assert item.published_text == "2031-03-04"
    assert not item.problems


def test_a_module_that_calls_itself_rss_is_none() -> None:
    """An element of another namespace is not the item's own, though the namespace has rss in its name."""
    item = rss_item(
        "<x:description>goods</x:description><description>copy</description><x:title>no</x:title>"
    )
    assert (item.body, item.headline) == ("copy", None)


@pytest.mark.parametrize(
    ("link", "kept", "problem"),
    [
        ("/2031/flood?id=2", "/2031/flood?id=2", "link-relative"),
        ("elm.example/flood", "elm.example/flood", "link-relative"),
        ("//elm.example/a", "https://elm.example/a", None),
        ("/\\elm.example", None, "link-refused"),
        ("data:text/html,x", None, "link-refused"),
    ],
)
def test_a_link_is_not_guessed_at(link: str, kept: str | None, problem: str | None) -> None:
    """Without an address to read it at, a relative link stays as sent; what is no link is refused."""
    item = rss_item(f"<link>{link}</link>")
    assert item.link == kept
    assert [p.code for p in item.problems] == ([problem] if problem else [])


def test_a_link_is_read_at_the_feeds_address() -> None:
    """Where the feed came from is what its links are relative to."""
    item = rss_item("<link>/2031/flood</link>", "https://elm.example/feed/rss")
    assert item.link == "https://elm.example/2031/flood"


def test_a_sitemap_index_says_what_it_is() -> None:
    """A list of sitemaps has no items, and a problem that names what to subscribe to."""
    feed = parse(
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        b"<loc>https://elm.example/news.xml</loc></sitemap></sitemapindex>"
    )
    assert feed.format == "sitemap"
    assert not feed.items
    (problem,) = feed.problems
    assert problem.code == "sitemap-index"
    assert "https://elm.example/news.xml" in problem.message


def test_an_embargo_nobody_understands_does_not_lift() -> None:
    """A declared embargo that is no moment with a zone has no end."""
    item = rss_item("<title>t</title><embargo>tomorrow at six</embargo>")
    assert item.embargo is not None
    assert item.embargo.until is None
    assert item.embargo.text == "tomorrow at six"
