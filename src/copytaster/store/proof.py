"""Keeping the ledger: records in an unbroken row, and the checkpoints signed over them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, select

from copytaster.errors import StoreError
from copytaster.model import Checkpoint, Record
from copytaster.store.base import Reads, Writes
from copytaster.store.packing import to_json
from copytaster.store.schema import checkpoints, records

_LAST = select(records.c.body).order_by(records.c.seq.desc()).limit(1)
_HEAD = select(records.c.seq, records.c.hash).order_by(records.c.seq.desc()).limit(1)
_ABOUT = (
    select(records.c.subject, records.c.body)
    .where(
        records.c.subject.in_(bindparam("subjects", expanding=True)),
        records.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(records.c.seq)
)
_APPEND = records.insert()


class ProofReads(Reads):
    """Reading the ledger."""

    def last_record(self) -> Record | None:
        """The head of the ledger."""
        self._ready(records)
        row = self._first(_LAST)
        return None if row is None else Record.from_dict(json.loads(row.body))

    def records(self, start: int = 0, *, chunk: int = 1000) -> Iterator[Record]:
        """The records from number ``start`` on, in order."""
        for body in self.record_bodies(start, chunk=chunk):
            yield Record.from_dict(json.loads(body))

    def record_bodies(self, start: int = 0, *, chunk: int = 1000) -> Iterator[str]:
        """The records from number ``start`` on as they were written down, in order."""
        self._ready(records)
        query = select(records.c.seq, records.c.body).order_by(records.c.seq).limit(chunk)
        while rows := self._all(query.where(records.c.seq >= start)):
            yield from (row.body for row in rows)
            if len(rows) < chunk:
                return
            start = rows[-1].seq + 1

    def records_of(self, subject: str, kind: str | None = None) -> tuple[Record, ...]:
        """The records about one delivery, edition or series, in order."""
        self._ready(records)
        query = select(records.c.body).where(records.c.subject == subject)
        if kind is not None:
            query = query.where(records.c.kind == kind)
        rows = self._all(query.order_by(records.c.seq))
        return tuple(Record.from_dict(json.loads(row.body)) for row in rows)

    def records_about(
        self, subjects: Sequence[str], kinds: Sequence[str]
    ) -> dict[str, tuple[Record, ...]]:
        """The records of these kinds about each of these subjects (at most some hundred), in order."""
        self._ready(records)
        found: dict[str, tuple[Record, ...]] = dict.fromkeys(subjects, ())
        values = {"subjects": tuple(subjects), "kinds": tuple(kinds)}
        for row in self._all(_ABOUT, values):
            found[row.subject] += (Record.from_dict(json.loads(row.body)),)
        return found

    def last_of(self, kind: str, limit: int) -> tuple[Record, ...]:
        """The last records of a kind, in order."""
        self._ready(records)
        query = select(records.c.body).where(records.c.kind == kind)
        rows = self._all(query.order_by(records.c.seq.desc()).limit(limit))
        return tuple(Record.from_dict(json.loads(row.body)) for row in reversed(rows))

    def checkpoint(self) -> Checkpoint | None:
        """The checkpoint signed last; None where there is none, or none of the kind now signed."""
        row = self._first(select(checkpoints.c.body).order_by(checkpoints.c.seq.desc()).limit(1))
        body = {} if row is None else json.loads(row.body)
        return Checkpoint.from_dict(body) if "note" in body else None


class ProofWrites(Writes):
    """Writing the ledger."""

    def append_record(self, record: Record, line: str | None = None) -> None:
        """Add the next record, kept as the ``line`` given. Records are never changed or removed.

        Raises StoreError when it does not follow the last one (number and
        hash), so that the row cannot be broken by a mistake.
        """
        expected = self._next or self._expected()
        if (record.seq, record.prev) != expected:
            raise StoreError(
                f"record {record.seq} does not follow the ledger's last, {expected[0] - 1}; "
                "make it from last_record() of the same transaction",
                subject=self._subject,
            )
        values = {"seq": record.seq, "kind": record.kind, "subject": record.subject}
        values |= {"hash": record.hash, "body": line or to_json(record.to_dict())}
        self._later(records, _APPEND, values)
        self._next = (record.seq + 1, record.hash)

    def _expected(self) -> tuple[int, str]:
        """Number and ``prev`` of the record that may follow what is stored."""
        last = self._connection.execute(_HEAD).first()
        return (1, "0" * 64) if last is None else (last.seq + 1, last.hash)

    def put_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed checkpoint; the same one twice is once."""
        body = to_json(checkpoint.to_dict())
        values = {"signature": checkpoint.note, "body": body}
        self._add_new(checkpoints, "signature", values)
