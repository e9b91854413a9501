"""Whether a ledger is whole: every hash, every link, the signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copytaster.errors import LedgerError
from copytaster.ledger.checkpoints import verify_checkpoint
from copytaster.ledger.keys import PublicKey, endorsed
from copytaster.ledger.records import FIRST, GENESIS, record_hash
from copytaster.model import Checkpoint, Record


def check(
    records: Iterable[Record], checkpoint: Checkpoint | None, public_key: PublicKey | str
) -> tuple[str, ...]:
    """Everything that is wrong with a ledger, each named with the record's number; empty if nothing.

    ``public_key`` (PEM text or `PublicKey`) is the one you trust: the ledger's
    first or any later one. A later key counts when an earlier trusted one
    vouches for it in a ``key`` record. One pass, in constant memory.
    """
    try:
        trusted = PublicKey.from_pem(public_key) if isinstance(public_key, str) else public_key
    except LedgerError as error:
        return (f"the public key cannot be read: {error}",)
    walk = _Walk(trusted, checkpoint)
    problems = [problem for record in records for problem in walk.step(record)]
    return (*problems, *walk.end())


class _Walk:
    """Where a pass over the records stands."""

    def __init__(self, trusted: PublicKey, checkpoint: Checkpoint | None):
        self._keys = {trusted.id: trusted}
        self._checkpoint = checkpoint
        self._seq = FIRST - 1
        self._hash = GENESIS
        self._head: str | None = None

    def step(self, record: Record) -> Iterator[str]:
        """What is wrong with this record, given those before."""
        if not _hash_is_right(record):
            yield f"record {record.seq}: it was changed (its hash is wrong)"
        if record.seq != self._seq + 1:
            yield _gap(self._seq, record.seq)
        elif record.prev != self._hash:
            yield f"record {record.seq}: it does not hang on record {self._seq} (broken link)"
        self._seq, self._hash = record.seq, record.hash
        if self._checkpoint is not None and record.seq == self._checkpoint.size:
            self._head = record.hash
        if record.kind == "key":
            self._learn(record)

    def end(self) -> Iterator[str]:
        """What is wrong with the checkpoint, now that all records are known."""
        checkpoint = self._checkpoint
        if checkpoint is None:
            yield "checkpoint: there is none, so nobody has signed this ledger"
            return
        yield from self._signature(checkpoint)
        if self._head is None:
            yield (
                f"checkpoint: it covers {checkpoint.size} records, the ledger ends with "
                f"record {self._seq} (truncated)"
            )
        elif self._head != checkpoint.head:
            yield f"record {checkpoint.size}: it is not the one that was signed"
        if self._seq > checkpoint.size:
            yield f"record {checkpoint.size + 1}: from here on nothing is signed"

    def _learn(self, record: Record) -> None:
        by = self._keys.get(str(record.data.get("by", "")))
        new = endorsed(record.data, by) if by else None
        if new is not None:
            self._keys[new.id] = new

    def _signature(self, checkpoint: Checkpoint) -> Iterator[str]:
        key = self._keys.get(checkpoint.key)
        if key is None:
            yield f"checkpoint: it is signed with key {checkpoint.key}, which nobody trusted vouches for"
        elif not verify_checkpoint(checkpoint, key):
            yield "checkpoint: its signature is wrong"


def _hash_is_right(record: Record) -> bool:
    try:
        return record_hash(record) == record.hash
    except LedgerError:
        return False


def _gap(last: int, seq: int) -> str:
    if seq == last + 2:
        return f"record {seq}: record {last + 1} before it is missing (gap)"
    if seq > last:
        return f"record {seq}: records {last + 1} to {seq - 1} before it are missing (gap)"
    return f"record {seq}: it stands behind record {last} (out of order or twice)"
