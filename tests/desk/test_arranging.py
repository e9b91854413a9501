"""Editors' word on events: kept over restarts, told again to a matcher made anew, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.web import screens
from copytaster.errors import CopytasterError
from copytaster.publish.links import story_path
from copytaster.publish.movedpage import destination
from wire import Clock, delivered, feed, ninjs, prose

LAMPS = (
    "ULM, May 6 (ANX) - Lamplighters asked for warmer coats on Tuesday, their guild said.\n\n"
    "The guild counts ninety members, most of them on night rounds in the upper town."
)


def opened(folder: Path) -> Desk:
    return Desk.open(folder, clock=Clock(), base_url="http://site.example")


def filled(desk: Desk) -> tuple[str, str]:
    """Two events: (the gate's, the lamps')."""
    desk.feeds.put(feed("anx"))
    desk.take(delivered(ninjs("u:30", "Tollgate shut by frost", prose("Tollgate", "ULM")), "anx"))
    desk.take(delivered(ninjs("u:31", "Lamplighters want coats", LAMPS), "anx"))
    desk.publish()
    return where(desk)


def where(desk: Desk) -> tuple[str, str]:
    return desk.search("Tollgate")[0].coverage, desk.search("Lamplighters")[0].coverage


@pytest.mark.parametrize("lost", [False, True], ids=["snapshot", "rebuilt"])
def test_a_merge_outlives_a_restart(tmp_path: Path, lost: bool) -> None:
    """Also where the matcher's snapshot is lost and every story is matched anew."""
    with opened(tmp_path) as desk:
        gate, lamps = filled(desk)
        desk.arranger.merge(gate, lamps, "Ada Brandt", "one and the same frost")
        desk.publish()
        page = desk.site_folder / f"events/{gate}/index.html"
        assert page.exists()
    if lost:
        with opened(tmp_path) as desk, desk.store.writing() as tx:
            tx.put_snapshot("matcher", 0, b"no matcher's")
            desk.live.keep = lambda *_, **__: None  # type: ignore[method-assign]
    with opened(tmp_path) as desk:
        assert where(desk) == (gate, gate)
        assert desk.live.matcher.coverage_id(desk.search("Lamplighters")[0].id) == gate
        desk.arranger.undo(1, "Bo Lind")
        desk.publish()
        assert len(set(where(desk))) == 2
        left = destination(page.read_bytes())
        assert left == story_path(desk.search("Tollgate")[0].series), "one story needs no event"
        with pytest.raises(CopytasterError, match="nothing to take back"):
            desk.arranger.undo(1, "Bo Lind")


def test_a_split_takes_some_and_leaves_some(tmp_path: Path) -> None:
    """All or none is refused with the reason; what moves takes its reprints along."""
    with opened(tmp_path) as desk:
        gate, lamps = filled(desk)
        desk.feeds.put(feed("courier"))
        copy = ninjs("c:31", "Lamplighters want coats", LAMPS)
        desk.take(delivered(copy, "courier"))
        desk.arranger.merge(gate, lamps, "Ada Brandt")
        origin = desk.store.latest(9, provider="anx.example")[0]
        for series in ([], [r.series for r in desk.store.latest(9)]):
            with pytest.raises(CopytasterError, match="leaves some in"):
                desk.arranger.split(gate, series, "Ada Brandt")
        new = desk.arranger.split(gate, [origin.series], "Ada Brandt")
        assert {r.coverage for r in desk.search("Lamplighters")} == {new}
        assert desk.search("Tollgate")[0].coverage == gate


def test_every_arrangement_is_on_record(tmp_path: Path) -> None:
    """Merge, move and undo each leave a decision with a name, and a ledger record without one."""
    with opened(tmp_path) as desk:
        gate, lamps = filled(desk)
        series = desk.search("Lamplighters")[0].series
        desk.arranger.move(series, gate, "Ada Brandt", "same frost")
        desk.arranger.undo(1, "Bo Lind")
        assert [(d.kind, d.who) for d in desk.store.decisions(f"coverage:{gate}")] == [
            ("merge", "Ada Brandt"),
            ("split", "Bo Lind"),
        ]
        assert [r.data["decision"] for r in desk.store.records_of(f"coverage:{gate}")] == [
            "merge",
            "split",
        ]
        for args in ((gate, gate), (gate, "nowhere"), ("nowhere", gate)):
            with pytest.raises(CopytasterError):
                desk.arranger.merge(*args, "Ada Brandt")
        assert lamps


MUSSELS = "The mussel dredgers of Tarn {} on {}."
DRUMS = (
    "Nine drums led the procession past the fish hall, a choir of schoolchildren sang, and the "
    "baker's widow handed out rye buns until the rain set in and the brass band went home."
)
LETTER = (
    "The palace secretary opens post twice a week; a footman carries the answers, written in "
    "violet ink, to the coach that leaves the northern gate for the islands at half past five."
)


def test_what_arranging_taught_is_shown_kept_and_forgotten(tmp_path: Path) -> None:
    """Lessons outlive the matcher; forgetting them is on record and outlives it too."""

    def rebuilt(desk: Desk) -> tuple[str, ...]:
        with desk.store.writing() as tx:
            tx.put_snapshot("matcher", 0, b"lost")
        desk.live.rewind()
        return tuple(lesson.kind for lesson in desk.live.matcher.lessons)

    with opened(tmp_path) as desk:
        desk.feeds.put(feed("anx"))
        first = MUSSELS.format("marched", "Monday") + " " + DRUMS + LAMPS[28:]
        second = (
            MUSSELS.format("wrote to the palace", "Tuesday") + " " + LETTER + prose("Tollgate")[26:]
        )
        desk.take(delivered(ninjs("u:50", "Drums in the rain", first), "anx"))
        desk.take(delivered(ninjs("u:51", "Violet ink", second), "anx"))
        one, other = (desk.search(w)[0].coverage for w in ("Drums", "Violet"))
        assert one != other
        desk.arranger.merge(one, other, "Ada Brandt", "the same growers")
        assert desk.arranger.arrangements(one)[0].reason == "the same growers"
        (taught,) = screens.lessons(desk)
        assert (taught.joined, taught.parted) == (1, 0)
        assert {"mussel", "dredger"} <= set(taught.words)
        assert rebuilt(desk) == ("joined",)
        desk.arranger.unlearn("Bo Lind")
        assert rebuilt(desk) == ()
        assert {r.coverage for r in desk.store.latest(9)} == {one}
        assert desk.store.recent_decisions(1)[0].kind == "unlearn"
        with pytest.raises(CopytasterError, match="nothing to forget"):
            desk.arranger.unlearn("Bo Lind")
