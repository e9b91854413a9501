"""What a web page says of itself: titles, people, times, rights, in tags, JSON-LD, microdata and to the eye."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import parse
from copytaster.formats.html_jsonld import decoded
from copytaster.model import Credit, Item, Rights

COPY = "".join(
    f"<p>The lamp of Port Elm burns again, and part {n} of its story is told here at the length it needs.</p>"
    for n in range(4)
)


def ld(**said: Any) -> str:
    """A JSON-LD script of a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def item_of(head: str = "", top: str = "", attributes: str = "") -> Item:
    """The item of a page with that head, and that above its copy."""
    text = f"<!doctype html><html {attributes}><head>{head}</head><body><article>{top}<div>{COPY}</div></article></body></html>"
    (item,) = parse(
        text.encode(), url="https://elm.example/a", content_type="text/html; charset=utf-8"
    ).items
    return item


@pytest.mark.parametrize(
    ("head", "top", "headline"),
    [
        (
            ld(headline="Lamp lit again"),
            "<h1>Lamp lit again after weeks</h1>",
            "Lamp lit again after weeks",
        ),
        (ld(headline="Lamp lit again"), "<h1>Harbour news in short words</h1>", "Lamp lit again"),
        (
            '<meta property="og:title" content="Lamp lit again &amp;amp; well">',
            "",
            "Lamp lit again & well",
        ),
        ("<title>Lamp lit again | Elm Gazette</title>", "", "Lamp lit again"),
        (
            "<title>Elm Gazette</title>",
            "<h1>Lamp lit again in the harbour</h1>",
            "Lamp lit again in the harbour",
        ),
    ],
)
def test_headline(head: str, top: str, headline: str) -> None:
    """The h1 where the page's object says the same, else the object, the tags, the h1, the title less the site."""
    assert item_of(head, top).headline == headline


@pytest.mark.parametrize(
    ("head", "top", "people"),
    [
        (ld(author=[{"@type": "Person", "name": "Rosa Lind"}, {"@type": "Person", "name": "Bo Ek"}]), "", ("Rosa Lind", "Bo Ek")),
        (ld(author="By Rosa Lind and Bo Ek"), "", ("Rosa Lind", "Bo Ek")),
        ('<meta name="author" content="Rosa Lind (rli)">', "", ("Rosa Lind",)),
        ("", "<span class=authorName>Rosa Lind</span>", ("Rosa Lind",)),
        ("", "<div class=byline>By Rosa Lind, Holm</div>", ("Rosa Lind",)),
        ("", '<p>by <a href="/author/rl">Rosa Lind</a></p>', ("Rosa Lind",)),
        ("", "<p>4 March | Von Rosa Lind</p>", ("Rosa Lind",)),
        (ld(author="Elm Gazette", publisher={"name": "Elm Gazette"}), "<a rel=author>Rosa Lind</a>", ("Rosa Lind",)),
        (ld(author="Elm Gazette", publisher={"name": "Elm Gazette"}), "<p class=author>read more</p>", ("Elm Gazette",)),
        ('<meta name="author" content="1052">', "", ()),
    ],
)  # fmt: skip
def test_people(head: str, top: str, people: tuple[str, ...]) -> None:
    """People are named by the object, the tags, or the line a reader sees; a site's own name gives way to them."""
    assert item_of(head, top).bylines == people


def test_a_house_is_credited() -> None:
    """An organisation that wrote it, or is named as the source, is an agency; the publisher is the publisher."""
    item = item_of(
        ld(
            author={"@type": "Organization", "name": "Northern Wire"},
            publisher={"@id": "#p"},
            creditText="Coast Press",
        )
        + '<script type="application/ld+json">{"@id":"#p","@type":"Organization","name":"Elm Gazette"}</script>'
    )
    assert item.credits == (
        Credit("Coast Press", "agency"),
        Credit("Northern Wire", "agency"),
        Credit("Elm Gazette", "publisher"),
    )


@pytest.mark.parametrize(
    ("head", "top", "sent"),
    [
        (ld(datePublished="2031-03-04T09:00:00+02:00"), "", "2031-03-04T09:00:00+02:00"),
        (
            '<meta property="article:published:time" content="2031-03-04T09:00Z">',
            "",
            "2031-03-04T09:00Z",
        ),
        ("", '<time datetime="2031-03-04">yesterday</time>', "2031-03-04"),
        ("", "<h1>Lamp lit again</h1><div>Tu 04.03.31 | 14:07 | Elm</div>", "04.03.31 | 14:07"),
        ("", "<h1>Lamp lit again</h1><div class=meta>4. März 2031</div>", "4. März 2031"),
    ],
)
def test_published(head: str, top: str, sent: str) -> None:
    """The day is the object's, the tags', a time element's, or what stands by the headline."""
    item = item_of(head, top)
    assert item.published_text == sent
    assert item.published is not None
    assert item.published.date().isoformat() == "2031-03-04"


