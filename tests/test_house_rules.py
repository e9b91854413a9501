"""What holds for the whole tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from copytaster.model.schema import nouns, schema

ROOT = Path(__file__).resolve().parent.parent


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize(
    "path", list(sources("tests")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_every_test_says_what_it_promises(path: Path) -> None:
    """Each test function has a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    silent = [f.name for f in functions if f.name.startswith("test_") and not ast.get_docstring(f)]
    assert silent == []


def test_no_module_outgrows_its_subject() -> None:
    """No source file is longer than 500 lines."""
    long = {p.name: n for p in sources("src") if (n := len(p.read_text().splitlines())) > 500}
    assert long == {}


def test_docs_are_up_to_date() -> None:
    """docs/nouns.md and docs/configuration.md say what the code says: every noun, every setting."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "docs"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_noun_has_its_heading() -> None:
    """docs/nouns.md leaves out no noun of the schema."""
    page = (ROOT / "docs" / "nouns.md").read_text(encoding="utf-8")
    assert [name for name in nouns() if f"\n### {name}\n" not in page] == []


def test_the_shipped_schema_is_that_of_the_nouns() -> None:
    """nouns.schema.json is what the dataclasses give."""
    import json

    shipped = ROOT / "src" / "copytaster" / "model" / "nouns.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == schema()
    assert set(schema()["$defs"]) == set(nouns())


def test_every_command_is_documented() -> None:
    """The README or a page of docs names every command of the program."""
    from copytaster.cli.app import app

    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(p.read_text(encoding="utf-8") for p in pages)
    names = [c.name or c.callback.__name__ for c in app.registered_commands]  # type: ignore[union-attr]
    missing = [name for name in names if not re.search(rf"\b{re.escape(name)}\b", text)]
    assert missing == []


def test_requirements_are_hashed_and_name_no_index() -> None:
    """Every pinned package has a hash, and no line names where packages come from."""
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^ ]*==", text, re.M)
        assert len(pins) > (0 if path.stem == "embed" else 10)
        assert len(re.findall(r"^[a-z0-9][^\n]*\\\n    --hash=sha256:", text, re.M)) == len(pins)
        assert "://" not in text


def test_declared_dependencies_are_locked() -> None:
    """What the package needs is what the lock file of `make run` installs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9_-]+", requirement)
        assert name is not None
        assert re.search(rf"^{name[0]}==", locked, re.M), requirement


def test_make_run_types_a_command_that_exists(tmp_path: Path) -> None:
    """The words after ``copytaster`` in ``make run`` are ones the program takes, feeds included."""
    import shlex

    from typer.testing import CliRunner

    from copytaster.cli.app import app

    folders = ["DESK=" + str(tmp_path / "a desk"), "FEEDS=" + str(tmp_path / "no such.opml")]
    shown = subprocess.run(
        ["make", "--no-print-directory", "-n", "run", *folders],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = next(x for x in shown.stdout.split("; ") if "copytaster run" in x)
    told = CliRunner(env={"COPYTASTER_PORT": "0"}).invoke(app, shlex.split(line)[1:])
    assert "no such.opml" in told.output, "it got as far as the file that is not there"
    assert "Usage" not in told.output
