"""The chain: whatever is done to records or checkpoint is found and its number named."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.errors import LedgerError
from copytaster.ledger import (
    Ledger,
    check,
    next_record,
    open_key,
    read_checkpoint,
    record_line,
    rotate,
    write_ledger,
)
from copytaster.ledger.keys import KEY_FILE, PublicKey
from copytaster.model import Record

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(alphabet=st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(alphabet=st.characters(codec="utf-8"), max_size=5), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def _book(make: Any, key: Any, length: int = 6) -> Any:
    book = make.book(key, [])
    for n in range(length):
        book.add("decision", f"s{n}", {"n": n, "leaves": ["ab" * 16]})
    return book


def _check(records: Any, ledger: Ledger) -> tuple[str, ...]:
    return check(records, ledger.checkpoint, ledger.public_key)


def test_a_whole_ledger_has_no_problem(make: Any, key: Any) -> None:
    """An untouched ledger of any length is whole."""
    for length in (1, 2, 7):
        ledger = _book(make, key, length).ledger()
        assert ledger.problems == ()


def test_records_are_numbered_and_linked(make: Any, key: Any) -> None:
    """The first record is number 1 and hangs on nothing; each next one hangs on the last."""
    records = _book(make, key).records
    assert [r.seq for r in records] == [1, 2, 3, 4, 5, 6]
    assert records[0].prev == "0" * 64
    assert all(b.prev == a.hash for a, b in pairwise(records))


@given(json_values)
def test_a_record_survives_json(make: Any, value: Any) -> None:
    """A record written as JSON and read again has the hash it had."""
    record = next_record(None, time=make.noon, kind="decision", subject="s", data={"v": value})
    again = Record.from_dict(json.loads(json.dumps(record.to_dict())))
    assert again == record
    assert len(check([again], None, "")) == 1  # only that there is no key


@pytest.mark.parametrize("bad", [float("nan"), object(), "\udc80", b"x"])
def test_what_json_cannot_hold_is_refused(make: Any, bad: object) -> None:
    """A record of what JSON cannot hold is refused when it is made."""
    with pytest.raises(LedgerError):
        next_record(None, time=make.noon, kind="decision", subject="s", data={"v": bad})
    with pytest.raises(LedgerError, match="time zone"):
        next_record(None, time=make.noon.replace(tzinfo=None), kind="k", subject="s", data={})


@pytest.mark.parametrize("field", ["seq", "time", "kind", "subject", "data", "prev", "hash"])
@pytest.mark.parametrize("at", range(6))
def test_a_changed_field_is_found(make: Any, key: Any, field: str, at: int) -> None:
    """Any field of any record changed is found and the record named."""
    ledger = _book(make, key).ledger()
    records = list(ledger.records)
    other = {"seq": 99, "time": make.noon.replace(year=2030), "data": {}, "prev": "1" * 64}
    records[at] = replace(records[at], **{field: other.get(field, "f" * 64)})
    problems = _check(records, ledger)
    assert any(f"record {records[at].seq}" in p for p in problems)


@pytest.mark.parametrize("at", range(6))
def test_a_dropped_record_is_found(make: Any, key: Any, at: int) -> None:
    """Any record dropped is found, the last one by the checkpoint."""
    ledger = _book(make, key).ledger()
    records = [r for r in ledger.records if r.seq != at + 1]
    problems = " ".join(_check(records, ledger))
    assert ("truncated" if at == 5 else f"record {at + 1} before it is missing") in problems


@given(st.permutations(range(6)))
def test_reordered_records_are_found(make: Any, key: Any, order: list[int]) -> None:
    """Records in any other order are found."""
    ledger = _book(make, key).ledger()
    problems = _check([ledger.records[n] for n in order], ledger)
    assert bool(problems) == (order != sorted(order))


@pytest.mark.parametrize("at", range(7))
def test_an_inserted_record_is_found(make: Any, key: Any, at: int) -> None:
    """A record put in anywhere, well-formed and linked, is found; behind the last, as not signed."""
    ledger = _book(make, key).ledger()
    records = list(ledger.records)
    last = records[at - 1] if at else None
    forged = next_record(last, time=make.noon, kind="publication", subject="x", data={})
    assert _check([*records[:at], forged, *records[at:]], ledger)


@pytest.mark.parametrize("at", range(6))
def test_a_rewritten_tail_is_found(make: Any, key: Any, at: int) -> None:
    """A chain rewritten from any record on, every hash right, does not match what was signed."""
    ledger = _book(make, key).ledger()
    forged = make.book(key, list(ledger.records[:at]))
    while len(forged.records) < 6:
        forged.add("decision", "forged")
    assert any("signed" in p for p in _check(forged.records, ledger))


@given(st.data())
def test_a_changed_checkpoint_is_found(make: Any, key: Any, data: st.DataObject) -> None:
    """Any bit of a checkpoint's note flipped: it is no checkpoint any more, or it does not hold."""
    ledger = _book(make, key).ledger()
    note = bytearray(ledger.checkpoint.note.encode())
    at = data.draw(st.integers(0, len(note) - 1))
    note[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        wrong = read_checkpoint(bytes(note))
    except LedgerError:
        return
    assert any("checkpoint" in p for p in check(ledger.records, wrong, ledger.public_key))


def test_an_unsigned_ledger_is_not_whole(make: Any, key: Any) -> None:
    """Without a checkpoint, or with no readable key, nothing is proven."""
    ledger = _book(make, key).ledger()
    assert any("nobody has signed" in p for p in check(ledger.records, None, ledger.public_key))
    assert any("cannot be read" in p for p in check(ledger.records, ledger.checkpoint, "no key"))


def _export(folder: Path, ledger: Ledger, key: Any) -> int:
    lines = [record_line(record) for record in ledger.records]
    return write_ledger(folder, lambda start: lines[start - 1 :], ledger.checkpoint, key.public)


def test_the_public_form_comes_back(make: Any, key: Any, tmp_path: Path) -> None:
    """What is written is read again, equal, and whole."""
    ledger = _book(make, key).ledger()
    assert _export(tmp_path, ledger, key) == 6
    again = Ledger.load(tmp_path)
    assert (again.records, again.checkpoint) == (ledger.records, ledger.checkpoint)
    assert again.public_key == ledger.public_key
    assert again.problems == ()


@given(st.data())
def test_any_byte_tampered_with_is_found(
    make: Any, key: Any, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """One byte changed, dropped or added anywhere in any of the three files is found."""
    folder = tmp_path_factory.mktemp("ledger")
    _export(folder, _book(make, key, 3).ledger(), key)
    path = folder / data.draw(
        st.sampled_from(["ledger.jsonl", "ledger.jsonl", "checkpoint", "key.pem"])
    )
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != whole[at]))
    middle = data.draw(st.sampled_from([bytes([byte]), b"", bytes([whole[at], byte])]))
    path.write_bytes(whole[:at] + middle + whole[at + 1 :])
    assert Ledger.load(folder).problems


