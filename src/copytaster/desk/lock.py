"""One writer per desk: an advisory lock on ``desk.lock`` in its folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from copytaster.errors import DeskBusy


class DeskLock:
    """Held while a process may write to the desk; released by the kernel if it dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "desk.lock"
        self._handle: int | None = None

    def __enter__(self) -> DeskLock:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise DeskBusy(
                f"another process (pid {holder}) is running this desk; work in its screens at "
                "/desk, put files into its inbox folder, or stop it first",
                subject=str(self._path.parent),
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
