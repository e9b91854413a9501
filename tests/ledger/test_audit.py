"""Going through a public ledger's files: every change is found, and its place named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import LedgerError
from copytaster.ledger import Ledger, examine, open_key, record_line, rotate, write_ledger
from copytaster.ledger.sitecheck import SiteCheck

FILES = ("ledger.jsonl", "checkpoint", "key.pem")
LENGTH = 8


@pytest.fixture(scope="session")
def book(make: Any, key: Any) -> Any:
    """A ledger of some records, its key on record first."""
    from copytaster.ledger import key_data

    book = make.book(key, [])
    book.add("key", key.id, key_data(key.public))
    for n in range(LENGTH - 1):
        book.add("decision", f"s{n}", {"n": n, "leaves": ["ab" * 16, "cd" * 16]})
    return book


def put_out(book: Any, folder: Path, size: int | None = None) -> Path:
    lines = [record_line(record) for record in book.records]
    write_ledger(folder, lambda start: lines[start - 1 :], book.signed(size), book.key.public)
    return folder


@pytest.fixture(scope="session")
def whole(book: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The ledger's files as they should be."""
    folder = put_out(book, tmp_path_factory.mktemp("whole"))
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def home(whole: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder with the files, to be tampered with."""
    for name, data in whole.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_whole_ledger_is_sound(home: Path) -> None:
    """Untouched files have no problem; size and checkpoint are told."""
    found = examine(home)
    assert found.problems == ()
    assert (found.records, found.checkpoint and found.checkpoint.size) == (LENGTH, LENGTH)


@given(st.data())
def test_any_flipped_bit_is_found_and_named(
    whole: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """One bit flipped anywhere in any file: found, and file and byte named, what it is and was."""
    folder = tmp_path_factory.mktemp("flipped")
    name = data.draw(st.sampled_from(["ledger.jsonl", *FILES]))
    at = data.draw(st.integers(0, len(whole[name]) - 1))
    bent = bytearray(whole[name])
    bent[at] ^= 1 << data.draw(st.integers(0, 7))
    for each in FILES:
        (folder / each).write_bytes(bytes(bent) if each == name else whole[each])
    problems = examine(folder).problems
    named = [p for p in problems if p.startswith(f"{name}, byte {at}: one bit is flipped")]
    assert len(named) == 1, problems
    assert f"was 0x{whole[name][at]:02x}" in named[0]


@given(st.permutations(range(LENGTH)), st.integers(0, LENGTH))
def test_lines_dropped_or_reordered_are_found(
    whole: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    kept: int,
) -> None:
    """Any other order or number of lines is found, and the first record out of place named."""
    folder = tmp_path_factory.mktemp("order")
    for each in FILES:
        (folder / each).write_bytes(whole[each])
    lines = whole["ledger.jsonl"].splitlines(keepends=True)
    chosen = [lines[n] for n in order[:kept]]
    (folder / "ledger.jsonl").write_bytes(b"".join(chosen))
    problems = " ".join(examine(folder).problems)
    wrong = next((n for n, place in enumerate(order[:kept]) if n != place), None)
    assert bool(problems) == (chosen != lines)
    if wrong is not None:
        assert f"record {order[wrong] + 1}: " in problems
    elif kept < LENGTH:
        assert f"the ledger ends with record {kept}" in problems


@pytest.mark.parametrize("at", range(LENGTH + 1))
def test_an_inserted_line_is_found(book: Any, home: Path, make: Any, at: int) -> None:
    """A well-formed record put in anywhere is found and its place in the file named."""
    from copytaster.ledger import next_record

    last = book.records[at - 1] if at else None
    forged = next_record(last, time=make.noon, kind="publication", subject="x", data={})
    path = home / "ledger.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:at], record_line(forged) + b"\n", *lines[at:]]))
    problems = examine(home).problems
    line = at + 2 if at < LENGTH else 0
    place = f"line {line}" if line else f"record {LENGTH + 1}: from here on nothing is signed"
    assert any(place in p for p in problems), problems


@given(st.integers(1, 3000))
def test_a_file_cut_short_is_found(
    whole: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    """However much of the end is missing, it is said where the ledger ends."""
    folder = tmp_path_factory.mktemp("cut")
    for each in FILES:
        (folder / each).write_bytes(whole[each])
    (folder / "ledger.jsonl").write_bytes(whole["ledger.jsonl"][: -min(cut, 2900)])
    assert any("truncated" in p or "cut off" in p for p in examine(folder).problems)


def test_a_split_view_is_found_with_an_old_checkpoint(
    book: Any, make: Any, tmp_path: Path, key: Any
) -> None:
    """Another past, whole and signed with the same key, does not hold what an old checkpoint signed."""
    old = book.signed(5)
    other = make.book(key, list(book.records[:3]))
    while len(other.records) < LENGTH:
        other.add("decision", "told to others")
    put_out(other, tmp_path)
    assert examine(tmp_path).problems == ()
    problems = examine(tmp_path, earlier=[old]).problems
    assert any("first 5 records are not those that were signed" in p for p in problems)


def test_a_ledger_that_only_grew_goes_with_every_old_checkpoint(book: Any, home: Path) -> None:
    """Each checkpoint of its past, and its own, is borne out."""
    assert examine(home, earlier=[book.signed(n) for n in range(1, LENGTH + 1)]).problems == ()


def test_a_rollback_is_found_with_an_old_checkpoint(book: Any, tmp_path: Path) -> None:
    """A ledger set back to a past state is sound by itself, and too short for a later checkpoint."""
    put_out(book, tmp_path, 4)
    (tmp_path / "ledger.jsonl").write_bytes(
        b"".join(record_line(r) + b"\n" for r in book.records[:4])
    )
    assert examine(tmp_path).problems == ()
    problems = examine(tmp_path, earlier=[book.signed(6)]).problems
    assert any("covers 6 records" in p and "record 4" in p for p in problems)


def test_a_checkpoint_of_another_log_is_told(book: Any, home: Path, make: Any, key: Any) -> None:
    """An old checkpoint under another name is no evidence about this log, and named as such."""
    from copytaster.ledger import leaf_hash, sign_checkpoint

    other = sign_checkpoint("elsewhere.example/log", 1, leaf_hash(b"x"), key)
    assert any("another log" in p for p in examine(home, earlier=[other]).problems)


def test_old_checkpoints_stand_after_a_rotation(make: Any, tmp_path: Path) -> None:
    """A checkpoint of the old key is good, whether the old or the new key is the trusted one."""
    first = open_key(tmp_path / "keys")
    from copytaster.ledger import key_data

    book = make.book(first, [])
    book.add("key", first.id, key_data(first.public))
    book.add("decision", "s")
    old = book.signed()
    book.key = rotate(tmp_path / "keys", lambda data: book.add("key", data["id"], data))
    book.add("decision", "t")
    put_out(book, tmp_path / "ledger")
    for pem in (None, first.public.pem, book.key.public.pem):
        found = examine(tmp_path / "ledger", earlier=[old], public_key=pem)
        assert found.problems == ()


def test_the_wrong_trusted_key_is_told(home: Path, tmp_path: Path) -> None:
    """With a key that has nothing to do with it nothing is proven."""
    stranger = open_key(tmp_path / "stranger").public
    assert any("nobody trusted" in p for p in examine(home, public_key=stranger.pem).problems)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_not_tampering(home: Path, name: str) -> None:
    """What is not there cannot be checked: an error that names it, and no verdict."""
    (home / name).unlink()
    with pytest.raises(LedgerError, match=name):
        examine(home)


def test_a_backup_put_back_is_written_anew(book: Any, make: Any, key: Any, tmp_path: Path) -> None:
    """Where the public file ends with what this ledger never wrote, the whole of it is written again."""
    put_out(book, tmp_path)
    other = make.book(key, list(book.records[:4]))
    for _ in range(6):
        other.add("decision", "after the backup")
    put_out(other, tmp_path)
    assert examine(tmp_path).problems == ()
    assert len(Ledger.load(tmp_path).records) == 10


def test_a_page_changed_or_on_no_record_is_named(
    make: Any, key: Any, story: Any, page: bytes, tmp_path: Path
) -> None:
    """A site's page that is not as put on record, and one that is on none, are named; a missing one is not."""
    book = make.book(key, [])
    book.publish(page, story, [])
    folder = put_out(book, tmp_path / "ledger")
    path = tmp_path / make.path
    path.parent.mkdir(parents=True)

    def problems() -> list[str]:
        check = SiteCheck(tmp_path)
        assert examine(folder, visit=check.visit).problems == ()
        return list(check.problems())

    assert problems() == []
    path.write_bytes(page)
    assert problems() == []
    path.write_bytes(page.replace(b"two pillars", b"no pillars"))
    assert problems()[0].startswith(f"{make.path}: it is not the page that record 1 put out")
    stray = tmp_path / "stories" / "2" / "index.html"
    stray.parent.mkdir()
    stray.write_bytes(page)
    assert "stories/2/index.html: it is on no record" in problems()


def test_only_a_pages_records_are_kept(
    book: Any, make: Any, key: Any, story: Any, page: bytes, tmp_path: Path
) -> None:
    """Read for one page, a ledger is checked whole and kept in part: the verdict is the same."""
    from copytaster.ledger import WireEdition, edition_data, verify

    own = make.book(key, [])
    for n in range(20):
        own.add("decision", f"other{n}")
    edition = own.add("edition", story.id, edition_data(story, make.salt, "d" * 64))
    own.publish(page, story, [WireEdition.of(edition, make.salt)])
    put_out(own, tmp_path)
    part = Ledger.load(tmp_path, page=make.path)
    assert [r.kind for r in part.records] == ["edition", "publication"]
    assert verify(page, part) == verify(page, Ledger.load(tmp_path)) == verify(page, tmp_path)
    assert verify(page, part).ok
    bent = replace(part, damage=("record 3: it was changed",))
    assert not verify(page, bent).ok
