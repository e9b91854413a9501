"""One line of the ledger: how it is written down and how it hangs on the line before.

The canonical form of a record is JSON with sorted keys and no spaces, in
UTF-8; its hash is SHA-256 over the canonical form of all other fields. A line
of the public ledger is the canonical form of the whole record, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from copytaster.errors import LedgerError
from copytaster.model import Record

GENESIS = "0" * 64
FIRST = 1  # the number of the first record; a checkpoint's size is the number of the last


def canonical(value: Any) -> bytes:
    """The one way to write a JSON value: sorted keys, no spaces, UTF-8.

    Raises LedgerError for what JSON cannot hold (NaN, lone surrogates, objects).
    """
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise LedgerError("this cannot stand in a ledger", cause=str(error)) from error


def record_line(record: Record) -> bytes:
    """The record as a line of the public ledger, without the line's end."""
    return canonical(record.to_dict())


def record_hash(record: Record) -> str:
    """The hash the record should carry: 64 hex digits over all fields but ``hash``."""
    fields = record.to_dict()
    del fields["hash"]
    return hashlib.sha256(canonical(fields)).hexdigest()


def next_record(
    prev: Record | None, *, time: datetime, kind: str, subject: str, data: Mapping[str, Any]
) -> Record:
    """The record that follows ``prev`` (None: the ledger's first).

    ``time`` must be aware; ``data`` must be plain JSON and hold no text.
    Raises LedgerError when either is not so.
    """
    if time.tzinfo is None:
        raise LedgerError("a record's time needs a time zone", subject=subject)
    # Through JSON and back, so that what is hashed is what will be read.
    plain = json.loads(canonical(dict(data)))
    draft = Record(
        seq=FIRST if prev is None else prev.seq + 1,
        time=time.astimezone(UTC),
        kind=kind,
        subject=subject,
        data=plain,
        prev=GENESIS if prev is None else prev.hash,
        hash="",
    )
    return Record.from_dict(draft.to_dict() | {"hash": record_hash(draft)})
