"""What an event is told to be made of: stories as they are shown, each counted once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.desk.editing import Draft
from copytaster.desk.web import screens
from wire import Clock, delivered, feed, ninjs, prose

LANTERNS = (
    "ORLA, May 6 (SKW) - Every lantern on the quay went dark on Monday night, keepers said.\n\n"
    "Oil was short after the ferry stayed away, and nobody knows when it sails again.\n"
)


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


BRIDGE = (
    "Work on the Orla bridge at Varsk was stopped on Tuesday after engineers of {} found cracks in "
    "the Orla bridge, minister Jonna Brask said. The cracks in the bridge had been known since March."
)
TOLD = {  # by whom, under which headline, in which words; the first comes first
    "ovt": (
        "Premier thanks builders",
        "VARSK, May 6 (OVT) - Premier Oto Kallinger thanked the builders of the Orla bridge at Varsk "
        "on Tuesday, whose cracks engineers had found. Jonna Brask, the minister, stood beside him.",
    ),
    "anx": (
        "Cracks halt work on Orla bridge",
        "VARSK, May 6 (ANX) - " + BRIDGE.format("the river authority"),
    ),
    "skw": (
        "Orla bridge closed, cracks found",
        "VARSK, May 6 (SKW) - The Orla bridge was closed by minister Jonna Brask on Tuesday because "
        "of cracks that engineers found. Premier Oto Kallinger had praised the bridge that morning.",
    ),
    "post": (
        "A morning on the river",
        "VARSK, May 6 - Ilva Torm has ferried people past the piers since spring. On Tuesday the "
        "engineers told her of cracks in the Orla bridge; minister Jonna Brask had it closed.",
    ),
}
FULL = ("ovt", "post")  # of the others only an excerpt may be shown


def _halted(folder: Path) -> tuple[Desk, str]:
    """A desk with one event: a state agency and a feature in full, two agencies as excerpts, a copy."""
    desk = Desk.open(folder, clock=Clock(), base_url="http://site.example", composed="auto")
    for name, (head, body) in TOLD.items():
        desk.feeds.put(replace(feed(name), policy="full" if name in FULL else "excerpt"))
        desk.take(delivered(ninjs(f"{name}:1", head, body), name))
    desk.feeds.put(feed("courier"))
    desk.take(
        delivered(ninjs("c:1", "Orla bridge work halts over cracks", TOLD["anx"][1]), "courier")
    )
    first, *others = dict.fromkeys(row.coverage for row in desk.store.latest(9))
    for other in others:
        desk.arranger.merge(first, other, "Ada Brandt")
    desk.publish()
    return desk, first


def _named(page: str, tag: str) -> str:
    found = re.search(rf"<{tag}[^>]*>(?:<a [^>]*>)?([^<]+)<", page)
    assert found is not None
    return found[1]


def test_an_event_has_one_name_everywhere(tmp_path: Path) -> None:
    """Desk, terminal, front page, event page and composed story call it what most of its stories say,
    whatever part of them each may show; neither the state agency nor the feature names it."""
    desk, event = _halted(tmp_path)
    with desk:
        name = desk.coverage(event).headline  # type: ignore[union-attr]
        assert name == TOLD["anx"][0]
        assert desk.event_name(event) == name
        site = desk.site_folder
        page = (site / f"events/{event}/index.html").read_text(encoding="utf-8")
        assert _named(page, "h1") == name
        assert _named((site / "index.html").read_text(encoding="utf-8"), "h2") == name
        assert desk.compose(event).headline == name
        row = desk.first_stories([event])[0]
        assert row.headline == name
    told = CliRunner().invoke(app, ["coverage", event, "-d", str(tmp_path)]).output
    assert told.splitlines()[0] == name


def test_the_summary_is_the_headlines_own_story(tmp_path: Path) -> None:
    """Front page and event page sum an event up in the words of the story that names it."""
    desk, event = _halted(tmp_path)
    with desk:
        for path, where in (
            ("index.html", '<p class="summary"[^>]*>'),
            (f"events/{event}/index.html", 'name="description" content="'),
        ):
            page = (desk.site_folder / path).read_text(encoding="utf-8")
            assert re.search(where + "Work on the Orla bridge", page), path


def test_an_editors_headline_names_the_event(tmp_path: Path) -> None:
    """Where the story that names it was given another headline, everything calls the event by that."""
    desk, event = _halted(tmp_path)
    with desk:
        series = desk.store.by_guid("anx.example", "anx:1")[0].series
        draft = Draft(headline="Cracks stop the Orla bridge", reason="shorter")
        desk.editor.revise(series, draft, "Ada Brandt")
        desk.publish()
        page = (desk.site_folder / f"events/{event}/index.html").read_text(encoding="utf-8")
        assert _named(page, "h1") == "Cracks stop the Orla bridge" == desk.event_name(event)


def test_what_is_kept_from_the_public_is_no_source(tmp_path: Path) -> None:
    """Held copy stands on the desk, but does not stand behind what is told; nor does a word to editors."""
    with Desk.open(tmp_path, clock=Clock()) as desk:
        for name, policy in (("anx", "full"), ("skw", "hold"), ("cwa", "full")):
            desk.feeds.put(replace(feed(name), policy=policy))
        desk.take(delivered(ninjs("a:1", "Tollgate bridge reopens", prose("Tollgate")), "anx"))
        desk.take(delivered(ninjs("s:1", "Lanterns dim in Orla", LANTERNS), "skw"))
        note = "ADVISORY: Quay pictures follow"
        desk.take(delivered(ninjs("c:1", note, prose("Quay"), type="advisory"), "cwa"))
        event = event_of(desk)
        for words in ("Lantern", "Quay"):
            other = desk.search(words)[0].coverage
            if other != event:
                desk.arranger.merge(event, other, "Ada Brandt", "one matter")
        desk.publish()
        found = desk.coverage(event)
        assert found is not None
        assert len(found.current) == 3
        assert [s.name for s in found.sources] == ["ANX"]
        desk.feeds.change(desk.feeds.find("anx"), policy="hold")
        desk.publish()
        found = desk.coverage(event)
        assert found is not None
        assert found.independent == 2, "where nothing is shown, all that is copy counts"


def test_one_denial_is_one_dispute_wherever_it_is_counted(tmp_path: Path) -> None:
    """Told twice, by two houses: the terminal, its list, the desk and the public page say one."""
    first = (
        "VARSK, May 6 (ANX) - Premier Oto Kallinger claimed that his troops hold the Tarn pass.\n\n"
        "The army of Veldair said that Kallinger's claim about the Tarn pass was not true.\n"
    )
    second = (
        "ULM, May 6 (SKW) - The army of Veldair denied on Tuesday that it had lost the Tarn pass to "
        "Premier Oto Kallinger.\n\nSnow has kept the road shut for a week, herders said.\n"
    )
    with Desk.open(tmp_path, clock=Clock()) as desk:
        for name in ("anx", "skw"):
            desk.feeds.put(replace(feed(name), policy="full"))
        desk.take(delivered(ninjs("a:1", "Kallinger claims the Tarn pass", first), "anx"))
        desk.take(delivered(ninjs("s:1", "Veldair denies losing the pass", second), "skw"))
        event = desk.search("Kallinger")[0].coverage
        for row in desk.search("Kallinger"):
            if row.coverage != event:
                desk.arranger.merge(event, row.coverage, "Ada Brandt", "one matter")
        desk.publish()
        found = screens.event(desk, event)
        assert found is not None
        assert len(found.coverage.disputes) > 1
        assert len(found.disputes) == 1
        page = (desk.site_folder / f"events/{event}/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'class="sides', page)) <= 1
    shown = CliRunner().invoke(app, ["coverage", event, "-d", str(tmp_path)]).output
    assert shown.count("denies it") == 1
    listed = CliRunner().invoke(app, ["coverage", "-d", str(tmp_path)]).output
    assert listed.split("headline")[-1].split()[3] == "1"