@pytest.mark.parametrize(
    ("head", "attributes", "language"),
    [
        (
            ld(inLanguage={"@type": "Language", "name": "Swedish", "alternateName": "sv"}),
            'lang="en"',
            "sv",
        ),
        (ld(inLanguage="English"), 'lang="en_GB"', "en-GB"),
        ('<meta property="og:locale" content="pt_BR">', "", "pt-BR"),
        ("", "", None),
    ],
)
def test_language(head: str, attributes: str, language: str | None) -> None:
    """A language is a code; a language's name is none."""
    assert item_of(head, "", attributes).language == language


def test_rights_and_embargo() -> None:
    """Licence, holder, expiry, archive and mining, and an embargo, are kept as declared."""
    item = item_of(
        ld(copyrightHolder={"name": "Elm Gazette"}, license="https://elm.example/terms", expires="2031-04-01T00:00:00Z")
        + '<meta name="robots" content="index, noarchive"><meta name="tdm-reservation" content="1">'
        '<meta name="copyright" content="© Elm Gazette"><meta name="embargo" content="2031-03-05T06:00:00Z">'
    )  # fmt: skip
    assert item.rights is not None
    assert item.rights.until is not None
    assert item.embargo is not None
    assert item.rights.to_dict() | {"until": None} == Rights(
        derive=False, archive=False, holder="Elm Gazette", text="https://elm.example/terms; © Elm Gazette"
    ).to_dict()  # fmt: skip
    assert item.rights.until.isoformat() == "2031-04-01T00:00:00+00:00"
    assert item.embargo.text == "2031-03-05T06:00:00Z"
    assert item_of().rights is None


def test_the_pages_own_object_among_many() -> None:
    """Of several articles in a graph the page's own is the one at its address, not the fullest."""
    graph = {
        "@graph": [
            {"@type": "WebPage", "headline": "no article"},
            {"@type": "NewsArticle", "headline": "Another story entirely", "author": "A B", "datePublished": "2030-01-01", "url": "https://elm.example/b"},
            {"@type": ["Article", "NewsArticle"], "headline": "Lamp lit again", "mainEntityOfPage": {"@id": "https://elm.example/a"}},
        ]
    }  # fmt: skip
    item = item_of(f'<script type="application/ld+json">{json.dumps([graph])}</script>')
    assert item.headline == "Lamp lit again"


def test_microdata_where_there_is_no_json() -> None:
    """An article marked up in its elements says the same as one in JSON-LD; what is nested stays nested."""
    top = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Lamp lit again</h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Rosa Lind</b></span>'
        '<meta itemprop="datePublished" content="2031-03-04"><div itemprop="publisher" itemscope '
        'itemtype="https://schema.org/Organization"><meta itemprop="name" content="Elm Gazette"></div></div>'
    )
    item = item_of("", top)
    assert (item.headline, item.bylines, item.published_text) == (
        "Lamp lit again",
        ("Rosa Lind",),
        "2031-03-04",
    )
    assert item.credits == (Credit("Elm Gazette", "publisher"),)


@pytest.mark.parametrize(
    "script",
    [
        '{"headline":"h"}',
        ' <!-- {"headline":"h"} --> ',
        '//<![CDATA[\n{"headline":"h"}\n//]]>',
        '/*<![CDATA[*/{"headline":"h"};/*]]>*/',
        '{"headline":"h",}',
        '{"headline":"h","tags":["a", ,\n]}'.replace(", ,", ","),
        "{&quot;headline&quot;:&quot;h&quot;}",
        '{"headline":"h"}{"other":1}',
        '{"headline":"h","note":"two\nlines"}',
    ],
)
def test_broken_json_ld(script: str) -> None:
    """Comments around it, commas too many, references, values in a row, and line breaks are read through."""
    assert decoded(script)[0]["headline"] == "h"


@given(st.text(max_size=200))
def test_any_json_ld_is_read(script: str) -> None:
    """No text in the script makes the reader fail."""
    assert isinstance(decoded(script), list)


def test_subjects_of_section_and_keywords() -> None:
    """Section and keywords are subjects, each once."""
    item = item_of(ld(articleSection="Coast", keywords="lamp, harbour, lamp"))
    assert [s.code for s in item.subjects] == ["category:Coast", "keyword:lamp", "keyword:harbour"]
