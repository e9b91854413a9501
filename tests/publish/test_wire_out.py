"""Stories go out in the formats of the wire: valid, no word lost on the way, and gone when they are killed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import copytaster as ct
import tongues
from copytaster.desk.sample import render
from copytaster.errors import NotPublishable
from copytaster.formats import parse
from copytaster.model import (
    Block,
    Embargo,
    Item,
    Media,
    Publication,
    Rights,
    Site,
    Story,
    Subject,
)
from copytaster.publish import wire_out
from copytaster.publish.render import clean
from jsonschemas import faults

SITE = Site("The Halden Wire", "https://wire.example.org", publisher="Halden Wire Cooperative")
FORMATS = ("ninjs", "newsml-g2", "nitf")
WIRE = replace(SITE, wire=FORMATS)
DAY = datetime(2027, 3, 3, 12, tzinfo=UTC)


def document(publication: Publication, name: str) -> bytes:
    """The publication's document in a format."""
    (page,) = wire_out.documents(replace(SITE, wire=(name,)), publication)
    return page.body


def read_back(publication: Publication, name: str) -> Item:
    """The item our own reader finds in the document."""
    (item,) = parse(document(publication, name)).items
    return item


def split(text: str | None) -> list[str]:
    """The words of a text as any format can hold them."""
    return clean(text or "").split()


def spoken(text: str | None) -> list[str]:
    """The words of a text that say something: a lone colon is no caption."""
    return [w for w in split(text) if any(c.isalnum() for c in w)]


# --- what is in them -------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_of_ours_gets_back_all_that_was_put_in(name: str, invented: ModuleType) -> None:
    """Copy, headline, deck, picture, subjects, place, dates and rights of the sample come back the same."""
    publication = invented.publication()
    item = read_back(publication, name)
    story = publication.story
    assert (item.headline, item.deck) == (story.headline, story.item.deck)
    for paragraph in story.copy.split("\n\n"):
        assert " ".join(paragraph.split()) in " ".join(item.body.split())
    assert "Also Read" not in item.body
    assert item.media == story.item.media
    assert [s.code for s in item.subjects] == [t.code for t in story.topics]
    assert item.located == "Orlen Falls, Velmark"
    assert item.published == publication.first_published
    assert item.bylines == story.bylines
    assert "Marisk" in {c.name for c in item.credits}
    assert item.rights == Rights(text=story.item.rights.text)
    assert item.guid == "https://wire.example.org/stories/0f1e2d3c4b5a6978/"
    assert item.status == "usable"
    assert item.problems == ()


@pytest.mark.parametrize("name", ["ninjs", "newsml-g2"])
def test_a_change_counts_the_version_up(name: str, invented: ModuleType) -> None:
    """A later state of the story has a higher version and its date; the edition is named beside it."""
    first = invented.publication()
    later = replace(first, modified=first.modified + timedelta(seconds=90))
    items = [read_back(p, name) for p in (first, later)]
    assert int(items[1].version) - int(items[0].version) == 90
    assert items[1].updated == later.modified
    assert first.story.id.encode() in document(first, name)