@given(st.integers(1, 2000))
def test_a_cut_file_is_found(
    make: Any, key: Any, tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    """A ledger file cut off anywhere is found."""
    folder = tmp_path_factory.mktemp("ledger")
    _export(folder, _book(make, key, 3).ledger(), key)
    path = folder / "ledger.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert Ledger.load(folder).problems


@given(st.lists(st.integers(0, 4), max_size=5), st.integers(0, 300))
def test_writing_goes_on_where_it_stopped(
    make: Any, key: Any, tmp_path_factory: pytest.TempPathFactory, steps: list[int], torn: int
) -> None:
    """The file grows by what is new; a line torn by a crash is written anew; the result is the same."""
    folder = tmp_path_factory.mktemp("ledger")
    book = _book(make, key, 1)
    for step in steps:
        _export(folder, book.ledger(), key)
        path = folder / "ledger.jsonl"
        path.write_bytes(path.read_bytes()[: max(0, path.stat().st_size - torn)])
        for n in range(step):
            book.add("decision", f"more{n}")
    _export(folder, book.ledger(), key)
    assert Ledger.load(folder).records == tuple(book.records)
    assert Ledger.load(folder).problems == ()


def test_long_lines_do_not_stop_the_writing(make: Any, key: Any, tmp_path: Path) -> None:
    """A last record longer than any buffer is still found as the last."""
    book = _book(make, key, 2)
    book.add("edition", "s", {"leaves": ["ab" * 16] * 5000})
    _export(tmp_path, book.ledger(), key)
    book.add("decision", "after")
    assert _export(tmp_path, book.ledger(), key) == 1
    assert Ledger.load(tmp_path).problems == ()


def test_records_behind_the_checkpoint_are_not_made_public(
    make: Any, key: Any, tmp_path: Path
) -> None:
    """Only what is signed is written."""
    book = _book(make, key, 3)
    ledger = book.ledger()
    book.add("decision", "later")
    lines = [record_line(record) for record in book.records]
    write_ledger(tmp_path, lambda start: lines[start - 1 :], ledger.checkpoint, key.public)
    assert len(Ledger.load(tmp_path).records) == 3


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    """The key is made at the first start, for its owner only, and never overwritten."""
    first = open_key(tmp_path / "keys")
    path = tmp_path / "keys" / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_bytes()
    assert open_key(tmp_path / "keys").id == first.id
    assert path.read_bytes() == written
    assert [p.name for p in path.parent.iterdir()] == [KEY_FILE]
    assert "PRIVATE" not in repr(first)


def test_a_key_open_to_all_is_refused(tmp_path: Path) -> None:
    """A key that everybody may read is not used, and the cure is said."""
    open_key(tmp_path)
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(LedgerError, match="chmod 600"):
        open_key(tmp_path)


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    """A damaged key is an error, never silently a new key."""
    open_key(tmp_path)
    (tmp_path / KEY_FILE).write_bytes(b"nonsense")
    with pytest.raises(LedgerError, match="damaged"):
        open_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_bytes() == b"nonsense"


def test_public_keys_come_back(key: Any) -> None:
    """A public key's PEM text gives the key again, and its id."""
    assert PublicKey.from_pem(key.public.pem) == key.public
    assert len(key.public.id) == 16


def test_a_rotation_carries_trust_over(make: Any, tmp_path: Path) -> None:
    """Who trusts the first key trusts the ledger after rotations; the new key stands by itself."""
    first = open_key(tmp_path)
    book = _book(make, first, 2)
    for _ in range(2):
        book.key = rotate(tmp_path, lambda data: book.add("key", data["id"], data))
    ledger = book.ledger()
    assert open_key(tmp_path).id == book.key.id != first.id
    assert check(ledger.records, ledger.checkpoint, first.public) == ()
    assert check(ledger.records, ledger.checkpoint, book.key.public) == ()
    assert (tmp_path / f"signing.{first.id}.key").exists()


def test_a_key_nobody_vouched_for_is_not_trusted(make: Any, tmp_path: Path) -> None:
    """A key record without the old key's signature carries no trust."""
    first, other = open_key(tmp_path / "a"), open_key(tmp_path / "b")
    book = _book(make, first, 2)
    for data in (
        {"id": other.id, "public": other.public.raw.hex(), "by": first.id, "signature": "00" * 64},
        {"id": other.id, "public": other.public.raw.hex()},
        {"by": first.id},
        {"id": other.id, "public": 5, "by": first.id, "signature": None},
    ):
        book.add("key", other.id, data)
    checkpoint = replace(book, key=other).signed()
    assert any("nobody trusted" in p for p in check(book.records, checkpoint, first.public))


def test_a_rotation_that_fails_changes_nothing(make: Any, tmp_path: Path) -> None:
    """When the record cannot be appended the old key stays in use, and trying again works."""
    first = open_key(tmp_path)

    def refuse(data: dict[str, Any]) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError):
        rotate(tmp_path, refuse)
    assert open_key(tmp_path).id == first.id
    seen: list[str] = []
    new = rotate(tmp_path, lambda data: seen.append(data["id"]))
    assert open_key(tmp_path).id == new.id == seen[0]


@pytest.mark.parametrize(
    "line",
    ["", "5", "[]", "null", "[" * 5000, '{"seq":1}', "9" * 5000,
     '{"data":{},"hash":"a","kind":"k","prev":"p","seq":"1","subject":"s","time":"2031-05-04T12:00:00+00:00"}',
     '{"data":{},"hash":1,"kind":"k","prev":"p","seq":1,"subject":"s","time":"2031-05-04T12:00:00+00:00"}'],
)  # fmt: skip
def test_any_line_may_stand_in_a_file(make: Any, key: Any, tmp_path: Path, line: str) -> None:
    """A line or checkpoint of whatever shape is named as damage, not fallen over."""
    _export(tmp_path, _book(make, key, 2).ledger(), key)
    with (tmp_path / "ledger.jsonl").open("a") as file:
        file.write(line + "\n")
    assert any("line 3" in problem for problem in Ledger.load(tmp_path).problems)
    (tmp_path / "checkpoint").write_text(line + "\n")
    assert any("checkpoint" in problem for problem in Ledger.load(tmp_path).problems)
