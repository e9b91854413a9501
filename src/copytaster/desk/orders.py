"""Decisions from the command line for a desk that is running in another process.

    copytaster kill … → orders/<time>.json → the running desk decides within a second

Whoever may write into the desk's folder may decide. An order that cannot be
carried out is put aside with its reason, and stops no other.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from copytaster.errors import CopytasterError

log = logging.getLogger("copytaster")

_FOLDER = "orders"
_LARGEST = 16_384  # bytes of an order


@dataclass(frozen=True, slots=True)
class Order:
    """One decision; the fields are those of `Desk.decide`."""

    series: str
    kind: str
    reason: str = ""
    notice: str = ""
    who: str = "desk"


def leave(folder: Path, order: Order) -> Path:
    """Leave an order for the desk in ``folder``; it is there whole or not at all."""
    orders = folder / _FOLDER
    orders.mkdir(mode=0o700, exist_ok=True)
    name = f"{time.time_ns()}-{secrets.token_hex(4)}"
    staged, target = orders / f".{name}", orders / f"{name}.json"
    with staged.open("w", encoding="utf-8") as file:
        json.dump(asdict(order), file)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(target)
    return target


def carry_out(folder: Path, decide: Callable[[Order], None]) -> int:
    """Decide what was ordered, in the order it came; gives how many."""
    orders = sorted((folder / _FOLDER).glob("*.json"))
    for path in orders:
        try:
            decide(_read(path))
        except (CopytasterError, OSError, ValueError, TypeError) as error:
            log.warning("an order was not carried out: %s: %s", path.name, error)
            path.with_suffix(".refused").write_text(f"{error}\n", encoding="utf-8")
        path.unlink(missing_ok=True)
    return len(orders)


def refused(order: Path) -> str | None:
    """Why an order was put aside; None while it was not."""
    aside = order.with_suffix(".refused")
    return aside.read_text(encoding="utf-8").strip() if aside.exists() else None


def _read(path: Path) -> Order:
    with path.open("rb") as file:
        said = json.loads(file.read(_LARGEST))
    return Order(**{str(name): str(value) for name, value in said.items()})