def test_corrections_are_told_in_each_format(invented: ModuleType) -> None:
    """As the editor's note everywhere, as a signal and as revision history where there are such."""
    publication = invented.publication()
    note = publication.corrections[0].note
    for name in FORMATS:
        assert note in (read_back(publication, name).note or "")
    assert read_back(publication, "newsml-g2").signals == ("correction",)
    history = etree.fromstring(document(publication, "nitf")).find("{*}head/{*}revision-history")
    assert history is not None
    assert note in history.get("comment", "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_carries_no_more_than_the_page(name: str, invented: ModuleType) -> None:
    """Under excerpt it has the first sentences, and says so; no deck, no picture, no note to editors."""
    noted = invented.story().with_(item=replace(invented.story().item, note="NOT FOR PUBLICATION"))
    body = document(invented.publication(story=noted, policy="excerpt"), name).decode()
    for beyond in ("No siren", "eleven times", invented.PICTURE, "forty missing", "NOT FOR"):
        assert beyond not in body
    assert "flood wave" in body
    assert "Only this excerpt may be shown." in body
    assert "NOT FOR" not in document(invented.publication(story=noted), name).decode()


@pytest.mark.parametrize("name", [*FORMATS, "oembed"])
def test_a_picture_whose_rights_refuse_is_in_no_document(name: str, invented: ModuleType) -> None:
    """As on the page: the copy goes out, the picture does not."""
    told = invented.story()
    media = replace(told.item.media[0], rights="Not for publication.", width=500, height=200)
    refused = told.with_(item=replace(told.item, media=(media,)))
    body = document(invented.publication(story=refused), name).decode()
    assert "flood wave" in body
    assert invented.PICTURE not in body
    allowed = told.with_(item=replace(told.item, media=(replace(media, rights=None),)))
    assert invented.PICTURE in document(invented.publication(story=allowed), name).decode()


@pytest.mark.parametrize("state", ["held", "withheld", "embargoed", "killed"])
def test_what_is_not_live_is_refused(state: Any, invented: ModuleType) -> None:
    """Documents and lists raise for it, and a cancellation for all but what was killed."""
    barred = invented.publication(state=state)
    with pytest.raises(NotPublishable):
        wire_out.documents(WIRE, barred)
    with pytest.raises(NotPublishable):
        wire_out.lists(SITE, [invented.publication(), barred])
    if state != "killed":
        with pytest.raises(NotPublishable):
            wire_out.cancellations(SITE, barred, FORMATS)
        with pytest.raises(NotPublishable):
            wire_out.lists(SITE, [], [barred])


def test_a_list_remembered_is_not_a_way_past_the_guard(invented: ModuleType) -> None:
    """The very story object whose document was made once is refused when it is held."""
    publication = invented.publication()
    wire_out.lists(SITE, [publication])
    with pytest.raises(NotPublishable):
        wire_out.lists(SITE, [replace(publication, state="held")])
    with pytest.raises(NotPublishable):
        wire_out.lists(SITE, [replace(publication, policy="hold")])


def test_a_kill_is_told_without_a_word_of_the_story(invented: ModuleType) -> None:
    """Each format says canceled, of the same name, in a higher version; nothing else is left."""
    live = invented.publication()
    killed = replace(live, state="killed", modified=live.modified + timedelta(minutes=5))
    pages = [*wire_out.cancellations(SITE, killed, FORMATS), *wire_out.lists(SITE, [], [killed])]
    words = {w for t in (live.story.headline, live.story.text) for w in split(t) if len(w) > 5}
    for page in pages:
        (item,) = parse(page.body).items
        assert (item.status, item.guid) == ("canceled", read_back(live, "ninjs").guid)
        assert int(item.version) > int(read_back(live, "ninjs").version)
        assert not words & set(split(page.body.decode()))


def test_lists_hold_all_stories_newest_first(invented: ModuleType) -> None:
    """One array, one message; what is in them is what the documents hold."""
    live = [invented.publication(), invented.rival(), tongues.rtl()]
    for page in wire_out.lists(SITE, live):
        items = parse(page.body).items
        assert len(items) == 3
        assert [i.published for i in items] == sorted((i.published for i in items), reverse=True)
        assert {i.headline for i in items} == {p.story.headline for p in live}


def test_empty_lists_are_lists() -> None:
    """A site with nothing on it yet has well-formed ones."""
    ninjs, message = wire_out.lists(SITE, [])
    assert json.loads(ninjs.body) == []
    assert etree.fromstring(message.body).find("{*}itemSet") is not None


# --- stories of every kind --------------------------------------------------------------------

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["", " ", "\x00\x1b[31m", "\u202eright to left\u202c", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧 🇳🇴 é",
     "<b>&amp;</b> ]]> <!--", "tab\tand\nline", "\ud800 half", "\ufeff\u200b", "line one\nline two",
     "日本語の記事、句点。", "a\u00a0b", "x" * 70]
)  # fmt: skip
# ninjs says of headlines, captions and copy whether they are plain text, not of names and titles.
SIMPLE = TEXTS.map(lambda text: text.replace("<", "").replace("&", ""))
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
KINDS = st.sampled_from(["paragraph", "subhead", "list", "table", "caption"])
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)
).map(lambda at: at.replace(microsecond=0))  # fmt: skip
CODES = st.sampled_from(
    ["medtop:20000151", "subj:16000000", "genre:Feature", "keyword:melt", "desk:World", "medtop:x"]
)


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """Live publications, in full, of any text, with any part missing."""
    blocks: list[Block] = []
    text = ""
    for kind, part in draw(st.lists(st.tuples(KINDS, TEXTS), max_size=5)):
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(part), kind))
        text += part
    published = draw(MOMENTS)
    media = [
        Media("picture", f"https://pictures.example.org/{n}.jpg", *captioned, width=draw(st.none() | st.just(640)))
        for n, captioned in enumerate(draw(st.lists(st.tuples(TEXTS, SIMPLE, SIMPLE), max_size=2)))
    ]  # fmt: skip
    item = Item(
        body=text,
        headline=draw(st.none() | TEXTS),
        deck=draw(st.none() | TEXTS),
        slug=draw(st.none() | NAMES),
        urgency=draw(st.none() | st.integers(1, 9)),
        located=draw(st.none() | NAMES),
        embargo=draw(st.none() | st.just(Embargo(published + timedelta(hours=1), "until then"))),
        subjects=tuple(Subject(c, draw(st.none() | NAMES)) for c in draw(st.lists(CODES, unique=True))),
        rights=draw(
            st.none()
            | st.builds(Rights, display=st.sampled_from([None, "full"]), until=st.none() | MOMENTS,
                        holder=st.none() | NAMES, text=st.none() | NAMES,
                        derive=st.sampled_from([None, True, False]))
        ),
        media=tuple(media),
        language=draw(st.sampled_from([None, "en", "ar", "zh-Hant", "not a tag"])),
        note="for editors alone",
    )  # fmt: skip
    story = Story("a1b2c3d4e5f60718", "0f1e2d3c4b5a6978", item, tuple(blocks), bylines=draw(
        st.lists(NAMES, max_size=2).map(tuple)))  # fmt: skip
    return Publication(
        series=story.series, story=story, state="live", policy="full",
        first_published=published, modified=published + timedelta(minutes=draw(st.integers(0, 99))),
    )  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@given(publication=publications())
