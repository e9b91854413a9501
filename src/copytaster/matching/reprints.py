"""Who repeats whom: an inverted index of sampled shingles over the live stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# A shingle in more live stories than this is a form of words, not a reprint.
CROWDED = 60
# Contained to this degree, the copy is the same (bench/matching.py: F1 on real reprints).
SAME = 0.42
# A late origin takes a reprint from another only with so much more of its words.
CLEARLY = 0.1
# A text less than this part of another is a brief of it, whichever came first.
BRIEF = 1 / 3
# Contained to this degree and crediting the other's agency in its text, it is a rewrite.
REWRITE = 0.15
# Fewer shared shingles than this prove nothing.
FEWEST = 2


class ShingleIndex:
    """Shingle → the numbers of the entries that hold it.

    Most shingles stand in one story only, so a lone number is kept bare and a
    list made when a second comes.
    """

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[int, int | list[int]] = {}

    def add(self, no: int, hashes: Iterable[int]) -> None:
        """Index the entry ``no`` under ``hashes``."""
        held = self._held
        for h in hashes:
            there = held.setdefault(h, no)
            if there is no:
                continue
            if isinstance(there, list):
                there.append(no)
            elif there != no:
                held[h] = [there, no]

    def remove(self, no: int, hashes: Iterable[int]) -> None:
        """Take the entry ``no`` out of ``hashes``."""
        held = self._held
        for h in hashes:
            there = held.get(h)
            if isinstance(there, list):
                there.remove(no)
                if len(there) == 1:
                    held[h] = there[0]
            elif there == no:
                del held[h]

    def shared(self, hashes: Iterable[int]) -> Counter[int]:
        """How many of ``hashes`` each entry holds, forms of words left out."""
        found: list[int] = []
        for there in map(self._held.get, hashes):
            if there is None:
                continue
            if not isinstance(there, list):
                found.append(there)
            elif len(there) <= CROWDED:
                found += there
        return Counter(found)
