"""Feeds as they are: faults that other readers lose copy to."""

from __future__ import annotations

import pytest

from copytaster.formats import parse

TAIL = "</title><link>https://e.example/1</link></item><item><title>second</title></item></channel></rss>"


def titles(inside: str) -> list[str | None]:
    """The headlines of a feed whose first title is ``inside``, raw."""
    document = f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title><item><title>{inside}{TAIL}'
    return [item.headline for item in parse(document.encode()).items]


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("Caf&eacute; noir", "Café noir"),
        ("a&nbsp;b", "a b"),
        ("R&D lab", "R&D lab"),
        ("AT&amp;T", "AT&T"),
        ("x&#8217;y", "x’y"),
        ("x&#x92;y", "x’y"),
        ("x\x0by", "xy"),
        ("x <b>bold</b> y", "x bold y"),
        ("x<br>y", "x y"),
        ("5 < 6 ok", "5 < 6 ok"),
        ("don\x92t", "don’t"),
        ("donâ\x80\x99t", "donâ\x80\x99t"),
        ("&#X41; & B", "A & B"),
        ("fish &unknown; chips", "fish &unknown; chips"),
        ("<![CDATA[a <i>fer</i>ry & more]]>", "a ferry & more"),
        ("half &#xD800; pair", "half \ufffd pair"),
        ("a</b>b", "ab"),
    ],
)
def test_title_is_whole_and_no_item_is_lost(inside: str, title: str) -> None:
    """One fault in one title costs neither that title nor the next item."""
    assert titles(inside) == [title, "second"]


def test_cut_off_feed_keeps_what_arrived() -> None:
    """A feed cut off in a CDATA section keeps the words that came, and says it was mended."""
    feed = parse(
        b"<rss><channel><title>c</title><item><title>one</title></item><item><title>two</title>"
        b"<description><![CDATA[<p>half a sto"
    )
    assert [i.headline for i in feed.items] == ["one", "two"]
    assert feed.items[1].body == "half a sto"
    assert "xml-ill-formed" in [p.code for p in feed.problems]


def test_undeclared_prefixes_and_bare_attributes() -> None:
    """Prefixes nobody declared and values without quotes are understood."""
    feed = parse(
        b"<!-- made by hand --><?xml version='1.0'?><rss version=2.0><channel><item><title>t</title>"
        b"<guid isPermaLink=false>g</guid><dc:creator>Ana Petrov</dc:creator>"
        b"<content:encoded>&lt;p&gt;All of it&lt;/p&gt;</content:encoded></item></channel></rss> trailing"
    )
    (item,) = feed.items
    assert (item.guid, item.bylines, item.body) == ("g", ("Ana Petrov",), "All of it")


def test_many_items_and_twins() -> None:
    """There is no cap on items, and two with one guid are two."""
    item = b"<item><guid>same</guid><title>t</title></item>"
    assert len(parse(b"<rss><channel>" + item * 12_000 + b"</channel></rss>").items) == 12_000


def test_year_one_is_a_problem() -> None:
    """A date that is none is kept as sent, with a problem."""
    item = parse(
        b"<rss><channel><item><title>t</title><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate></item></channel></rss>"
    ).items[0]
    assert item.published is None
    assert item.published_text == "Mon, 01 Jan 0001 00:00:00 +0000"
    assert [p.code for p in item.problems] == ["date-unparsed"]


def test_script_links_are_refused() -> None:
    """Only http addresses become links."""
    item = parse(
        b"<rss><channel><item><title>t</title><link>javascript:alert(1)</link></item></channel></rss>"
    ).items[0]
    assert item.link is None
    assert [p.code for p in item.problems] == ["link-refused"]


def test_cut_off_json_feed_keeps_whole_items() -> None:
    """A JSON feed cut off in an item keeps those before it."""
    feed = parse(
        b'{"version":"https://jsonfeed.org/version/1","title":"Q","items":[{"id":"1","content_text":"one"},{"id":"2","con'
    )
    assert feed.title == "Q"
    assert [i.guid for i in feed.items] == ["1"]
    assert [p.code for p in feed.problems] == ["json-ill-formed"]


def test_unknown_status_withholds() -> None:
    """A status nobody knows fails closed, with a problem."""
    item = parse(b'{"uri":"u","headline":"h","pubstatus":"perhaps"}').items[0]
    assert item.status == "withheld"
    assert "status-unknown" in [p.code for p in item.problems]


def test_markup_in_an_atom_title() -> None:
    """A title with markup in it, escaped or not, is its words."""
    feed = parse(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Coast <b>Des</b>k</title><entry>'
        b'<title type="application/octet-stream">VGlkZSA8Yj53YXJuPC9iPmluZw==</title></entry></feed>'
    )
    assert feed.title == "Coast Desk"
    assert feed.items[0].headline == "Tide warning"
