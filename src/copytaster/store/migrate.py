"""Bringing the tables up to date, inside the one write transaction."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from copytaster.errors import StoreError
from copytaster.store.engine import begin_writing

HEAD = "0005"  # the newest revision in migrations/versions; known here so that opening is quick


def migrate(engine: Engine, subject: str) -> None:
    """Run what migrations are missing; all of them are kept, or none.

    Raises StoreError when the database is newer than this program.
    """
    if _current(engine) == HEAD:
        return
    connection = begin_writing(engine)
    try:
        _upgrade(connection)
        connection.commit()
    except CommandError as error:
        raise StoreError(
            "it was made by a newer Copytaster; install that version to open it",
            subject=subject,
            cause=str(error),
        ) from error
    finally:
        connection.close()


def config() -> Config:
    """Alembic's settings: only where the migrations lie, inside this package."""
    settings = Config()
    settings.set_main_option("script_location", "copytaster.store:migrations")
    return settings


def newest() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def _current(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        if _is_missing_table(error):
            return None
        raise


def _is_missing_table(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == "42P01" or "no such table" in str(error.orig)
