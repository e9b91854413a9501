"""An editor's merge or split taken back: both events are what they were, id, page, thread and all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.web import screens
from copytaster.errors import CopytasterError
from copytaster.publish.movedpage import destination
from syllables import sentences
from wire import NOW, Clock, delivered, feed, ninjs


class Newsroom:
    """A desk that can be stopped, or lose its matcher's snapshot, between any two steps."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        self.desk = self.opened()
        for name in ("anx", "post"):
            self.desk.feeds.put(feed(name))

    def opened(self) -> Desk:
        return Desk.open(self.folder, clock=self.clock, base_url="http://site.example")

    def again(self) -> None:
        """The desk is stopped and started."""
        self.desk.close()
        self.desk = self.opened()

    def anew(self) -> None:
        """The desk is stopped, and its matcher made from the stories and the editors' words alone."""
        with self.desk.store.writing() as tx:
            tx.put_snapshot("matcher", 0, b"lost")
        self.desk.live.rewind()

    def take(self, seed: int, by: str = "anx", *, days: float = 0, more: str = "") -> str:
        """The event of the story of that seed, sent by that feed."""
        self.clock.now = NOW + timedelta(days=days)
        body = "\n\n".join([*sentences(random.Random(seed), 8), more]).strip()
        stamp = f"{self.clock.now:%Y-%m-%dT%H:%M:%SZ}"
        headline = sentences(random.Random(seed), 1)[0][:40]
        item = ninjs(
            f"{by}:{seed}", headline, f"ULM, May 6 (ANX) - {body}",
            versioncreated=stamp, firstcreated=stamp,
        )  # fmt: skip
        self.desk.take(delivered(item, by, self.clock.now))
        self.desk.publish()
        return self.desk.store.latest(1)[0].coverage

    def told(self) -> dict[str, frozenset[str]]:
        """The events by id, with their stories; the matcher and the store must agree."""
        found: dict[str, set[str]] = {}
        for row in self.desk.store.latest(99):
            found.setdefault(row.coverage, set()).add(row.id)
            live = self.desk.live.matcher.coverage_id(row.id)
            assert live in (row.coverage, None)
        return {event: frozenset(ids) for event, ids in found.items()}

    def pages(self) -> list[str]:
        self.desk.publish()
        site = self.desk.site_folder
        found = site.glob("events/*/index.html")
        return sorted(p.parent.name for p in found if destination(p.read_bytes()) is None)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = Newsroom(tmp_path)
    yield made
    made.desk.close()


def two(room: Newsroom) -> tuple[str, str]:
    """Two events, each of an agency's story and a paper's copy."""
    one, other = room.take(1), room.take(2)
    assert room.take(1, "post") == one
    assert room.take(2, "post") == other
    return one, other


BREAKS: list[Callable[[Newsroom], None]] = [lambda room: None, Newsroom.again, Newsroom.anew]


@pytest.mark.parametrize("between", BREAKS, ids=["at once", "restarted", "rebuilt"])
def test_a_merge_taken_back_gives_both_their_ids(
    room: Newsroom, between: Callable[[Newsroom], None]
) -> None:
    """Their stories, their pages at the old addresses; and done again, and taken back again."""
    one, other = two(room)
    before, pages = room.told(), room.pages()
    room.desk.arranger.merge(one, other, "Ada Brandt")
    between(room)
    assert set(room.told()) == {one}
    room.desk.arranger.undo(room.desk.arranger.last(one).number, "Bo Lind")
    between(room)
    assert room.told() == before
    assert room.pages() == pages
    assert room.desk.threads.became(other) == other
    room.desk.arranger.undo(room.desk.arranger.last(one, back=True).number, "Bo Lind")
    between(room)
    assert set(room.told()) == {one}
    room.desk.arranger.undo(room.desk.arranger.last(one).number, "Bo Lind")
    between(room)
    assert room.told() == before
    assert room.desk.live.matcher.members(other)


