"""The README keeps its word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _session() -> str:
    session = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert session is not None
    return session[1]


def test_the_library_session_is_short() -> None:
    """The session in the README is at most 15 lines of code."""
    assert len([line for line in _session().splitlines() if line.strip()]) <= 15


@pytest.mark.parametrize("how", [["-"], ["-i", "-q"]], ids=["as a file", "at the prompt"])
def test_the_library_session_runs_as_printed(how: list[str]) -> None:
    """Run as a file or pasted at Python's prompt, it shows what it promises."""
    run = subprocess.run(
        [sys.executable, *how], input=_session(), capture_output=True, text=True, timeout=120
    )
    assert "Error" not in run.stderr
    for shown in ("ANX", "Ilva Torm |", "promo |", "1 independent source"):
        assert shown in run.stdout


def test_pictures_and_pages_it_points_to_are_there() -> None:
    """No link of the README leads nowhere."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / target).exists(), target
