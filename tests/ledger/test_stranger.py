"""The script for strangers, which knows nothing of this program, comes to the same."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copytaster.ledger import Proof, Tree, leaf_hash, record_line, write_ledger

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_ledger"


def check(*words: Path) -> subprocess.CompletedProcess[str]:
    """The script as a stranger runs it: without this package in reach."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, words)], capture_output=True, text=True
    )


@pytest.fixture
def folder(book: Any, tmp_path: Path) -> Path:
    """A public ledger of some records."""
    for n in range(9):
        book.add("decision", f"s{n}", {"note": "“quoted” – \u2028 ü"})
    lines = [record_line(record) for record in book.records]
    write_ledger(tmp_path, lambda start: lines[start - 1 :], book.signed(), book.key.public)
    return tmp_path


def test_it_is_a_strangers() -> None:
    """It imports nothing but Python's own library."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_a_whole_ledger_is_sound_for_a_stranger_too(folder: Path) -> None:
    """Chain, tree and signature hold by an implementation that shares no line with ours."""
    done = check(folder)
    assert done.returncode == 0, done.stderr
    assert "12 records, all as signed" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ledger.jsonl", b'"subject":"s3"', b'"subject":"s9"'),
        ("checkpoint", b"\n12\n", b"\n11\n"),
        ("checkpoint", b"karvold", b"varvold"),
    ],
)
def test_a_changed_ledger_is_not(folder: Path, name: str, old: bytes, new: bytes) -> None:
    """A record or a checkpoint changed is refused."""
    path = folder / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    assert check(folder).returncode != 0


def test_a_dropped_line_is_not(folder: Path) -> None:
    """The last record taken away does not go with what was signed."""
    path = folder / "ledger.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert "not those that were signed" in check(folder).stderr


def test_a_proof_is_checked_without_the_ledger(book: Any, folder: Path) -> None:
    """A record, its proof and the key are enough; another record is refused."""
    lines = [record_line(record) for record in book.records]
    tree = Tree(lambda *_: b"")
    tree.extend(map(leaf_hash, lines))
    for index in range(len(lines)):
        proof = Proof(index, tree.inclusion(index), book.signed())
        assert proof.proves(lines[index])
    (folder / "one.tlog-proof").write_text(proof.text, encoding="utf-8")
    (folder / "one.json").write_bytes(lines[-1])
    words = (folder / "one.tlog-proof", folder / "one.json", folder / "key.pem")
    assert check(*words).returncode == 0
    (folder / "one.json").write_bytes(lines[-2])
    assert check(*words).returncode != 0
