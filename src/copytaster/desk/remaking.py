"""Another look: every page is made again, the newest first, as far as a pass has room.

What is new or must be withdrawn never waits for it, and a stop forgets only
the last pass of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.store import Store, Writer

_LOOK = "site:look"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Remade:
    """The series a pass makes again for their look; ``last`` when none is left behind them."""

    look: str
    series: tuple[str, ...] = ()
    last: bool = True


class Remaking:
    """Remembers in which look the site is, and how far a change of it has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waits(self, look: str) -> bool:
        """Whether pages in another look are left."""
        state = self._store.value(_LOOK)
        return not (state and state["look"] == look and state["done"])

    def next(self, look: str, room: int | None) -> Remade:
        """Whose pages are to be made again in this pass; ``room`` None: everybody's."""
        state = self._store.value(_LOOK)
        if state and state["look"] == look and state["done"]:
            return Remade(look)
        at = state["at"] if state and state["look"] == look else None
        if room is None:
            return Remade(look, tuple(self._all_after(at)))
        found = self._after(at, max(1, room))
        return Remade(look, found, last=len(found) < max(1, room))

    def _all_after(self, series: str | None) -> Iterator[str]:
        while found := self._after(series, _AT_ONCE):
            yield from found
            series = found[-1]

    def _after(self, series: str | None, most: int) -> tuple[str, ...]:
        before = self._store.publication(series) if series else None
        rows = self._store.publications(limit=most, before=before)
        return tuple(row.series for row in rows)

    def done(self, tx: Writer, made: Remade) -> None:
        """These have the new look."""
        if made.series or made.last:
            at = made.series[-1] if made.series else None
            tx.put_value(_LOOK, {"look": made.look, "at": at, "done": made.last})

    def begin(self) -> None:
        """Every page is to be made again, whatever its look."""
        with self._store.writing() as tx:
            tx.delete_value(_LOOK)
