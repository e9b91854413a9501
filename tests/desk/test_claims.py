"""What a desk does with kills in other words, kills that find nothing, and claims on others' stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.web.screens import Wanted, wire
from copytaster.publish.pages import story_path
from wire import Clock, delivered, feed, ninjs, prose

COPY = prose("Quill")
TITLE = "Quill bridge reopens to carts"


class Newsroom:
    """A desk, what feeds bring it, and time."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk = desk
        self.clock = clock

    def take(self, by: str, guid: str, headline: str, body: str, **more: object) -> str:
        """One item comes in and is published; its series."""
        self.clock.now += timedelta(minutes=10)
        at = self.clock().isoformat()
        document = ninjs(guid, headline, body, versioncreated=at, firstcreated=at, **more)
        self.desk.take(delivered(document, by, self.clock()))
        self.desk.publish()
        return self.desk.store.latest(1)[0].series

    def wait(self, days: int) -> None:
        """Time passes, with some other news at its end."""
        self.clock.now += timedelta(days=days)
        for n in range(20):
            body = f"ORRIN, May 6 - Pilots of boat {n} of day {days} voted on their pay at {n}."
            self.take("gazette", f"g:{self.clock():%d}:{n}", f"Pilots vote {n}", body)

    def ruling(self, series: str) -> tuple[str, str | None]:
        """State and reason of a series."""
        found = self.desk.rulings().publication(series, self.clock())
        assert found is not None
        return found.state, found.reason

    def page(self, series: str) -> str:
        """Its page, empty for none."""
        path = self.desk.site_folder / story_path(series)
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def marks(self) -> dict[str, str | None]:
        """What each line of the wire list is marked by."""
        return {line.row.series: line.mark for line in wire(self.desk, Wanted(), 50)}


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened(folder: Path, clock: Clock) -> Desk:
    return Desk.open(folder, clock=clock, base_url="http://site.example")


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Newsroom]:
    with opened(tmp_path, clock) as desk:
        anx = feed("anx", speaks_for=("ANX",), agency="ANX")
        for subscription in (anx, feed("courier"), feed("gazette"), feed("rogue")):
            desk.feeds.put(subscription)
        desk.live.authorise(desk.feeds.speaks_for())
        yield Newsroom(desk, clock)


KILLS = {
    "marked": (f"KILL: {TITLE}", "Kill it."),
    "advisory": (f"ADVISORY-{TITLE}", "The story should not be used."),
    "quoted": ("ADVISORY: Quill", f'Editors: the story headlined "{TITLE}" is withdrawn.'),
}


@pytest.mark.parametrize("days", [0, 6], ids=["live", "six days later"])
@pytest.mark.parametrize(("headline", "body"), KILLS.values(), ids=KILLS)
def test_a_kill_that_gives_a_headline(room: Newsroom, days: int, headline: str, body: str) -> None:
    """The one story of its provider that bears it is withdrawn, long after it left the matcher's sight too."""
    story = room.take("anx", "u:1", TITLE, COPY)
    copy = room.take("courier", "c:1", "Bridge open again", COPY)
    if days:
        room.wait(days)
    kill = room.take("anx", "k:1", headline, body)
    assert room.ruling(story)[0] == room.ruling(copy)[0] == "killed"
    assert "forty-two bolts" not in room.page(story) + room.page(copy)
    assert kill == story


def test_a_headline_of_two_old_stories_names_neither(room: Newsroom) -> None:
    """The editor is told how many and of which days; nothing is guessed."""
    one = room.take("anx", "u:1", TITLE, COPY)
    room.wait(6)
    two = room.take("anx", "u:2", TITLE, prose("Orrin", "ORRIN"))
    room.wait(6)
    kill = room.take("anx", "k:1", f"KILL: {TITLE}", "Kill it.")
    state, reason = room.ruling(kill)
    assert (state, room.ruling(one)[0], room.ruling(two)[0]) == ("held", "live", "live")
    assert reason is not None
    assert "2 stories of its provider" in reason
    assert room.marks()[kill] == "held kill"


def test_a_kill_that_finds_nothing_is_shown_to_editors_alone(room: Newsroom) -> None:
    """It is held with a word that says what to do, and stands in no public place."""
    other = room.take("anx", "u:1", TITLE, COPY)
    kill = room.take("anx", "k:1", "KILL: tower of Orrin", "Editors: please kill the tower story.")
    state, reason = room.ruling(kill)
    assert state == "held"
    assert reason is not None
    assert "kill that by hand" in reason
    assert room.ruling(other)[0] == "live"
    site = room.desk.site_folder
    assert not [p for p in site.rglob("*") if p.is_file() and b"tower of Orrin" in p.read_bytes()]


