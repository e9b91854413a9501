"""What a day of wire copy asks for: platforms, demonyms and sources no list knows; all names invented."""

from __future__ import annotations

import pytest

from copytaster.attribution import attribute
from copytaster.model import Item, Statement, Story


def read(text: str, language: str | None = None) -> tuple[Statement, ...]:
    """The statements of a text."""
    return attribute(Story(id="t", series="t", item=Item(body=text), language=language))


def chain(statement: Statement) -> str:
    """The statement's chain, written out."""
    return " > ".join(f"{link.role}:{link.name}" for link in statement.chain)


def parts(text: str, statement: Statement) -> list[str]:
    """The parts of the statement's content."""
    return [text[s.start : s.end] for s in statement.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Guard said in a Plinto post that the claim was untrue.", "speaker:Harbour Guard > venue:Plinto"),
        ("In a post on Plinto, the Harbour Guard said the claim was untrue.", "speaker:Harbour Guard > venue:Plinto"),
        ("Ilsa Brandt wrote on Gabble that it was over.", "speaker:Ilsa Brandt > venue:Gabble"),
        ("“It is over,” Ilsa Brandt wrote in a third post on Gabble.", "speaker:Ilsa Brandt > venue:Gabble"),
        (
            "Ilsa Brandt told Premier Oda Lund in a phone call on Friday that the pier was shut.",
            "speaker:Ilsa Brandt > venue:phone call",
        ),
        ("Ilsa Brandt told reporters at a news conference that the pier was shut.", "speaker:Ilsa Brandt > venue:news conference"),
    ],
)  # fmt: skip
def test_venues_no_list_knows(text: str, expected: str) -> None:
    """A platform is known by the way copy writes of it; a place behind an addressee is no less a venue."""
    (statement,) = read(text)
    assert chain(statement) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ilsa Brandt said in a post on Friday that the pier was shut.",
        "Ilsa Brandt wrote on Norway that it was cold.",
    ],
)
def test_days_and_countries_are_no_platforms(text: str) -> None:
    """What follows “on” is not always a platform."""
    assert all(link.role != "venue" for s in read(text) for link in s.chain)


@pytest.mark.parametrize("again", ["the Plinto post", "the post"])
def test_a_post_on_an_unknown_platform_has_an_author(again: str) -> None:
    """“The Plinto post said, as quoted by …” leads back to who posted it, and on to who quotes."""
    text = (
        "The Harbour Guard said in a Plinto post that the claim was “untrue.”\n\n"
        f"“We hold the pier and the crane,” {again} said, as quoted by the Torvik Herald."
    )
    assert chain(read(text)[-1]) == "speaker:Harbour Guard > venue:Plinto > outlet:Torvik Herald"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Joint Staff of the Brennish Fleet on Sunday rejected the claim.", "Joint Staff of the Brennish Fleet"),
        ("Judges in the Brennish capital on Sunday confirmed that a trial was near.", "Judges in the Brennish capital"),
        ("The Joint Staff of the Brennish Fleet late on Sunday said it was over.", "Joint Staff of the Brennish Fleet"),
    ],
)  # fmt: skip
def test_a_speaker_ends_before_the_day(text: str, speaker: str) -> None:
    """Neither the day nor its preposition is part of a name."""
    (statement,) = read(text)
    assert statement.speaker == speaker


def test_state_agencies_are_media() -> None:
    """“The state agency KVX” and “state media in both countries” pass words on; they do not speak."""
    (first,) = read("Ilsa Brandt admitted that the pier leaked, as per the state agency KVX.")
    (second,) = read(
        "Ilsa Brandt admitted that the pier leaked, state media in both towns reported."
    )
    assert chain(first) == "speaker:Ilsa Brandt > agency:KVX"
    assert chain(second) == "speaker:Ilsa Brandt > outlet:state media in both towns"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Brennia's army told President Oda Lund that it was over. The Brennish president thanked the crew.", "Oda Lund"),
        ("Brennian President Oda Lund left. Brennia's president said it was over.", "Oda Lund"),
        ("President Ann Dahl of Torland met President Oda Lund. The Brennish president said it was over.", "Brennish president"),
    ],
)  # fmt: skip
def test_demonyms_of_countries_no_list_knows(text: str, speaker: str) -> None:
    """A shared stem makes one country of two words; two presidents and no country named make nobody."""
    assert read(text)[-1].speaker == speaker


