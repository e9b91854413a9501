"""What every part of the store stands on: reading in a transaction, writing in the one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Insert, Row, Select, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite

from copytaster.store.schema import counters

# A row, and a SELECT, of any columns.
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"


_MOST_WAITING = 500  # rows held for one table


class Reads:
    """Reading: each call is one short transaction. `Store` and `Writer` differ in `_reading`."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        raise NotImplementedError
        yield

    def _ready(self, *tables: Table) -> None:
        """Called before these tables are read, wherever a `Writer` may still hold rows for them."""

    def _all(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[AnyRow]:
        with self._reading() as connection:
            return connection.execute(statement, values or {}).all()

    def _first(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> AnyRow | None:
        with self._reading() as connection:
            return connection.execute(statement, values or {}).first()


class Writes:
    """Writing inside the one transaction that `Store.writing` opened."""

    def __init__(self, connection: Connection, subject: str):
        self._connection = connection
        self._subject = subject
        self._numbers: dict[str, int] = {}
        self._touched: set[tuple[str, str]] = set()
        self._next: tuple[int, str] | None = None
        self._unindexed: list[tuple[int, str, str]] = []
        self._waiting: dict[Table, list[tuple[Executable, Mapping[str, Any]]]] = {}

    def _later(self, table: Table, statement: Executable, values: Mapping[str, Any]) -> None:
        """Run a statement before its table is read or the transaction ends.

        Many at one go cost a tenth of as many one by one.
        """
        waiting = self._waiting.setdefault(table, [])
        waiting.append((statement, values))
        if len(waiting) >= _MOST_WAITING:
            self._write_out(table)

    def _write_out(self, *tables: Table) -> None:
        """Run what waits for these tables, or for all, in order."""
        for table in tables or tuple(self._waiting):
            waiting = self._waiting.pop(table, ())
            for _, alike in groupby(waiting, key=lambda one: id(one[0])):
                several = list(alike)
                self._connection.execute(several[0][0], [values for _, values in several])

    def _put(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert, or replace what has the same primary key."""
        statement = _upsert(self._connection.dialect.name, table, tuple(values))
        self._connection.execute(statement, values)

    def _put_later(self, table: Table, values: Mapping[str, Any]) -> None:
        """`_put`, before the table is read or the transaction ends."""
        statement = _upsert(self._connection.dialect.name, table, tuple(values))
        self._later(table, statement, values)

    def _next_number(self, name: str) -> int:
        """The next number of a counter; never given twice, not even after a removal."""
        statement = _counting(self._connection.dialect.name)
        return int(self._connection.execute(statement, {"name": name, "value": 1}).scalar_one())

    def _add_new(self, table: Table, unique: str, values: Mapping[str, Any]) -> Any:
        """Insert what is not there yet, by a unique column; gives its ``seq``, or None if it was."""
        statement = _add(self._connection.dialect.name, table, unique)
        return self._connection.execute(statement, values).scalar()

    def _add_missing(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert those of the rows whose primary key is not there yet."""
        if rows:
            self._connection.execute(_missing(self._connection.dialect.name, table), rows)


# Building a statement costs more than running it: each is built once.


@cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    keys = [c.name for c in table.primary_key]
    statement = _insert(dialect, table)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


@cache
def _counting(dialect: str) -> UpdateBase:
    statement = _insert(dialect, counters).on_conflict_do_update(
        index_elements=["name"], set_={"value": counters.c.value + 1}
    )
    return statement.returning(counters.c.value)


@cache
def _missing(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _add(dialect: str, table: Table, unique: str) -> UpdateBase:
    statement = _insert(dialect, table).on_conflict_do_nothing(index_elements=[unique])
    return statement.returning(table.c.seq)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
