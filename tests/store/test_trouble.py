"""When the disk, the file or the process fails: a plain StoreError, and what was good stays."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from copytaster.errors import StoreError
from copytaster.store import Store


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A path in a folder that is not there is named with the cure."""
    path = tmp_path / "no" / "desk.db"
    with pytest.raises(StoreError, match="make its folder") as caught:
        Store.open(f"sqlite:///{path}")
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://u:secret@h/d", "sqlite:///"]
)
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    """Only a file or PostgreSQL will do, and a password is never shown."""
    with pytest.raises(StoreError, match="sqlite:///path") as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


def test_an_absent_server_is_said() -> None:
    """A server that does not answer is said so, without the password."""
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        Store.open("postgresql://desk:secret@127.0.0.1:1/desk")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A file of something else is said to be so, and is not touched."""
    path = tmp_path / "desk.db"
    path.write_bytes(b"This is a letter, not a database. " * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no database"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_damaged_database(tmp_path: Path, make: Any, keep: Any) -> None:
    """Pages overwritten by rubbish are reported as damage when they are met, with the cure."""
    path = tmp_path / "desk.db"
    with Store.open(f"sqlite:///{path}") as store:
        for n in range(60):
            with store.writing() as tx:
                keep(tx, make.story(f"g{n}", body=f"Line {n}. " * 200))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4)
        file.write(os.urandom(size // 2))
    with pytest.raises(StoreError, match=r"damaged|no database") as caught:
        _read_everything(path)
    assert str(path) in str(caught.value)


def _read_everything(path: Path) -> None:
    with Store.open(f"sqlite:///{path}") as store:
        list(store.stories_since(0))
        store.latest(1000)
        assert store.check() == ()
        raise AssertionError("the damage was not met")


def test_a_locked_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's lock is waited for, then named."""
    monkeypatch.setattr("copytaster.store.engine._PRAGMAS", ("PRAGMA busy_timeout=50",))
    path = tmp_path / "desk.db"
    with Store.open(f"sqlite:///{path}") as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="keeps it locked"), store.writing() as tx:
            tx.put_value("a", 1)
        other.execute("ROLLBACK")
        other.close()
        with store.writing() as tx:
            tx.put_value("a", 1)
        assert store.value("a") == 1


def test_a_full_disk_leaves_what_was_good(tmp_path: Path, make: Any, keep: Any) -> None:
    """When the database cannot grow, the transaction fails as a whole and the rest stays whole."""
    with Store.open(f"sqlite:///{tmp_path / 'desk.db'}") as store:
        with store.writing() as tx:
            keep(tx, make.story("kept"))
        with pytest.raises(StoreError, match="disk is full"):
            _fill(store, make, keep)
        assert store.count_stories() == 1
        assert store.check() == ()
        with store.writing() as tx:  # once there is room again
            tx._connection.exec_driver_sql("PRAGMA max_page_count=1000000")
            keep(tx, make.story("after"))
        assert store.count_stories() == 2


def _fill(store: Store, make: Any, keep: Any) -> None:
    with store.writing() as tx:
        # SQLite's own limit gives the very error (SQLITE_FULL) that a full disk does.
        tx._connection.exec_driver_sql("PRAGMA max_page_count=60")
        for n in range(500):
            keep(tx, make.story(f"g{n}", body=os.urandom(2000).hex()))


_FULL = """
import os, resource, signal, sys
from copytaster.store import Store
from copytaster.errors import StoreError
store = Store.open("sqlite:///" + sys.argv[1])
with store.writing() as tx:
    tx.put_snapshot("kept", 1, b"good")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, resource.RLIM_INFINITY))
try:
    for n in range(50):
        with store.writing() as tx:
            tx.put_snapshot("kept", n + 2, os.urandom(100_000))
            last = n + 2
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
kept = store.snapshot("kept")
print(kept.seq <= last, len(kept.body) in (4, 100_000), store.check())
"""


def test_an_operating_system_that_refuses_to_write(tmp_path: Path) -> None:
    """When the system itself refuses to write on, the error names the file and nothing good is lost."""
    pytest.importorskip("resource")
    path = str(tmp_path / "desk.db")
    done = subprocess.run(
        [sys.executable, "-c", _FULL, path], capture_output=True, text=True, timeout=60
    )
    error, _, facts = done.stdout.rstrip().rpartition("\n")
    assert path in error, done.stderr
    assert "full" in error
    assert facts == "True True ()"