def test_a_unit_is_nobody() -> None:
    """A pronoun points to the general, not to the battalion he named."""
    text = (
        "General Bo Moe said the bridge stood.\n\n"
        "The general named the 4th Sapper Battalion of Torland. He said that it had built three bridges."
    )
    assert [s.speaker for s in read(text)] == ["Bo Moe", "Bo Moe"]


@pytest.mark.parametrize(
    "source", ["carpenter Ann Dahl-Moe", "choir master Ann Dahl-Moe", "keeper Ann Dahl-Moe, whose lamp was out"]
)  # fmt: skip
def test_a_quotation_goes_on_behind_a_lower_case_title(source: str) -> None:
    """Both parts of the quotation are whose name stands between them."""
    text = f"“We knew that it was late,” said {source}. “Then the lamp went out.”"
    (statement,) = read(text)
    assert statement.speaker == "Ann Dahl-Moe"
    assert parts(text, statement) == [
        "“We knew that it was late,”",
        "“Then the lamp went out.”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A person familiar with the sale, who asked not to be named because it was secret, said Torvik had paid.",
        "Two people with knowledge of the sale said Torvik had paid.",
        "Torvik had paid, the buyers said. They asked not to be identified because the sale was secret.",
        "A person close to the sale said Torvik had paid.",
    ],
)  # fmt: skip
def test_sources_that_ask_not_to_be_named(text: str) -> None:
    """Whoever asks not to be named, in this sentence or the next, is anonymous; and it is one statement."""
    (statement,) = read(text)
    assert statement.anonymous
    assert "Torvik had paid" in parts(text, statement)[0]


def test_hidden_sources_stay_hidden() -> None:
    """“One of the people” is as anonymous as “two people with knowledge”; the mayor is not."""
    text = (
        "Two people with knowledge of the sale said Torvik had paid. Mayor Ilsa Brandt said it had not. "
        "One of the people said the price was low."
    )
    assert [s.anonymous for s in read(text)] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The newt, last seen 40 years ago and listed as lost, lives, the zoo said.", ["zoo"]),
        ("The bank will publish its own forecast a month later, Ilsa Brandt said.", ["Ilsa Brandt"]),
        ("The newt lives.", []),
        ("The survey proposes a fence around the pond.", [None]),
        ("Ilsa Brandt said the crew had warned the owners in writing that the pump leaked.", ["Ilsa Brandt", "crew"]),
    ],
)  # fmt: skip
def test_no_cue_and_no_speaker_out_of_nothing(text: str, speakers: list[str | None]) -> None:
    """Participles, nouns and documents make no speakers."""
    assert [s.speaker for s in read(text)] == speakers


def test_a_number_behind_a_colon_is_no_venue() -> None:
    """“: according to X, …” has its content behind it."""
    text = "Both may be right: according to the town's register, 40 boats are leased."
    (statement,) = read(text)
    assert parts(text, statement) == ["40 boats are leased"]


def test_what_is_not_read_has_no_speaker() -> None:
    """Copy in a language without rules gives no statement, so no verb becomes a name."""
    assert read("وأضافت: «كان الجسر مغلقًا طوال الليل».", language="ar") == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Dahl spoke first. It was the bridge she said would fall.", "Ann Dahl"),
        ("Senator Oda Lund over the weekend urged the crew to wait.", "Oda Lund"),
        ("Oda Lund last week said the crew would wait.", "Oda Lund"),
        ("Even some of her own friends acknowledge that the pier leaks.", "some of her own friends"),
        ("Ann Dahl spoke first.\n\nShe said on Friday:\n\n“The pier is old and it leaks.”", "Ann Dahl"),
        ("From the Torvik Herald:\n\n“The pier is old and it leaks.”", "Torvik Herald"),
        ("“The pier is old and it leaks,” said Torvik Sen. Bo Moe.", "Bo Moe"),
        ("“The pier is old and it leaks,” said Gen. Bo R. Moe.", "Bo R. Moe"),
        ("The sign reads: “No boats may land here now.”", "sign"),
        ("On the pier: The ruling said that it was unsafe.", None),
    ],
)  # fmt: skip
def test_speakers_have_no_loose_ends(text: str, speaker: str | None) -> None:
    """A speaker is a name or a phrase: no clause, no time, no small word by itself."""
    last = read(text)[-1]
    assert (last.chain[0].name if speaker == "Torvik Herald" else last.speaker) == speaker
