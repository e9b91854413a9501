"""The whole room: the twin of a real syndicated story, and the laws."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.anatomy import copy_sentences, dissect
from copytaster.model import Block, Credit, Item, Problem, ReadingContext, Span, Story, Subject
from hang import ends

TWIN = (Path(__file__).parent / "data" / "twin.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def twin() -> Story:
    """The twin, taken apart."""
    return dissect(Item(body=TWIN))


def test_twin_dateline(twin: Story) -> None:
    """Place, country, date and agency stand in the story, and the item's date comes of the marker."""
    assert twin.dateline is not None
    assert (twin.dateline.place, twin.dateline.country) == ("Talmar City", "South Talmar")
    assert (twin.dateline.date, twin.dateline.agencies) == (date(2024, 9, 15), ("ONW",))
    assert twin.published == datetime(2024, 9, 15, tzinfo=UTC)


def test_twin_cuts(twin: Story) -> None:
    """Marker, two promos, the agency's sign and the disclaimer; the dateline stays copy."""
    assert [c.kind for c in twin.cuts] == ["marker", "promo", "promo", "marker", "disclaimer"]
    assert twin.copy.startswith("Talmar City [South Talmar], September 15 (ONW): Veldoria")
    assert "Also Read" not in twin.copy
    assert len(copy_sentences(twin)) == 15


def test_twin_publication_chain(twin: Story) -> None:
    """The agency filed it, the outlet published it."""
    assert [tuple(link) for link in twin.publication_chain] == [
        ("agency", "ONW"),
        ("outlet", "DailyNook"),
    ]


def test_twin_times(twin: Story) -> None:
    """Every relative date is resolved against the Sunday it was filed on."""
    values = {t.phrase: t.value for t in twin.times}
    assert values["on Saturday"] == "2024-09-14"
    assert values["on Saturday morning"] == "2024-09-14TMO"
    assert values["last year"] == "2023"
    assert values["in November"] == "2023-11"
    assert values["last week"] == "2024-W36"


def test_twin_names_and_flags(twin: Story) -> None:
    """People with their posts, last names joined to full ones, and the one misspelt name."""
    people = {n.name: n for n in twin.names if n.kind == "person"}
    assert set(people) == {
        "Anton Gerrick",
        "Viktor Pruden",
        "Olena Zarenko",
        "Ronald Dunmore",
        "Celestin",
    }
    assert people["Anton Gerrick"].post == "Veldoria's Chief of General Staff"
    assert len(people["Viktor Pruden"].spans) == 5
    assert [twin.quote(f.span) for f in twin.flags if f.span] == ["Dunmorr"]


def test_twin_language_and_topics(twin: Story) -> None:
    """English, about a war."""
    assert twin.language == "en"
    assert twin.topics[0].code == "medtop:16000000"
    assert 0 < twin.topics[0].confidence < 1


def test_what_the_sender_says_comes_first() -> None:
    """Subjects, bylines, credits and problems of the item are passed on."""
    item = Item(
        body="The tram stood still.",
        bylines=("Mara Quill",),
        credits=(Credit("QQN", "agency"),),
        subjects=(Subject("medtop:16000000"), Subject("category:Trams", "Trams")),
        problems=(Problem("date-unparsed", "year 0001 is no year of ours"),),
    )
    story = dissect(item, ReadingContext(publisher="Halden Courier"))
    assert story.bylines == ("Mara Quill",)
    assert [(t.name, t.confidence) for t in story.topics] == [
        ("conflict, war and peace", 1.0),
        ("Trams", 1.0),
    ]
    assert [f.kind for f in story.flags] == ["date-unparsed"]
    assert [tuple(p) for p in story.publication_chain] == [
        ("agency", "QQN"),
        ("outlet", "Halden Courier"),
    ]


def test_stated_credits_have_roles_and_spans() -> None:
    """Reporters, editors and contributors are read off the credit lines where they stand."""
    text = "The tram stood.\n\n(Reporting by Mara Quill and Jon Vask; Editing by Ann Orlo)\n\n(With inputs from PTI)"
    credits = dissect(Item(body=text)).credits
    assert [(c.role, c.name) for c in credits] == [
        ("reporter", "Mara Quill"),
        ("reporter", "Jon Vask"),
        ("editor", "Ann Orlo"),
        ("contributor", "PTI"),
    ]
    for credit in credits:
        assert credit.span is not None
        assert text[credit.span.start : credit.span.end] == credit.name


