"""Erasing copy for good: the text goes from everywhere, that it was there stays on record.

The ledger holds salted commitments alone; with the salt gone they say nothing,
and the chain stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from copytaster.desk.chronicle import Chronicle
from copytaster.errors import CopytasterError
from copytaster.store import Store, StoryRow, Writer


@dataclass(frozen=True, slots=True)
class Erased:
    """The editions that were erased, and how many deliveries lost their bytes with them."""

    editions: tuple[StoryRow, ...]
    deliveries: int


def to_erase(store: Store, name: str) -> tuple[StoryRow, ...]:
    """The editions that an id names: one edition, or all of a series.

    Raises CopytasterError where it names none, or all of them are erased already.
    """
    row = store.row(name)
    rows = (row,) if row else store.series(name)
    if not rows:
        raise CopytasterError("there is no such story", subject=name)
    left = tuple(row for row in rows if not row.erased)
    if not left:
        raise CopytasterError("it is erased already", subject=name)
    return left


def erase(
    tx: Writer, chronicle: Chronicle, rows: Sequence[StoryRow], now: datetime
) -> tuple[int, tuple[str, ...]]:
    """Erase editions inside the caller's transaction; gives how many deliveries went, and the series.

    The whole delivery goes with an edition, since it holds the text; what else
    came in it stays as its own edition.
    """
    deliveries = dict.fromkeys(row.delivery for row in rows)
    for row in rows:
        tx.erase(row.id)
        chronicle.append(tx, now, "erasure", row.id, {"series": row.series, "by": "desk"})
    for sha256 in deliveries:
        tx.delete_value(f"salt:delivery:{sha256}")
    gone = sum(tx.erase_delivery(sha256) for sha256 in deliveries)
    chronicle.seal(tx)
    return gone, tuple(dict.fromkeys(row.series for row in rows))
