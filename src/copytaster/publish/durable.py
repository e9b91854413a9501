"""Getting files onto the disk, so that a power cut forgets nothing that was said to be done."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

_MANY = 16  # beyond so many, flushing the file system at one go is cheaper than each by itself


def settle(folder: Path, paths: Sequence[str | Path]) -> None:
    """Come back when the contents of these files and folders, all below ``folder``, are on the disk."""
    whole = _syncfs() if len(paths) > _MANY else None
    if whole is None:
        for path in paths:
            _at(path, os.fsync)
    else:
        _at(folder, whole)


def _at(path: str | Path, sync: Any) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(handle)
    finally:
        os.close(handle)


@cache
def _syncfs() -> Any:
    """Linux's ``syncfs(2)``, None where there is none; the standard library does not have it."""
    try:
        found = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):
        return None

    def syncfs(handle: int) -> None:
        if found(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return syncfs
