"""An editor's word from the command line while the desk is held by another process: done there, once, at once."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from copytaster.desk import Desk
from copytaster.desk.editing import Draft
from copytaster.desk.errands import Arranging, Editing, Order, from_json, to_json
from copytaster.desk.orders import answered, carry_out, leave, refused, waiting
from copytaster.errors import CopytasterError
from lamplit import LAMPS, lamplit, run
from started import started
from wire import ninjs


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with two stories that may be shown in full, and a person at it."""
    monkeypatch.setenv("COPYTASTER_EDITOR", "Ada Brandt")
    return lamplit(tmp_path)


def read(desk: Path, what: Callable[[Desk], str]) -> str:
    with Desk.open(desk, writer=False) as opened:
        return what(opened)


def event(desk: Path, words: str) -> str:
    return read(desk, lambda opened: opened.search(words)[0].coverage)


def series(desk: Path, words: str) -> str:
    return read(desk, lambda opened: opened.search(words)[0].series)


def until(holds: Callable[[], bool]) -> None:
    """Wait for what the running desk does in its next round."""
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 10 s")


@pytest.mark.slow
def test_a_running_desk_merges_splits_edits_and_corrects(desk: Path) -> None:
    """Each is said at the terminal, stands in the store and on the site; later copy goes where it was sent."""
    gate, lamps = event(desk, "Quillbridge"), event(desk, "Lamplighters")
    story = series(desk, "Lamplighters")
    page = desk / "site" / "stories" / story / "index.html"
    with started(desk, "--no-sample") as beside:
        done = run("merge", gate, lamps, "-d", desk)
        assert done.exit_code == 0, done.output
        assert "The running desk publishes it at once." in done.output
        assert event(desk, "Lamplighters") == gate
        until((desk / "site" / "events" / gate / "index.html").exists)
        copied = ninjs("post:9", "Coats for the Lamplighters", LAMPS + " They were told to wait.")
        (desk / "inbox" / "copied.json").write_bytes(copied)
        until(lambda: len(run("search", "Lamplighters", "-d", desk).output.splitlines()) > 2)
        assert event(desk, "wait") == gate, "the running desk's matcher knows of the merge"
        edited = run("edit", story, "-d", desk, "--replace", "ninety", "eighty", "-r", "a slip")
        assert "Edited by Ada Brandt" in edited.output
        until(lambda: "eighty" in page.read_text())
        refused = run("edit", series(desk, "Quillbridge"), "-d", desk,
                      "--replace", "outlive us all", "outlive me")  # fmt: skip
        assert refused.exit_code == 1
        assert "transcription" in refused.output
        corrected = run("correct", story, "An earlier take misnamed it.", "-d", desk)
        assert "The correction is on record. The running desk publishes it" in corrected.output
        until(lambda: "misnamed it" in page.read_text())
        back = run("split", gate, "--undo", "-d", desk)
        assert "The merge was taken back." in back.output
        assert {event(desk, "wait"), event(desk, "Lamplighters")} == {lamps}
        assert run("split", gate, "--redo", "-d", desk).exit_code == 0
        assert event(desk, "Lamplighters") == gate
        again = run("split", gate, story, "-d", desk)
        assert f"The new event is {lamps}" in again.output
        nothing = run("split", gate, "--redo", "-d", desk)
        assert nothing.exit_code == 1
        assert "nothing to do again" in nothing.output
        for words, answer, status in (
            (
                ("kill", story, "-r", "a slip", "--yes"),
                "It is killed: the running desk takes it",
                410,
            ),
            (("release", story, "--yes"), "The kill is lifted: the running desk shows", 200),
            (
                ("hold", story, "--yes"),
                "It is held: the running desk takes it from the public",
                404,
            ),
        ):
            said = run(*words, "-d", desk)
            assert answer in " ".join(said.output.split())
            assert "publishes" not in said.output
            until(lambda code=status: beside.site.get(f"/stories/{story}/").status == code)  # type: ignore[misc]
    assert not [*(desk / "orders").glob("*.json"), *(desk / "orders").glob("*.done")]


