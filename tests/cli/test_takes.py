"""``copytaster compare``, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from copytaster.desk import Desk
from wire import ninjs, prose


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with an agency's story in two takes and a paper's print of the first."""
    folder, copy = tmp_path / "desk", tmp_path / "copy"
    copy.mkdir()
    story, later = prose("Quill"), prose("Quill").replace("nine tonnes", "ten tonnes")
    whose = {"versioncreated": "2031-05-06T11:00:00Z", "slugline": "quill"}
    (copy / "1.json").write_bytes(ninjs("anx:1", "Quill bridge reopens", story, **whose))
    at = "2031-05-06T13:30:00Z"
    paper = {**whose, "versioncreated": at, "firstcreated": at}
    (copy / "2.json").write_bytes(
        ninjs("post:1", "Buses may cross again", story.partition("\n\nBuses")[0], **paper)
    )
    (copy / "3.json").write_bytes(
        ninjs("anx:1", "Quill bridge reopens", later, **{**whose, "version": "2"})
    )
    for n in (1, 2, 3):
        done = run("ingest", copy / f"{n}.json", "--desk", folder, "--policy", "full")
        assert done.exit_code == 0, done.output
    return folder


def editions(desk: Path) -> list[str]:
    with Desk.open(desk, writer=False) as opened:
        return [row.id for row in reversed(opened.store.latest(9))]


def test_a_take_is_compared_with_the_one_before_it(desk: Path) -> None:
    """Words that went and came are marked without colours too; what was kept is shown on request."""
    first, _, third = editions(desk)
    done = run("compare", third, "-d", desk)
    assert done.exit_code == 0, done.output
    assert f"edition {third} against {first}" in done.output
    assert "[-nine-]{+ten+} tonnes" in done.output.replace("\n", " ")
    assert "Engineers replaced" not in done.output
    assert "Engineers replaced" in run("compare", third, "-d", desk, "--whole").output


def test_a_reprint_is_compared_with_its_origin_and_told_of_in_its_event(desk: Path) -> None:
    """What the paper dropped, its own headline, and how long after the agency it came."""
    first, paper, _ = editions(desk)
    told = json.loads(run("compare", paper, "-d", desk, "--json").output)
    assert told["forms"] == ["cut short", "another headline"]
    assert told["later_seconds"] == 9000
    assert [line["kind"] for line in told["lines"]].count("dropped") == 1
    event = run("coverage", first, "-d", desk).output
    assert f"{paper}  of {first}" in event
    assert "2 h 30 min later" in event


def test_files_are_compared_without_a_desk(tmp_path: Path) -> None:
    """Two files need no desk; one alone is told what is missing."""
    (tmp_path / "a.json").write_bytes(ninjs("a:1", "One", prose("Quill")))
    (tmp_path / "b.json").write_bytes(ninjs("a:2", "One", prose("Quill").replace("nine", "ten")))
    desk = tmp_path / "none"
    done = run("compare", tmp_path / "b.json", tmp_path / "a.json", "-d", desk)
    assert done.exit_code == 0, done.output
    assert "{+ten+}" in done.output
    alone = run("compare", tmp_path / "b.json", "-d", desk)
    assert alone.exit_code == 1
    assert "name what to compare it with" in alone.output


def test_a_first_edition_has_nothing_to_be_compared_with(desk: Path) -> None:
    """The error says so and what to do."""
    done = run("compare", editions(desk)[0], "-d", desk)
    assert done.exit_code == 1
    assert "first edition" in done.output
    assert "no such story" in run("compare", "nothing", "-d", desk).output
