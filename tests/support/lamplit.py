"""A desk with two invented stories, and the command line as a person types it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from wire import ninjs, prose

LAMPS = (
    "ULM, May 6 (ANX) - Lamplighters asked for warmer coats on Tuesday, their guild said.\n\n"
    "The guild counts ninety members, most of them on night rounds in the upper town."
)


def run(*words: object) -> Result:
    """Run ``copytaster`` with these words."""
    return CliRunner().invoke(app, [str(w) for w in words])


def lamplit(folder: Path) -> Path:
    """A desk in that folder with two stories that may be shown in full."""
    desk, copy = folder / "desk", folder / "copy"
    copy.mkdir()
    (copy / "1.json").write_bytes(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")))
    (copy / "2.json").write_bytes(ninjs("u:2", "Lamplighters want coats", LAMPS))
    done = run("ingest", copy, "--desk", desk, "--policy", "full")
    assert done.exit_code == 0, done.output
    return desk
