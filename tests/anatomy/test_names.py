"""Who is named, as what, and which mentions are one bearer's: invented people and bodies."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.anatomy import dissect
from copytaster.anatomy.name_parts import read_run
from copytaster.model import Item, Name


def named(text: str) -> dict[str, Name]:
    """Names by their fullest form."""
    return {n.name: n for n in dissect(Item(body=text)).names}


def forms(text: str, name: str) -> list[str]:
    """What the copy calls the bearer, in order."""
    return [text[s.start : s.end] for s in named(text)[name].spans]


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("White House Press Secretary Ann Vask", ["organisation White House", "person Ann Vask"]),
        ("Halden Police Officer Darren Quill", ["person Darren Quill"]),
        ("Republican Sen. Lindsey Vask", ["person Lindsey Vask"]),
        ("Secretary of Homeland Security John Quill", ["person John Quill"]),
        ("President of the United States", []),
        ("Chancellor of the Exchequer Philip Quill", ["person Philip Quill"]),
        ("Mayor of London Sara Quill", ["person Sara Quill"]),
        ("CEO of Acme Corp", ["organisation Acme Corp"]),
        ("Brimcast CEO Daniel Ek", ["organisation Brimcast", "person Daniel Ek"]),
        (
            "Tanwa Research Institute Director Ane Lunt",
            ["organisation Tanwa Research Institute", "person Ane Lunt"],
        ),
        ("Oakland Raiders Ann Quill", ["organisation Oakland Raiders", "open Ann Quill"]),
        ("North Carolina-based Acme Corp", ["organisation Acme Corp"]),
        ("Senate Democrats", ["organisation Senate"]),
        ("Vermont Bernie Quill", ["open Bernie Quill"]),
        ("Bowler Shane Quill", ["person Shane Quill"]),
        ("General Motors", ["organisation General Motors"]),
        ("Martin Luther King", ["open Martin Luther King"]),
        ("Soviet Union", []),
        ("Charles Woods", ["open Charles Woods"]),
        ("MUST WATCH", []),
    ],
)
def test_runs_come_apart(run: str, parts: list[str]) -> None:
    """A run's posts, bodies and bearers are told apart by its words."""
    words = tuple(run.split())
    found = read_run(words).parts
    assert [f"{p.sort} {' '.join(words[p.first : p.last])}" for p in found] == parts


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "The World Trade Body (WTB) met. The WTB said no.",
            "World Trade Body",
            ["World Trade Body", "WTB", "WTB"],
        ),
        (
            "The Halden Civil Liberties Union sued. A lawyer of the HCLU spoke.",
            "Halden Civil Liberties Union",
            ["Halden Civil Liberties Union", "HCLU"],
        ),
        (
            "The Justice Department answered. A Department of Justice lawyer spoke.",
            "Department of Justice",
            ["Justice Department", "Department of Justice"],
        ),
        (
            "He read the Halden State Journal. The State Journal said so.",
            "Halden State Journal",
            ["Halden State Journal", "State Journal"],
        ),
        (
            "Michael Quill Jr. came. Then Quill Jr. left.",
            "Michael Quill Jr.",
            ["Michael Quill Jr.", "Quill Jr."],
        ),
        (
            "Jamal Vaskoggi wrote. The death of Jamal shook them. Vaskoggi was 59.",
            "Jamal Vaskoggi",
            ["Jamal Vaskoggi", "Jamal", "Vaskoggi"],
        ),
        (
            "Bowe Vergdahl was tried. Bowe Verghdal is pictured. Vergdahl left.",
            "Bowe Vergdahl",
            ["Bowe Vergdahl", "Bowe Verghdal", "Vergdahl"],
        ),
        (
            "It was Mohammad bin Tarsk who came. They heard Mohammad speak.",
            "Mohammad bin Tarsk",
            ["Mohammad bin Tarsk", "Mohammad"],
        ),
    ],
)
def test_mentions_of_one_bearer_join(text: str, name: str, expected: list[str]) -> None:
    """Acronyms, shorter names, first names and slips of the hand stand for the fullest form."""
    assert forms(text, name) == expected


def test_father_and_son_are_two() -> None:
    """A suffix tells people of one name apart."""
    text = "Michael Quill came with Michael Quill Jr. on Monday. Quill Jr. spoke, Quill did not."
    assert forms(text, "Michael Quill") == ["Michael Quill", "Quill"]
    assert forms(text, "Michael Quill Jr.") == ["Michael Quill Jr.", "Quill Jr."]


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("So said Ann Quill, the mayor of Halden, on Monday.", "Ann Quill", "mayor of Halden"),
        (
            "So said Ann Quill, 45, chief analyst at Brimcast.",
            "Ann Quill",
            "chief analyst at Brimcast",
        ),
        (
            "It was former White House spokesman Josh Quill.",
            "Josh Quill",
            "former White House spokesman",
        ),
        (
            "They met the director of the mint, Ann Quill, there.",
            "Ann Quill",
            "director of the mint",
        ),
        ("The envoy to China Anna Quill was there.", "Anna Quill", "envoy to China"),
        ("So said Ann Quill, who paid, and the mayor.", "Ann Quill", None),
        ("So said Ann Quill, including the mayor.", "Ann Quill", None),
    ],
)
def test_posts_beside_names(text: str, name: str, post: str | None) -> None:
    """A post in small letters counts right before the name, or set off by a comma on either side."""
    assert named(text)[name].post == post


@pytest.mark.parametrize(
    "text",
    [
        "They drove down Wilson Street and over Vask Bridge.",
        "Hurricane Dorlan came. Dorlan left.",
        "They flew to the United States and the United Kingdom.",
        "The Conservatives and the Republicans met the Belarusians.",
        "It was 6 p.m. UTC. MUST READ.",
        "He tweeted #VaskGate and @annquill.",
        "The Safe Harbours Act passed. I've read it.",
    ],
)
def test_traps(text: str) -> None:
    """Streets, storms, lands, members, hours, works, tags and laws name nobody."""
    assert [n.name for n in dissect(Item(body=text)).names if n.kind != "unknown"] == []


def test_headings_name_whom_the_copy_knows() -> None:
    """In a line where every word has a capital only known names are found."""
    text = "Quill Meets Vask: Getting Along With Norvania Is Good\nAnn Quill met Jon Vask on Monday. Quill smiled."
    assert forms(text, "Ann Quill") == ["Quill", "Ann Quill", "Quill"]
    assert forms(text, "Jon Vask") == ["Vask", "Jon Vask"]
    assert set(named(text)) == {"Ann Quill", "Jon Vask"}


_WORDS = st.sampled_from(
    [
        "Ann",
        "Quill",
        "Jr",
        ".",
        ",",
        "the",
        "of",
        "and",
        "(",
        ")",
        "Vask",
        "HCLU",
        "Halden",
        "Union",
        "Council",
        "President",
        "said",
        "\n",
        "May",
        "U.S.",
        "“",
        "”",
        "van",
        "der",
        "al-",
        "Mr",
        ".",
        "For's",
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_mentions_are_text(text: str) -> None:
    """Whatever the copy, every mention lies in it, none overlaps another, and each bearer's are in order."""
    names = dissect(Item(body=text)).names
    spans = sorted((s.start, s.end) for n in names for s in n.spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    assert all(list(n.spans) == sorted(n.spans, key=lambda s: s.start) for n in names)
