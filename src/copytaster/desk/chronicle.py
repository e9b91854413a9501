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

    The head is read anew in every transaction: what was rolled back was never there.
    """

    def __init__(self, store: Store, keys: Path) -> None:
        self._store = store
        self.key = open_key(keys)
        self._tx: Writer | None = None
        self._head: Record | None = None

    def append(
        self, tx: Writer, now: datetime, kind: str, subject: str, data: Mapping[str, Any]
    ) -> Record:
        """Write the next record; ``data`` holds ids and commitments, never text."""
        head = self._head_in(tx)
        record = next_record(head, time=now, kind=kind, subject=subject, data=data)
        tx.append_record(record)
        self._head = record
        return record

    def _head_in(self, tx: Writer) -> Record | None:
        if tx is not self._tx:
            self._tx, self._head = tx, tx.last_record()
        return self._head

    def begin(self, now: datetime) -> None:
        """The first line of a new ledger names the key that signs it."""
        if self._store.last_record() is None:
            with self._store.writing() as tx:
                self.append(tx, now, "key", self.key.id, key_data(self.key.public))
                self.seal(tx, now)

    def seal(self, tx: Writer, now: datetime) -> Checkpoint | None:
        """Sign the head; None while the ledger is empty."""
        head = self._head_in(tx)
        if head is None:
            return None
        checkpoint = sign_checkpoint(head, self.key, now)
        tx.put_checkpoint(checkpoint)
        return checkpoint
