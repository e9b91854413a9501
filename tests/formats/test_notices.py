"""What the head of a story tells editors, and what the head of an ordinary story does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.formats import parse
from copytaster.formats.notices import named_by, signals_of
from copytaster.formats.signals import of_item
from copytaster.model import Item

TITLE = "Harbour wall gives way in Varsk"
COPY = " ".join(
    ["The wall of the old harbour gave way before dawn and boats were set adrift."] * 14
)
KILLS = [
    (TITLE, "This story has been withdrawn by Norda. There will be no replacement."),
    (TITLE, "This story has been withdrawn."),
    (TITLE, "This article has been removed."),
    (TITLE, "Do not use."),
    (TITLE, "Kill it."),
    (TITLE, "EDS: KILLS story slugged Wall."),
    (TITLE, f"ATTENTION EDITORS: Norda is withdrawing its story on the wall.\n\n{COPY}"),
    (f"ADVISORY-{TITLE}", f'The story headlined "{TITLE}", sent on May 4, is withdrawn.'),
    ("ADVISORY: Story on wall withdrawn", "A substitute will follow."),
    ("ADVISORY: Wall", f'Editors: the May 4 story headlined "{TITLE}" should not be used.'),
    ("Wall", "EDITORS: Please kill the story slugged WALL-VARSK, which moved on May 4."),
    ("Wall", "Please disregard our earlier story on the wall."),
    ("Standings", "Editors: kill the standings of May 2. The order was wrong."),
    ("Wall", f"Editors, please kill.\n\n{COPY}"),
    ("Attention editors", "Please kill the item slugged BC-WALL."),
    ("ATTN EDITORS - Wall story withdrawn", "The story must not be used."),
    ("Wall", f"MANDATORY KILL: the story on the wall\n\n{COPY}"),
    (TITLE, "Diese Meldung wurde zurückgezogen."),
    (TITLE, "Achtung Redaktionen: Bitte die Meldung über die Mauer nicht verwenden."),
    (TITLE, "Cette dépêche est annulée."),
    (TITLE, "Esta noticia queda anulada."),
    (TITLE, "Si prega di annullare la notizia delle 10."),
]
DONE = [
    ("correction", "(Corrects number of boats in paragraph 1 to 14, not nine)"),
    ("correction", "(In item of May 4, corrects last paragraph to say 1961)"),
    ("correction", "Corrects paragraph 3 to say the wall was built in 1961."),
    ("correction", "* Corrects day to Monday"),
    ("correction", "EDS: CORRECTS number of boats in 1st graf."),
    ("correction", "Eds: Corrects spelling. Adds photo."),
    ("correction", "(This item was corrected to fix a misspelt harbour)"),
    ("correction", "This version CORRECTS that nine boats sank."),
    ("correction", "The previous edition of this report misnamed the harbour."),
    ("correction", "CORRECTION: The wall was built in 1961."),
    ("correction", "(Berichtigt: Zahl der Boote)"),
    ("correction", "(Company corrects length of wall in 2nd paragraph)"),
    ("correction", "VARSK, May 4 (Norda) -\n\n(Corrects spelling of mayor's name)"),
    ("refile", "(Refiles to fix typo in headline)"),
    ("update", "(Adds details, background)"),
    ("update", "(Updates with quotes)"),
    ("update", "EDS: UPDATES with quotes."),
    ("update", "UPDATE: The number has risen to 14."),
    ("write-through", "(Recasts, adds quote)"),
]
ORDINARY = [
    ("Paper withdraws story", f"The Herald's story about the mayor has been withdrawn.\n\n{COPY}"),
    ("Study", f"This article has been retracted by journals before, and that grows.\n\n{COPY}"),
    ("ADVISORY: Flood", "Residents should not use the bridge before Thursday."),
    ("ADVISORY: Plans", "Editors: these are the stories planned for Monday.\n\nWALL, 600 words"),
    ("Wall", f"EDITORS' NOTE: This story contains language that may offend.\n\n{COPY}"),
    (
        "Wall",
        f"EDITOR'S NOTE: Names of the victims should not be published, a court said.\n\n{COPY}",
    ),
    ("Wall", f"ATTN EDITORS: Please do not use this story before 10:00 GMT.\n\n{COPY}"),
    ("Wall", f"EDS: Photos available. Will be updated.\n\n{COPY}"),
    ("Wall", f"Corrections officers struck on Monday.\n\n{COPY}"),
    ("Wall", f"Updates are rolling out to phones.\n\n{COPY}"),
    ("Wall", "Please do not feed the bears, the park said."),
    ("Wall", "This story of a wall was withdrawn from the film festival."),
    ("Wall", "This report was prepared by the ministry. The mayor was removed from office."),
    ("Wall", "The report should not be used to set policy, the ministry said."),
    ("Wall", f"Editors at the Herald resigned over a story that was withdrawn.\n\n{COPY}"),
    ("Recall", "Do not use the cream, the health agency warned on Monday."),
    ("Tips", "Delete the app, experts say. Please delete the app."),
    ("Kill", "Kill the lights, save the bats: towns go dark."),
    ("Bears", "Bitte nicht füttern: Bären im Park."),
    ("ADVISORY: Note", "Norda has withdrawn a story about a wall and regrets the error."),
    ("Wall", COPY),
    ("Wall", ""),
]


@pytest.mark.parametrize(("headline", "body"), KILLS)
def test_a_notice_that_a_story_is_not_to_be_used(headline: str, body: str) -> None:
    """In whatever words, a wire that takes a story back is understood, and its item is canceled."""
    assert "kill" in signals_of(headline, body, advisory=headline.startswith("ADVISORY"))
    sent = f"<rss><channel><item><title>{headline}</title><description>{body}</description></item></channel></rss>"
    (item,) = parse(sent.encode()).items
    assert ("kill" in item.signals, item.status) == (True, "canceled")


@pytest.mark.parametrize(("signal", "line"), DONE)
def test_a_line_that_says_what_was_done(signal: str, line: str) -> None:
    """Above the copy, for editors: what this take corrects, adds or sends again."""
    assert signals_of(TITLE, f"{line}\n\n{COPY}")[0] == signal


@pytest.mark.parametrize(("headline", "body"), ORDINARY)
def test_an_ordinary_story_says_nothing_of_itself(headline: str, body: str) -> None:
    """Stories about withdrawn stories, about updates and about what not to use are stories."""
    assert signals_of(headline, body, advisory=headline.startswith("ADVISORY")) == ()


def test_what_a_kill_calls_its_story() -> None:
    """Headlines quoted or not, slugs, and its own headline without marks; the likeliest first."""
    said = f"Please kill the story slugged WALL-VARSK, headlined {TITLE}, which moved at noon."
    assert named_by("KILL: Wall story", said) == (TITLE, "WALL-VARSK", "Wall story")
    assert named_by(
        f"ADVISORY-{TITLE}", f"The story headlined “UPDATE 2-{TITLE}” is withdrawn."
    ) == (TITLE,)


def test_a_correction_of_another_day() -> None:
    """A notice that a story had something wrong corrects, by whatever headline it goes."""
    said = f"In our story “{TITLE}” we gave a wrong number of boats. It is 14."
    assert signals_of("Correction to wall story", said) == ("correction",)
    assert signals_of("Correction officers strike", said.replace("In our", "This")) == ()


def test_nothing_but_a_line_to_editors() -> None:
    """It is for editors alone."""
    assert signals_of(TITLE, "EDS: The wall story will be sent again at noon.") == ("advisory",)
    assert signals_of(TITLE, f"EDS: Photos will follow.\n\n{COPY}") == ()


def test_a_note_to_editors_is_read_too() -> None:
    """What stands in the field for editors counts as if it stood above the copy."""
    assert of_item(Item(body=COPY, headline=TITLE, note="Corrects name of mayor")) == (
        "correction",
    )
    assert of_item(Item(body=COPY, headline=TITLE, note="This story has been withdrawn")) == (
        "kill",
    )
    held = Item(body=COPY, headline=TITLE, note="Pending a second source. Do not publish.")
    assert of_item(held) == ()


def test_a_numbered_take_says_that_it_adds() -> None:
    """Of a take that says so already, "adds" says no more; a correction always does."""
    take = Item(body=f"(Adds quotes)\n\n{COPY}", headline=TITLE, signals=("lead",))
    assert of_item(take) == ("lead",)
    corrected = Item(body=f"(Corrects name)\n\n{COPY}", headline=TITLE, signals=("lead",))
    assert of_item(corrected) == ("lead", "correction")
    assert of_item(Item(body=COPY, headline=TITLE, take="2")) == ("take",)
    assert of_item(Item(body=COPY, headline=TITLE, take="1")) == ()


@given(st.text(alphabet="thisory EDS:correctedkil.()\n", max_size=700))
def test_any_head_is_read(body: str) -> None:
    """Whatever stands there, the signals are of the known kinds."""
    known = {
        "advisory",
        "kill",
        "correction",
        "refile",
        "write-through",
        "update",
        "repeat",
        "lead",
        "take",
    }
    assert set(signals_of(None, body)) <= known
