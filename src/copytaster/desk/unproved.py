"""The stories that the press keeps back because the store does not agree with the ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from copytaster.desk.witness import CURE, UNPROVED
from copytaster.errors import CopytasterError
from copytaster.store import Store

_NAMED = 3


class CopyChanged(CopytasterError):
    """What is stored is not what the ledger says came in: it is kept back."""


class Unproved:
    """Those known of since this desk was opened, and what differs; a story put right is no more among them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, str] = {}
        self._recalled = False

    def recall(self) -> None:
        """What was kept back before this desk was opened is looked at once more: it may be put right."""
        if self._recalled:
            return
        self._recalled = True
        withheld = self._store.publications(state="withheld", limit=None)
        again = [row.series for row in withheld if (row.reason or "").startswith(UNPROVED)]
        if again:
            with self._store.writing() as tx:
                for series in again:
                    tx.touch("urgent", series)

    def note(self, found: Mapping[str, str], ruled: Collection[str]) -> None:
        """A pass ruled on these; ``found`` are those of them that do not agree."""
        for series in ruled:
            self._found.pop(series, None)
        self._found.update(found)

    def told(self, series: Collection[str]) -> tuple[str, ...]:
        """A line for each of these that is kept back."""
        return tuple(f"story {s} {self._found[s]}" for s in sorted(self._found) if s in set(series))

    @property
    def trouble(self) -> CopyChanged | None:
        """All of them as one trouble, with the cure; None where all is well."""
        if not self._found:
            return None
        lines = self.told(self._found)
        more = f"; and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
        return CopyChanged(f"{'; '.join(lines[:_NAMED])}{more}. Kept back: {CURE}")
