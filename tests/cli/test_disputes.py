"""Disputes at the terminal: both sides beside each other, in the words of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster.cli.app import app

COPY = (
    "VARSK, May 6 (ANX) - Premier Oto Kallinger claimed that his troops hold all of the Tarn pass.\n\n"
    'The army of Veldair said in a statement that Kallinger\'s claim about the pass was "not true."\n'
)


def test_sides_stand_beside_each_other_at_eighty_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one line at 80 columns, and the denier is quoted."""
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "story.txt"
    path.write_text(COPY, encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path)]).output
    shown = told[told.index("Disputed") :]
    line = next(line for line in shown.splitlines() if "Kallinger" in line)
    assert line.count("╭") == 2
    assert "not true" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_an_embargo_is_told_as_a_moment(tmp_path: Path) -> None:
    """Until when in UTC, and what was sent beside it."""
    path = tmp_path / "story.xml"
    path.write_text(
        '<nitf><head><docdata><date.release norm="20310305T000100+0100"/></docdata></head><body>'
        "<body.head><hedline><hl1>Tarn pass opens</hl1></hedline></body.head>"
        "<body.content><p>The Tarn pass opens on Tuesday, its warden said.</p></body.content>"
        "</body></nitf>",
        encoding="utf-8",
    )
    told = CliRunner().invoke(app, ["read", str(path)]).output
    assert "until 2031-03-04 23:01 UTC (sent as" in told
