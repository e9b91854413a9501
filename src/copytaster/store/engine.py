"""Opening the database: pool, pragmas, and what a transaction begins with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from copytaster.errors import StoreError

BUSY_SECONDS = 30
_BEGIN = "copytaster_begin"  # what a transaction of this connection begins with, on SQLite
# One writer at a time on PostgreSQL too, so that numbers are given in the order of commit.
_WRITER_LOCK = 0x636F7079

_PRAGMAS = (
    # FULL: not even a power cut takes back what was committed. In WAL mode it
    # costs one fsync a transaction (https://www.sqlite.org/pragma.html#pragma_synchronous).
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA secure_delete=FAST",
    "PRAGMA cache_size=-16384",
    "PRAGMA temp_store=MEMORY",
)


def make_engine(url: str) -> tuple[Engine, str]:
    """The engine for a database URL, and the name to call it in messages (no password in it).

    Raises StoreError for a URL that is not understood.
    """
    parsed = _understood(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return _postgres(parsed)


def begin_writing(engine: Engine) -> Connection:
    """A connection inside the one write transaction of this moment; the caller ends it."""
    connection = engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    try:
        connection.begin()
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
    except BaseException:
        connection.close()
        raise
    return connection


def outside_transactions(engine: Engine) -> Connection:
    """A connection for statements that no transaction may hold, as VACUUM; the caller closes it."""
    if engine.dialect.name == "sqlite":  # where only a writer begins one
        return engine.connect()
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _understood(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "this is no database URL; write sqlite:///path or postgresql://user@host/name",
            cause=str(error),
        ) from error
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(
        "copy is kept in a SQLite file or in PostgreSQL; write sqlite:///path or "
        "postgresql://user@host/name",
        subject=parsed.render_as_string(hide_password=True),
    )


def _sqlite(url: URL) -> tuple[Engine, str]:
    path = str(Path(url.database or "").expanduser())
    engine = create_engine(
        url.set(**_address(Path(path))),
        pool_size=8,
        max_overflow=56,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine, path


def _address(path: Path) -> dict[str, Any]:
    """How the file is opened: one whose folder takes no writes, as what cannot change.

    SQLite keeps a reader's place in a file beside it, and without that reads
    nothing. What another process wrote and has not merged yet is not seen then.
    """
    beside = path.with_name(f"{path.name}-shm")
    as_us = os.access in os.supports_effective_ids
    if os.access(path.parent, os.W_OK, effective_ids=as_us) or beside.exists() or not path.exists():
        return {"database": str(path)}
    return {"database": f"file:{quote(str(path))}", "query": {"immutable": "1", "uri": "true"}}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions of its own: a writer says BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    # A file that is in WAL mode already says so; asking again would need the write lock.
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode=WAL")
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader asks one thing at a time, and one SELECT is a transaction of its own.
    if begin := connection.get_execution_options().get(_BEGIN):
        connection.exec_driver_sql(begin)


def _postgres(url: URL) -> tuple[Engine, str]:
    try:
        engine = create_engine(url, pool_size=8, max_overflow=24, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs one more package; install it with: pip install 'copytaster[postgres]'",
            cause=str(error),
        ) from error
    return engine, url.render_as_string(hide_password=True)
