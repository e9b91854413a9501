"""Which live stories hold a shingle: a table of whole numbers, a fifth of the memory of a dictionary.

A table of 2 ** k slots, each a 64-bit number: the shingle's hash above, below
it one more than the number of the entry that holds it, or `_SEVERAL`. A hash
stands in the slot that its highest bits name or in the next free one (Knuth,
The Art of Computer Programming 3, 6.4, algorithms L and R).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

# A shingle in more live stories than this is a form of words, not a reprint.
CROWDED = 60
# What stands in place of a number where a list is kept.
_SEVERAL = (1 << 32) - 1
_LEAST_BITS = 10
# Of five slots no more than three are taken.
_FULL, _OF = 3, 5


class ShingleIndex:
    """Shingle → the numbers of the entries that hold it. Most shingles stand in one story only."""

    __slots__ = ("_bits", "_several", "_slots", "_taken")

    def __init__(self) -> None:
        self._bits = _LEAST_BITS
        self._slots = _empty(_LEAST_BITS)
        self._taken = 0
        self._several: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """How many shingles are held."""
        return self._taken

    def add(self, no: int, hashes: Sequence[int]) -> None:
        """Index the entry ``no`` under ``hashes``, each given once."""
        if (self._taken + len(hashes)) * _OF > len(self._slots) * _FULL:
            self._grow(len(hashes))
        slots, shift, mask, own = self._slots, 32 - self._bits, len(self._slots) - 1, no + 1
        for h in hashes:
            at = h >> shift
            while (there := slots[at]) and there >> 32 != h:
                at = at + 1 & mask
            if not there:
                slots[at] = h << 32 | own
                self._taken += 1
            elif (held := there & _SEVERAL) == _SEVERAL:
                self._several[h].append(no)
            elif held != own:
                self._several[h] = [held - 1, no]
                slots[at] = there | _SEVERAL

    def remove(self, no: int, hashes: Sequence[int]) -> None:
        """Take the entry ``no`` out of ``hashes``."""
        slots, shift, mask, own = self._slots, 32 - self._bits, len(self._slots) - 1, no + 1
        for h in hashes:
            at = h >> shift
            while (there := slots[at]) and there >> 32 != h:
                at = at + 1 & mask
            if not there:
                continue
            if (held := there & _SEVERAL) == own:
                self._vacate(at)
            elif held == _SEVERAL:
                slots[at] = h << 32 | self._less(h, no)

    def shared(self, hashes: Sequence[int]) -> Counter[int]:
        """How many of ``hashes`` each entry holds, forms of words left out."""
        slots, shift, mask = self._slots, 32 - self._bits, len(self._slots) - 1
        found: list[int] = []
        for h in hashes:
            at = h >> shift
            while there := slots[at]:
                if there >> 32 == h:
                    if (held := there & _SEVERAL) != _SEVERAL:
                        found.append(held - 1)
                    elif len(several := self._several[h]) <= CROWDED:
                        found += several
                    break
                at = at + 1 & mask
        return Counter(found)

    def _less(self, h: int, no: int) -> int:
        """Take an entry off a list; what its slot then says."""
        several = self._several[h]
        if no in several:
            several.remove(no)
        if len(several) > 1:
            return _SEVERAL
        del self._several[h]
        return several[0] + 1

    def _vacate(self, at: int) -> None:
        """Free a slot, and move up those that stand further on because it was taken."""
        slots, shift, mask = self._slots, 32 - self._bits, len(self._slots) - 1
        self._taken -= 1
        free = at
        while there := slots[at := at + 1 & mask]:
            # As far from where it belongs as from the free slot, or farther: it may stand there.
            if (at - (there >> 32 + shift) & mask) >= (at - free & mask):
                slots[free] = there
                free = at
        slots[free] = 0

    def _grow(self, coming: int) -> None:
        """Move all to a table that has room for so many more."""
        old, bits = self._slots, self._bits
        while (self._taken + coming) * _OF > (1 << bits) * _FULL:
            bits += 1
        slots, shift, mask = _empty(bits), 32 - bits, (1 << bits) - 1
        for there in filter(None, old):
            at = there >> 32 + shift
            while slots[at]:
                at = at + 1 & mask
            slots[at] = there
        self._slots, self._bits = slots, bits


def _empty(bits: int) -> array[int]:
    return array("Q", bytes(8 << bits))
