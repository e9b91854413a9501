"""A desk's folder on a machine with other people on it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.sample import SampleWire
from copytaster.desk.sample.server import replayed
from copytaster.desk.serve import _greet
from derived import served
from served import Browser
from wire import NOW, Clock, prose


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_unpublished_copy_is_its_owners_alone(tmp_path: Path) -> None:
    """Database, side files, inbox and keys are closed to others; the site can be served from within."""
    old = os.umask(0o022)
    try:
        with Desk.open(tmp_path / "desk") as desk:
            (tmp_path / "copy.txt").write_text(prose("Orla"))
            desk.ingest([tmp_path / "copy.txt"], policy="full")
            desk.publish()
            files = [*desk.folder.glob("desk.*")]
            assert len(files) >= 3, "the side files are there while it is open"
            assert {mode(f) & 0o077 for f in files} == {0}
            assert [mode(desk.folder / n) for n in ("inbox", "keys")] == [0o700, 0o700]
            assert mode(desk.folder) == 0o711
            assert all(mode(f) & 0o004 for f in desk.site_folder.rglob("*"))
    finally:
        os.umask(old)


def test_an_earlier_desk_is_closed_and_a_group_stays_in(tmp_path: Path) -> None:
    """What all could read is closed at the next start; what the operator opened to a group is theirs."""
    folder = tmp_path / "desk"
    Desk.open(folder).close()
    for before, after in ((0o644, 0o600), (0o640, 0o640)):
        (folder / "desk.sqlite3").chmod(before)
        folder.chmod(0o755)
        Desk.open(folder).close()
        assert mode(folder / "desk.sqlite3") == after
        assert mode(folder) == 0o755


_LOOK = """
import os, sys
from pathlib import Path
from copytaster import Desk
folder = Path(sys.argv[1])
Desk.open(folder, create=False, writer=False).close()  # what it imports may be root's alone
for path in [folder, *folder.rglob("*")]:
    path.chmod(0o555 if path.is_dir() else 0o444)
if os.geteuid() == 0:  # root may write anywhere
    os.seteuid(65534)
with Desk.open(folder, create=False, writer=False) as desk:
    print([row.headline or row.id for row in desk.search("bridge")], len(desk.feeds.all()))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_readers_may_look_at_a_desk_that_nobody_may_write() -> None:
    """A desk on a disk without write permission is searched like any other."""
    with tempfile.TemporaryDirectory(prefix="copytaster-") as home:
        Path(home).chmod(0o755)
        copy = Path(home) / "copy.txt"
        copy.write_text(f"Bridge reopens\n\n{prose('Orla')}")
        with Desk.open(Path(home) / "desk") as desk:
            desk.ingest([copy])
        done = subprocess.run(
            [sys.executable, "-c", _LOOK, str(Path(home) / "desk")],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        for path in Path(home).rglob("*"):
            path.chmod(0o755)
    assert done.stdout == "['Bridge reopens'] 0\n", done.stderr


def test_the_desk_is_found_with_a_slash(tmp_path: Path, serve: Callable[..., Browser]) -> None:
    """``/desk/`` is the desk, as its other addresses with a slash are."""
    with Desk.open(tmp_path) as desk:
        site = served(desk, serve)
        assert site.get("/desk/").status == 308
        assert site.get("/desk/").headers["location"] == "/desk"


async def test_a_later_start_promises_no_replay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first start announces a minute of news; one after its end says that it is over."""
    clock = Clock()
    with Desk.open(tmp_path, clock=clock) as desk:
        for later, words in ((0, "It replays the bundled sample wire"), (1, "came to its end")):
            clock.now = clock.now + timedelta(hours=later)
            async with SampleWire.playing(desk.store, clock):
                _greet(desk, 8470, "key", sample=True)
            assert words in capsys.readouterr().out
        assert replayed(desk.store, clock())
        assert not replayed(desk.store, NOW - timedelta(days=1))
