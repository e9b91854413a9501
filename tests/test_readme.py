"""The README keeps its word."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_library_session_runs_as_printed() -> None:
    """The session in the README runs, is at most 15 lines of code, and shows what it promises."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    session = re.search(r"```python\n(.*?)```", readme, re.S)
    assert session is not None
    code = session[1]
    assert len([line for line in code.splitlines() if line.strip()]) <= 16
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(code, "README.md", "exec"), {})
    lines = shown.getvalue()
    assert "ANX" in lines
    assert "Ilva Torm |" in lines
    assert "promo |" in lines
    assert "1 independent source" in lines


def test_pictures_and_pages_it_points_to_are_there() -> None:
    """No link of the README leads nowhere."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / target).exists(), target
