"""Where the ranges of a text lie after passages of it were replaced."""

from __future__ import annotations

from collections.abc import Sequence

from copytaster.model import Passage


class Shift:
    """Moves ranges of one field from before its changes to after them."""

    def __init__(self, changes: Sequence[Passage]) -> None:
        self._changes = sorted(changes, key=lambda p: (p.start, p.end))

    def apply(self, text: str) -> str:
        """The text with every change made."""
        parts, at = [], 0
        for change in self._changes:
            parts += [text[at : change.start], change.now]
            at = change.end
        return "".join([*parts, text[at:]])

    def untouched(self, start: int, end: int) -> tuple[int, int] | None:
        """The range where it lies now; None if a change is inside it or reaches into it."""
        by = 0
        for change in self._changes:
            if change.end <= start:
                by += _growth(change)
            elif change.start < end:
                return None
        return start + by, end + by

    def grown(self, start: int, end: int) -> tuple[int, int]:
        """The range with what was changed in it or added at its ends; may have become empty."""
        return self._moved(start, first=True), self._moved(end, first=False)

    def _moved(self, at: int, *, first: bool) -> int:
        by = 0
        for change in self._changes:
            if change.start >= at and (first or change.start > at or change.end > at):
                break
            if change.end <= at:
                by += _growth(change)
            else:  # the range begins or ends inside the change
                return change.start + by + len(change.now)
        return at + by

    def replaced(self) -> tuple[tuple[int, int], ...]:
        """Where what is new stands now, one range a change; empty where words were taken out."""
        found, by = [], 0
        for change in self._changes:
            start = change.start + by
            found.append((start, start + len(change.now)))
            by += _growth(change)
        return tuple(found)


def _growth(change: Passage) -> int:
    return len(change.now) - (change.end - change.start)
