"""The Merkle tree over a ledger's lines: roots, and short proofs of what is in it.

Hashing and proofs are those of RFC 6962, section 2.1: a leaf is SHA-256 over
0x00 and the line, a node SHA-256 over 0x01 and its two children. Everything
here is worked out from the hashes of *complete* subtrees, those over
``2 ** level`` leaves: `Frontier` keeps the few that are needed to go on,
`tiles.Tree` knows all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

# (level, index) → the hash over the leaves index·2^level … (index+1)·2^level.
Subtree = Callable[[int, int], bytes]

EMPTY = sha256(b"").digest()  # the root of a tree without leaves


def leaf_hash(line: bytes) -> bytes:
    """The leaf of a record's line (without the line's end)."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: enough to add leaves and to give the root.

    A leaf costs one hash on average, and the edge is never more than one hash a level.
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # of complete subtrees, the largest first

    def add(self, leaf: bytes) -> None:
        """Put the next leaf (its hash) behind the others."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return joined(self._peaks)


def joined(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side, the largest first."""
    if not peaks:
        return EMPTY
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def range_hash(start: int, end: int, subtree: Subtree) -> bytes:
    """The hash over the leaves from ``start`` to before ``end``, a range as the tree divides them."""
    peaks = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(subtree(level, start >> level))
        start += 1 << level
    return joined(peaks)


def inclusion(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The audit path of leaf ``index`` (from 0) in the tree of ``size`` leaves, sibling first.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"a tree of {size} leaves has no leaf {index}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_hash(middle, end, subtree))
            end = middle
        else:
            path.append(range_hash(start, middle, subtree))
            start = middle
    return tuple(reversed(path))


def consistency(old: int, new: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that the tree of ``new`` leaves begins with that of ``old`` leaves.

    Empty for equal sizes and for an empty old tree. Raises IndexError when ``old`` is the larger.
    """
    if not 0 <= old <= new:
        raise IndexError(f"a tree of {new} leaves cannot have had {old}")
    if old in (0, new):
        return ()
    path, start, end, whole = [], 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_hash(middle, end, subtree))
            end = middle
        else:
            path.append(range_hash(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(range_hash(start, end, subtree))
    return tuple(reversed(path))


def is_included(leaf: bytes, index: int, size: int, path: Iterable[bytes], root: bytes) -> bool:
    """Whether the path shows that ``leaf`` stands at ``index`` under ``root`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the path shows that the new tree only added to the old one (RFC 9162, 2.1.4.2)."""
    if old == new or old == 0:
        return not path and old_root == (new_root if old == new else EMPTY)
    if not 0 < old < new or not path:
        return False
    steps = list(path) if old & (old - 1) else [old_root, *path]
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, step)
        at, last = at >> 1, last >> 1
    return last == 0 and (before, after) == (old_root, new_root)


def _split(width: int) -> int:
    """How many of ``width`` leaves (two or more) stand in the left subtree."""
    return 1 << ((width - 1).bit_length() - 1)
