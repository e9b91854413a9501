"""Checkpoints: the ledger's size and head at a moment, signed."""

from __future__ import annotations

from datetime import UTC, datetime

from copytaster.errors import LedgerError
from copytaster.ledger.keys import PublicKey, SigningKey
from copytaster.ledger.records import canonical
from copytaster.model import Checkpoint, Record


def signed_bytes(size: int, head: str, time: datetime, key: str) -> bytes:
    """What is signed: canonical JSON of the checkpoint less its signature, behind a purpose line."""
    fields = {"size": size, "head": head, "time": time.isoformat(), "key": key}
    # The purpose line keeps a signature made for one thing from passing for another.
    return b"copytaster checkpoint 1\n" + canonical(fields)


def sign_checkpoint(head: Record, key: SigningKey, time: datetime) -> Checkpoint:
    """Sign the ledger up to and including ``head``. ``time`` is aware.

    Raises LedgerError for a naive time.
    """
    if time.tzinfo is None:
        raise LedgerError("a checkpoint's time needs a time zone")
    at = time.astimezone(UTC)
    signature = key.sign(signed_bytes(head.seq, head.hash, at, key.id))
    return Checkpoint(head.seq, head.hash, at, key.id, signature)


def verify_checkpoint(checkpoint: Checkpoint, key: PublicKey) -> bool:
    """Whether this key signed the checkpoint as it stands."""
    message = signed_bytes(checkpoint.size, checkpoint.head, checkpoint.time, checkpoint.key)
    return checkpoint.key == key.id and key.verifies(checkpoint.signature, message)
