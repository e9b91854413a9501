"""Errands from the command line for a desk that is running in another process.

    copytaster merge … → orders/<time>.json → the running desk does it within a second
                       ← orders/<time>.done: its answer, or <time>.refused: why not

Whoever may write into the desk's folder may decide. What is asked is done once, also
where the desk is killed over it: that it was done is kept in the transaction that does
it. An errand that cannot be carried out is put aside with its reason, and stops no other.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from copytaster.desk.errands import Errand, from_json, to_json
from copytaster.errors import CopytasterError

log = logging.getLogger("copytaster")

_FOLDER = "orders"
_LARGEST = 4_000_000  # bytes of an errand: a story's whole copy
_KEPT = 3600.0  # seconds that an answer waits for who asked


def leave(folder: Path, errand: Errand) -> Path:
    """Leave an errand for the desk in ``folder``; it is there whole or not at all."""
    orders = folder / _FOLDER
    orders.mkdir(mode=0o700, exist_ok=True)
    target = orders / f"{time.time_ns()}-{secrets.token_hex(4)}.json"
    _write(target, json.dumps(to_json(errand)))
    return target


def carry_out(folder: Path, obey: Callable[[Errand, str], str]) -> int:
    """Do what was asked, in the order it came; gives how much that was.

    ``obey`` is given a name for each errand, and does one of a name once.
    """
    orders = sorted((folder / _FOLDER).glob("*.json"))
    for path in orders:
        try:
            _write(path.with_suffix(".done"), obey(_read(path), f"order:{path.stem}"))
        except (CopytasterError, OSError, ValueError, RecursionError) as error:
            log.warning("an order was not carried out: %s: %s", path.name, error)
            _write(path.with_suffix(".refused"), f"{error}\n")
        path.unlink(missing_ok=True)
    if orders:
        _clear(folder / _FOLDER)
    return len(orders)


def waiting(folder: Path) -> bool:
    """Whether anything was asked that is not done; costs next to nothing."""
    try:
        return any(entry.name.endswith(".json") for entry in os.scandir(folder / _FOLDER))
    except OSError:  # nothing was ever asked
        return False


def refused(order: Path) -> str | None:
    """Why an order was put aside; None while it was not."""
    return _said(order.with_suffix(".refused"))


def answered(order: Path) -> str:
    """What the desk answered to an order it has carried out; it can be asked for once."""
    said = _said(order.with_suffix(".done"))
    order.with_suffix(".done").unlink(missing_ok=True)
    return said or ""


def _said(path: Path) -> str | None:
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


def _clear(orders: Path) -> None:
    """Answers that nobody asked for any more."""
    for path in orders.glob("*.done"):
        if path.stat().st_mtime < time.time() - _KEPT:
            path.unlink(missing_ok=True)


def _write(target: Path, text: str) -> None:
    staged = target.with_name(f".{target.name}.part")  # by no name that anybody takes up
    with staged.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(target)


def _read(path: Path) -> Errand:
    with path.open("rb") as file:
        return from_json(json.loads(file.read(_LARGEST)))
