"""Kills and corrections reach copies that came when the story was out of the matcher's sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.publish.pages import story_path
from wire import Clock, delivered, feed, ninjs, prose

COPY = prose("Quill")
CUT = COPY.partition("\n\nBuses")[0]
WRAPPED = (
    f"Our readers asked us what is known of this so far.\n\n{COPY}\n\nSend us your own pictures."
)


class Wire:
    """A desk, what feeds bring it, and time."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk = desk
        self.clock = clock

    def take(
        self, by: str, guid: str, headline: str, body: str, publish: bool = True, **more: object
    ) -> str:
        at = self.clock().isoformat()
        document = ninjs(guid, headline, body, versioncreated=at, firstcreated=at, **more)
        self.desk.take(delivered(document, by, self.clock()))
        if publish:
            self.desk.publish()
        return self.desk.store.latest(1)[0].series

    def wait(self, days: int) -> None:
        """Time passes on the wire, an hour of other news at its end."""
        self.clock.now += timedelta(days=days)
        for n in range(20):
            pilots = f"ORRIN, May 6 - Pilots of boat {n} of day {days} voted on their pay at {n}."
            guid = f"g:{self.clock():%d}:{n}"
            self.take("gazette", guid, f"Pilots vote {n}", pilots, publish=False)

    def state(self, series: str) -> str:
        found = self.desk.rulings().publication(series, self.clock())
        assert found is not None
        return found.state

    def page(self, series: str) -> str:
        path = self.desk.site_folder / story_path(series)
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    clock = Clock()
    with Desk.open(tmp_path, clock=clock, base_url="http://site.example") as desk:
        for subscription in (
            feed("anx", speaks_for=("ANX",), agency="ANX"), feed("courier"), feed("gazette"),
        ):  # fmt: skip
            desk.feeds.put(subscription)
        desk.live.authorise(desk.feeds.speaks_for())
        yield Wire(desk, clock)


@pytest.mark.parametrize(
    ("body", "waits"), [(COPY, 0), (CUT, 0), (WRAPPED, 6)], ids=["whole", "cut", "wrapped"]
)
def test_a_kill_reaches_a_copy_nobody_matched(wire: Wire, body: str, waits: int) -> None:
    """The copy came days after its story, and the kill at once or days after the copy."""
    wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    copy = wire.take("courier", "c:1", "Bridge open again", body)
    assert wire.state(copy) == "live"
    assert wire.desk.store.series(copy)[-1].reprint_of is None
    if waits:
        wire.wait(waits)
    wire.take("anx", "u:1", "Do not use", "Stop.", pubstatus="canceled", version="2")
    assert wire.state(copy) == "killed"
    assert "forty-two bolts" not in wire.page(copy)


def test_an_editors_kill_reaches_it_as_well(wire: Wire) -> None:
    """Killed by hand, the story takes its late copies with it, and they come back with it."""
    story = wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    copy = wire.take("courier", "c:1", "Bridge open again", COPY)
    wire.desk.decide(story, "kill", reason="it is not true")
    wire.desk.publish()
    assert wire.state(copy) == "killed"
    wire.desk.decide(story, "release", reason="it is true after all")
    wire.desk.publish()
    assert wire.state(copy) == "live"


def test_a_late_copy_without_the_agencys_name_stays_where_it_is(wire: Wire) -> None:
    """Whoever says later that it was killed has no authority over copy that credits nobody."""
    wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    copy = wire.take("courier", "c:1", "Bridge open again", COPY.replace(" (ANX)", ""))
    wire.clock.now += timedelta(hours=1)
    wire.take("anx", "u:1", "Do not use", "Stop.", pubstatus="canceled", version="2")
    assert wire.state(copy) == "live"


def test_a_correction_reaches_a_copy_nobody_matched(wire: Wire) -> None:
    """The late copy's page tells its readers that the agency has since corrected it."""
    wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    copy = wire.take("courier", "c:1", "Bridge open again", COPY)
    assert "has since corrected" not in wire.page(copy)
    mended = COPY.replace("nine tonnes", "ten tonnes")
    wire.take("anx", "u:1", "CORRECTED-Quill bridge reopens", mended, version="2")
    assert "has since corrected" in wire.page(copy)


def test_an_edition_of_a_story_long_out_of_sight_is_known_for_one(wire: Wire) -> None:
    """A correction that comes days later says so on its page, by its guid or by what it names."""
    story = wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    mended = COPY.replace("nine tonnes", "ten tonnes")
    wire.take("anx", "u:1", "CORRECTED-Quill bridge reopens", mended, version="2")
    first, second = wire.desk.store.series(story)
    assert (second.edition_of, second.edition_kind) == (first.id, "correction")
    assert "Corrected by its provider" in wire.page(story)
    wire.wait(6)
    silent = mended.replace("forty-two", "forty-three")
    wire.take("anx", "u:1", "CORRECTED-Quill bridge reopens", silent, version="2")
    assert wire.desk.store.series(story)[-1].edition_of == second.id


def test_other_news_in_the_same_words_is_left_alone(wire: Wire) -> None:
    """A form of words that two stories share makes neither a copy of the other."""
    wire.take("anx", "u:1", "Quill bridge reopens", COPY)
    wire.wait(6)
    shared = COPY.split("\n\n")[3]
    wards = "\n\n".join(
        f"The council of ward {n} heard a plea about lamps, drains and coal in week {n * 7}."
        for n in range(12)
    )
    other = f"{wards}\n\n{shared}"
    story = wire.take("courier", "c:2", "Wards plead for lamps", other)
    wire.take("anx", "u:1", "Do not use", "Stop.", pubstatus="canceled", version="2")
    assert wire.state(story) == "live"
    assert wire.desk.store.series(story)[-1].reprint_of is None
