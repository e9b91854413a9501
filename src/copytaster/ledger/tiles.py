"""The whole tree, kept in tiles of 256 hashes, as https://c2sp.org/tlog-tiles lays it out.

Tile ``n`` of level ``l`` holds the hashes of the complete subtrees over
``256 ** l`` leaves from number ``256 * n`` on; the last of a level may be
shorter. Adding leaves touches only the last tile of each level, and a proof
reads at most two tiles a level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from copytaster.ledger.merkle import consistency, inclusion, node_hash, range_hash

HEIGHT = 8  # levels of the tree in a tile
WIDTH = 1 << HEIGHT
HASH = 32  # bytes

ReadTile = Callable[[int, int], bytes]


class Tree:
    """A tree of ``size`` leaves over its tiles; ``read(level, n)`` gives a tile, b"" where there is none."""

    def __init__(self, read: ReadTile, size: int = 0) -> None:
        self.size = size
        self._read = read
        self._tiles: dict[tuple[int, int], list[list[bytes]]] = {}

    def extend(self, leaves: Iterable[bytes]) -> dict[tuple[int, int], bytes]:
        """Add leaves (their hashes); gives the tiles that changed, by level and number."""
        changed: dict[tuple[int, int], bytes] = {}
        level, row, start = 0, list(leaves), self.size
        self.size += len(row)
        while row:
            row = self._put(level, start, row, changed)
            level, start = level + 1, start // WIDTH
        return changed

    def _put(
        self, level: int, start: int, row: list[bytes], changed: dict[tuple[int, int], bytes]
    ) -> list[bytes]:
        """Add hashes to a level from place ``start`` on; gives those of the tiles now full."""
        full = []
        number, kept = start // WIDTH, start % WIDTH
        hashes = [*self._folded(level, number)[0][:kept], *row] if kept else row
        for at in range(0, len(hashes), WIDTH):
            tile = hashes[at : at + WIDTH]
            changed[level, number] = b"".join(tile)
            self._tiles[level, number] = folded = _fold(tile)
            if len(tile) == WIDTH:
                full.append(folded[HEIGHT][0])
            number += 1
        return full

    def root(self, size: int | None = None) -> bytes:
        """The root over the first ``size`` leaves; over all where no size is given."""
        return range_hash(0, self.size if size is None else size, self.subtree)

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The audit path of a leaf in the tree of ``size`` leaves."""
        return inclusion(index, self.size if size is None else size, self.subtree)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree of ``new`` leaves begins with that of ``old``."""
        return consistency(old, self.size if new is None else new, self.subtree)

    def subtree(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        row, inside = divmod(level, HEIGHT)
        number, at = divmod(index << inside, WIDTH)
        return self._folded(row, number)[inside][at >> inside]

    def _folded(self, level: int, number: int) -> list[list[bytes]]:
        known = self._tiles.get((level, number))
        if known is None:
            data = self._read(level, number)
            known = _fold([data[at : at + HASH] for at in range(0, len(data), HASH)])
            self._tiles[level, number] = known
        return known


def _fold(hashes: list[bytes]) -> list[list[bytes]]:
    """The hashes of a tile and those of all complete subtrees over them, level by level."""
    rows = [hashes]
    for _ in range(HEIGHT):
        last = rows[-1]
        pairs = zip(last[::2], last[1::2], strict=False)
        rows.append([node_hash(left, right) for left, right in pairs])
    return rows
