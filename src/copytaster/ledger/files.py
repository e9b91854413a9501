"""The public form of a ledger: ``ledger.jsonl``, ``checkpoint.json`` and ``key.pem`` in one folder."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from copytaster.errors import LedgerError
from copytaster.ledger.chain import check
from copytaster.ledger.keys import PublicKey
from copytaster.ledger.records import FIRST, canonical, record_line
from copytaster.model import Checkpoint, Record

RECORDS_FILE = "ledger.jsonl"
CHECKPOINT_FILE = "checkpoint.json"
KEY_FILE = "key.pem"
_MAX_LINE = 64 * 1024 * 1024
_TAIL = 1 << 16


@dataclass(frozen=True)
class Ledger:
    """A ledger to check pages against. ``damage`` is what could not even be read, by line.

    ``public_key`` is PEM text. What is derived is worked out once, so that
    many pages can be checked against one `Ledger`.
    """

    records: tuple[Record, ...]
    checkpoint: Checkpoint | None
    public_key: str
    damage: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, public_key: str | None = None) -> Ledger:
        """Read a public ledger's folder.

        ``public_key`` (PEM text) is the key you trust and got by another way;
        without it the folder's own is used, which shows only that the ledger
        agrees with itself. Lines that are not a record in canonical form are
        named in ``damage``. Raises LedgerError when a file is not there.
        """
        home = Path(path)
        damage: list[str] = []
        records = tuple(_read_records(home / RECORDS_FILE, damage))
        checkpoint = _read_checkpoint(home / CHECKPOINT_FILE, damage)
        own = _read(home / KEY_FILE).decode("utf-8", "replace")
        if not _is_canonical_key(own):
            damage.append("key.pem: it is no Ed25519 public key as we write it")
        return cls(records, checkpoint, public_key or own, tuple(damage))

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """Everything wrong with the ledger itself; empty if nothing."""
        return (*self.damage, *check(self.records, self.checkpoint, self.public_key))

    @cached_property
    def publications(self) -> dict[str, tuple[Record, ...]]:
        """The publication records of each page path, in order."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            if record.kind == "publication":
                found.setdefault(str(record.data.get("page")), []).append(record)
        return {path: tuple(records) for path, records in found.items()}

    @cached_property
    def withdrawals(self) -> dict[str, Record]:
        """The last kill or erasure of each subject."""
        return {r.subject: r for r in self.records if r.kind in ("kill", "erasure")}

    def record(self, seq: int) -> Record | None:
        """The record of that number."""
        return self._by_number.get(seq)

    @cached_property
    def _by_number(self) -> dict[int, Record]:
        return {record.seq: record for record in self.records}


def write_ledger(
    folder: str | os.PathLike[str],
    records: Callable[[int], Iterable[Record]],
    checkpoint: Checkpoint,
    public_key: PublicKey,
) -> int:
    """Bring the public form up to date; gives how many lines were added.

    ``records(start)`` gives the records from number ``start`` on (as
    `Store.records` does); only those not yet in the file and covered by the
    checkpoint are asked for. A line half-written in a crash is written anew.
    The checkpoint is put in place last, whole.

    Raises LedgerError when the folder cannot be written or the file there is
    not this ledger's.
    """
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
        added = _append(home / RECORDS_FILE, records, checkpoint.size)
        _replace(home / KEY_FILE, public_key.pem.encode())
        _replace(home / CHECKPOINT_FILE, canonical(checkpoint.to_dict()) + b"\n")
    except OSError as error:
        raise LedgerError(
            "the public ledger cannot be written; free space or make the folder writable",
            subject=str(home),
            cause=error.strerror,
        ) from error
    return added


def _append(path: Path, records: Callable[[int], Iterable[Record]], size: int) -> int:
    added = 0
    with path.open("a+b") as file:
        start, whole = _where_it_ends(file)
        file.truncate(whole)
        for record in records(start):
            if record.seq > size:
                break
            file.write(record_line(record) + b"\n")
            added += 1
        file.flush()
        os.fsync(file.fileno())
    return added


def _where_it_ends(file: Any) -> tuple[int, int]:
    """(number of the next record, length of the whole lines) of a ledger file."""
    end = file.seek(0, os.SEEK_END)
    tail, reach = b"", 0
    while reach < end and tail.count(b"\n") < 2:
        reach = min(end, max(_TAIL, reach * 2))
        file.seek(end - reach)
        tail = file.read(reach)
    whole, newline, torn = tail.rpartition(b"\n")
    if not newline:
        return FIRST, 0
    last = json.loads(whole.rpartition(b"\n")[2])
    return int(last["seq"]) + 1, end - len(torn)


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place whole, or leave the old one."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LedgerError(
            "a public ledger's folder holds ledger.jsonl, checkpoint.json and key.pem",
            subject=str(path),
            cause=error.strerror,
        ) from error


def _read_records(path: Path, damage: list[str]) -> Iterator[Record]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE), b""), start=1):
                record = _record(line)
                if record is None:
                    damage.append(f"line {number}: it is no record as we write it")
                else:
                    yield record
    except OSError as error:
        raise LedgerError(
            "there is no ledger to read", subject=str(path), cause=error.strerror
        ) from error


def _record(line: bytes) -> Record | None:
    """The record of a line in canonical form; None for anything else."""
    try:
        record = Record.from_dict(json.loads(line))
        sound = _is_sound(record.seq, record.kind, record.subject, record.prev, record.hash)
        return record if sound and record_line(record) + b"\n" == line else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LedgerError):
        return None


def _read_checkpoint(path: Path, damage: list[str]) -> Checkpoint | None:
    data = _read(path)
    try:
        checkpoint = Checkpoint.from_dict(json.loads(data))
        sound = _is_sound(checkpoint.size, checkpoint.head, checkpoint.key, checkpoint.signature)
        if sound and canonical(checkpoint.to_dict()) + b"\n" == data:
            return checkpoint
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LedgerError):
        pass
    damage.append("checkpoint.json: it is no checkpoint as we write it")
    return None


def _is_sound(number: object, *texts: object) -> bool:
    """Whether the fields are of their kinds: a file may say anything."""
    return type(number) is int and all(isinstance(text, str) for text in texts)


def _is_canonical_key(pem: str) -> bool:
    try:
        return PublicKey.from_pem(pem).pem == pem
    except LedgerError:
        return False
