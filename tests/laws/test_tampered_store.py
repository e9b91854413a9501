"""What was taken in and changed afterwards, with real SQL in the real database file, is not published."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.editing import Draft
from copytaster.desk.inspection import inspect
from copytaster.desk.press import PressReport
from copytaster.ledger import WireEdition, publication_data
from wire import Clock, delivered, feed, ninjs, prose


@dataclass(frozen=True)
class Target:
    """A closed desk with four public stories, by name their series, that somebody has the files of."""

    folder: Path
    series: dict[str, str]

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        with Desk.open(self.folder, clock=Clock(), base_url="http://site.example") as desk:
            yield desk

    def sql(self, statement: str, *values: object) -> None:
        """Whoever has the file can take its triggers out too."""
        with sqlite3.connect(self.folder / "desk.sqlite3") as database:
            for name in ("decisions_no_update", "decisions_no_delete"):
                database.execute(f"DROP TRIGGER IF EXISTS {name}")
            assert database.execute(statement, values).rowcount
        database.close()

    def body(self, name: str) -> tuple[int, bytes]:
        with sqlite3.connect(self.folder / "desk.sqlite3") as database:
            query = "SELECT b.seq, b.body FROM story_bodies b JOIN stories s USING (seq) WHERE series = ?"
            seq, body = database.execute(query, (self.series[name],)).fetchone()
        database.close()
        return seq, zlib.decompress(body)

    def put_body(self, seq: int, body: bytes) -> None:
        self.sql("UPDATE story_bodies SET body = ? WHERE seq = ?", zlib.compress(body), seq)

    def page(self, name: str) -> Path:
        return self.folder / "site" / "stories" / self.series[name] / "index.html"

    def says(self, words: str) -> list[str]:
        files = (path for path in (self.folder / "site").rglob("*") if path.is_file())
        return [path.name for path in files if words.encode() in path.read_bytes()]

    def made_again(self) -> PressReport:
        with self.desk() as desk:
            desk.remake()
            return desk.publish()


@pytest.fixture
def target(tmp_path: Path) -> Target:
    with Desk.open(tmp_path / "desk", clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx", agency="ANX"))
        series = {}
        for name, place in (("Orla", "VARSK"), ("Mill", "TARN"), ("Quay", "ILM"), ("Moor", "DORN")):
            document = ninjs(
                f"u:{name}", f"{name} span reopens", prose(name, place), byline="Ilse Brandt"
            )  # fmt: skip
            desk.take(delivered(document, "anx"))
            series[name] = desk.store.latest(1)[0].series
        desk.publish()
        desk.decide(series["Quay"], "kill", reason="wrong")
        desk.decide(series["Moor"], "hold", reason="later")
        desk.publish()
    return Target(tmp_path / "desk", series)


def changed(old: bytes, new: bytes) -> Callable[[Target], None]:
    def change(target: Target) -> None:
        seq, body = target.body("Orla")
        assert old in body
        target.put_body(seq, body.replace(old, new))

    return change


def column(name: str, value: object) -> Callable[[Target], None]:
    def change(target: Target) -> None:
        target.sql(f"UPDATE stories SET {name} = ? WHERE series = ?", value, target.series["Orla"])

    return change


def damaged(target: Target) -> None:
    target.sql(
        "UPDATE story_bodies SET body = substr(body, 1, 60) WHERE seq = ?", target.body("Orla")[0]
    )


def swapped(target: Target) -> None:
    (one, first), (two, second) = target.body("Orla"), target.body("Mill")
    target.put_body(one, second)
    target.put_body(two, first)


TAMPERINGS = {
    "copy": changed(b"eleven", b"twenty"),
    "quote": changed(b"outlive us all", b"kill us all"),
    "headline": changed(b"Orla span reopens", b"Orla span collapses"),
    "byline": changed(b"Ilse Brandt", b"Bjorn Quist"),
    "speaker": changed(b'["Ilva Torm"]', b'["Osk Vale"]'),
    "damage": damaged,
    "swapped bodies": swapped,
    "headline in lists": column("headline", "Orla span collapses"),
    "its salt": column("salt", "00" * 16),
    "no salt": column("salt", None),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_changed_copy_is_not_published(target: Target, name: str) -> None:
    """Whatever was changed of a story, it goes from the site, the desk says so, and others stand."""
    TAMPERINGS[name](target)
    report = target.made_again()
    assert not target.page("Orla").exists()
    assert any(target.series["Orla"] in line for line in report.unproved)
    for words in ("collapses", "twenty", "kill us all", "Bjorn Quist", "Osk Vale"):
        assert target.says(words) == []
    assert target.page("Mill").exists() == (name != "swapped bodies")


def test_what_is_put_right_comes_back(target: Target) -> None:
    """The cure works: with what came in back in its place, the page stands again at the next start."""
    seq, body = target.body("Orla")
    before = target.page("Orla").read_bytes()
    target.put_body(seq, body.replace(b"eleven", b"twenty"))
    target.made_again()
    target.put_body(seq, body)
    with target.desk() as desk:
        assert desk.publish().unproved == ()
        assert desk.press.unproved.trouble is None
    assert target.page("Orla").read_bytes() == before


def test_the_trouble_names_story_difference_and_cure(target: Target) -> None:
    """What an operator reads: which story, the first sentence that differs, and what to do."""
    TAMPERINGS["copy"](target)
    with target.desk() as desk:
        desk.remake()
        desk.publish()
        trouble = str(desk.press.unproved.trouble)
    for part in (target.series["Orla"], "twenty weeks", "backup", "copytaster ledger check"):
        assert part in trouble


def test_a_kill_taken_out_of_the_database_still_holds(target: Target) -> None:
    """The ledger has the kill: the story stays a tombstone, and the desk is told."""
    stone = target.page("Quay").read_bytes()
    target.sql("DELETE FROM decisions WHERE series = ?", target.series["Quay"])
    report = target.made_again()
    assert any("kill" in line for line in report.unproved)
    assert b"Quay span reopens" not in target.page("Quay").read_bytes()
    assert len(target.page("Quay").read_bytes()) == len(stone)


@pytest.mark.parametrize("statement", [
    "UPDATE decisions SET kind = 'release' WHERE series = ?",
    "UPDATE decisions SET kind = 'publish' WHERE series = ?",
])  # fmt: skip
def test_a_decision_turned_round_does_not_open_the_way(target: Target, statement: str) -> None:
    """Neither a kill nor a hold is lifted by rewriting the row that says it."""
    for name in ("Quay", "Moor"):
        target.sql(statement, target.series[name])
    report = target.made_again()
    assert len(report.unproved) == 2
    assert target.says("of the Moor span") == target.says("of the Quay span") == []


def test_a_story_added_by_hand_is_not_published(target: Target) -> None:
    """Rows without a record did not come in by this desk."""
    seq, body = target.body("Orla")
    old = target.series["Orla"]
    columns = (
        "provider, feed, delivery, headline, published, received, coverage, similarity, "
        "changes, status, language, words, salt, erased"
    )
    target.sql(
        f"INSERT INTO stories (seq, id, series, guid, {columns}) "
        f"SELECT 900, 'f00d', 'f00d', 'u:new', {columns} FROM stories WHERE seq = ?", seq,
    )  # fmt: skip
    forged = body.replace(b'"u:Orla"', b'"u:new"').replace(f'"{old}"'.encode(), b'"f00d"')
    forged = forged.replace(b'"id":"', b'"id":"f00d","was":"', 1)
    target.sql(
        "INSERT INTO story_bodies (seq, body, indexed) VALUES (900, ?, x'')",
        zlib.compress(forged.replace(b"eleven", b"ninety")),
    )
    target.sql("INSERT INTO outbox VALUES ('series', 'f00d', 99999)")
    with target.desk() as desk:
        report = desk.publish()
    assert any("on no record" in line for line in report.unproved)
    assert target.says("ninety") == []


def edit(target: Target) -> None:
    with target.desk() as desk:
        draft = Draft(reason="a slip")
        desk.editor.replace(
            target.series["Mill"], [("nine tonnes", "eight tonnes")], draft, "Una Hale"
        )
        desk.publish()
    assert target.says("eight tonnes")


def test_a_changed_edit_is_not_published(target: Target) -> None:
    """An editor's change is on record as well: another in its place is kept back, and so is none."""
    edit(target)
    with sqlite3.connect(target.folder / "desk.sqlite3") as database:
        (body,) = database.execute("SELECT body FROM edits").fetchone()
    database.close()
    target.sql(
        "UPDATE edits SET body = ?",
        zlib.compress(zlib.decompress(body).replace(b"eight tonnes", b"fifty tonnes")),
    )
    assert target.made_again().unproved
    assert target.says("fifty tonnes") == []
    target.sql("UPDATE edits SET current = 0")
    assert "gone" in target.made_again().unproved[0]
    assert not target.page("Mill").exists()
    target.sql("UPDATE edits SET current = 1, body = ?", body)
    assert target.made_again().unproved == ()
    assert target.page("Mill").exists()


