"""What an event is told to be made of: stories as they are shown, each counted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.desk.editing import Draft
from copytaster.desk.web import screens
from wire import Clock, delivered, feed, ninjs, prose


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with an agency's story, and a paper's copy of it that the paper has updated."""
    copy = prose("Tollgate", "ULM")
    with Desk.open(tmp_path, clock=Clock(), base_url="http://site.example") as desk:
        for name in ("anx", "post"):
            desk.feeds.put(feed(name))
        desk.take(delivered(ninjs("u:1", "Tollgate bridge reopens", copy), "anx"))
        for version in ("1", "2"):
            body = copy + "\n\n" + "The Post adds a line of its own. " * int(version)
            head = "Tollgate bridge is open"
            desk.take(delivered(ninjs("p:1", head, body, version=version), "post"))
        desk.publish()
    return tmp_path


def event_of(desk: Desk) -> str:
    return desk.search("Tollgate")[0].coverage


def event_page(desk: Desk) -> str:
    desk.publish()
    return (desk.site_folder / f"events/{event_of(desk)}/index.html").read_text(encoding="utf-8")


def test_an_updated_copy_is_one_copy(folder: Path) -> None:
    """The page and ``copytaster coverage`` count two stories, one source and one reprint."""
    with Desk.open(folder, writer=False) as desk:
        event = event_of(desk)
        page = (desk.site_folder / f"events/{event}/index.html").read_text(encoding="utf-8")
    assert "1 independent source</strong> behind 2 stories; 1 is a reprint" in page
    told = CliRunner().invoke(app, ["coverage", event, "-d", str(folder)]).output
    assert "2 stories, 1 independent source, 1 reprint" in told
    listed = CliRunner().invoke(app, ["coverage", "-d", str(folder)]).output
    assert listed.split("headline")[-1].split()[1:4] == ["2", "1", "0"]


def test_the_desk_lists_each_story_once_and_the_killed_marked(folder: Path) -> None:
    """The event's screen has a line for each story, however many editions; what is killed counts for nothing."""
    with Desk.open(folder, clock=Clock(), base_url="http://site.example") as desk:
        found = screens.event(desk, event_of(desk))
        assert found is not None
        assert [(r.provider, n) for r, n in found.listed] == [
            ("anx.example", 1),
            ("post.example", 2),
        ]
        desk.decide(found.listed[1][0].series, "kill", reason="wrong")
        desk.publish()
        found = screens.event(desk, event_of(desk))
        assert found is not None
        assert [row.state for row, _ in found.listed] == ["live", "killed"]
        assert (len(found.coverage.current), found.coverage.reprints) == (1, ())
        assert [s.name for s in found.coverage.sources] == ["ANX"]
    told = CliRunner().invoke(app, ["coverage", "-d", str(folder)]).output
    assert told.split("headline")[-1].split()[1:4] == ["1", "1", "0"]


def test_a_copy_whose_update_waits_for_an_editor_stays_a_copy(folder: Path) -> None:
    """An editor's change holds the page to an older edition; the event counts the one that is shown."""
    with Desk.open(folder, clock=Clock(), base_url="http://site.example") as desk:
        series = desk.store.latest(9, provider="post.example")[0].series
        desk.editor.replace(
            series, [("nine tonnes", "ten tonnes")], Draft(reason="a slip"), "Ada Brandt"
        )
        body = prose("Tollgate", "ULM").replace("a limit of nine tonnes", "no limit at all")
        desk.take(delivered(ninjs("p:1", "Tollgate bridge is open", body, version="3"), "post"))
        desk.publish()
        shown = desk.rulings().publication(series, desk.clock())
        assert shown is not None
        assert shown.waiting
        assert "1 independent source</strong> behind 2 stories; 1 is a reprint" in event_page(desk)