def test_what_was_asked_is_done_once(desk: Path) -> None:
    """A desk killed between the deed and its answer does not do it again when it starts."""
    story = series(desk, "Lamplighters")
    with Desk.open(desk) as opened:
        left = leave(desk, Editing("correct", story, "Ada Brandt", "An earlier take misnamed it."))
        opened.obey(from_json({"errand": "edit", "kind": "correct", "series": story,
                               "who": "Ada Brandt", "reason": "An earlier take misnamed it."}),
                    f"order:{left.stem}")  # fmt: skip
        assert carry_out(desk, opened.obey) == 1
        assert [d.kind for d in opened.store.decisions(story)] == ["correct"]
        assert refused(left) is None
        assert answered(left) == ""


def test_nothing_is_taken_up_before_it_is_whole(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that looks while an errand is being written finds none, so it cannot be done twice."""
    gate, lamps = event(desk, "Quillbridge"), event(desk, "Lamplighters")
    replace, met = Path.replace, []

    def looked_at(staged: Path, target: Path) -> Path:
        met.append((waiting(desk), carry_out(desk, opened.obey)))
        return replace(staged, target)

    with Desk.open(desk) as opened:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", looked_at)
            leave(desk, Arranging("merge", gate, lamps, who="Ada Brandt"))
        assert met == [(False, 0)]
        assert waiting(desk)
        assert carry_out(desk, opened.obey) == 1
        assert len(opened.arranger.arrangements()) == 1


def test_an_errand_that_fails_leaves_no_mark(desk: Path) -> None:
    """Asked again when it makes sense, it is done."""
    gate, lamps = event(desk, "Quillbridge"), event(desk, "Lamplighters")
    with Desk.open(desk) as opened:
        bad = leave(desk, Arranging("merge", gate, "nowhere", who="Ada Brandt"))
        good = leave(desk, Arranging("merge", gate, lamps, who="Ada Brandt"))
        strange = good.with_name("1.json")
        strange.write_text('{"errand": "dance"}')
        assert carry_out(desk, opened.obey) == 3
        assert "no such event" in (refused(bad) or "")
        assert "no errand" in (refused(strange) or "")
        assert answered(good) == gate
        assert not opened.store.value(f"order:{bad.stem}")


@pytest.mark.parametrize(
    "errand",
    [
        Order("s1", "kill", "why", "notice", "Ada"),
        Arranging("split", "c1", stories=("a", "b"), who="Ada", reason="why"),
        Editing("replace", "s1", "Ada", pairs=(("old", "new"),), headline="", number=3, open=False),
    ],
)
def test_an_errand_survives_the_way(errand: Order | Arranging | Editing) -> None:
    """What is read is what was written."""
    assert from_json(to_json(errand)) == errand
    with pytest.raises(CopytasterError):
        from_json({"errand": "edit"})


def test_a_desk_let_go_meanwhile_is_taken(desk: Path) -> None:
    """Where a passing process held it, and no running desk, the errand is done by who asked."""
    gate, lamps = event(desk, "Quillbridge"), event(desk, "Lamplighters")
    held = Desk.open(desk)
    letting = threading.Timer(0.5, held.close)
    letting.start()
    done = run("merge", gate, lamps, "-d", desk)
    letting.join()
    assert done.exit_code == 0, done.output
    assert event(desk, "Lamplighters") == gate


def test_nobodys_change_is_written_over_unseen(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that changed while it was open in an editor is refused; what was written is kept."""
    story, script = series(desk, "Lamplighters"), desk / "editor.py"
    script.write_text(
        "import pathlib, sys, time\n"
        f"here = pathlib.Path({str(desk)!r})\n"
        "(here / 'opened').touch()\n"
        "while not (here / 'changed').exists():\n"
        "    time.sleep(0.02)\n"
        "form = pathlib.Path(sys.argv[1])\n"
        "form.write_text(form.read_text().replace('warmer coats', 'lighter coats'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    def somebody_else() -> None:
        until((desk / "opened").exists)
        with Desk.open(desk) as opened:
            opened.editor.replace(story, [("ninety", "eighty")], Draft(), "Bo Lind")
        (desk / "changed").touch()

    other = threading.Thread(target=somebody_else)
    other.start()
    done = run("edit", story, "-d", desk)
    other.join()
    assert done.exit_code == 1
    assert "changed since it was opened" in done.output
    kept = Path(done.output.split("is kept in ")[1].split()[0])
    assert "lighter coats" in kept.read_text()
    kept.unlink()
    copy = read(desk, lambda opened: str(opened.store.edit(story)))
    assert "eighty" in copy
    assert "lighter coats" not in copy