MESS = st.sampled_from(
    ["Also Read | ", "(ANI)", "Seoul, April 27 (ANI): ", " date 2025-04-27 ", "\n\n", "\n", "on Saturday", "Mr. Orlo ",
     "(With inputs from PTI)", "last year", ". ", "Putin’s", "in May 2019", "New York", "\u2028", "\x00", "😀", "ß", "İ",
     "99/99/9999", "Feb 30", "0000-00-00", "date 9999-99-99 ", "in 10000 years", "[", "(", "])", "unedited ", "100,000 years ago"]
)  # fmt: skip
TEXTS = st.text(max_size=120) | st.lists(MESS | st.text(max_size=8), max_size=25).map("".join)


def _spans(story: Story) -> list[tuple[int, int]]:
    parts = [*story.blocks, *story.cuts, *story.times]
    found = [(p.start, p.end) for p in parts]
    spans: list[Span | None] = [p.span for p in story.places]
    spans += [s for n in story.names for s in n.spans]
    spans += [f.span for f in story.flags]
    spans += [c.span for c in story.credits]
    spans += [story.dateline.span if story.dateline else None]
    return found + [(s.start, s.end) for s in spans if s]


@given(TEXTS, st.none() | st.datetimes(timezones=st.just(UTC)))
def test_laws(text: str, published: datetime | None) -> None:
    """For any text: no error, the text unchanged, every span inside it, and copy plus cuts are the text."""
    story = dissect(Item(body=text, published=published))
    assert story.text == text
    assert all(0 <= s < e <= len(text) for s, e in _spans(story))
    pieces = sorted([*((s, e) for s, e in story.kept), *((c.start, c.end) for c in story.cuts)])
    assert "".join(text[s:e] for s, e in pieces) == text
    assert all(text[t.start : t.end] == t.text and t.text in t.phrase for t in story.times)
    assert Story.from_dict(story.to_dict()) == story


@given(TEXTS)
def test_blocks_hold_every_character_that_is_not_space(text: str) -> None:
    """Blocks are disjoint and in order, and nothing but white space lies between them."""
    at = 0
    for block in dissect(Item(body=text)).blocks:
        assert at <= block.start < block.end
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=4)
)
def test_blocks_of_a_careless_format_are_put_right(
    text: str, ranges: list[tuple[int, int]]
) -> None:
    """Overlapping, empty or overshooting blocks raise nothing and leave no text out."""
    blocks = tuple(Block(a, b, "paragraph") for a, b in ranges)
    story = dissect(Item(body=text, blocks=blocks))
    covered = "".join(text[b.start : b.end] for b in story.blocks)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit",
    ["Also Read |", "Also Read | Goose Stops Tram ", "(((", "A", "Ab ", "Orlo Vask ", "date 2025-04-27 ", "unedited ", "May ", "1 ",
     "(ANI) ", "New York, ", "Ab's ", "of Ab ", "Mr. ", "\n", "a\n\n", "at 5 p.m. ", "By Ab ", "inputs from ", "President of the ", "\"", " ", "a-A-", "al-A ", "1:2:3:",
     "first of the second of ", "(Corrects ", "_A", "Ⓐ ", "Read: ", "generated "],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A hundred thousand characters of anything are read to their end."""
    text = unit * (100_000 // len(unit))
    with ends():
        assert dissect(Item(body=text)).text == text


def test_a_block_in_another_language_keeps_it() -> None:
    """One foreign paragraph in a long story is told apart from the rest."""
    english = (
        "The council met on Monday and decided that the old bridge should stay closed until the "
        "spring, when the engineers will look at it once more and tell the mayor what they found."
    )
    spanish = (
        "El alcalde dijo el lunes que el puente seguirá cerrado hasta la primavera, cuando los "
        "ingenieros lo examinen otra vez y digan a la ciudad lo que han encontrado en la obra."
    )
    story = dissect(Item(body="\n\n".join([english] * 9 + [spanish, english])))
    assert [b.language for b in story.blocks] == ["en"] * 9 + ["es", "en"]
    same = dissect(Item(body="\n\n".join([english] * 3)))
    assert [b.language for b in same.blocks] == ["en"] * 3


def test_sentences_are_the_same_for_every_story_of_one_text() -> None:
    """What later rooms add to a story changes nothing about its sentences; other cuts do."""
    item = Item(body="The tram stood. It moved.\n\nAlso Read | Goose Stops Tram in Halden.")
    story = dissect(item)
    assert copy_sentences(story.with_(topics=())) == copy_sentences(story)
    assert len(copy_sentences(story.with_(cuts=()))) > len(copy_sentences(story)) == 2