_READ_ONLY = """
import os, sys
from pathlib import Path
from copytaster.store import Store
from copytaster.errors import StoreError
path = Path(sys.argv[1])
Store.open(f"sqlite:///{path}").close()
path.chmod(0o444)
path.parent.chmod(0o555)
if os.geteuid() == 0:  # root may write anywhere
    os.seteuid(65534)
try:
    with Store.open(f"sqlite:///{path}") as store, store.writing() as tx:
        tx.put_value("a", 1)
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_read_only_folder_is_said() -> None:
    """A database that may not be written is said so, with the cure."""
    with tempfile.TemporaryDirectory(prefix="copytaster-") as home:
        path = Path(home) / "desk.db"
        done = subprocess.run(
            [sys.executable, "-c", _READ_ONLY, path], capture_output=True, text=True, timeout=60
        )
        Path(home).chmod(0o755)
    assert str(path) in done.stdout, done.stderr
    assert "give this user the right" in done.stdout


_WRITER = """
import hashlib, sys
from datetime import UTC, datetime
from copytaster.model import Delivery
from copytaster.store import Store
store = Store.open(sys.argv[1])
noon = datetime(2031, 5, 4, 12, tzinfo=UTC)
n = 0
while True:
    with store.writing() as tx:
        for part in range(3):
            body = f"{n}.{part}".encode() * 500
            tx.add_delivery(Delivery(hashlib.sha256(body).hexdigest(), noon, body, feed=f"{n}"))
            tx.put_value(f"batch:{n}", part + 1)
        tx.touch("series", str(n))
        if n == 40:
            print("mid-batch", flush=True)
            sys.stdin.read()
    print(n, flush=True)
    n += 1
"""


@pytest.mark.parametrize("mid", [False, True])
def test_kill_minus_nine_loses_nothing_committed(url: str, mid: bool) -> None:
    """A writer killed at any moment: what it said was committed is there once, whole; the rest is not."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line.strip())
        if line.strip() == ("mid-batch" if mid else "25"):
            break
    process.send_signal(signal.SIGKILL)
    said += [line.strip() for line in process.stdout.read().splitlines()]
    process.wait(30)
    committed = [n for n in said if n.isdigit()]
    with Store.open(url) as store:
        assert store.check() == ()
        batches = store.values("batch:")
        assert set(batches.values()) == {3}
        assert {f"batch:{n}" for n in committed} <= set(batches)
        # At most one batch may be committed and not yet said.
        assert len(batches) - len(committed) in ((0,) if mid else (0, 1))
        assert {d.state for d in store.deliveries()} <= {"pending"}
        assert len({d.sha256 for d in store.pending_deliveries()}) == 3 * len(batches)
        assert len(store.dirty()) == len(batches)
        with store.writing() as tx:  # and it goes on from there
            tx.put_value("after", 1)


def test_two_processes_open_an_empty_database_at_once(url: str) -> None:
    """Programs that start together on an empty database make its tables once."""
    script = "import sys; from copytaster.store import Store; Store.open(sys.argv[1]).close()"
    started = [subprocess.Popen([sys.executable, "-c", script, url]) for _ in range(2)]
    assert [process.wait(60) for process in started] == [0, 0]
    with Store.open(url) as store:
        assert store.count_stories() == 0


def test_compact_removes_every_trace(tmp_path: Path, make: Any, keep: Any) -> None:
    """After erasing and compacting, no byte of the file or its journal holds the words."""
    path = tmp_path / "desk.db"
    story = make.story(headline="Zyxwort found", body="Plain zyxwort by the quay.")
    with Store.open(f"sqlite:///{path}") as store:
        with store.writing() as tx:
            keep(tx, story)
            keep(tx, make.story("other"))
        with store.writing() as tx:
            tx.erase(story.id)
            for row in store.deliveries():
                tx.erase_delivery(row.sha256)
        store.compact()
        assert store.count_stories() == 2
        assert store.check() == ()
        files = b"".join(p.read_bytes() for p in tmp_path.iterdir() if p.name.startswith("desk.db"))
        assert b"zyxwort" not in files.lower()
        assert [row.guid for row in store.search("harbour")] == ["other"]


def test_compact_on_postgresql(cluster: str, make: Any, keep: Any) -> None:
    """Compacting works on PostgreSQL too and loses nothing."""
    with Store.open(make.database(cluster)) as store:
        with store.writing() as tx:
            keep(tx, make.story())
        store.compact()
        assert len(store.search("harbour")) == 1


def test_many_threads_read_at_once(store: Store, make: Any, keep: Any) -> None:
    """A dozen threads read while one writes, and none fails."""
    failed: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                store.latest(5)
                store.search("harbour", 5)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    for n in range(8):
        with store.writing() as tx:
            keep(tx, make.story(f"g{n}"))
    done.set()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert store.count_stories() == 8
