"""A ledger as pages are checked against it: whether it is whole, and the records that matter."""

from __future__ import annotations

import json
import os
from array import array
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from copytaster.errors import LedgerError
from copytaster.ledger.audit import Progress, examine
from copytaster.ledger.chain import check
from copytaster.ledger.files import KEY_FILE, RECORDS_FILE, read_part
from copytaster.ledger.records import FIRST, Line
from copytaster.model import Checkpoint, Record

_WITHDRAWALS = ("kill", "erasure")


@dataclass(frozen=True)
class Ledger:
    """A ledger to check pages against. ``public_key`` is PEM text.

    ``damage`` is what was wrong with the ledger's files when they were read;
    None where ``records`` are all there are, and are looked through when asked.
    What is derived is worked out once, so that many pages can be checked
    against one `Ledger`.
    """

    records: tuple[Record, ...]
    checkpoint: Checkpoint | None
    public_key: str
    damage: tuple[str, ...] | None = None

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        public_key: str | None = None,
        page: str | None = None,
        progress: Progress | None = None,
    ) -> Ledger:
        """Read a public ledger's folder; the whole of it is checked on the way.

        ``public_key`` (PEM text) is the key you trust and got by another way;
        without it the folder's own is used, which shows only that the ledger
        agrees with itself. With the path of a ``page`` only the records are
        kept that are about it: a ledger of millions is read in little memory.

        Raises LedgerError when a file is not there.
        """
        home = Path(path)
        gathered = _Gathered(page)
        found = examine(home, public_key=public_key, visit=gathered.visit, progress=progress)
        records = gathered.records(home / RECORDS_FILE)
        own = read_part(home / KEY_FILE).decode("utf-8", "replace")
        return cls(records, found.checkpoint, public_key or own, found.problems)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """Everything wrong with the ledger itself; empty if nothing."""
        if self.damage is not None:
            return self.damage
        return check(self.records, self.checkpoint, self.public_key)

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
        return {r.subject: r for r in self.records if r.kind in _WITHDRAWALS}

    def record(self, seq: int) -> Record | None:
        """The record of that number."""
        return self._by_number.get(seq)

    @cached_property
    def _by_number(self) -> dict[int, Record]:
        return {record.seq: record for record in self.records}


class _Gathered:
    """The records that are kept while a ledger is gone through."""

    def __init__(self, page: str | None) -> None:
        self._mark = (
            None if page is None else f'"page":{json.dumps(page, ensure_ascii=False)}'.encode()
        )
        self._kept: dict[int, Record] = {}
        self._starts = array("Q")

    def visit(self, said: Line, line: bytes, start: int) -> None:
        """A line that is whole; ``start`` is its place in the file."""
        if self._mark is not None:
            while len(self._starts) < said.seq - FIRST:
                self._starts.append(0)
            self._starts.append(start)
        about = said.kind == "publication" and self._mark is not None and self._mark in line
        if self._mark is None or about or said.kind in _WITHDRAWALS:
            self._keep(line)

    def records(self, path: Path) -> tuple[Record, ...]:
        """All that was kept, and the editions that the page's publications name, in order."""
        if self._mark is not None:
            self._fetch(path)
        return tuple(record for _, record in sorted(self._kept.items()))

    def _fetch(self, path: Path) -> None:
        wanted = {
            seq
            for record in self._kept.values()
            for name in ("editions", "edits")
            for pair in _pairs(record.data.get(name))
            if isinstance(seq := pair[0], int) and FIRST <= seq < FIRST + len(self._starts)
        }
        with path.open("rb") as file:
            for seq in sorted(wanted):
                file.seek(self._starts[seq - FIRST])
                self._keep(file.readline().rstrip(b"\n"))

    def _keep(self, line: bytes) -> None:
        record = as_record(line)
        if record is not None:
            self._kept[record.seq] = record


def as_record(line: bytes) -> Record | None:
    """The record of a line; None where it is none, whatever its hash says."""
    try:
        record = Record.from_dict(json.loads(line))
        return record if isinstance(record.data, dict) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, LedgerError):
        return None


def _pairs(value: object) -> list[list[object]]:
    return [p for p in value if isinstance(p, list) and p] if isinstance(value, list) else []
