"""Editing from the command line, as a person types it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from copytaster.cli.editing import form_of, read_form
from copytaster.desk import Desk
from copytaster.reading import read
from lamplit import LAMPS, lamplit, run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with two stories that may be shown in full, and a person at it."""
    monkeypatch.setenv("COPYTASTER_EDITOR", "Ada Brandt")
    return lamplit(tmp_path)


def series(desk: Path, words: str) -> str:
    with Desk.open(desk, writer=False) as opened:
        return opened.search(words)[0].series


def page(desk: Path, words: str) -> str:
    return (desk / "site" / "stories" / series(desk, words) / "index.html").read_text()


def test_words_are_replaced_shown_and_taken_back(desk: Path) -> None:
    """``edit --replace`` publishes and says what changed; ``--revert`` takes it back."""
    name = series(desk, "Quillbridge")
    done = run("edit", name, "-d", desk, "--replace", "nine tonnes", "ten tonnes", "-r", "a slip")
    assert done.exit_code == 0, done.output
    assert "Edited by Ada Brandt" in done.output
    assert "ten tonnes" in page(desk, "Quillbridge")
    checked = run("verify", desk / "site" / "stories" / name / "index.html")
    assert checked.exit_code == 0, checked.output
    assert "1 sentence changed by an editor" in checked.output
    back = run("edit", name, "-d", desk, "--revert")
    assert "As the wire has it" in back.output
    assert "ten tonnes" not in page(desk, "Quillbridge")


def test_a_form_is_opened_in_the_editor(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without options the story opens as a text; what is saved is what stands."""
    script = desk / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "form = pathlib.Path(sys.argv[1])\n"
        "text = form.read_text().replace('forty-two', 'forty-three')\n"
        "form.write_text(text.replace('Reason:', 'Reason: counted again'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    done = run("edit", series(desk, "Quillbridge"), "-d", desk)
    assert done.exit_code == 0, done.output
    assert "counted again" in page(desk, "Quillbridge")
    monkeypatch.setenv("VISUAL", "true")
    same = run("edit", series(desk, "Quillbridge"), "-d", desk)
    assert same.exit_code == 1
    assert "nothing was changed" in same.output


def test_a_form_comes_back_as_it_went_out() -> None:
    """Headline, deck, reason and copy of a form are those of its story."""
    story = read(LAMPS)
    assert read_form(form_of(story, "why")) == ("", "", "why", story.copy.strip())


def test_a_quotation_is_refused_with_the_cure(desk: Path) -> None:
    """The error says whose words they are and what may be done."""
    name = series(desk, "Quillbridge")
    done = run("edit", name, "-d", desk, "--replace", "outlive us all", "outlive me")
    assert done.exit_code == 1
    assert "transcription" in done.output


def test_events_are_merged_and_split(desk: Path) -> None:
    """By event or by story, and the last is taken back with ``split --undo``."""
    gate, lamps = (series(desk, w) for w in ("Quillbridge", "Lamplighters"))
    done = run("merge", gate, lamps, "-d", desk, "-r", "one night")
    assert done.exit_code == 0, done.output
    assert "2 stories" in run("coverage", gate, "-d", desk).output
    assert run("split", gate, "--undo", "-d", desk).exit_code == 0
    assert "1 story, 1 independent source, 0 reprints" in run("coverage", gate, "-d", desk).output


def test_kill_and_release_by_page_address(desk: Path) -> None:
    """A story may be named by its page; a kill takes that down, a release puts it back."""
    name = series(desk, "Lamplighters")
    address = f"http://127.0.0.1:8470/stories/{name}/"
    done = run("kill", address, "-y", "-d", desk, "-r", "wrong town")
    assert done.exit_code == 0, done.output
    assert "It is killed. 1 page withdrawn." in done.output
    assert "withdrawn" in page(desk, "Lamplighters")
    assert run("release", name, "-y", "-d", desk).exit_code == 0
    assert "warmer coats" in page(desk, "Lamplighters")


def test_a_correction_and_an_invitation(desk: Path) -> None:
    """A correction is public at once; an invitation is a link."""
    name = series(desk, "Lamplighters")
    assert run("correct", name, "An earlier version misnamed the guild.", "-d", desk).exit_code == 0
    assert "misnamed the guild" in page(desk, "Lamplighters")
    assert "/desk/enter?key=" in run("invite", "Bo Lind", "-d", desk).output


def test_search_prints_names_that_every_command_takes(desk: Path) -> None:
    """The series stands in the list; an edition's id is taken too; unknown ones are told with the cure."""
    found = run("search", "Lamplighters", "-d", desk).output
    with Desk.open(desk, writer=False) as opened:
        row = opened.search("Lamplighters")[0]
    assert row.series in found
    assert "Lamplighters" in run("coverage", row.id, "-d", desk).output
    lost = run("edit", "0123456789abcdef", "-d", desk, "--revert")
    assert lost.exit_code == 1
    assert "copytaster search" in lost.output
