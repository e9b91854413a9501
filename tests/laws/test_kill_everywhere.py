"""A kill reaches every derived place within one pass, wherever it comes from and whatever stops it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import derived
from copytaster.desk import Desk
from copytaster.ledger import check
from served import Serve
from wire import delivered, ninjs

KILL = ninjs("u:1", "KILL: ferry", "Kill it.", pubstatus="canceled", version="9")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose story stands in more than a hundred places."""
    folder = tmp_path_factory.mktemp("kill") / "desk"
    derived.build(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(whole, tmp_path / "desk"))


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with derived.reopened(folder) as desk:
        yield desk


def agency(desk: Desk) -> str:
    """The series of the agency's story."""
    return next(r.series for r in desk.store.by_guid("anx.example", "u:1"))


def by_wire(desk: Desk) -> None:
    desk.take(delivered(KILL, "anx"))


def by_desk(desk: Desk) -> None:
    desk.decide(agency(desk), "kill", reason=derived.MARKS["body"])


WAYS: dict[str, Callable[[Desk], None]] = {"wire": by_wire, "desk": by_desk}


def test_the_story_stands_in_a_hundred_places(desk: Desk, serve: Serve) -> None:
    """The walk that must find nothing later finds it now: each field, each kind of place."""
    found = derived.places(desk)
    assert len(found) >= 100
    kinds = {path.partition("/")[0] for path in found}
    assert {"stories", "events", "archive", "index.html", "feed.xml", "atom.xml"} <= kinds
    assert {"feed.json", "news-sitemap.xml", "corrections"} <= kinds
    shown = {"headline", "body", "quote", "late", "caption", "alt", "byline", "topic"}
    assert shown <= set().union(*found.values())
    answered = derived.answers(derived.served(desk, serve), derived.files(desk))
    assert len(answered) >= 100
    assert any(path.startswith("/search") for path in answered)


@pytest.mark.parametrize("way", WAYS)
def test_a_kill_leaves_none(desk: Desk, serve: Serve, way: str) -> None:
    """After one pass no file and no answer has a word of it; the pages say 410, the ledger is sound."""
    before = derived.places(desk)
    WAYS[way](desk)
    desk.publish()
    assert derived.places(desk) == {}
    site = derived.served(desk, serve)
    assert derived.answers(site, [*before, *derived.files(desk)]) == {}
    page = f"/stories/{agency(desk)}/"
    answer = site.get(page)
    assert answer.status == 410
    assert "no-cache" in answer.headers["cache-control"]
    gone = [path for path in before if path.startswith("stories/") and path.endswith("index.html")]
    assert {site.get("/" + path).status for path in gone} <= {200, 410}
    ledger = desk.ledger()
    assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()
    assert agency(desk) in {r.subject for r in desk.store.records() if r.kind == "kill"}


@pytest.mark.parametrize("way", WAYS)
def test_between_kill_and_pass_nothing_is_served(desk: Desk, serve: Serve, way: str) -> None:
    """From the moment a kill is on record the desk's own server gives out no word of it."""
    site = derived.served(desk, serve)
    WAYS[way](desk)
    assert derived.places(desk), "the press has not been there yet"
    assert derived.answers(site, derived.files(desk)) == {}
    desk.publish()
    assert site.get("/").status == 200


def test_a_pass_that_cannot_write_serves_nothing(
    desk: Desk, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full the pages stand, and are not served."""
    from copytaster.publish import writer

    def full(*_: object) -> None:
        raise OSError("disk full")

    site = derived.served(desk, serve)
    by_wire(desk)
    with monkeypatch.context() as broken:
        broken.setattr(writer, "_stage", full)
        with pytest.raises(OSError, match="disk full"):
            desk.publish()
    assert derived.answers(site, derived.files(desk)) == {}
    desk.publish()
    assert derived.places(desk) == {}


# A stop at every boundary


def stopped_at(folder: Path, number: int, kill: Callable[[Desk], None]) -> bool:
    """Kill the story in a process that is itself killed -9 before its ``number``-th boundary.

    A boundary is a rename, a removal, a folder made or removed, a file opened
    for writing, or a commit. False when the work ended before.
    """
    child = os.fork()
    if child == 0:
        try:
            _work_until(folder, number, kill)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _work_until(folder: Path, number: int, kill: Callable[[Desk], None]) -> None:
    seen = 0

    def boundary(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def audited(name: str, args: tuple[Any, ...]) -> None:
        writes = name == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or name in ("os.rename", "os.remove", "os.rmdir", "os.mkdir"):
            boundary()

    with derived.reopened(folder) as desk:
        event.listen(desk.store._engine, "commit", boundary)
        sys.addaudithook(audited)
        kill(desk)
        desk.publish()


EVERY = bool(os.environ.get("COPYTASTER_SOAK"))  # all boundaries of the whole desk: half an hour


@pytest.fixture(scope="module")
def stopped(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with fewer copies of the story: the work on each is the same."""
    if EVERY:
        return whole
    folder = tmp_path_factory.mktemp("stopped") / "desk"
    derived.build(folder, copies=3)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_killed_at_every_boundary_nothing_is_left(stopped: Path, tmp_path: Path, way: str) -> None:
    """SIGKILL in mid-kill, restart, one pass: 0 left; in between nothing barred is admitted."""
    from copytaster.desk.doorkeeper import Doorkeeper

    stops = 0  # in a small desk every thirteenth boundary; all of the large one in the soak
    for number in range(1, 2000, 1 if EVERY else 13):
        folder = Path(shutil.copytree(stopped, tmp_path / str(number)))
        if not stopped_at(folder, number, WAYS[way]):
            break
        stops += 1
        with derived.reopened(folder) as desk:
            taken = any(r.kind == "kill" for r in desk.store.records())
            keeper = Doorkeeper(desk)
            barred = keeper.barred()
            open_ = {
                path
                for path in derived.places(desk)
                if "/." not in f"/{path}"
                and keeper.admits(path, (desk.site_folder / path).read_bytes(), barred)
            }
            assert not (taken and open_), f"boundary {number}: {sorted(open_)[:3]} would be served"
            if not taken:  # it never came in: the sender, or the editor, says it once more
                WAYS[way](desk)
            desk.catch_up()
            desk.publish()
            assert derived.places(desk) == {}, f"boundary {number}"
            assert not list(desk.store.dirty()), f"boundary {number}"
        shutil.rmtree(folder)
    assert stops > (300 if EVERY else 7)
