"""What a page says between the borders of its blocks, for every reader of pages."""

from __future__ import annotations

from collections.abc import Iterable

from copytaster.ledger.commit import sentences

SPACE = frozenset({"br", "img", "hr"})
SHOWN = frozenset({"main", "title"})
BORDERS = SPACE | SHOWN
"""Elements that say something even where no text stands before them."""


class Gatherer:
    """Gathers runs of text between the borders of blocks and splits each into sentences.

    ``units`` are those of ``<main>`` and ``<title>``, ``frame`` all others; ``run`` is what
    stood since the last border.
    """

    __slots__ = ("_shown", "frame", "run", "units")

    def __init__(self) -> None:
        self.units: list[str] = []
        self.frame: list[str] = []
        self.run: list[str] = []
        self._shown = 0  # how many of <main> and <title> are open

    def border(self, tag: str, step: int) -> None:
        """A block begins (1) or ends (-1): what stood before it is a unit of its own."""
        if tag in SPACE:
            self.run.append(" ")
            return
        if self.run:
            self.flush()
        if tag in SHOWN:
            self._shown += step

    def flush(self) -> None:
        """Take the run as a unit."""
        run = "".join(self.run)
        self.run.clear()
        if run and not run.isspace():
            (self.units if self._shown else self.frame).extend(self.said(run))

    def said(self, run: str) -> Iterable[str]:
        """The sentences of a run."""
        return sentences(run)
