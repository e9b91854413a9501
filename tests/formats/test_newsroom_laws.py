"""Laws of the newsroom formats: whatever a newsroom writes, every word comes out, and nothing breaks."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Feed, Item

DATA = Path(__file__).parent / "data"
WORD = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
TEXT = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
STORY = st.tuples(TEXT, st.lists(TEXT, min_size=1, max_size=5), TEXT)
"""(headline, paragraphs, caption)"""


def nitf(headline: str, paragraphs: list[str], caption: str) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        f"<nitf><body><body.head><hedline><hl1>{escape(headline)}</hl1></hedline></body.head><body.content>{body}"
        f"<media media-type='image'><media-caption>{escape(caption)}</media-caption></media></body.content></body></nitf>"
    )


def g2(headline: str, paragraphs: list[str], caption: str) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        f"<newsItem guid='g'><contentMeta><headline>{escape(headline)}</headline></contentMeta>"
        f"<partMeta><description role='drol:caption'>{escape(caption)}</description></partMeta><contentSet>"
        f"<inlineXML contenttype='application/xhtml+xml'><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )


def newsml1(headline: str, paragraphs: list[str], caption: str) -> str:
    body = escape("".join(f"<p>{escape(p)}</p>" for p in paragraphs))
    return (
        f"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>{escape(headline)}</HeadLine></NewsLines><NewsComponent>"
        f"<ContentItem><DataContent>{body}</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName='Caption'/>"
        f"<ContentItem><DataContent>{escape(caption)}</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"
    )


def ninjs1(headline: str, paragraphs: list[str], caption: str) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    picture = {"uri": "urn:p", "type": "picture", "description_text": caption}
    return json.dumps(
        {"uri": "urn:a", "headline": headline, "body_xhtml": body, "associations": {"one": picture}}
    )


def ninjs2(headline: str, paragraphs: list[str], caption: str) -> str:
    bodies = [{"role": "part", "contenttype": "text/plain", "value": p} for p in paragraphs]
    picture = {"name": "one", "uri": "urn:p", "descriptions": [{"value": caption}]}
    return json.dumps(
        {
            "uri": "urn:a",
            "headlines": [{"value": headline}],
            "bodies": bodies,
            "associations": [picture],
        }
    )


def rbnews(headline: str, paragraphs: list[str], caption: str) -> str:
    body = escape("".join(f"<p>{escape(p)}</p>" for p in [*paragraphs, caption]))
    return f"<RBNews><headline>{escape(headline)}</headline><content>{body}</content></RBNews>"


WRITERS = [nitf, g2, newsml1, ninjs1, ninjs2, rbnews]
Writer = Callable[[str, list[str], str], str]


def letters(text: str) -> str:
    """The text's letters and digits in one piece."""
    return re.sub(r"[\W_]+", "", text)


def said(item: Item) -> str:
    """All that the item says, fields parted by a mark."""
    captions = [text for m in item.media for text in (m.caption, m.alt)]
    fields = (item.headline, item.deck, item.summary, item.note, item.body, *captions)
    return "|".join(letters(field or "") for field in fields)


@pytest.mark.parametrize("write", WRITERS, ids=lambda w: w.__name__)
@given(story=STORY)
def test_no_word_is_lost(write: Writer, story: tuple[str, list[str], str]) -> None:
    """Headline, paragraphs and caption stand in the item, letter for letter."""
    headline, paragraphs, caption = story
    item = parse(write(headline, paragraphs, caption).encode()).items[0]
    have = said(item)
    for text in (headline, *paragraphs, caption):
        assert letters(text) in have


@pytest.mark.parametrize("name", ["g2.newsml", "message.newsml", "newsml1.newsml", "nitf.nitf", "ninjs2.ninjs",
                                  "story.rbnews", "export.wxr", "story.eml", "story.anpa", "story.7901"])  # fmt: skip
@given(data=st.data())
def test_a_broken_document_never_breaks_a_reader(name: str, data: st.DataObject) -> None:
    """Any bytes of a document may be cut out or changed: a feed or a FormatError comes of it."""
    whole = (DATA / name).read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    gap = data.draw(st.integers(0, 60))
    insert = data.draw(st.binary(max_size=8))
    with contextlib.suppress(FormatError):
        assert isinstance(parse(whole[:at] + insert + whole[at + gap :]), Feed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=12,
)
MEMBERS = ("headline", "headlines", "body_html", "bodies", "descriptions", "associations", "renditions", "subject",
           "embargoed", "embargoedUntil", "usageterms", "plannedCoverage", "urgency", "by", "standard", "$standard",
           "pubstatus", "type", "rightsinfo", "ednote", "keywords", "located", "provider", "evolvedfrom")  # fmt: skip


@given(st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=6))
def test_any_value_in_any_member_of_ninjs_is_borne(members: dict[str, object]) -> None:
    """Members of the wrong type are told, not stumbled over."""
    feed = parse(json.dumps({"uri": "urn:a", "title": "x", **members}).encode())
    assert feed.items[0].guid == "urn:a"


def test_what_withholds_an_item_is_never_read_away() -> None:
    """An embargo that is no date, an unknown status, an empty embargoed element: all of them hold."""
    held = parse(
        b'{"uri":"urn:a","title":"x","embargoedUntil":"when the minister has spoken"}'
    ).items[0]
    assert held.embargo is not None
    assert held.embargo.until is None
    strange = parse(b'{"uri":"urn:a","title":"x","pubStatus":"perhaps"}').items[0]
    assert strange.status == "withheld"
    empty = parse(b"<newsItem guid='g'><itemMeta><embargoed/></itemMeta></newsItem>").items[0]
    assert empty.embargo is not None


HOUSE = b"""<?xml version="1.0"?>
<feed_export><story><id>7</id><headline>Weir &amp; ferry</headline><standfirst>Both hold</standfirst><byline>By Ana Ruiz</byline>
<pubdate>2024-03-12T14:00:00Z</pubdate><body><p>The weir held.</p><p>The ferry sailed.</p></body>
<box><title>In figures</title><text>Nine days.</text></box></story>
<story><id>8</id><title>Lamps</title><embargo>Friday</embargo><text>&lt;p&gt;Out again.&lt;/p&gt;</text></story></feed_export>"""


def test_a_house_of_its_own_making_is_read_and_withheld() -> None:
    """XML of no standard is told by the names of its parts; nobody but an editor lets it out."""
    feed = parse(HOUSE)
    assert [i.headline for i in feed.items] == ["Weir & ferry", "Lamps"]
    assert [i.body for i in feed.items] == ["The weir held.\n\nThe ferry sailed.", "Out again."]
    assert {i.status for i in feed.items} == {"withheld"}
    assert [p.code for p in feed.items[0].problems] == ["dialect-unknown"]
    assert feed.items[0].bylines == ("Ana Ruiz",)
    assert feed.items[0].note == "In figures Nine days."
    assert feed.items[1].embargo is not None


def test_xml_without_a_story_is_refused_by_its_root() -> None:
    """A configuration, a drawing, a list: no story, no item."""
    with pytest.raises(FormatError, match="root <settings>"):
        parse(b"<settings><title>Ports</title><port>8000</port></settings>")


def test_parts_past_their_bound_are_told() -> None:
    """A text in more parts than any sender has is read so far, and said to be."""
    parts = "".join(f"<DataContent>part {n} of it</DataContent>" for n in range(2100))
    item = parse(f"<NewsML><NewsItem>{parts}</NewsItem></NewsML>".encode()).items[0]
    assert "parts-left-out" in [p.code for p in item.problems]
    assert len(item.blocks) == 2000
