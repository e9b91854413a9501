"""Database trouble in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from copytaster.errors import StoreError

# By result code: https://www.sqlite.org/rescode.html. The longest prefix wins.
_SQLITE = {
    "SQLITE_FULL": "the disk is full; free some space and start again (nothing stored is lost)",
    "SQLITE_READONLY": "it cannot be written; give this user the right to write the file and its folder",
    "SQLITE_BUSY": "another program keeps it locked; close that program or try again",
    "SQLITE_LOCKED": "another part of this program keeps it locked; try again",
    "SQLITE_CORRUPT": "it is damaged; put a backup in its place, or save what is whole with "
    "'sqlite3 FILE .recover'",
    "SQLITE_NOTADB": "this file is no database; put a backup in its place or name another file",
    "SQLITE_CANTOPEN": "it cannot be opened; make its folder and give this user the right to write there",
    "SQLITE_PERM": "it cannot be opened; give this user the right to read and write it",
    "SQLITE_IOERR": "the disk refused to read or write; see that it is not full or failing",
}

# By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = {
    "53100": "the database server's disk is full; free some space there",
    "25006": "the database is read-only; name the primary server",
    "28": "the database refused the user or password; put right the database URL",
    "3D000": "there is no such database; make it with 'createdb' or put right the URL",
    "42501": "this user may not do that; grant it the right to create and write tables",
    "57P": "the database server is going down; start it again",
    "53300": "the database server has no connection left; raise max_connections",
    "XX": "the database is damaged; put a backup in its place",
}


@contextmanager
def in_plain_words(subject: str) -> Iterator[None]:
    """Turn what the database says into a StoreError naming ``subject`` (file or URL) and the cure."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreError(
            "too many readers at once; try again", subject=subject, cause=str(error)
        ) from error
    except StatementError as error:
        raise _store_error(error, subject) from error
    except SQLAlchemyError as error:
        raise StoreError("the database refused", subject=subject, cause=str(error)) from error


def _store_error(error: StatementError, subject: str) -> StoreError:
    original = error.orig if error.orig is not None else error
    cause = (
        str(original).strip().splitlines()[0] if str(original).strip() else type(original).__name__
    )
    return StoreError(_cure(original), subject=subject, cause=cause)


def _cure(original: BaseException) -> str:
    name = getattr(original, "sqlite_errorname", None)
    if name:
        return _longest(_SQLITE, name) or "the database refused"
    state = getattr(original, "sqlstate", None)
    if state:
        return _longest(_POSTGRES, state) or "the database refused"
    if type(original).__name__ == "OperationalError":
        return "the database server cannot be reached; start it or put right the database URL"
    return "the database refused"


def _longest(cures: dict[str, str], code: str) -> str | None:
    return max(
        ((key, cure) for key, cure in cures.items() if code.startswith(key)),
        default=(None, None),
    )[1]
