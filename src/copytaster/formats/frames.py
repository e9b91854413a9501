"""Tables and figures: what stands around blocks and decides how they are laid out.

A table of data becomes one block, a line per row and a tab between cells. A
table that only arranges copy (another table in it, or a cell of several
blocks other than a list) leaves its blocks as they are. A figure's caption is its pictures' too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from copytaster.model import BlockKind, Media

_MAX_CAPTION = 20  # blocks; a caption that was never closed takes in the rest of the page
RawBlock = tuple[BlockKind, str, None]


@dataclass(slots=True)
class _Table:
    """A table while it is read: rows of cells as ranges of blocks, and whether it can still be data."""

    start: int
    rows: list[list[tuple[int, int]]] = field(default_factory=lambda: [[]])
    cell: int | None = None
    said_in_cell: int = 0
    is_data: bool = True


@dataclass(slots=True)
class _Figure:
    """A figure while it is read: where its media and its caption begin, and the caption's words."""

    media: int
    caption: int = 0
    words: str = ""


@dataclass(slots=True)
class Frames:
    """The open tables and figures over a growing list of blocks and of media, both changed in place."""

    blocks: list[RawBlock]
    media: list[Media]
    _tables: list[_Table] = field(default_factory=list)
    _figures: list[_Figure] = field(default_factory=list)

    def enter(self, name: str) -> None:
        """An element named in `FRAMES` begins."""
        if name in _ENTER:
            _ENTER[name](self)

    def leave(self, name: str) -> None:
        """It ends."""
        if name in _LEAVE:
            _LEAVE[name](self)

    def say(self, kind: BlockKind) -> None:
        """Something of a kind was said between two tags of blocks."""
        if self._tables and kind != "list":
            self._tables[-1].said_in_cell += 1

    def _enter_table(self) -> None:
        if self._tables:
            self._tables[-1].is_data = False
        self._tables.append(_Table(len(self.blocks)))

    def _enter_row(self) -> None:
        if self._tables:
            self._tables[-1].rows.append([])

    def _enter_cell(self) -> None:
        if self._tables:
            self._tables[-1].cell, self._tables[-1].said_in_cell = len(self.blocks), 0

    def _leave_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table and table.cell is not None:
            table.rows[-1].append((table.cell, len(self.blocks)))
            table.is_data &= table.said_in_cell < 2
            table.cell = None

    def _leave_table(self) -> None:
        table = self._tables.pop()
        if not table.is_data or self._is_column(table):
            return
        inside = {i for row in table.rows for start, end in row for i in range(start, end)}
        rest = [b for i, b in enumerate(self.blocks[table.start :], table.start) if i not in inside]
        lines = filter(None, (self._line(row) for row in table.rows))
        if inside and all(kind == "caption" for kind, _, _ in rest):
            self.blocks[table.start :] = [*rest, ("table", "\n".join(lines), None)]

    def _is_column(self, table: _Table) -> bool:
        """One cell to a row, and paragraphs in it, though they are parted by mere breaks."""
        cells = [cell for row in table.rows for cell in row]
        return all(len(row) < 2 for row in table.rows) and any(e - s > 1 for s, e in cells)

    def _line(self, row: list[tuple[int, int]]) -> str:
        return "\t".join(self._words(start, end) for start, end in row).strip("\t")

    def _words(self, start: int, end: int) -> str:
        return " ".join(" ".join(block[1] for block in self.blocks[start:end]).split())

    def _enter_figure(self) -> None:
        self._figures.append(_Figure(len(self.media)))

    def _leave_figure(self) -> None:
        figure = self._figures.pop()
        for at in range(figure.media, len(self.media) if figure.words else 0):
            self.media[at] = replace(self.media[at], caption=figure.words)
        if self._figures:
            self._figures[-1].media = len(self.media)

    def _enter_caption(self) -> None:
        if self._figures:
            self._figures[-1].caption = len(self.blocks)

    def _leave_caption(self) -> None:
        if self._figures and not self._figures[-1].words:
            start = self._figures[-1].caption
            self._figures[-1].words = self._words(start, start + _MAX_CAPTION)


_ENTER: dict[str, Callable[[Frames], None]] = {
    "table": Frames._enter_table,
    "tr": Frames._enter_row,
    "td": Frames._enter_cell,
    "th": Frames._enter_cell,
    "figure": Frames._enter_figure,
    "figcaption": Frames._enter_caption,
}
_LEAVE: dict[str, Callable[[Frames], None]] = {
    "table": Frames._leave_table,
    "td": Frames._leave_cell,
    "th": Frames._leave_cell,
    "figure": Frames._leave_figure,
    "figcaption": Frames._leave_caption,
}
FRAMES = frozenset(_ENTER)
"""The elements to tell `Frames` of."""
