"""The public form of a ledger: ``ledger.jsonl``, ``checkpoint`` and ``key.pem`` in one folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey
from copytaster.ledger.records import FIRST, read_line
from copytaster.model import Checkpoint

RECORDS_FILE = "ledger.jsonl"
CHECKPOINT_FILE = "checkpoint"
KEY_FILE = "key.pem"
FILES = (RECORDS_FILE, CHECKPOINT_FILE, KEY_FILE)
_OLD_CHECKPOINT = "checkpoint.json"  # what the first desks signed; nothing reads it any more
_TAIL = 1 << 16
_MOST_OF_A_PART = 1 << 20  # bytes; a key or a signed note has some hundred


def write_ledger(
    folder: str | os.PathLike[str],
    lines: Callable[[int], Iterable[bytes]],
    checkpoint: Checkpoint,
    public_key: PublicKey,
) -> int:
    """Bring the public form up to date; gives how many lines were added.

    ``lines(start)`` gives the lines of the records from number ``start`` on;
    only those not yet in the file and covered by the checkpoint are asked for.
    A line half-written in a crash is written anew, and so is the whole file
    where it does not end with a line of this ledger (a backup was put back).
    The checkpoint is put in place last, whole.

    Raises LedgerError when the folder cannot be written.
    """
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
        added = _append(home / RECORDS_FILE, lines, checkpoint.size)
        _replace(home / KEY_FILE, public_key.pem.encode())
        _replace(home / CHECKPOINT_FILE, checkpoint.note.encode())
        (home / _OLD_CHECKPOINT).unlink(missing_ok=True)
    except OSError as error:
        raise LedgerError(
            "the public ledger cannot be written; free space or make the folder writable",
            subject=str(home),
            cause=error.strerror,
        ) from error
    return added


def read_part(path: Path) -> bytes:
    """A small file of a public ledger. Raises LedgerError when it is not there, or is not small."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_OF_A_PART + 1)
    except OSError as error:
        raise LedgerError(
            f"there is no ledger to read; its folder holds {', '.join(FILES)}",
            subject=str(path),
            cause=error.strerror,
        ) from error
    if len(data) > _MOST_OF_A_PART:
        raise LedgerError(f"holds more than {_MOST_OF_A_PART} bytes", subject=str(path))
    return data


def _append(path: Path, lines: Callable[[int], Iterable[bytes]], size: int) -> int:
    with path.open("a+b") as file:
        last, seq, end = _where_it_ends(file)
        coming = iter(lines(max(seq, FIRST)))
        if seq and next(coming, None) != last:
            coming, seq, end = iter(lines(FIRST)), 0, 0
        first = next(coming, None) if seq < size else None
        if first is None and end == file.seek(0, os.SEEK_END):
            return 0
        file.truncate(end)
        new = [] if first is None else chain((first,), coming)
        added = 0
        for line in islice(new, max(0, size - seq)):
            file.write(line + b"\n")
            added += 1
        file.flush()
        os.fsync(file.fileno())
    return added


def _where_it_ends(file: Any) -> tuple[bytes, int, int]:
    """The last whole line of a ledger file, its number and where it ends; number 0 if there is none."""
    end = file.seek(0, os.SEEK_END)
    tail, reach = b"", 0
    while reach < end and tail.count(b"\n") < 2:
        reach = min(end, max(_TAIL, reach * 2))
        file.seek(end - reach)
        tail = file.read(reach)
    whole, newline, torn = tail.rpartition(b"\n")
    last = whole.rpartition(b"\n")[2]
    said = read_line(last) if newline else None
    return (last, said.seq, end - len(torn)) if said else (b"", 0, 0)


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place whole, or leave the old one."""
    if path.exists() and path.read_bytes() == data:
        return
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
