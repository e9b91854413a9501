"""The desk's own pen for the ledger: every record goes through here, in order."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from copytaster.ledger import (
    Tree,
    key_data,
    leaf_hash,
    next_line,
    open_key,
    rotate,
    sign_checkpoint,
    stored_line,
)
from copytaster.ledger.keys import SigningKey
from copytaster.ledger.notes import is_name
from copytaster.model import Checkpoint, Record
from copytaster.store import Store, Writer

_TREE = "tree"  # a snapshot whose number is that of the last record in the tree; its tiles are beside it
_ORIGIN = "ledger:origin"


def new_salt() -> str:
    """32 hex digits that nobody can guess; losing them seals what they opened."""
    return secrets.token_hex(16)


def log_name(address: str | None, key: str) -> str:
    """What a new ledger is to be called: its own address, or a name that is nobody's address.

    A log keeps its name for life (https://c2sp.org/tlog-checkpoint), so it is given once.
    """
    parts = urlsplit(address or "")
    name = f"{parts.netloc}{parts.path.rstrip('/')}/ledger"
    return name if parts.netloc and is_name(name) else f"copytaster.invalid/{key}"


class Chronicle:
    """Appends to the chain inside the caller's transaction.

    The head is read anew in every transaction: what was rolled back was never there.
    """

    def __init__(self, store: Store, keys: Path, address: str | None = None) -> None:
        self._store = store
        self._keys = keys
        self._address = address
        self.key = open_key(keys)
        self._tx: Writer | None = None
        self._head: Record | None = None

    def append(
        self, tx: Writer, now: datetime, kind: str, subject: str, data: Mapping[str, Any]
    ) -> Record:
        """Write the next record; ``data`` holds ids and commitments, never text."""
        head = self._head_in(tx)
        record, line = next_line(head, time=now, kind=kind, subject=subject, data=data)
        tx.append_record(record, line.decode("utf-8"))
        self._head = record
        return record

    def _head_in(self, tx: Writer) -> Record | None:
        if tx is not self._tx:
            self._tx, self._head = tx, tx.last_record()
        return self._head

    def begin(self, now: datetime) -> None:
        """The first line of a new ledger names the key that signs it.

        A key that took the place of a lost one is put on record too, though
        nobody can vouch for it; and what was never signed, or in an older
        way, is signed.
        """
        known = self._store.value("ledger:key")
        if known == self.key.id and self._store.checkpoint() is not None:
            return
        with self._store.writing() as tx:
            if known != self.key.id and not tx.records_of(self.key.id, "key"):
                self.append(tx, now, "key", self.key.id, key_data(self.key.public))
            tx.put_value("ledger:key", self.key.id)
            self.seal(tx)

    def rotate(self, now: datetime) -> Checkpoint | None:
        """Take a new key, vouched for by the old one, which signs once more beside it."""
        old = self.key

        def announce(data: dict[str, Any]) -> None:
            with self._store.writing() as tx:
                self.append(tx, now, "key", data["id"], data)

        self.key = rotate(self._keys, announce)
        with self._store.writing() as tx:
            tx.put_value("ledger:key", self.key.id)
            return self.seal(tx, old)

    def seal(self, tx: Writer, *also: SigningKey) -> Checkpoint | None:
        """Put what is new into the tree and sign its root; None while the ledger is empty."""
        head = self._head_in(tx)
        if head is None:
            return None
        tree = tree_in(tx)
        fresh = tx.record_bodies(tree.size + 1)
        for (level, number), tile in tree.extend(leaf_hash(stored_line(b)) for b in fresh).items():
            tx.put_snapshot(_tile(level, number), 0, tile)
        tx.put_snapshot(_TREE, tree.size, b"")
        checkpoint = sign_checkpoint(self._origin(tx), tree.size, tree.root(), self.key, *also)
        tx.put_checkpoint(checkpoint)
        return checkpoint

    def _origin(self, tx: Writer) -> str:
        name = tx.value(_ORIGIN)
        if name is None:
            name = log_name(self._address, self.key.id)
            tx.put_value(_ORIGIN, name)
        return str(name)


def tree_in(store: Store | Writer) -> Tree:
    """The tree over the records, as far as it was signed."""

    def read(level: int, number: int) -> bytes:
        tile = store.snapshot(_tile(level, number))
        return tile.body if tile else b""

    top = store.snapshot(_TREE)
    return Tree(read, top.seq if top else 0)


def lines(store: Store, start: int) -> Iterator[bytes]:
    """The lines of the public ledger from record ``start`` on."""
    return map(stored_line, store.record_bodies(start))


def _tile(level: int, number: int) -> str:
    return f"{_TREE}/{level}/{number}"
