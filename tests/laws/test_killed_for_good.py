"""Killed copy does not come back: not late, not under another name, not by another's hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.errors import CopytasterError
from wire import NOW, Clock, delivered, feed, ninjs, prose


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with opened(tmp_path / "desk", clock) as desk:
        for each in (feed("anx", speaks_for=("ANX",), agency="ANX"), feed("skw"), feed("courier")):
            desk.feeds.put(each)
        desk.live.authorise(desk.feeds.speaks_for())
        yield desk


def opened(folder: Path, clock: Clock) -> Desk:
    return Desk.open(folder, clock=clock, base_url="http://site.example")


def take(desk: Desk, body: bytes, by: str = "anx") -> None:
    desk.take(delivered(body, by, desk.clock()))
    desk.publish()


def up(desk: Desk, word: str = "Quillbridge") -> list[str]:
    """The files of the site in which the word stands."""
    root = desk.site_folder
    files = (p for p in sorted(root.rglob("*")) if p.is_file())
    return [p.relative_to(root).as_posix() for p in files if word.encode() in p.read_bytes()]


def moment(at: datetime) -> dict[str, str]:
    return {"versioncreated": at.isoformat(), "firstcreated": at.isoformat()}


def series_of(desk: Desk, guid: str = "u:1", provider: str = "anx.example") -> str:
    return desk.store.by_guid(provider, guid)[-1].series


def state(desk: Desk, guid: str, provider: str = "anx.example") -> str | None:
    row = desk.store.publication(series_of(desk, guid, provider))
    return row.state if row else None


def weeks_later(desk: Desk, clock: Clock) -> None:
    """So long that the live window has passed, with enough copy in between to close it."""
    clock.now += timedelta(days=21)
    for n in range(24):
        words = " ".join(f"Word{n}x{i} about{n}y{i} matter{n}z{i}." for i in range(40))
        take(desk, ninjs(f"f:{n}", f"Filler {n}", words, **moment(clock.now)), by="skw")


STORY = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"))
KILL = ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="2")


@pytest.mark.parametrize("restart", [False, True], ids=["running", "restarted"])
def test_a_copy_weeks_after_the_kill_is_known(desk: Desk, clock: Clock, restart: bool) -> None:
    """The live window has forgotten the text; the desk has not, also after a restart."""
    take(desk, STORY)
    take(desk, KILL)
    weeks_later(desk, clock)
    late = ninjs("c:9", "Bridge is open", prose("Quillbridge"), **moment(clock.now))
    if restart:
        desk.close()
        with opened(desk.folder, clock) as again:
            take(again, late, by="courier")
            assert up(again) == []
            assert state(again, "c:9", "courier.example") == "killed"
    else:
        take(desk, late, by="courier")
        assert up(desk) == []


def test_a_copy_of_it_that_credits_nobody_waits_for_an_editor(desk: Desk, clock: Clock) -> None:
    """The killer has no authority over it: it is held, and the desk says what it repeats."""
    take(desk, STORY)
    desk.decide(series_of(desk), "kill")
    weeks_later(desk, clock)
    bare = prose("Quillbridge").replace(" (ANX)", "")
    take(desk, ninjs("c:9", "Bridge is open", bare, **moment(clock.now)), by="courier")
    row = desk.store.publication(series_of(desk, "c:9", "courier.example"))
    assert row is not None
    assert row.state == "held"
    assert "killed" in (row.reason or "")
    assert up(desk) == []


def test_what_is_remembered_holds_no_word(desk: Desk) -> None:
    """Checksums and digests alone, so that an erasure leaves nothing to read."""
    take(desk, STORY)
    take(desk, KILL)
    kept = desk.store.values("killed:")
    assert kept
    said = json.dumps(kept).casefold()
    assert not [word for word in ("quillbridge", "bolts", "torm", "u:1") if word in said]


def test_other_copy_is_not_taken_for_it(desk: Desk, clock: Clock) -> None:
    """A story of the same shape about another bridge stays up."""
    take(desk, STORY)
    take(desk, KILL)
    weeks_later(desk, clock)
    other = prose("Zinnbridge").replace("forty-two bolts", "nine girders").replace("Torm", "Vael")
    words = other.replace("eleven weeks of repairs", "a year under scaffolds")
    take(desk, ninjs("u:7", "Zinnbridge opens", words, **moment(clock.now)))
    assert state(desk, "u:7") == "live"


def test_an_older_edition_under_a_new_guid_goes_the_same_way(desk: Desk) -> None:
    """It is an edition of the killed story, however late it comes and whatever it is called."""
    take(desk, STORY)
    take(desk, KILL)
    early = moment(NOW - timedelta(hours=6))
    take(desk, ninjs("u:1-old", "Quillbridge reopens", prose("Quillbridge"), **early))
    assert up(desk) == []


def test_an_older_edition_of_a_live_story_joins_it(desk: Desk) -> None:
    """It gets no page of its own beside the newer one, and does not take its place."""
    take(
        desk, ninjs("u:1", "Quillbridge reopens", prose("Quillbridge") + "\n\nNewer.", version="2")
    )
    early = moment(NOW - timedelta(hours=6))
    take(desk, ninjs("u:1-old", "Quillbridge reopens", prose("Quillbridge"), **early))
    assert series_of(desk, "u:1-old") == series_of(desk)
    assert len([p for p in up(desk, "Newer.") if p.startswith("stories/")]) == 1


@pytest.mark.parametrize(
    "kill",
    [
        KILL,
        ninjs("k:1", "KILL", "Kill it.", signals=["kill"], associations={
            "replaces": {"uri": "u:1", "type": "text"}}),
        ninjs(" U:1 ", "KILL", "Kill it.", pubstatus="canceled", version="2"),
    ],
    ids=["its-guid", "a-relation", "case-and-blanks"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False], ids=["kill-first", "story-first"])
def test_a_kill_finds_its_story_before_and_after(desk: Desk, kill: bytes, first: bool) -> None:
    """A kill that outran its story bars it when it comes; one whose name is spelt another way reaches it."""
    for body in (kill, STORY) if first else (STORY, kill):
        take(desk, body)
    assert up(desk) == []
    assert state(desk, "u:1") == "killed"


@pytest.mark.parametrize("first", [True, False], ids=["kill-first", "story-first"])
def test_a_kill_by_address(desk: Desk, first: bool) -> None:
    """The address is enough, with or without www and a last slash."""
    link = {"link": "https://www.anx.example/a/quill/"}
    story = ninjs("u:1", "Quillbridge reopens", prose("Quillbridge"), **link)
    kill = ninjs("k:1", "KILL: Quillbridge reopens", "Kill it.", pubstatus="canceled",
                 link="http://anx.example/a/quill")  # fmt: skip
    for body in (kill, story) if first else (story, kill):
        take(desk, body)
    assert up(desk) == []


def test_a_guid_that_is_an_address_is_found_for_good(desk: Desk, clock: Clock) -> None:
    """Weeks later, under http instead of https."""
    take(desk, ninjs("https://anx.example/a/quill", "Quillbridge reopens", prose("Quillbridge")))
    weeks_later(desk, clock)
    take(desk, ninjs("http://www.anx.example/a/quill/", "KILL", "Kill it.", pubstatus="canceled"))
    assert up(desk) == []


def test_a_kill_said_twice_is_a_kill(desk: Desk) -> None:
    """The very same bytes change nothing, another kill of it neither; both are on record."""
    take(desk, STORY)
    take(desk, KILL)
    take(desk, KILL)
    take(desk, ninjs("u:1", "KILL: bridge", "Kill it!", pubstatus="canceled", version="3"))
    assert up(desk) == []
    kills = [r for r in desk.store.records_of(series_of(desk)) if r.kind == "kill"]
    assert len(kills) == 2


def test_the_wire_does_not_undo_its_kill(desk: Desk) -> None:
    """A usable version after a canceled one stays down until an editor releases it; then it is up."""
    take(desk, STORY)
    take(desk, KILL)
    series = series_of(desk)
    with pytest.raises(CopytasterError, match="nothing that may be shown"):
        desk.decide(series, "release")
    again = ninjs("u:1", "Quillbridge reopens after all", prose("Quillbridge"), version="3",
                  **moment(NOW + timedelta(hours=1)))  # fmt: skip
    take(desk, again)
    assert up(desk) == []
    desk.decide(series, "release", reason="the agency rang")
    desk.publish()
    assert any(path.startswith(f"stories/{series}/") for path in up(desk, "after all"))
    take(desk, ninjs("u:1", "KILL: bridge", "Kill it.", pubstatus="canceled", version="4"))
    assert up(desk) == []


def test_another_providers_kill_is_held_and_flagged(desk: Desk) -> None:
    """Whoever spells the guid another way has no more authority than before."""
    take(desk, STORY)
    take(desk, ninjs(" U:1 ", "KILL", "Kill it.", pubstatus="canceled", version="9"), by="courier")
    assert state(desk, "u:1") == "live"
    forged = ninjs("u:1", "KILL: it", "Kill it.", pubstatus="canceled", version="8")
    take(desk, forged, by="skw")
    assert state(desk, "u:1") == "live"
    assert "not its own" in (desk.store.by_guid("skw.example", "u:1")[-1].held or "")


def test_a_kill_among_other_items_of_one_message(desk: Desk) -> None:
    """What comes with it in the same delivery is taken in as ever."""
    take(desk, STORY)
    other = json.loads(ninjs("u:8", "Orchestra plays on", "ORRIN - A cello played. " * 9))
    take(desk, json.dumps([other, json.loads(KILL)]).encode())
    assert up(desk) == []
    assert up(desk, "cello")


def test_a_failed_kill_is_not_half_remembered(desk: Desk) -> None:
    """The disk refuses in mid-kill: nothing is remembered until it is carried out, then for good."""
    take(desk, STORY)
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    with pytest.raises(CopytasterError):
        desk.decide(series_of(desk), "kill")
    assert desk.store.values("killed:") == {}
    with desk.store.writing() as tx:
        tx._connection.exec_driver_sql("DROP TRIGGER full")
    desk.decide(series_of(desk), "kill")
    assert desk.store.values("killed:")


def test_copies_of_a_late_copy_are_known_too(desk: Desk, clock: Clock) -> None:
    """The matcher sees a reprint of a reprint that nobody killed; the desk sees the killed copy behind both."""
    take(desk, STORY)
    take(desk, KILL)
    weeks_later(desk, clock)
    for by in ("courier", "skw"):
        late = ninjs(f"{by}:9", f"Bridge open, {by}", prose("Quillbridge"), **moment(clock.now))
        take(desk, late, by=by)
    assert up(desk) == []


def test_an_editor_may_let_a_replacement_go(desk: Desk) -> None:
    """A new story in much the same words is down with the killed one until somebody releases it."""
    take(desk, STORY)
    take(desk, KILL)
    take(desk, ninjs("u:2", "Quillbridge reopens, corrected", prose("Quillbridge") + "\n\nNew."))
    assert up(desk) == []
    desk.decide(series_of(desk, "u:2"), "release", reason="the agency sent it to replace the other")
    desk.publish()
    assert up(desk, "corrected")
