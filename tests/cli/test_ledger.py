"""``copytaster ledger`` and ``verify``: what they find, in words and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli.app import app
from copytaster.desk import Desk
from copytaster.ledger import read_proof
from wire import Clock, delivered, feed, ninjs, prose


def run(*words: Any) -> Result:
    """The command as typed."""
    return CliRunner().invoke(app, [str(w) for w in words], env={"COLUMNS": "200"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published desk."""
    home = tmp_path / "desk"
    with Desk.open(home, clock=Clock(), base_url="http://site.example") as desk:
        desk.feeds.put(feed("anx"))
        desk.take(delivered(ninjs("u:1", "Quillbridge reopens", prose("Quillbridge")), "anx"))
        desk.publish()
        desk.provenance.write_all()
    return home


def page_in(folder: Path) -> Path:
    """The one story's page."""
    (page,) = (folder / "site" / "stories").glob("*/index.html")
    return page


def test_a_sound_ledger_is_told(folder: Path) -> None:
    """Exit code 0, the number of records, the key; by the desk, its site or the ledger's folder."""
    for words in (("--desk", folder), (folder / "site",), (folder / "site" / "ledger",)):
        told = run("ledger", "check", *words)
        assert told.exit_code == 0, told.output
        assert "4 records" in told.output
    assert json.loads(run("ledger", "check", folder / "site", "--json").output)["ok"] is True


def test_a_flipped_bit_is_named_to_the_byte(folder: Path) -> None:
    """Exit code 1; the byte is named, and by the desk's own store what it was."""
    path = folder / "site" / "ledger" / "ledger.jsonl"
    data = bytearray(path.read_bytes())
    data[700] ^= 2
    path.write_bytes(data)
    told = run("ledger", "check", "--desk", folder)
    assert told.exit_code == 1
    assert "byte 700: one bit is flipped" in told.output
    assert "byte 700 (record" in told.output


def test_what_is_not_there_cannot_be_checked(folder: Path, tmp_path: Path) -> None:
    """Exit code 2 for a missing ledger, page, key or desk: no verdict either way."""
    for words in (
        ("ledger", "check", tmp_path / "nowhere"),
        ("ledger", "check", "--desk", tmp_path / "nowhere"),
        ("ledger", "check", folder / "site", "--key", tmp_path / "no.pem"),
        ("ledger", "check", folder / "site", "--since", tmp_path / "none"),
        ("verify", tmp_path / "no.html", "--desk", folder),
    ):
        told = run(*words)
        assert told.exit_code == 2, told.output
        assert "error:" in told.output


def test_a_page_edited_by_one_word_fails_with_that_word_shown(folder: Path, tmp_path: Path) -> None:
    """By a stranger from the site's files: the word that stands there; by the desk: both words."""
    page = page_in(folder)
    page.write_text(page.read_text().replace("forty-two bolts", "forty-one bolts"))
    stranger = run("verify", page, "--desk", tmp_path / "none")
    assert stranger.exit_code == 1
    assert "“forty-one” is not what was published" in stranger.output
    owner = run("verify", page, "--desk", folder)
    assert "“forty-one” stands where “forty-two” was published" in owner.output
    proven = run("verify", page, "--proof", "--desk", tmp_path / "none")
    assert proven.exit_code == 1
    assert "forty-one" in proven.output
    site = run("ledger", "check", "--desk", folder)
    assert site.exit_code == 1
    assert "it is not the page that record" in site.output


def test_the_pages_own_proofs_are_enough(folder: Path, tmp_path: Path) -> None:
    """--proof verifies a true page with the ledger's lines out of reach."""
    (folder / "site" / "ledger" / "ledger.jsonl").write_bytes(b"")
    told = run("verify", page_in(folder), "--proof", "--desk", tmp_path / "none")
    assert told.exit_code == 0, told.output


