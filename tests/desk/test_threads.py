"""Long-running stories on the desk: earlier and later events on pages, kept true, kept over restarts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.errors import CopytasterError
from wire import NOW, Clock, delivered, feed, ninjs

STRIKE = (
    (
        0,
        "Pilots of Veldair walk out",
        "VARSK, May 6 (ANX) - Pilots of the airline Veldair began a strike on Tuesday over "
        "rosters, the union leader Jonna Brask said. Chief executive Oto Kallinger called the "
        "walkout of the Veldair pilots reckless. Ninety flights were cancelled in Varsk.",
    ),
    (
        6,
        "Court rejects Veldair's bid to end walkout",
        "VARSK, May 12 (ANX) - A labour court on Monday turned down the airline Veldair, which had "
        "asked it to forbid the strike of its pilots. Jonna Brask of the pilots' union hailed the "
        "ruling; Oto Kallinger said Veldair would appeal.",
    ),
    (
        18,
        "Veldair and its pilots agree on rosters",
        "VARSK, May 24 (ANX) - The airline Veldair and the union of its pilots settled their "
        "dispute over rosters on Saturday, Jonna Brask and Oto Kallinger told reporters in Varsk. "
        "The strike of the pilots had lasted almost three weeks.",
    ),
)


class Newsroom:
    """A desk whose clock goes with the copy; each event has its agency's copy and a reprint."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.desk = Desk.open(folder, clock=self.clock, base_url="http://site.example")
        self.folder = folder
        for name in ("anx", "courier"):
            self.desk.feeds.put(feed(name))

    def take(self, number: int, *, reprinted: bool = True) -> str:
        """The event of the strike's copy of that number."""
        days, headline, body = STRIKE[number]
        self.clock.now = NOW + timedelta(days=days)
        stamp = f"{self.clock.now:%Y-%m-%dT%H:%M:%SZ}"
        times = {"versioncreated": stamp, "firstcreated": stamp}
        for by in ("anx", "courier")[: 1 + reprinted]:
            item = ninjs(f"{by}:{number}", headline, body, **times)
            self.desk.take(delivered(item, by, self.clock.now))
        self.desk.publish()
        return self.desk.search(headline)[0].coverage

    def page(self, event: str) -> str:
        return (self.desk.site_folder / f"events/{event}/index.html").read_text(encoding="utf-8")


def test_a_merge_taken_back_gives_the_thread_back(room: Newsroom) -> None:
    """What an event followed, and what followed it, is as before; its page tells it again."""
    first, second, third = (room.take(n) for n in range(3))
    before = {
        e: (room.desk.threads.back(e), room.desk.threads.then(e)) for e in (first, second, third)
    }
    assert before[second] == ((first,), (third,))
    pages = {e: room.page(e) for e in before}
    room.desk.arranger.merge(first, second, "Ada Brandt")
    room.desk.publish()
    assert room.desk.threads.back(third) == (first,)
    room.desk.arranger.undo(1, "Ada Brandt")
    room.desk.publish()
    assert before == {e: (room.desk.threads.back(e), room.desk.threads.then(e)) for e in before}
    assert pages == {e: room.page(e) for e in before}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path)
    yield made
    made.desk.close()


def test_pages_tell_what_came_before_and_after(room: Newsroom) -> None:
    """The newest event lists both earlier ones with dates; the older are told what came since."""
    first, ruling, deal = (room.take(n) for n in range(3))
    assert room.desk.threads.back(deal) == (ruling, first)
    page = room.page(deal)
    earlier = page[page.index("Earlier in this story") :]
    assert earlier.index("Court rejects") < earlier.index("Pilots of Veldair walk out")
    assert "12 May 2031" in earlier
    assert f'href="../../events/{first}/' in earlier
    assert "Since then" in room.page(first)
    assert "Court rejects" in room.page(first)
    assert "agree on rosters" not in room.page(first)
    room.desk.publish()
    assert room.desk.publish().written == ()


def test_an_earlier_event_of_one_story_is_told_by_that_story(room: Newsroom) -> None:
    """An event without a page of its own is linked as its only story."""
    room.take(0, reprinted=False)
    page = room.page(room.take(1))
    series = room.desk.search("walk out")[0].series
    assert f"stories/{series}/" in page[page.index("Earlier in this story") :]


def test_a_kill_leaves_no_headline_in_a_thread(room: Newsroom) -> None:
    """In the pass that withdraws a story, other events' pages stop calling its event by it."""
    first = room.take(0, reprinted=False)
    ruling = room.take(1)
    assert "walk out" in room.page(ruling)
    room.desk.decide(room.desk.search("walk out")[0].series, "kill", reason="wrong", who="Ada")
    room.desk.publish()
    assert "walk out" not in room.page(ruling)
    assert room.desk.threads.back(ruling) == (first,)


def test_a_thread_outlives_the_matcher(room: Newsroom) -> None:
    """It is in the store: a desk that lost its snapshot tells the same, and goes on."""
    first, ruling = room.take(0), room.take(1)
    with room.desk.store.writing() as tx:
        tx.put_snapshot("matcher", 0, b"lost")
    room.desk.live.rewind()
    assert room.desk.threads.back(room.take(2)) == (ruling, first)


def test_an_editor_says_that_it_goes_on_from_nothing(room: Newsroom) -> None:
    """With a name, in the ledger, and for good: later copy of the event does not link it again."""
    first, ruling = room.take(0), room.take(1, reprinted=False)
    room.desk.arranger.unlink(ruling, "Ada Brandt")
    room.take(1)
    assert room.desk.threads.back(ruling) == ()
    assert "Earlier in this story" not in room.page(ruling)
    assert room.desk.threads.then(first) == ()
    assert [(d.kind, d.who) for d in room.desk.store.decisions(f"coverage:{ruling}")] == [
        ("unlink", "Ada Brandt")
    ]
    with pytest.raises(CopytasterError, match="no earlier event"):
        room.desk.arranger.unlink(ruling, "Ada Brandt")


def test_a_merge_on_the_desk_takes_the_thread_along(room: Newsroom) -> None:
    """What followed the event that is gone follows the one it became part of."""
    first, ruling, deal = (room.take(n) for n in range(3))
    room.desk.arranger.merge(first, ruling, "Ada Brandt")
    room.desk.publish()
    assert room.desk.threads.back(deal) == (first,)
    assert room.desk.threads.back(first) == ()
    assert room.desk.threads.became(ruling) == first == room.desk.event_named(ruling)
    assert "Court rejects" not in room.page(deal)[room.page(deal).index("Earlier in") :]
