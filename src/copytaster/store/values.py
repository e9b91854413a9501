"""Keeping what has no table of its own: snapshots, settings, sessions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select

from copytaster.store.base import Reads, Writes
from copytaster.store.packing import to_json
from copytaster.store.rows import Snapshot
from copytaster.store.schema import settings, snapshots

_VALUE = select(settings.c.value).where(settings.c.key == bindparam("key"))
_VALUES = select(settings).where(settings.c.key.in_(bindparam("keys", expanding=True)))
_FORGET = delete(settings).where(settings.c.key == bindparam("named"))


class ValueReads(Reads):
    """Reading snapshots and values."""

    def snapshot(self, name: str) -> Snapshot | None:
        """The snapshot of that name."""
        row = self._first(select(snapshots).where(snapshots.c.name == name))
        return None if row is None else Snapshot(row.name, row.seq, bytes(row.body))

    def value(self, key: str, default: Any = None) -> Any:
        """The JSON value under a key, or ``default``."""
        self._ready(settings)
        row = self._first(_VALUE, {"key": key})
        return default if row is None else json.loads(row.value)

    def values_at(self, keys: Sequence[str]) -> dict[str, Any]:
        """The JSON values under these keys (at most some hundred); those not there are left out."""
        if not keys:
            return {}
        self._ready(settings)
        return {row.key: json.loads(row.value) for row in self._all(_VALUES, {"keys": tuple(keys)})}

    def values(self, prefix: str = "") -> dict[str, Any]:
        """All values whose key begins so, by key."""
        self._ready(settings)
        query = select(settings).where(settings.c.key.startswith(prefix, autoescape=True))
        found = self._all(query.order_by(settings.c.key))
        # LIKE may fold case on SQLite; keys do not.
        return {r.key: json.loads(r.value) for r in found if r.key.startswith(prefix)}


class ValueWrites(Writes):
    """Writing snapshots and values."""

    def put_snapshot(self, name: str, seq: int, body: bytes) -> None:
        """Keep bytes under a name, in place of the earlier ones, good up to story ``seq``."""
        self._put(snapshots, {"name": name, "seq": seq, "body": body})

    def put_value(self, key: str, value: Any) -> None:
        """Keep a JSON value under a key, in place of the earlier one."""
        self._put_later(settings, {"key": key, "value": to_json(value)})

    def drop_value(self, key: str) -> None:
        """Forget a key, if there is such a one."""
        self._later(settings, _FORGET, {"named": key})

    def delete_value(self, key: str) -> bool:
        """Forget a key. False if there was none."""
        self._write_out(settings)
        return bool(self._connection.execute(_FORGET, {"named": key}).rowcount)
