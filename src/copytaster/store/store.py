"""The store: one database, many readers, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine, Table

from copytaster.errors import StoreError
from copytaster.store.audit import AuditReads
from copytaster.store.edits import EditReads, EditWrites
from copytaster.store.engine import begin_writing, make_engine, outside_transactions
from copytaster.store.likes import LikeReads
from copytaster.store.migrate import migrate
from copytaster.store.newsroom import NewsroomReads, NewsroomWrites
from copytaster.store.outlets import OutletReads, OutletWrites
from copytaster.store.pages import PageReads, PageWrites
from copytaster.store.proof import ProofReads, ProofWrites
from copytaster.store.rows import StoryRow
from copytaster.store.stories import StoryReads, StoryWrites
from copytaster.store.trouble import in_plain_words
from copytaster.store.values import ValueReads, ValueWrites
from copytaster.store.wire import WireReads, WireWrites


class _Reader(
    AuditReads,
    WireReads,
    StoryReads,
    LikeReads,
    NewsroomReads,
    EditReads,
    OutletReads,
    PageReads,
    ProofReads,
    ValueReads,
):
    """All that can be read."""


class Writer(
    _Reader,
    WireWrites,
    StoryWrites,
    NewsroomWrites,
    EditWrites,
    OutletWrites,
    PageWrites,
    ProofWrites,
    ValueWrites,
):
    """One write transaction, from `Store.writing`; it also reads what it has written itself."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        yield self._connection

    def _ready(self, *tables: Table) -> None:
        self._write_out(*tables)

    def _found(self, words: str, limit: int, *, live: bool) -> tuple[StoryRow, ...]:
        self.write_all()
        return super()._found(words, limit, live=live)


class Store(_Reader):
    """Keeps everything, finds everything. Open it with `Store.open`.

    Every reading method may be called from any thread, also while another
    writes; it sees what was committed. Any trouble is a StoreError that names
    the file (or URL) and the cure.
    """

    def __init__(self, engine: Engine, subject: str):
        self._engine = engine
        self._subject = subject
        self._writer = threading.Lock()
        self._writing_thread: int | None = None
        self._noted: tuple[int, str] | None = None

    @classmethod
    def open(cls, url: str) -> Self:
        """Open, or make, the database at ``sqlite:///path`` or ``postgresql://user@host/name``.

        Its tables are brought up to date first. Raises StoreError.
        """
        engine, subject = make_engine(url)
        try:
            with in_plain_words(subject):
                migrate(engine, subject)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, subject)

    def close(self) -> None:
        """Let the database go. The store cannot be used after."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: all of it is kept when the block ends, none of it when it raises.

        Writers of this and other processes wait for one another. Raises
        StoreError, also when the same thread is already writing.
        """
        with self._turn(), in_plain_words(self._subject):
            connection = begin_writing(self._engine)
            try:
                writer = Writer(connection, self._subject)
                yield writer
                noted = self._note(writer)
                writer.write_all()
                connection.commit()
                self._noted = None if noted else self._noted
            finally:
                connection.close()  # rolls back what was not committed

    @contextmanager
    def noting(self, key: str) -> Iterator[None]:
        """The first transaction of this thread in the block keeps ``key`` as true: with what it does, or not at all."""
        self._noted = (threading.get_ident(), key)
        try:
            yield
        finally:
            self._noted = None

    def _note(self, writer: Writer) -> bool:
        if self._noted is None or self._noted[0] != threading.get_ident():
            return False
        writer.put_value(self._noted[1], True)
        return True

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise StoreError("a transaction is already open in this thread", subject=self._subject)
        with self._writer:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_plain_words(self._subject), self._engine.connect() as connection:
            yield connection

    def check(self) -> tuple[str, ...]:
        """What the database finds wrong with itself; empty if all is well (SQLite only)."""
        with self._reading() as connection:
            if connection.dialect.name != "sqlite":
                return ()
            rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
        return tuple(str(row[0]) for row in rows if row[0] != "ok")

    def compact(self) -> None:
        """Give back the room of what was erased, and leave no trace of it in index or journal."""
        with (
            self._turn(),
            in_plain_words(self._subject),
            outside_transactions(self._engine) as connection,
        ):
            for statement in _COMPACT[connection.dialect.name]:
                connection.exec_driver_sql(statement)


_COMPACT = {
    "sqlite": (
        "INSERT INTO story_words (story_words) VALUES ('optimize')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ),
    "postgresql": ("VACUUM FULL stories, story_bodies, keepsakes, story_words, deliveries",),
}