def test_no_word_of_any_story_is_lost(name: str, publication: Publication) -> None:
    """Whatever the script and whatever is missing, our reader finds every word, in order, and what stands beside it."""
    item = read_back(publication, name)
    told = publication.story.item
    assert split(item.headline) == split(told.headline)
    assert split(item.deck or item.summary) == split(told.deck)
    found = item.body.split()
    wanted = split(told.body)
    assert found[: len(wanted)] == wanted
    said = {w for m in item.media for t in (m.caption, m.alt, m.credit) for w in split(t)}
    for media in told.media:
        for text in (media.caption, media.credit, media.alt):
            assert set(spoken(text)) <= said | set(found)
    assert (item.status, item.urgency) == ("usable", told.urgency)
    assert item.slug == told.slug or not told.slug
    assert item.published == publication.first_published
    assert (item.embargo.until if item.embargo else None) == (
        told.embargo.until if told.embargo else None
    )
    assert {s.code for s in item.subjects} == {s.code for s in told.subjects}
    _same_rights(item.rights, told.rights)


def _same_rights(found: Rights | None, sent: Rights | None) -> None:
    found, sent = found or Rights(), sent or Rights()
    assert (found.holder, found.until) == (sent.holder, sent.until)
    limits = " No derived works." if sent.derive is False else ""
    assert (found.text or "") == ((sent.text or "") + limits).strip()


@given(publication=publications())
def test_every_document_is_of_its_standard(publication: Publication) -> None:
    """Our readers, which know the standards' grammars, find nothing to complain of."""
    for name in FORMATS:
        feed = parse(document(publication, name))
        assert (feed.problems, feed.items[0].problems) == ((), ())


# --- against IPTC's own schemas ---------------------------------------------------------------


@pytest.fixture(scope="module")
def ninjs_schema(shared: Path) -> dict[str, Any]:
    """IPTC's JSON Schema of ninjs 3.1."""
    path = shared / "corpus" / "iptc" / "ninjs" / "specification" / "ninjs-schema_3.1.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


@pytest.fixture(scope="module")
def xsds(shared: Path) -> dict[str, etree.XMLSchema]:
    """IPTC's XML Schemas of NITF 3.6 and of NewsML-G2's core."""
    folder = shared / "corpus" / "iptc" / "newsml-g2" / "examples"
    names = {"nitf": "nitf-3-6.xsd", "newsml-g2": "NewsML-G2_2.24-spec-All-Core.xsd"}
    return {n: etree.XMLSchema(etree.parse(folder / path)) for n, path in names.items()}


