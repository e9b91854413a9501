"""Who made the copy: forty credit lines and bylines, in words of our own."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.anatomy.agencies import agency_name
from copytaster.model import Item

COPY = (
    "The bridge over the Orel was closed on Monday after a crack was found by the harbour office, "
    "which had looked at it for nine years and found nothing at all in any of them.\n\n"
)


def credits(text: str) -> set[tuple[str, str]]:
    """(role, name) of all who are credited."""
    return {(c.role, c.name) for c in dissect(Item(body=text)).credits}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("(Reporting by Mara Quill; Editing by Ann Orlo)", {("reporter", "Mara Quill"), ("editor", "Ann Orlo")}),
        ("Reporting by Mara Quill in Varsk and Ed Holm in Oslo; Editing by Ann Orlo and Bo Lind", {("reporter", "Mara Quill"), ("reporter", "Ed Holm"), ("editor", "Ann Orlo"), ("editor", "Bo Lind")}),
        ("(Additional reporting by Mara Quill, Ed Holm and Bo Lind; Writing by Ann Orlo; Editing by Kim T. Vale)", {("reporter", "Mara Quill"), ("reporter", "Ed Holm"), ("reporter", "Bo Lind"), ("reporter", "Ann Orlo"), ("editor", "Kim T. Vale")}),
        ("Reporting and writing by Mara Quill, editing by Ann Orlo", {("reporter", "Mara Quill"), ("editor", "Ann Orlo")}),
        ("Writing by Mara de la Quill", {("reporter", "Mara de la Quill")}),
        ("Mara Quill contributed to this report.", {("contributor", "Mara Quill")}),
        ("Mara Quill and Ed Holm contributed to this report.", {("contributor", "Mara Quill"), ("contributor", "Ed Holm")}),
        ("Associated Press writer Mara Quill in Varsk contributed to this report.", {("contributor", "Mara Quill")}),
        ("Associated Press writers Mara Quill in Varsk and Ed Holm in Oslo contributed to this report.", {("contributor", "Mara Quill"), ("contributor", "Ed Holm")}),
        ("The Associated Press contributed to this report.", {("contributor", "AP")}),
        ("Orel News' Mara Quill and The Associated Press contributed to this report.", {("contributor", "Mara Quill"), ("contributor", "AP")}),
        ("OrelPost's Mara Quill, Ed Holm and Bo Lind contributed to this report.", {("contributor", "Mara Quill"), ("contributor", "Ed Holm"), ("contributor", "Bo Lind")}),
        ("Mara Quill in Varsk and Ed Holm in Oslo contributed.", {("contributor", "Mara Quill"), ("contributor", "Ed Holm")}),
        ("Contributing: Mara Quill in Varsk, Ed Holm", {("contributor", "Mara Quill"), ("contributor", "Ed Holm")}),
        ("Contributing: The Associated Press", {("contributor", "AP")}),
        ("(With inputs from PTI)", {("contributor", "PTI")}),
        ("(With inputs from PTI, ANI)", {("contributor", "PTI"), ("contributor", "ANI")}),
        ("(With inputs from AFP/Reuters)", {("contributor", "AFP"), ("contributor", "Reuters")}),
        ("By Reuters and AFP", {("agency", "Reuters"), ("agency", "AFP")}),
        ("By Reuters/Agence France-Presse", {("agency", "Reuters"), ("agency", "AFP")}),
        ("(With inputs from agencies)", set()),
        ("With files from Mara Quill and Reuters", {("contributor", "Mara Quill"), ("contributor", "Reuters")}),
        ("With reporting by Mara Quill", {("contributor", "Mara Quill")}),
        ("By Mara Quill", {("reporter", "Mara Quill")}),
        ("BY MARA QUILL", {("reporter", "MARA QUILL")}),
        ("By Mara Quill and Ed Holm", {("reporter", "Mara Quill"), ("reporter", "Ed Holm")}),
        ("By Mara Quill, Ed Holm and Bo Lind", {("reporter", "Mara Quill"), ("reporter", "Ed Holm"), ("reporter", "Bo Lind")}),
        ("By Mara Quill and Ed Holm, Reuters", {("reporter", "Mara Quill"), ("reporter", "Ed Holm"), ("agency", "Reuters")}),
        ("By Mara Quill, Associated Press", {("reporter", "Mara Quill"), ("agency", "AP")}),
        ("By MARA QUILL, CNN", {("reporter", "MARA QUILL"), ("agency", "CNN")}),
        ("By Mara Quill, Staff writer", {("reporter", "Mara Quill")}),
        ("By Staff Writer", set()),
        ("By Mara Quill @maraquill", {("reporter", "Mara Quill")}),
        ("By Mara Quill | mara.quill@orelpost.example", {("reporter", "Mara Quill")}),
        ("By Mara Quill | July 15, 2031 3:21 PM EDT", {("reporter", "Mara Quill")}),
        ("by Mara Quill July 15 at 7:00 AM Email the author", {("reporter", "Mara Quill")}),
        ("(Edited by: Ann Orlo)", {("editor", "Ann Orlo")}),
        ("Compiled by Mara Quill", {("reporter", "Mara Quill")}),
        ("A boat on the Orel. (AP Photo/Mara Quill)", {("photographer", "Mara Quill")}),
        ("A boat on the Orel. (Mara Quill/Reuters)", {("photographer", "Mara Quill")}),
        ("Mara Quill, AFP/Getty Images", {("photographer", "Mara Quill")}),
        ("Photo: Mara Quill", {("photographer", "Mara Quill")}),
        ("Photo by Mara Quill", {("photographer", "Mara Quill")}),
    ],
)  # fmt: skip
def test_a_credit_line_is_cut_and_read(line: str, named: set[tuple[str, str]]) -> None:
    """The line is no copy, and each it names is credited for what it says."""
    story = dissect(Item(body=COPY + line))
    assert [story.text[c.start : c.end] for c in story.cuts] == [line]
    assert credits(COPY + line) == named


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Von Mara Quill", {"Mara Quill"}),
        ("Von Mara Quill und Ed Holm", {"Mara Quill", "Ed Holm"}),
        ("Por Mara Quill", {"Mara Quill"}),
        ("Par Mara Quill et Ed Holm", {"Mara Quill", "Ed Holm"}),
        ("Av Mara Quill", {"Mara Quill"}),
        ("Tekst: Mara Quill", {"Mara Quill"}),
        ("Haber: Mara Quill", {"Mara Quill"}),
        ("Autor: Mara Quill", {"Mara Quill"}),
        ("Text: Mara Quill", {"Mara Quill"}),
        ("Ngu Mara Quill", {"Mara Quill"}),
        ("Di Mara Quill", {"Mara Quill"}),
        ("홍길동 기자", {"홍길동"}),
        ("【田中太郎】", {"田中太郎"}),
    ],
)
def test_bylines_of_other_languages(line: str, named: set[str]) -> None:
    """At the head of a story, in the languages of the news."""
    story = dissect(Item(body=f"{line}\n\n{COPY}"))
    assert [story.text[c.start : c.end] for c in story.cuts] == [line]
    assert set(story.bylines) == named


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had gone.",
        "By the river stood a man with a goose.",
        "Von Hamburg nach Berlin fährt kein Zug.",
        "Por fin llegó el tranvía.",
        "Heavy rain contributed to the collapse of the bridge.",
        "Scientists in Varsk contributed to the study of geese.",
        "Written by a child, the letter moved the council.",
        "Reporting the goose was the right thing to do, she said.",
        "Edited down to an hour, the play is bearable.",
        "With files from the archive in hand, she went to court.",
        "Photographs of the goose were shown in court.",
    ],
)
def test_sentences_that_open_like_credits_are_copy(line: str) -> None:
    """Nobody is credited by a sentence of the copy."""
    assert dissect(Item(body=f"{line}\n\n{COPY}")).cuts == ()
    assert dissect(Item(body=COPY + line)).cuts == ()


def test_a_photographer_makes_no_agency_copy() -> None:
    """A picture's house is not the story's: an agency is credited for what it wrote alone."""
    story = dissect(Item(body=COPY + "A boat on the Orel. (AP Photo/Mara Quill)"))
    assert [c.role for c in story.credits] == ["photographer"]
    assert story.publication_chain == ()


@pytest.mark.parametrize("gap", ["\n\n", "\n", " "])
@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ("(Reuters, AFP)", ["Reuters", "AFP"]),
        ("(Reuters/AFP)", ["Reuters", "AFP"]),
        ("(Reuters and AP)", ["Reuters", "AP"]),
        ("(AFP, AP and Reuters)", ["AFP", "AP", "Reuters"]),
        ("(AFP, AP, and Reuters).", ["AFP", "AP", "Reuters"]),
        ("(AFP & AP)", ["AFP", "AP"]),
        ("(AFP; AP)", ["AFP", "AP"]),
        ("(AFP-AP)", ["AFP", "AP"]),
        ("(Reuters, agencies)", ["Reuters"]),
        ("(Agence France-Presse/The Associated Press)", ["AFP", "AP"]),
        ("(RFE/RL, Keystone-SDA)", ["RFE/RL", "Keystone-SDA"]),
        ("— AFP, AP", ["AFP", "AP"]),
        ("- Reuters/AFP", ["Reuters", "AFP"]),
        ("[AFP, AP]", ["AFP", "AP"]),
    ],
)
def test_agencies_that_sign_together_are_credited_each(
    gap: str, sign: str, named: list[str]
) -> None:
    """Every agency of a shared sign is a credit of its own, where its name stands; the copy stays."""
    story = dissect(Item(body=COPY.strip() + gap + sign))
    assert [(c.role, c.name) for c in story.credits] == [("agency", name) for name in named]
    assert [story.text[c.start : c.end] for c in story.cuts] == [sign]
    spans = [c.span for c in story.credits if c.span]
    stood = [story.text[span.start : span.end] for span in spans]
    assert len(stood) == len(named)
    assert all(agency_name(form) == name for form, name in zip(stood, named, strict=True))


@pytest.mark.parametrize(
    "line", ["Reuters/AFP", "Reuters, AFP", "Reuters and AFP", "Reuters | AFP"]
)
def test_a_last_line_of_nothing_but_agencies_is_their_sign(line: str) -> None:
    """Without brackets or dash it is one on a line of its own."""
    filed = "It was opened on May 6, 2031, after eleven weeks of rain and repairs by the city."
    copy = COPY + "A goose stood by. " * 20 + "\n\n" + COPY.replace("Monday", "Friday") + filed
    story = dissect(Item(body=f"{copy}\n\n{line}"))
    assert [(c.role, c.name) for c in story.credits] == [("agency", "Reuters"), ("agency", "AFP")]
    assert [story.text[c.start : c.end] for c in story.cuts] == [line]


@pytest.mark.parametrize(
    "end",
    [
        "They flew on. (Germany, France)",
        "They met there. (Reuters Center, London)",
        "They met there. (AFP, London)",
        "They met there. (AFP, QQB and Halden)",
        "The reporters work for two agencies (Reuters, AFP).",
        "The council watches three stations (BBC, CNN and CNBC)",
        "The council pays for two services — AFP, AP",
        "The council reads Reuters, AFP",
    ],
)
def test_a_list_at_the_end_of_the_copy_is_no_sign(end: str) -> None:
    """All of its parts are agencies, and it stands behind a finished sentence; else it is copy."""
    for gap in ("\n\n", " "):
        story = dissect(Item(body=COPY.strip() + gap + end))
        assert (story.credits, story.cuts) == ((), ())


def test_agencies_under_a_picture_higher_up_sign_no_copy() -> None:
    """Only behind the last of the copy is a line of houses more than a picture's credit."""
    story = dissect(Item(body=f"{COPY}AFP/Reuters\n\n{COPY}"))
    assert [(c.kind, story.text[c.start : c.end]) for c in story.cuts] == [
        ("caption", "AFP/Reuters")
    ]
    assert story.credits == ()


