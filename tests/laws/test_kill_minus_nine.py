"""Law 6: a desk that is killed at any moment loses nothing and does nothing twice."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.ledger import check
from wire import ninjs, prose

STORIES = 60
_TAKE_IN = """
import sys
from copytaster.desk import Desk
with Desk.open(sys.argv[1]) as desk:
    desk.catch_up()
    for path in sorted(__import__("pathlib").Path(sys.argv[2]).iterdir()):
        desk.ingest([path])
        desk.publish()
        print(path.name, flush=True)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder of invented copy: stories, their updates, and one kill."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for n in range(STORIES):
        mark = f"Span{n:02}"
        (folder / f"{n:03}-a.json").write_bytes(ninjs(f"u:{n}", f"{mark} reopens", prose(mark)))
        if n % 5 == 0:
            later = prose(mark) + "\n\nThe mayor cut a ribbon."
            update = ninjs(f"u:{n}", f"UPDATE 1-{mark} reopens", later, version="2")
            (folder / f"{n:03}-b.json").write_bytes(update)
    killed = ninjs("u:3", "KILL: Span03", "Kill it.", pubstatus="canceled", version="9")
    (folder / "999-kill.json").write_bytes(killed)
    return folder


def take_in(desk: Path, copy: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _TAKE_IN, str(desk), str(copy)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def state(
    desk: Path,
) -> tuple[set[tuple[str, str, str | None]], dict[str, str], set[frozenset[str]]]:
    """Editions, public states and events of a desk, whatever the order of its work."""
    with Desk.open(desk, writer=False) as opened:
        rows = opened.store.latest(10_000)
        assert len({row.id for row in rows}) == len(rows), "an edition stands there twice"
        editions = {(row.series, row.headline or "", row.edition_kind) for row in rows}
        shown = {p.series: p.state for p in opened.store.publications(limit=None)}
        events: dict[str, set[str]] = {}
        for row in rows:
            events.setdefault(row.coverage, set()).add(row.id)
        return editions, shown, {frozenset(ids) for ids in events.values()}


@pytest.mark.slow
def test_killed_again_and_again_it_ends_where_an_unbroken_run_ends(
    tmp_path: Path, copy: Path
) -> None:
    """Six kills -9 at various moments: the same editions, states, events, pages and a sound ledger."""
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert take_in(whole, copy).wait(120) == 0
    for done in (2, 9, 1, 14, 6, 20):
        process = take_in(broken, copy)
        assert process.stdout is not None
        for _ in range(done):
            process.stdout.readline()
        time.sleep(0.004 * done)  # somewhere inside the next story's work
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    assert take_in(broken, copy).wait(120) == 0
    assert state(broken) == state(whole)
    assert site(broken) == site(whole)
    with Desk.open(broken) as desk:
        ledger = desk.ledger()
        assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()
        assert desk.store.check() == ()
        assert not list(desk.store.pending_deliveries())


def site(desk: Path) -> set[str]:
    """The paths of the site's pages; their salts and record numbers are each desk's own."""
    root = desk / "site"
    return {p.relative_to(root).as_posix() for p in root.rglob("*.html")}


def test_what_was_accepted_is_processed_after_a_stop(tmp_path: Path) -> None:
    """A delivery that was kept but not worked on is worked on at the next start, once."""
    from wire import delivered

    body = ninjs("u:1", "Span01 reopens", prose("Span01"))
    with Desk.open(tmp_path / "desk") as desk:
        assert desk.pipeline.accept(delivered(body))
    with Desk.open(tmp_path / "desk") as desk:
        assert desk.catch_up().new == 1
        assert desk.catch_up().items == 0
        assert desk.store.count_stories() == 1


def test_a_failing_batch_leaves_no_trace_and_is_retried(tmp_path: Path) -> None:
    """When the disk refuses in mid-batch, matcher, ledger and store agree as if it never began."""
    from wire import delivered

    body = ninjs("u:1", "Span01 reopens", prose("Span01"))
    with Desk.open(tmp_path / "desk") as desk:
        desk.pipeline.accept(delivered(body))
        with desk.store.writing() as tx:
            tx._connection.exec_driver_sql(
                "CREATE TRIGGER full BEFORE INSERT ON story_bodies BEGIN "
                "SELECT RAISE(ABORT, 'disk full'); END"
            )
        with pytest.raises(Exception, match="disk full"):
            desk.catch_up()
        assert desk.store.count_stories() == 0
        assert desk.live.matcher.coverages() == ()
        with desk.store.writing() as tx:
            tx._connection.exec_driver_sql("DROP TRIGGER full")
        assert desk.catch_up().new == 1
        ledger = desk.ledger()
        assert check(ledger.records, ledger.checkpoint, ledger.public_key) == ()