POWER = ("{*}signal", "{*}altId")  # of the power conformance; the schema at hand is of the core


def _g2_core(body: bytes) -> Any:
    """The message without what only the power schema knows."""
    root = etree.fromstring(body)
    for element in list(root.iter(*POWER)):
        element.getparent().remove(element)
    return root


@pytest.mark.shared
def test_the_checker_of_schemas_refuses_what_is_wrong(
    ninjs_schema: dict[str, Any], invented: ModuleType
) -> None:
    """A property of no standard, a wrong date, address, status or type: each is found."""
    good = json.loads(document(invented.publication(), "ninjs"))
    assert faults(good, ninjs_schema) == []
    for wrong in (
        {"signals": ["update"]}, {"versionCreated": "2027-03-03"}, {"uri": "a b"},
        {"pubStatus": "killed"}, {"urgency": 12}, {"bodies": [{"role": "main"}]},
        {"headlines": "a headline"}, {"associations": [{"type": "picture"}]},
        {"subjects": [{"code": "medtop:1"}]}, {"rightsInfo": {}},
    ):  # fmt: skip
        assert len(faults({**good, **wrong}, ninjs_schema)) > 0, wrong


@pytest.mark.shared
@given(publication=publications())
def test_every_document_is_valid_by_iptcs_schemas(
    publication: Publication,
    ninjs_schema: dict[str, Any],
    xsds: dict[str, etree.XMLSchema],
) -> None:
    """ninjs 3.1 by its JSON Schema, NITF 3.6 and NewsML-G2 (core) by their XML Schemas."""
    assert faults(json.loads(document(publication, "ninjs")), ninjs_schema) == []
    xsds["nitf"].assertValid(etree.fromstring(document(publication, "nitf")))
    message = _g2_core(document(publication, "newsml-g2"))
    xsds["newsml-g2"].assertValid(message)
    inside = message.find(".//{http://iptc.org/std/NITF/2006-10-18/}nitf")
    xsds["nitf"].assertValid(etree.fromstring(etree.tostring(inside)))


@pytest.mark.shared
def test_the_sample_and_its_cancellation_are_valid(
    invented: ModuleType, ninjs_schema: dict[str, Any], xsds: dict[str, etree.XMLSchema]
) -> None:
    """In full, as an excerpt, from right to left, and killed."""
    killed = invented.publication(state="killed")
    made = [
        *(d for p in (invented.publication(), invented.rival(), tongues.rtl())
          for d in wire_out.documents(WIRE, p)),
        *wire_out.cancellations(SITE, killed, FORMATS),
        *wire_out.lists(SITE, [invented.publication(), tongues.rtl()], [killed]),
    ]  # fmt: skip
    for page in made:
        if page.path.endswith(".json"):
            data = json.loads(page.body)
            for one in data if isinstance(data, list) else [data]:
                assert faults(one, ninjs_schema) == []
        elif page.path.endswith(".nitf.xml"):
            xsds["nitf"].assertValid(etree.fromstring(page.body))
        else:
            xsds["newsml-g2"].assertValid(_g2_core(page.body))


# --- the sample wire, all the way round ------------------------------------------------------


def test_the_sample_wire_goes_round_whole(sample_stories: list[Story]) -> None:
    """Read, put out, read again: each format gives every story's copy back, word for word."""
    assert len(sample_stories) > 20
    for story in sample_stories:
        publication = Publication(story.series, story, "live", "full", DAY, DAY)
        for name in FORMATS:
            item = read_back(publication, name)
            wanted = story.copy.split()
            assert item.body.split()[: len(wanted)] == wanted
            assert split(item.headline) == split(story.headline)


@pytest.fixture(scope="module")
def sample_stories() -> list[Story]:
    """What the sample wire that ships with the program holds, read."""
    feeds = (
        render.body(name, render.versions(name)[-1], DAY, "https://sample.example")
        for name in (feed.name for feed in render.schedule().feeds)
    )
    items = (item for body in feeds for item in parse(body).items)
    return [ct.read(item) for item in items if item.status == "usable" and item.body]
