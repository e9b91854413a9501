"""The desk's own pen for the ledger: every record goes through here, in order."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from copytaster.ledger import key_data, next_record, open_key, sign_checkpoint
from copytaster.model import Checkpoint, Record
from copytaster.store import Store, Writer


def new_salt() -> str:
    """32 hex digits that nobody can guess; losing them seals what they opened."""
    return secrets.token_hex(16)


class Chronicle:
    """Appends to the chain inside the caller's transaction.

    `forget` must follow a rollback: what was appended is then not there.
    """

    def __init__(self, store: Store, keys: Path) -> None:
        self._store = store
        self.key = open_key(keys)
        self._head: Record | None = store.last_record()

    def append(
        self, tx: Writer, now: datetime, kind: str, subject: str, data: Mapping[str, Any]
    ) -> Record:
        """Write the next record; ``data`` holds ids and commitments, never text."""
        record = next_record(self._head, time=now, kind=kind, subject=subject, data=data)
        tx.append_record(record)
        self._head = record
        return record

    def begin(self, now: datetime) -> None:
        """The first line of a new ledger names the key that signs it."""
        if self._head is None:
            with self._store.writing() as tx:
                self.append(tx, now, "key", self.key.id, key_data(self.key.public))
                self.seal(tx, now)

    def forget(self) -> None:
        """Return to what the store holds, after a rollback."""
        self._head = self._store.last_record()

    def seal(self, tx: Writer, now: datetime) -> Checkpoint | None:
        """Sign the head; None while the ledger is empty."""
        if self._head is None:
            return None
        checkpoint = sign_checkpoint(self._head, self.key, now)
        tx.put_checkpoint(checkpoint)
        return checkpoint
