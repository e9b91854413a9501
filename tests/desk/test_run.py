"""``copytaster run`` as a newcomer meets it: the sample wire, a kill before their eyes, Ctrl-C, again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from copytaster import Desk
from copytaster.desk.sample.render import schedule
from copytaster.ledger import check
from started import started

KILLED = b"Halden Orrick"  # the man whom the killed story wrongly names


def leaked(folder: Path, words: bytes) -> list[str]:
    """The files of the site in which the words stand; the desk writes while we look."""
    found = []
    for place, _, names in os.walk(folder / "site"):
        for name in names:
            with suppress(FileNotFoundError):
                if words in Path(place, name).read_bytes():
                    found.append(Path(place, name).relative_to(folder / "site").as_posix())
    return sorted(found)


def about(folder: Path) -> list[str]:
    """The pages whose own words name the man; a page may also link to such a story for a moment."""
    found = []
    for path in leaked(folder, KILLED):
        with suppress(FileNotFoundError):
            own = (folder / "site" / path).read_bytes().partition(b'<nav class="related"')[0]
            if path.startswith("stories/") and path.endswith("/index.html") and KILLED in own:
                found.append(path)
    return found


@pytest.mark.slow
def test_the_sample_wire_plays_and_the_kill_takes_everything_down(tmp_path: Path) -> None:
    """First pages at once; the kill removes its page and all copies; everything is provable; Ctrl-C; again."""
    with started(tmp_path) as desk:
        desk.wait("stories/", 10)
        assert desk.site.get("/healthz").status == 200
        assert desk.site.get(desk.link).status == 303
        assert desk.site.get("/desk").status == 200
        desk.wait("Halden Orrick", 30)
        while len(shown := about(tmp_path)) < 3:  # the agency's page, then its two reprints
            assert time.monotonic() - desk.begun < 34, shown
            time.sleep(0.3)
        while leaked(tmp_path, KILLED) and time.monotonic() - desk.begun < 60:
            time.sleep(0.3)
        assert leaked(tmp_path, KILLED) == []
        for path in shown:
            assert desk.site.get("/" + path.removesuffix("index.html")).status == 410
        last = max(slot.start for feed in schedule().feeds for slot in feed.slots)
        time.sleep(max(0.0, last + 6 - (time.monotonic() - desk.begun)))
        assert desk.site.get("/healthz").status == 200
    with Desk.open(tmp_path, writer=False) as opened:
        before = opened.store.count_stories()
        states = opened.store.count_publications()
        ledger = opened.ledger()
        assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()
        for page in sorted((tmp_path / "site").glob("*/*/index.html")):
            if b"copytaster:salt" in page.read_bytes():
                verdict = opened.verify(page.read_bytes())
                assert verdict.ok, (page, verdict.reasons)
    assert states["killed"] == 3
    assert states["withheld"] >= 2
    assert states["embargoed"] >= 1
    assert states["held"] >= 1
    with started(tmp_path) as desk:
        desk.wait("stories/", 10)
        time.sleep(3)
    with Desk.open(tmp_path, writer=False) as opened:
        assert opened.store.count_stories() == before, "a second start continues, and adds nothing"
    assert leaked(tmp_path, KILLED) == []


def test_a_taken_port_is_told_with_its_cure(tmp_path: Path) -> None:
    """The second program on a port says so, names another, and ends with 1."""
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", "from copytaster.cli import main; main()", "run",
             "--desk", str(tmp_path), "--port", str(port)],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A desk in a file's place is refused in plain words."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    done = subprocess.run(
        [sys.executable, "-c", "from copytaster.cli import main; main()", "init",
         "--desk", str(blocked)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def _list(*outlines: str) -> str:
    return f"<opml version='2.0'><body>{''.join(outlines)}</body></opml>"


@pytest.mark.parametrize(
    ("outlines", "told"),
    [
        ((), ["has no feeds"]),
        (("<outline text='Near' xmlUrl='http://127.0.0.1:9/feed'/>",), ["left out: Near lies in a private network", "has no feeds"]),
        (("<outline text='Drop' xmlUrl='file:///srv/drop'/>",), ["left out: Drop: its address", "file:///srv/drop", "has no feeds"]),
    ],
    ids=["empty", "private", "file"],
)  # fmt: skip
def test_a_list_of_feeds_means_no_sample(
    tmp_path: Path, outlines: tuple[str, ...], told: list[str]
) -> None:
    """Whatever becomes of the list, no invented news comes to a desk meant for real feeds; all is told by name."""
    path = tmp_path / "my.opml"
    path.write_text(_list(*outlines))
    with started(tmp_path / "desk", "--feeds", str(path)) as desk:
        for words in told:
            assert words in desk.shown
        assert "sample wire" not in desk.shown
    with Desk.open(tmp_path / "desk", writer=False) as opened:
        assert opened.feeds.all() == ()


def test_a_list_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    """What is wrong with it is told with its file."""
    path = tmp_path / "my.opml"
    path.write_text("Some words that are no list.")
    done = subprocess.run(
        [sys.executable, "-c", "from copytaster.cli import main; main()", "run",
         "--feeds", str(path), "--desk", str(tmp_path / "desk"), "--port", "0"],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "my.opml" in done.stderr
