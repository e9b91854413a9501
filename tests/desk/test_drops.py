"""Drop folders: the inbox, and folders that are feeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.drops import Drops
from copytaster.desk.feeds import folder_of
from copytaster.desk.meters import all_facts
from copytaster.errors import ConfigError
from wire import Clock, ninjs, prose


@pytest.fixture
def clock() -> Clock:
    """A clock moved by hand."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An empty desk."""
    with Desk.open(tmp_path / "desk", clock=clock) as opened:
        yield opened


def drop(folder: Path, name: str, body: bytes) -> Path:
    """Put a finished file there: one last changed long ago."""
    path = folder / name
    path.write_bytes(body)
    os.utime(path, (0, 0))
    return path


def story(guid: str, words: str) -> bytes:
    """One story in a wire format."""
    return ninjs(guid, f"{words} reopens", prose(words))


def test_a_folder_is_a_feed_with_its_own_authority(desk: Desk, tmp_path: Path) -> None:
    """What is put there comes under its provider, policy and meter; then it lies in done/."""
    wire = tmp_path / "ftp in é" / "anx"
    wire.mkdir(parents=True)
    feed = desk.feeds.add_folder(wire, provider="anx.example", policy="full", title="ANX by FTP")
    assert folder_of(feed) == wire
    drop(wire, "one.json", story("u:1", "Quillbridge"))
    Drops(desk).sweep()
    (row,) = desk.store.latest(9)
    assert (row.feed, row.provider) == (feed.id, "anx.example")
    assert (wire / "done" / "one.json").exists()
    assert all_facts(desk.store)[feed.id].items == 1
    desk.publish()
    assert desk.store.count_publications() == {"live": 1}


def test_the_inbox_and_the_folders_are_swept_together(desk: Desk, tmp_path: Path) -> None:
    """What is unreadable is refused with its reason; the rest is taken, each once."""
    wire = tmp_path / "wire"
    wire.mkdir()
    drops = Drops(desk)
    drops.sweep()
    desk.feeds.add_folder(wire)
    drop(desk.inbox, "own.json", story("u:2", "Harbour"))
    drop(wire, "bad.bin", b"\x00\x01\x02")
    drop(wire, "good.json", story("u:3", "Orla"))
    for _ in range(3):
        drops.sweep()
    assert {row.provider for row in desk.store.latest(9)} >= {"folder:wire"}
    assert desk.store.count_stories() == 2
    assert (wire / "refused" / "bad.bin.reason.txt").read_text().startswith("bad.bin: ")
    assert (desk.inbox / "done" / "own.json").exists()


def test_a_folder_that_is_gone_says_so_and_stops_no_other(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    """Its feed shows the trouble, once; when it is back the feed is well again."""
    gone, well = tmp_path / "gone", tmp_path / "well"
    for folder in (gone, well):
        folder.mkdir()
        desk.feeds.add_folder(folder, title=folder.name)
    gone.rmdir()
    gone.write_text("a file now")
    drop(well, "one.json", story("u:4", "Tarn"))
    drops = Drops(desk)
    drops.sweep()
    drops.sweep()
    states = {s.feed.title: s for s in desk.feeds.states()}
    assert (states["gone"].word, states["well"].word) == ("trouble", "well")
    assert states["gone"].feed.failures == 1
    assert desk.store.count_stories() == 1
    gone.unlink()
    gone.mkdir()
    drops.sweep()
    assert desk.feeds.find("gone").problem is None


def test_a_muted_or_removed_folder_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    """Its files stay where they are."""
    wire = tmp_path / "wire"
    wire.mkdir()
    feed = desk.feeds.add_folder(wire)
    drops = Drops(desk)
    drops.sweep()
    desk.feeds.change(feed, muted=True)
    path = drop(wire, "one.json", story("u:5", "Varsk"))
    drops.sweep()
    desk.feeds.remove(feed)
    drops.sweep()
    assert path.exists()


def test_only_the_operators_own_hand_adds_a_folder(desk: Desk, tmp_path: Path) -> None:
    """A file address is no feed for the web form or an imported list; a folder that is not there is told."""
    with pytest.raises(ConfigError, match="http"):
        desk.feeds.add(tmp_path.as_uri())
    with pytest.raises(ConfigError, match="no such folder"):
        desk.feeds.add_folder(tmp_path / "nowhere")
    wire = tmp_path / "wire"
    wire.mkdir()
    feed = desk.feeds.add_folder(wire)
    assert desk.feeds.import_opml(desk.feeds.export_opml("Desk")) == ()
    assert desk.feeds.all() == (feed,)


@pytest.mark.parametrize("name", ["a" * 250, "é" * 120 + ".json", "a\nb" * 80 + ".xml"])
@pytest.mark.parametrize("good", [True, False])
def test_a_name_too_long_to_put_away_blocks_nobody(
    desk: Desk, tmp_path: Path, name: str, good: bool
) -> None:
    """Taken and put away under a shorter name, twice over, and so is every file after it."""
    wire = tmp_path / "wire"
    wire.mkdir()
    desk.feeds.add_folder(wire)
    for folder in (wire, desk.inbox):
        for turn in "12":
            drop(
                folder, name, story(turn, "Harbour" + turn) if good else b"\x00\x01" + turn.encode()
            )
            drop(folder, f"zz{turn}.json", story("z" + turn, "Orla" + turn))
            Drops(desk).sweep()
        assert [p.name for p in folder.iterdir() if p.is_file()] == []
        assert len(list((folder / ("done" if good else "refused")).glob("[aé]*"))) >= 2
    assert desk.store.count_stories() == (8 if good else 4)


def test_one_file_that_cannot_be_put_away_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    """Neither in a folder, which says so on its feed, nor in the inbox, nor the desk's own work."""
    wire, outside = tmp_path / "wire", tmp_path / "outside"
    for folder in (wire, outside):
        folder.mkdir()
    desk.feeds.add_folder(wire)
    for folder in (wire, desk.inbox):
        drops = Drops(desk)
        drops.sweep()
        (folder / "a").mkdir()
        (folder / "done").mkdir(exist_ok=True)
        (folder / "done" / "a").symlink_to(outside)
        drop(folder / "a", "authorized_keys", story(f"k:{folder.name}", "Harbour " + folder.name))
        drop(folder, "b.json", story(f"b:{folder.name}", "Orla " + folder.name))
        drops.sweep()
        assert (folder / "done" / "b.json").exists()
        assert list(outside.iterdir()) == [], "nothing is written where a link leads"
    assert desk.store.count_stories() == 4
    assert "leads out" in str(desk.feeds.all()[0].problem)


def test_no_folder_is_emptied_by_two(desk: Desk, tmp_path: Path) -> None:
    """The desk's own folder, what lies in it or around it, and folders in folders are refused."""
    wire = tmp_path / "ftp" / "anx"
    (wire / "inner").mkdir(parents=True)
    linked = tmp_path / "linked"
    linked.symlink_to(desk.folder)
    kept = desk.feeds.add_folder(wire)
    own = [desk.folder, desk.folder / "keys", desk.inbox, tmp_path, linked]
    for path in [*own, wire.parent, wire / "inner"]:
        with pytest.raises(ConfigError):
            desk.feeds.add_folder(path)
    assert desk.feeds.add_folder(wire).id == kept.id
    assert [f.id for f in desk.feeds.all()] == [kept.id]