def test_merges_are_taken_back_one_after_the_other(room: Newsroom) -> None:
    """The last first; each event gets its own id back, whatever took it in since."""
    one, other = two(room)
    third = room.take(3)
    before = room.told()
    room.desk.arranger.merge(other, third, "Ada Brandt")
    room.desk.arranger.merge(one, other, "Ada Brandt")
    with pytest.raises(CopytasterError, match="take back first what was done since"):
        room.desk.arranger.undo(1, "Ada Brandt")
    room.desk.arranger.undo(2, "Ada Brandt")
    assert set(room.told()) == {one, other}
    assert room.desk.threads.became(third) == other
    assert room.desk.live.matcher.coverage(third).id == other
    room.desk.arranger.undo(room.desk.arranger.last(other).number, "Ada Brandt")
    assert room.told() == before


def test_what_came_since_stays_with_its_story(room: Newsroom) -> None:
    """A copy of the returning story, taken in after the merge, goes with it; store and matcher agree."""
    one, other = room.take(1), room.take(2)
    room.desk.arranger.merge(one, other, "Ada Brandt")
    assert room.take(2, "post") == one
    assert room.take(1, "post") == one
    room.desk.arranger.undo(1, "Ada Brandt")
    assert [len(ids) for ids in room.told().values()] == [2, 2]
    assert set(room.told()) == {one, other}


@pytest.mark.parametrize("lost", [False, True], ids=["snapshot", "rebuilt"])
def test_a_running_event_goes_on_in_one_that_is_over(room: Newsroom, lost: bool) -> None:
    """Merged with an event of last week, what comes later comes there; taken back, both go on alone."""
    old = room.take(1)
    room.take(1, "post")
    now = room.take(2, days=9)
    assert not room.desk.live.matcher.members(old)
    room.desk.arranger.merge(old, now, "Ada Brandt")
    if lost:
        room.anew()
    assert room.take(2, "post", days=9) == old
    found = room.desk.coverage(old)
    assert found is not None
    assert len(found.stories) == 4
    assert room.pages() == [old]
    room.desk.arranger.undo(1, "Ada Brandt")
    if lost:
        room.anew()
    assert {e: len(ids) for e, ids in room.told().items()} == {old: 2, now: 2}
    assert room.take(2, "post", days=9.1, more="A late line.") == now
    shown = room.desk.coverage(old)
    assert shown is not None
    assert len(shown.stories) == 2


def test_a_step_back_is_no_step(room: Newsroom) -> None:
    """Taking back twice goes two steps back, not to and fro; with nothing left it says so."""
    one, other = two(room)
    before = room.told()
    series = room.desk.store.latest(9, coverage=one)
    room.take(4)
    room.desk.arranger.merge(one, room.desk.store.latest(1)[0].coverage, "Ada Brandt")
    room.desk.arranger.merge(one, other, "Ada Brandt", "the same flood")
    for _ in range(2):
        room.desk.arranger.undo(room.desk.arranger.last(one).number, "Ada Brandt")
    assert before.items() <= room.told().items()
    with pytest.raises(CopytasterError, match="nothing to take back"):
        room.desk.arranger.last(one)
    assert series


def test_what_is_new_ends_what_could_be_done_again(room: Newsroom) -> None:
    """As in any editor: after a new step, what was taken back before it is offered no more."""
    one, other = two(room)
    room.desk.arranger.merge(one, other, "Ada Brandt")
    room.desk.arranger.undo(1, "Ada Brandt")
    assert room.desk.arranger.last(one, back=True).number == 2
    room.desk.arranger.merge(one, room.take(4), "Ada Brandt")
    with pytest.raises(CopytasterError, match="nothing to do again"):
        room.desk.arranger.last(one, back=True)
    assert room.desk.arranger.last(one).number == 3
    screen = screens.event(room.desk, one)
    assert screen is not None
    assert screen.standing == {3}
    assert screen.called[1] == room.desk.store.latest(1, coverage=other)[0].headline


def test_a_split_taken_back_and_done_again(room: Newsroom) -> None:
    """The event that was split off has the same id each time."""
    one, other = two(room)
    room.desk.arranger.merge(one, other, "Ada Brandt")
    series = {r.series for r in room.desk.store.latest(9, coverage=one) if "2" in (r.guid or "")}
    new = room.desk.arranger.split(one, series, "Ada Brandt")
    assert new == other
    apart = room.told()
    room.desk.arranger.undo(room.desk.arranger.last(new).number, "Ada Brandt")
    assert set(room.told()) == {one}
    room.again()
    room.desk.arranger.undo(room.desk.arranger.last(one, back=True).number, "Ada Brandt")
    assert room.told() == apart
