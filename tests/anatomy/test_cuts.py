"""Cuts: promos, disclaimers, credit and share lines, end marks; and copy that must stay."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.model import Block, Item, ReadingContext


def cuts(text: str, context: ReadingContext | None = None) -> list[tuple[str, str]]:
    """(kind, text) of every cut."""
    return [(c.kind, text[c.start : c.end]) for c in dissect(Item(body=text), context).cuts]


LEAD = "The bridge over the Orel was closed on Monday after a crack was found.\n\n"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Also Read | Goose Stops Tram in Halden, Refuses to Move.", "promo"),
        ("ALSO READ: Goose Stops Tram in Halden", "promo"),
        ("Read more: how a goose stopped a tram", "promo"),
        ("Lesen Sie auch: Gans hält Straßenbahn auf", "promo"),
        ("À lire aussi : une oie arrête un tramway", "promo"),
        ("ये भी पढ़ें: हंस ने ट्राम रोकी", "promo"),
        ("Читайте также: Гусь остановил трамвай", "promo"),
        ("Baca juga: Angsa hentikan trem", "promo"),
        ("あわせて読みたい：ガチョウが電車を止める", "promo"),
        ("Advertisement", "promo"),
        ("Sign up for our morning newsletter", "newsletter"),
        ("Follow us on Facebook and Instagram", "share"),
        ("Share this article on Chirper | Relayn | Mail", "share"),
        ("Share this story via Chirper, Relayn and Mail.", "share"),
        ("(Corrects height of the bridge in paragraph 3 to 14 metres, not 41)", "marker"),
        ("(Adds comment by the harbour office; removes a reference to ice)", "marker"),
        ("Copyright 2025 The Halden Courier. All rights reserved.", "copyright"),
        ("(Reporting by Mara Quill in Halden; Editing by Ann Orlo)", "credit"),
        ("By Mara Quill", "credit"),
        ("(With inputs from agencies)", "credit"),
        ("Representative image (Photo: QQN)", "caption"),
        (
            "(This story has not been edited by Halden Courier staff and is auto-generated from a syndicated feed.)",
            "disclaimer",
        ),
        (
            "This report is auto-generated from PTI news service. HaldenPost holds no responsibility for its content.",
            "disclaimer",
        ),
        (
            "(Except for the headline, this story has not been edited by Courier staff and is published from a syndicated feed.)",
            "disclaimer",
        ),
    ],
)
def test_lines_that_are_no_copy(line: str, kind: str) -> None:
    """Each such line is cut whole, under its kind, and nothing else is."""
    assert cuts(LEAD + line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister told pupils, and watch less television.",
        "Watch: that was the one word on the card, she said.",
        "Related companies of the group were searched as well, police said.",
        "“Follow us on the road,” he told the crowd, and they did.",
        "The unedited tape was played in court. Lawyers said it was not complete.",
        "She also read the letter to the council, which listened in silence.",
        "By Monday the water had gone.",
        "Share this story with your children, she told the pupils.",
        "(Corrections of this size are rare) was all that the note said.",
        "The agency (AP) was founded long ago, a speaker said at the dinner.",
    ],
)
def test_copy_stays(line: str) -> None:
    """Sentences that merely open with such words are copy."""
    assert cuts(LEAD + line) == []


@pytest.mark.parametrize(
    ("before", "promo", "after"),
    [
        (
            "Rain fell in the state.",
            "Also Read | Nine Ways to Cook a Pumpkin in Halden.",
            "Claiming one life, the flood went on.",
        ),
        (
            "Rain fell. ",
            "Also Read | Goose Stops Tram in Halden As Crowd Cheers",
            " The police said that nobody was hurt.",
        ),
        (
            "Rain fell. ",
            "READ MORE: Mayor of Halden Eats Rs. 500 Cake, Says Dr. Orlo.",
            " Rescue teams came by boat.",
        ),
    ],
)
def test_glued_promos(before: str, promo: str, after: str) -> None:
    """A promo run into a paragraph is cut from its lead to the end of its headline, punctuated or not."""
    assert cuts(before + promo + after) == [("promo", promo)]


def test_known_headline_is_a_promo_without_a_lead() -> None:
    """A line that is another story's headline is cut, the story's own is not."""
    known = ReadingContext(
        headlines={"Goose stops tram in Halden": "abc", "Bridge over the Orel shut": "own"}
    )
    text = LEAD + "Goose stops tram in Halden"
    assert cuts(text, known) == [("promo", "Goose stops tram in Halden")]
    own = Item(body="Bridge over the Orel shut\n\n" + LEAD, headline="Bridge over the Orel shut")
    assert dissect(own, known).cuts == ()


def test_known_headline_ends_a_glued_promo() -> None:
    """Where the headline is known its end is too, though it is written in sentence case."""
    known = ReadingContext(headlines={"Why a goose stops trams and we let it": "abc"})
    text = "Rain fell. Also Read | Why a goose stops trams and we let it the river rose on."
    assert cuts(text, known) == [("promo", "Also Read | Why a goose stops trams and we let it")]


def test_boilerplate_of_the_feed_is_cut() -> None:
    """A block the feed repeats is cut wherever it stands."""
    context = ReadingContext(boilerplate=("The Courier is printed  in Halden.",))
    assert cuts(LEAD + "The Courier is printed in Halden.", context) == [
        ("promo", "The Courier is printed in Halden.")
    ]


@pytest.mark.parametrize("mark", ["(ANI)", "(Reuters)", "-- IANS", "PTI KVK ZMN", "(PTI)"])
def test_the_agencys_end_mark(mark: str) -> None:
    """The sign of an agency at the end of its copy is a marker; the agency is credited."""
    story = dissect(Item(body=f"{LEAD}The mayor has gone home. {mark}"))
    assert [(c.kind, story.text[c.start : c.end]) for c in story.cuts] == [("marker", mark)]
    assert [c.role for c in story.credits] == ["agency"]


def test_a_caption_block_is_not_a_cut() -> None:
    """Captions, tables and lists are copy of their own kind; the format says so."""
    text = "A boat on the Orel.\n\nThe river rose."
    item = Item(body=text, blocks=(Block(0, 19, "caption"), Block(21, 36, "paragraph")))
    story = dissect(item)
    assert story.cuts == ()
    assert [b.kind for b in story.blocks] == ["caption", "paragraph"]


def test_every_cut_has_a_reason_in_words() -> None:
    """A reason is a phrase for a reader, not a code."""
    for cut in dissect(
        Item(body=LEAD + "Also Read | Goose Stops Tram.\n\n(With inputs from agencies)")
    ).cuts:
        assert " " in cut.reason


@pytest.mark.parametrize("first", [True, False])
def test_a_correction_note_is_cut_wherever_it_stands(first: bool) -> None:
    """Above the copy or below it, and the reason says that it tells what was corrected."""
    note = "(Recasts lead, updates number of boats)"
    copy = "ORSKELL, May 6 (QQN) - The ferry has stopped for the winter."
    story = dissect(Item(body=f"{note}\n\n{copy}" if first else f"{copy}\n\n{note}"))
    (cut,) = story.cuts
    assert (cut.kind, story.text[cut.start : cut.end]) == ("marker", note)
    assert "corrected" in cut.reason
    assert story.dateline is not None