@pytest.mark.parametrize(
    ("line", "credits", "kind"),
    [
        ("Source: Reuters, AFP", {("Reuters", "agency"), ("AFP", "agency")}, "marker"),
        ("Source: Reuters/AFP", {("Reuters", "agency"), ("AFP", "agency")}, "marker"),
        ("SOURCE: AAP", {("AAP", "agency")}, "marker"),
        ("(Source: ANI)", {("ANI", "agency")}, "marker"),
        ("Via Reuters", set(), None),
        ("via: Reuters", {("Reuters", "agency")}, "marker"),
        ("rpk/dpa", {("dpa", "agency")}, "marker"),
        ("(with AFP, Reuters)", {("AFP", "contributor"), ("Reuters", "contributor")}, "credit"),
        ("With AP and agencies", {("AP", "contributor")}, "credit"),
        ("Additional reporting by AFP.", {("AFP", "contributor")}, "credit"),
        ("– Agencies", set(), "credit"),
        ("(agencies)", set(), "credit"),
        ("© AFP 2024", {("AFP", "agency")}, "copyright"),
        (
            "Copyright 2024 The Associated Press. All rights reserved.",
            {("AP", "agency")},
            "copyright",
        ),
        ("Copyright (c) 2024 Halden Lantern Media. All rights reserved.", set(), "copyright"),
        ("Source: the harbour office", set(), None),
        ("With AFP he had seen the world.", set(), None),
    ],
)
def test_a_last_line_that_says_whose_copy_it_is(
    line: str, credits: set[tuple[str, str]], kind: str | None
) -> None:
    """A stated source or owner made the copy, a house it is told with contributed, the unnamed are cut."""
    story = dissect(Item(body=f"{COPY.strip()}\n\n{line}"))
    assert {(c.name, c.role) for c in story.credits} == credits
    assert [c.kind for c in story.cuts] == ([kind] if kind else [])


def test_a_byline_and_the_house_behind_a_bar_are_both_credited() -> None:
    """Who wrote it, and for which agency."""
    story = dissect(Item(body=f"Mara Quill | AFP\n\n{COPY}"))
    assert [(c.name, c.role) for c in story.credits] == [
        ("Mara Quill", "reporter"),
        ("AFP", "agency"),
    ]
