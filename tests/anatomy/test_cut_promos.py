"""Promos run into paragraphs, in any place and without a lead, and lists of them."""

from __future__ import annotations

import pytest

from copytaster.anatomy import dissect
from copytaster.model import Item, ReadingContext

HEADLINES = {
    "Goose Stops Tram in Halden and Nobody Minds": "tram01",
    "Why we let a goose stop our trams": "tram02",
    "Harbour opens": "short",
}
KNOWN = ReadingContext(headlines=HEADLINES)


def cuts(text: str, context: ReadingContext | None = None) -> list[str]:
    """The text of every promo."""
    story = dissect(Item(body=text), context)
    return [text[c.start : c.end] for c in story.cuts if c.kind == "promo"]


@pytest.mark.parametrize(
    ("before", "promo", "after"),
    [
        ("Rain fell in the state.", "Also Read | Nine Ways to Cook a Pumpkin in Halden.", "Claiming one life, the flood went on."),
        ("Rain fell. ", "ALSO READ: Goose Stops Tram in Halden As Crowd Cheers", " The police said that nobody was hurt."),
        ("Rain fell. ", "Read More: Who Feeds the Geese of Halden?", " The river rose."),
        ("Rain fell.", "READ: Who Feeds the Geese of Halden", " In the town nobody slept."),
        ("Rain fell. ", "WATCH | Geese Cross the Orel at Dawn.", " The river rose."),
        ("Rain fell. ", "RELATED: Mayor Loses Hat in Storm.", " The river rose."),
        ("Rain fell. ", "Must Read: Mayor Loses Hat in Storm.", " The river rose."),
        ("Rain fell. ", "Trending Now | Mayor Loses Hat in Storm.", " The river rose."),
        ("Rain fell. ", "(Also read: Mayor loses hat in storm)", " The river rose."),
        ("Rain fell. ", "[SEE ALSO: Mayor loses hat in storm]", " The river rose."),
        ("Rain fell. ", "(RELATED: Mayor Loses Hat In Storm)", ""),
        ("Rain fell. ", "( WATCH: Mayor Loses Hat In Storm)", " The river rose."),
        ("Rain fell.", "Also Read Mayor Loses Hat in Big Storm", " The police said that nobody was hurt."),
        ("Rain fell. ", "Click here to read all about the storm.", " The river rose."),
        ("Regnet föll. ", "Läs också: Gåsen stoppade spårvagnen.", " Ingen skadades."),
        ("Il pleuvait. ", "Lire aussi : Une oie arrête le tramway.", " Personne n’a été blessé."),
        ("Es regnete. ", "Lesen Sie auch: Gans hält Bahn auf.", " Niemand wurde verletzt."),
        ("Llovía. ", "Lea también: Un ganso detiene el tranvía.", " Nadie resultó herido."),
        ("", "Also Read | Goose Stops Tram in Halden.", " The river rose over the bridge and the town slept badly that night, all of it."),
    ],
)  # fmt: skip
def test_promos_run_into_a_paragraph(before: str, promo: str, after: str) -> None:
    """From its lead to the end of its headline, at the head of a paragraph, in it and at its end."""
    assert cuts(before + promo + after) == [promo]


def test_a_headline_in_sentence_case_ends_where_a_sentence_begins() -> None:
    """Where no full stop parts them, a capitalised function word behind a plain one begins the copy."""
    text = "Rain fell. Also Read | Why a goose stops trams and we let it The river rose on."
    assert cuts(text) == ["Also Read | Why a goose stops trams and we let it"]


@pytest.mark.parametrize(
    ("text", "promo", "story"),
    [
        ("Rain fell. Goose Stops Tram in Halden and Nobody Minds The river rose.", "Goose Stops Tram in Halden and Nobody Minds", "tram01"),
        ("Rain fell in Halden.Why we let a goose stop our trams", "Why we let a goose stop our trams", "tram02"),
        ("Rain fell.\n\nWhy we let a goose stop our trams. Rain fell in all of Halden on Monday.", "Why we let a goose stop our trams.", "tram02"),
        ("Rain fell. Also Read | Why we let a goose stop our trams the river rose.", "Also Read | Why we let a goose stop our trams", "tram02"),
        ("Rain fell.\n\nWhy we let a goose stop our trams\n\nThe river rose.", "Why we let a goose stop our trams", "tram02"),
    ],
)  # fmt: skip
def test_known_headlines_are_cut_and_named(text: str, promo: str, story: str) -> None:
    """A headline that the feed knows is cut with or without a lead, and the cut says whose it is."""
    found = dissect(Item(body=text), KNOWN).cuts
    assert [text[c.start : c.end] for c in found] == [promo]
    assert story in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell. Why we let a goose stop our trams is a question for the council.",
        "Rain fell. Why we let a goose stop our trams, she asked.",
        "The paper's headline was “Why we let a goose stop our trams” on Monday.",
        "“Rain fell. Why we let a goose stop our trams I do not know,” she said.",
        "The council asked why we let a goose stop our trams.",
        "Rain fell. Harbour opens. The river rose.",
    ],
)
def test_known_words_in_a_sentence_are_copy(text: str) -> None:
    """The words of a headline that stand in a sentence or a quotation, or are too few, are left alone."""
    assert cuts(text, KNOWN) == []


def test_a_storys_own_headline_is_no_promo() -> None:
    """A story may begin with its own headline, though the feed knows it."""
    own = "Why we let a goose stop our trams"
    item = Item(body=f"{own}\n\nRain fell in all of Halden.", headline=own)
    assert dissect(item, KNOWN).cuts == ()


def test_headlines_under_a_lone_lead_are_cut_with_it() -> None:
    """A list of other stories goes with the line that announces it; the copy behind it stays."""
    text = (
        "Rain fell in all of Halden.\n\nRelated stories:\n\nGoose stops another tram\n\n"
        "Mayor loses hat in the storm\n\nThe river rose on Monday, the harbour office said."
    )
    assert cuts(text) == [
        "Related stories:",
        "Goose stops another tram",
        "Mayor loses hat in the storm",
    ]


def test_one_short_line_under_a_lone_lead_may_be_a_subheading() -> None:
    """A single short line with copy behind it is left alone."""
    text = "Rain fell.\n\nRead more:\n\nThe third night of the flood\n\nThe river rose on Monday, they said."
    assert cuts(text) == ["Read more:"]


def test_links_run_into_a_name_are_cut() -> None:
    """A name, the name in full and the links of its page, as one site sends them."""
    links = "Mara Ann QuillGoose stops tram Mayor loses hat in storm Who feeds the geese MORE"
    text = f"Mayor Mara Quill {links} (I-Halden), a former pilot, walked home in the rain."
    assert cuts(text) == [links]


@pytest.mark.parametrize(
    ("copy", "aside", "kind"),
    [
        ("The river rose. ", "Sign up for the Orel Post newsletter.", "newsletter"),
        ("The river rose. ", "Follow her on Twitter or Relayn.", "share"),
        ("The river rose. ", "Follow us on Twitter.", "share"),
        ("The river rose. ", "Mara Quill contributed to this report.", "credit"),
        ("The river rose. ", "Reporting by Mara Quill; Editing by Ann Orlo", "credit"),
    ],
)
def test_sentences_that_are_no_copy(copy: str, aside: str, kind: str) -> None:
    """Boxes and credits that stand at the end of a paragraph are cut from it."""
    text = copy + aside
    found = [(c.kind, text[c.start : c.end]) for c in dissect(Item(body=text)).cuts]
    assert found == [(kind, aside)]