@pytest.mark.parametrize("restart", [False, True], ids=["running", "restarted"])
def test_the_story_that_a_kill_outran(room: Newsroom, clock: Clock, restart: bool) -> None:
    """Held as finding nothing, the kill takes its story on arrival and is held no more."""
    room.take("anx", "u:1", "KILL: bridge", "Kill it.", pubstatus="canceled")
    desk = room.desk
    if restart:
        desk.close()
        desk = opened(desk.folder, clock)
    again = Newsroom(desk, clock)
    story = again.take("anx", "u:1", TITLE, COPY, version="0")
    assert again.ruling(story)[0] == "killed"
    assert {row.held for row in desk.store.series(story)} == {None}
    assert "forty-two bolts" not in again.page(story)
    desk.close()


def test_a_notice_in_the_storys_place(room: Newsroom) -> None:
    """Under the same guid, a line that the story is withdrawn withdraws it."""
    story = room.take("anx", "u:1", TITLE, COPY)
    copy = room.take("courier", "c:1", "Bridge open again", COPY)
    room.take("anx", "u:1", TITLE, "This story has been withdrawn.", version="2")
    assert room.ruling(story)[0] == room.ruling(copy)[0] == "killed"


def test_a_kill_that_quotes_two_headlines(room: Newsroom) -> None:
    """Both stories go."""
    one = room.take("anx", "u:1", TITLE, COPY)
    two = room.take("anx", "u:2", "Orrin mill burns down", prose("Orrin", "ORRIN"))
    body = f'Editors: the stories headlined "{TITLE}" and "Orrin mill burns down" must not be used.'
    room.take("anx", "k:1", "ADVISORY: two stories withdrawn", body)
    assert (room.ruling(one)[0], room.ruling(two)[0]) == ("killed", "killed")


@pytest.mark.parametrize("days", [0, 6], ids=["live", "six days later"])
@pytest.mark.parametrize(("headline", "body"), KILLS.values(), ids=KILLS)
def test_another_providers_kill_changes_nothing(
    room: Newsroom, days: int, headline: str, body: str
) -> None:
    """By headline as by anything else: held, flagged, and the story stands."""
    story = room.take("anx", "u:1", TITLE, COPY)
    if days:
        room.wait(days)
    kill = room.take("rogue", "r:1", headline, body)
    state, reason = room.ruling(kill)
    assert (state, room.ruling(story)[0]) == ("held", "live")
    assert reason
    assert "forty-two bolts" in room.page(story)
    assert room.page(kill) == ""


def test_a_copy_that_credits_nobody_stands_and_is_flagged(room: Newsroom) -> None:
    """Nobody may take another's page down; its editor is told what it carries."""
    plain = COPY.replace(" (ANX)", "")
    story = room.take("gazette", "z:1", TITLE, plain)
    copy = room.take("courier", "c:1", "Bridge open again", plain)
    room.take("gazette", "z:1", TITLE, "This story has been withdrawn.", version="2")
    assert room.ruling(story)[0] == "killed"
    state, reason = room.ruling(copy)
    assert state == "live"
    assert reason is not None
    assert reason.startswith("carries copy that gazette.example has killed")
    assert room.marks()[copy] == "carries killed copy"
    assert any(
        "gazette.example" in step.answer for step in room.desk.rulings().why(copy, room.clock())
    )


def test_an_event_is_called_without_marks_and_can_be_verified(room: Newsroom) -> None:
    """Its page has the headline less what marks the edition, and every sentence of it is in the ledger."""
    room.take("anx", "u:1", f"UPDATE 2-{TITLE}", COPY)
    room.take("courier", "c:1", f"UPDATE 2-{TITLE}", COPY)
    (path,) = (room.desk.site_folder / "events").glob("*/index.html")
    page = path.read_text(encoding="utf-8")
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", page) == [TITLE]
    assert room.desk.verify(page.encode()).ok


@pytest.mark.parametrize("days", [0, 9], ids=["live", "long after"])
def test_the_next_report_over_a_killed_ones_form_stands(room: Newsroom, days: int) -> None:
    """A house's reports share forms; its killed copy sent again under another guid is known all the same."""
    killed = room.take("anx", "u:1", TITLE, COPY)
    room.take("anx", "u:k", f"KILL: {TITLE}", "Editors: please kill the story.")
    assert room.ruling(killed)[0] == "killed"
    if days:
        room.wait(days)
    other = room.take("anx", "u:2", "Weir gates to open at dawn", prose("Weir", "TARN"))
    assert room.ruling(other)[0] == "live"
    again = room.take("anx", "u:3", "Carts cross again", COPY)
    assert room.ruling(again)[0] == "killed"
