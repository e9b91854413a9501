"""What every part of the store stands on: reading in a transaction, writing in the one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Row, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

from copytaster.store.schema import counters

# A row, and a SELECT, of any columns.
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"


class Reads:
    """Reading: each call is one short transaction. `Store` and `Writer` differ in `_reading`."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        raise NotImplementedError
        yield

    def _all(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[AnyRow]:
        with self._reading() as connection:
            return connection.execute(statement, values or {}).all()

    def _first(self, statement: Executable) -> AnyRow | None:
        with self._reading() as connection:
            return connection.execute(statement).first()


class Writes:
    """Writing inside the one transaction that `Store.writing` opened."""

    def __init__(self, connection: Connection, subject: str):
        self._connection = connection
        self._subject = subject
        self._numbers: dict[str, int] = {}

    def _put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert, or replace what has the same primary key."""
        keys = [c.name for c in table.primary_key]
        statement = insert(self._connection, table).values(**values)
        rest = {name: statement.excluded[name] for name in values if name not in keys}
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=keys, set_=rest)
            if rest
            else statement.on_conflict_do_nothing(index_elements=keys)
        )

    def _next_number(self, name: str) -> int:
        """The next number of a counter; never given twice, not even after a removal."""
        statement = insert(self._connection, counters).values(name=name, value=1)
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + 1}
        )
        return int(self._connection.execute(statement.returning(counters.c.value)).scalar_one())


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table)