def test_nothing_is_kept_back_where_nothing_was_touched(target: Target) -> None:
    """Kills, holds, releases, edits and corrections made as they should be agree with their records."""
    edit(target)
    with target.desk() as desk:
        desk.editor.correct(target.series["Mill"], "It was eight.", "Una Hale")
        desk.decide(target.series["Moor"], "publish")
        desk.decide(target.series["Orla"], "kill")
        desk.publish()
        desk.decide(target.series["Orla"], "release")
        assert desk.publish().unproved == ()
    assert target.made_again().unproved == ()
    assert all(target.page(name).exists() for name in ("Orla", "Mill", "Moor"))


@pytest.mark.parametrize(("old", "new"), [
    ("eleven weeks", "twenty weeks"),
    (">Orla span reopens</h1>", ">Orla span collapses</h1>"),
])  # fmt: skip
def test_a_false_sentence_put_on_record_as_our_own_is_no_wire_copy(
    target: Target, old: str, new: str
) -> None:
    """A desk that signs a changed page does not pass: it stands as copy, and is nobody's on record."""
    page = target.page("Orla")
    with target.desk() as desk:
        assert desk.verify(page.read_bytes()).ok
        changed = page.read_text().replace(old, new)
        assert changed != page.read_text()
        kept = desk.shelf.get(desk.store.series(target.series["Orla"])[-1].id)
        assert kept is not None
        assert kept.record is not None
        wire = WireEdition.of(kept.record, kept.salt)
        path = page.relative_to(desk.site_folder).as_posix()
        data = publication_data(path, "unedited", changed.encode(), kept.salt, [wire])
        with desk.store.writing() as tx:
            desk.chronicle.append(tx, desk.clock(), "publication", target.series["Orla"], data)
            desk.chronicle.seal(tx)
        verdict = desk.verify(changed)
    assert not verdict.ok
    assert any(
        "neither" in reason and new.split()[0].strip("><h1/") in reason
        for reason in verdict.reasons
    )


def checked(target: Target) -> str:
    with target.desk() as desk:
        return "\n".join(inspect(desk.store))


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_check_finds_changed_copy(target: Target, name: str) -> None:
    """`ledger check` goes through all that is stored, published again or not, and names the story."""
    assert checked(target) == ""
    TAMPERINGS[name](target)
    assert target.series["Orla"] in checked(target)


def test_the_check_finds_what_is_gone(target: Target) -> None:
    """A removed edition, a removed decision, other bytes in a delivery: each is named."""
    seq, _ = target.body("Mill")
    target.sql("DELETE FROM story_bodies WHERE seq = ?", seq)
    assert "copy is gone" in checked(target)
    target.sql("DELETE FROM decisions WHERE series = ?", target.series["Moor"])
    assert f"story {target.series['Moor']}: its decisions" in checked(target)
    target.sql("UPDATE deliveries SET body = ? WHERE seq = 1", zlib.compress(b"other"))
    assert "its bytes are not those that came in" in checked(target)


def test_what_was_erased_is_not_missed(target: Target) -> None:
    """An erasure is on record: the check does not call it a loss."""
    edit(target)
    with target.desk() as desk:
        desk.erase(target.series["Mill"])
    assert checked(target) == ""