def test_a_record_is_proven_in_two_files(folder: Path, tmp_path: Path) -> None:
    """A page's record and its proof, which holds; by series, path or number."""
    series = page_in(folder).parent.name
    for what in (series, f"stories/{series}/index.html", "4"):
        out = tmp_path / what.replace("/", "-")
        assert run("ledger", "prove", what, "--desk", folder, "--to", out).exit_code == 0
        line = (out / "record-4.json").read_bytes()
        proof = read_proof((out / "record-4.tlog-proof").read_text())
        assert proof.proves(line)
        assert len(proof.text.encode()) <= 2000
    missing = run("ledger", "prove", "nothing", "--desk", folder)
    assert missing.exit_code == 1
    assert "on no record" in missing.output


def test_a_key_is_rotated_and_old_checkpoints_still_hold(folder: Path, tmp_path: Path) -> None:
    """After a rotation the kept checkpoint and the kept key both bear the ledger out."""
    for name in ("checkpoint", "key.pem"):
        (tmp_path / name).write_bytes((folder / "site" / "ledger" / name).read_bytes())
    before = run("ledger", "key", "--desk", folder).output
    told = run("ledger", "rotate", "--desk", folder)
    assert told.exit_code == 0, told.output
    assert run("ledger", "key", "--desk", folder).output != before
    checked = run(
        "ledger", "check", "--desk", folder,
        "--since", tmp_path / "checkpoint", "--key", tmp_path / "key.pem",
    )  # fmt: skip
    assert checked.exit_code == 0, checked.output


def test_keys_are_kept_from_others_and_out_of_what_is_public(folder: Path) -> None:
    """The secret is 0600 in a folder of 0700, and its bytes are in no file of the site."""
    secret = folder / "keys" / "signing.key"
    assert secret.stat().st_mode & 0o077 == 0
    assert (folder / "keys").stat().st_mode & 0o077 == 0
    private = secret.read_text().splitlines()[1]
    assert not [p for p in (folder / "site").rglob("*") if p.is_file() and private in p.read_text()]


def test_erased_copy_is_gone_and_the_ledger_sound(folder: Path) -> None:
    """erase asks first; then the page is down, and the check still passes."""
    page = page_in(folder)
    asked = CliRunner().invoke(
        app, ["ledger", "erase", page.parent.name, "--desk", str(folder)], input="n\n"
    )
    assert asked.exit_code == 1
    assert page.exists()
    assert run("ledger", "erase", page.parent.name, "--yes", "--desk", folder).exit_code == 0
    assert not page.exists()
    assert run("ledger", "check", "--desk", folder).exit_code == 0
    again = run("ledger", "erase", page.parent.name, "--yes", "--desk", folder)
    assert again.exit_code == 1
    assert "erased already" in again.output


def _more(folder: Path, ledger: dict[str, bytes]) -> None:
    """Publish another story, and put the public ledger back to the files given: a full disk."""
    with Desk.open(folder, clock=Clock(), base_url="http://site.example") as desk:
        copy = prose("Tollgate", "ULM").replace("bridge", "lock")
        desk.take(delivered(ninjs("u:2", "Tollgate lock opens", copy), "anx"))
        desk.publish()
    for name, data in ledger.items():
        (folder / "site" / "ledger" / name).write_bytes(data)


def _public(folder: Path) -> dict[str, bytes]:
    return {
        name: (folder / "site" / "ledger" / name).read_bytes()
        for name in ("ledger.jsonl", "checkpoint")
    }


@pytest.mark.parametrize("half", [False, True])
def test_a_ledger_cut_short_is_no_tampering_and_heals(folder: Path, half: bool) -> None:
    """What a full disk kept from being written is called that, and the next start writes it."""
    before = _public(folder)
    _more(folder, {})
    whole = _public(folder)
    if half:  # some whole lines, and the beginning of another
        before["ledger.jsonl"] = whole["ledger.jsonl"][: len(before["ledger.jsonl"]) + 900]
    for name, data in before.items():
        (folder / "site" / "ledger" / name).write_bytes(data)
    told = run("ledger", "check", "--desk", folder)
    assert told.exit_code == 2, told.output
    assert "not up to date" in told.output
    assert "the rest was not written" in told.output
    assert "not sound" not in told.output
    with Desk.open(folder, clock=Clock(), base_url="http://site.example") as desk:
        assert desk.publish().written == ()
    assert run("ledger", "check", "--desk", folder).exit_code == 0
    assert _public(folder) == whole
