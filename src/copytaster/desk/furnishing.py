"""A desk's folder on the disk: what holds unpublished copy is its owner's alone, the site everybody's."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

DATABASE = "desk.sqlite3"
# Another server may serve the site from within; nobody else has anything to look for in here.
_FOLDER, _PRIVATE, _PUBLIC = 0o711, 0o700, 0o755
_OTHERS = 0o007


def furnish(folder: Path) -> None:
    """Make what is not there yet, with its permissions; those of what is there are the operator's.

    Raises OSError where that cannot be done.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    for name, mode in (("", _FOLDER), ("site", _PUBLIC), ("inbox", _PRIVATE), ("keys", _PRIVATE)):
        made = folder / name
        if not made.is_dir():
            made.mkdir()
            made.chmod(mode)
    (folder / "keys").chmod(_PRIVATE)


def private_database(folder: Path) -> str:
    """The address of the desk's own database, which strangers on this machine may not read.

    One that is open to all (an earlier desk's) is closed to them; a group that
    the operator let in stays in. SQLite gives its side files the same permissions.
    """
    path = folder / DATABASE
    with suppress(OSError):  # not ours, or not to be written: then it is as it is
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            mode = (folder / name).stat().st_mode if (folder / name).exists() else 0
            if mode & _OTHERS:
                (folder / name).chmod(0o600)
    return f"sqlite:///{path}"
