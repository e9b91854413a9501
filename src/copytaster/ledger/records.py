"""One line of the ledger: how it is written down and how it hangs on the line before.

The canonical form of a record is JSON with sorted keys and no spaces, in
UTF-8; its hash is SHA-256 over the canonical form of all other fields. A line
of the public ledger is the canonical form of the whole record, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from copytaster.errors import LedgerError
from copytaster.model import Record

GENESIS = "0" * 64
FIRST = 1  # the number of the first record; a checkpoint's size is the number of the last

_HASH = b',"hash":"'
_HASH_FIELD = len(_HASH) + 64 + 1
# What follows `data` in a canonical line. No string holds a bare quote, so no text can pass for it.
_REST = re.compile(
    rb',"hash":"([0-9a-f]{64})","kind":"([^"\\]*)","prev":"([0-9a-f]{64})","seq":([1-9][0-9]{0,17})'
    rb',"subject":"(?:[^"\\]|\\.)*","time":"[^"\\]+"\}'
)


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


def stored_line(body: str) -> bytes:
    """The line of a record as a desk keeps it; the oldest desks kept another spelling of it."""
    if body.startswith('{"data":'):
        return body.encode("utf-8")
    return record_line(Record.from_dict(json.loads(body)))


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says of itself. ``sealed`` are the bytes its hash is over."""

    seq: int
    kind: str
    prev: str
    hash: str
    sealed: bytes

    @property
    def is_whole(self) -> bool:
        """Whether the hash is that of the bytes."""
        return hashlib.sha256(self.sealed).hexdigest() == self.hash


def read_line(line: bytes) -> Line | None:
    """The frame of a line (without its end), ``data`` unread; None for what is no record's line."""
    at = line.rfind(_HASH)
    rest = _REST.fullmatch(line, at) if at > 0 and line.startswith(b'{"data":') else None
    if rest is None:
        return None
    sealed = line[:at] + line[at + _HASH_FIELD :]
    hash_, kind, prev, seq = rest.groups()
    return Line(int(seq), kind.decode("utf-8", "replace"), prev.decode(), hash_.decode(), sealed)


def next_record(
    prev: Record | None, *, time: datetime, kind: str, subject: str, data: Mapping[str, Any]
) -> Record:
    """The record that follows ``prev`` (None: the ledger's first); see `next_line`."""
    return next_line(prev, time=time, kind=kind, subject=subject, data=data)[0]


def next_line(
    prev: Record | None, *, time: datetime, kind: str, subject: str, data: Mapping[str, Any]
) -> tuple[Record, bytes]:
    """The record that follows ``prev`` (None: the ledger's first), and its line.

    ``time`` must be aware; ``data`` must be plain JSON and hold no text.
    Raises LedgerError when either is not so.
    """
    if time.tzinfo is None:
        raise LedgerError("a record's time needs a time zone", subject=subject)
    at = time.astimezone(UTC)
    seq, before = (FIRST, GENESIS) if prev is None else (prev.seq + 1, prev.hash)
    said = canonical(dict(data))
    frame = {"kind": kind, "prev": before, "seq": seq, "subject": subject, "time": at.isoformat()}
    # `data` sorts before, `hash` right behind it: the parts are put together, not written twice.
    head, tail = b'{"data":' + said, b"," + canonical(frame)[1:]
    digest = hashlib.sha256(head + tail).hexdigest()
    # Through JSON and back, so that what is hashed is what will be read.
    record = Record(seq, at, kind, subject, json.loads(said), before, digest)
    return record, head + b',"hash":"' + digest.encode() + b'"' + tail
