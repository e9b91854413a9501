"""Samples of five-word shingles: how much of one text stands in another.

A shingle is the exclusive or of its words' CRC-32s, each turned by bits of its
own. It is kept when its low bits are zero, so that every text keeps the same
ones (no two runs differ, as they would with Python's own hash). A short text
keeps one in two and a long one fewer, always a subset of what a shorter text
would keep: two samples are compared at the coarser rate. Five words and 1 in
8: measured best on real reprints (bench/matching.py).
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import compress
from zlib import crc32

from copytaster.model import Story

# Samples of another scheme cannot be compared with these.
SCHEME = 2
WIDTH = 5
# A text of at least _LENGTHS[i] words keeps one shingle in 2 ** (i + 1).
_LENGTHS = (0, 200, 400, 2400, 4800)
LEVELS = len(_LENGTHS)
# For every level, which low bytes of a shingle's hash are kept.
_KEPT = tuple(bytes(not byte & ((2 << at) - 1) for byte in range(256)) for at in range(LEVELS))
# So many bits are the second to fifth words turned, into the word before them.
_TURNS = (7, 13, 19, 23)
# A sample is looked up by no more shingles than this, at the coarser rate that leaves so few.
_PLENTY = 40
_BIG_ENDIAN = sys.byteorder == "big"
# Of the words that nobody is quoted with, less than this in common is no copy of one another.
_OWN = 0.2
_FEW_OWN = 4

_NONE = array("I")
# Words from and up to which a text quotes, half-open.
Ranges = Iterable[tuple[int, int]]


class Sample:
    """The shingles kept of one text, ascending, and how many there are at every coarser rate.

    ``said`` are those that stand in its quotations alone, ascending.
    """

    __slots__ = ("counts", "hashes", "level", "looked_up", "said")

    def __init__(self, hashes: array[int], level: int, said: array[int] | None = None) -> None:
        self.hashes = hashes
        self.level = level
        self.said = said or _NONE
        self.counts = (len(hashes),) * (level + 1) + _thinned(hashes, level)
        # The level that it is looked up by.
        self.looked_up = level
        while self.looked_up < LEVELS - 1 and self.counts[self.looked_up] > _PLENTY:
            self.looked_up += 1

    def own(self, level: int) -> float:
        """About how many shingles of that level are its writer's own words."""
        return self.counts[level] * (1 - len(self.said) / len(self.hashes)) if self.hashes else 0.0


def _thinned(hashes: array[int], level: int) -> tuple[int, ...]:
    counts, kept = [], list(hashes)
    for at in range(level + 1, LEVELS):
        mask = (2 << at) - 1
        kept = [h for h in kept if not h & mask]
        counts.append(len(kept))
    return tuple(counts)


def sample(words: list[bytes], quoted: Ranges = ()) -> Sample:
    """The sample of a text, given its words in UTF-8 and which of them it quotes."""
    level = bisect_right(_LENGTHS, len(words)) - 1
    hashes, low = _shingles(words)
    kept = low.translate(_KEPT[level])
    found = list(compress(hashes, kept))
    every, said = set(found), set[int]()
    if marks := _marked(len(hashes), quoted):
        own = [h for h, mark in zip(found, compress(marks, kept), strict=True) if not mark]
        said = every.difference(own)
    return Sample(array("I", sorted(every)), level, array("I", sorted(said)))


def _marked(size: int, quoted: Ranges) -> bytearray | None:
    """A one for every shingle that stands wholly in a quotation."""
    marks = None
    for start, end in quoted:
        if end - start >= WIDTH:
            marks = marks or bytearray(size)
            last = min(end - WIDTH + 1, size)
            marks[start:last] = b"\1" * (last - start)
    return marks


def containment(a: Sample, b: Sample, shared: int) -> float:
    """How much of the smaller text stands in the larger, 0 to 1, given their shared shingles."""
    level = max(a.level, b.level)
    smaller = min(a.counts[level], b.counts[level])
    return min(1.0, shared / smaller) if smaller else 0.0


def copied(a: Sample, b: Sample, shared: frozenset[int]) -> float:
    """`containment`, but of the writers' own words where little else than quotations is shared.

    Two reporters at one briefing, or a transcript and a story, share what others said.
    """
    contained = containment(a, b, len(shared))
    if not (a.said or b.said):
        return contained
    level = max(a.level, b.level)
    smaller = min(a.own(level), b.own(level))
    if smaller < _FEW_OWN:
        return contained
    own = len(shared.difference(a.said, b.said)) / smaller
    return contained if own >= _OWN else min(own, contained)


def lookup_hashes(a: Sample) -> array[int]:
    """The shingles to look a text up by: all of a short sample's, fewer of a long one's."""
    if a.looked_up == a.level:
        return a.hashes
    mask = (2 << a.looked_up) - 1
    return array("I", [h for h in a.hashes if not h & mask])


def at_most(a: Sample, b: Sample, found: int) -> float:
    """An estimate of the containment from the shingles of ``a`` found among those ``b`` is looked up by."""
    level = max(a.level, b.looked_up)
    smaller = min(a.counts[level], b.counts[level])
    return found / smaller if smaller else 0.0


def similarity(a: Sample, b: Sample) -> float:
    """The containment of the smaller text in the larger."""
    return containment(a, b, len(set(a.hashes).intersection(b.hashes)))


def likeness(a: Sample, b: Sample) -> float:
    """How much of the smaller text is a copy of the larger; see `copied`."""
    return copied(a, b, frozenset(a.hashes).intersection(b.hashes))


def plain_copy(story: Story) -> str:
    """The copy less datelines, credits and captions: what a reprint repeats."""
    masked = _masked(story)
    if not masked:
        return story.copy
    parts = []
    for start, end in story.kept:
        parts.extend(_outside(story.text, start, end, masked))
    return " ".join(parts)


def _masked(story: Story) -> list[tuple[int, int]]:
    ranges = [(b.start, b.end) for b in story.blocks if b.kind == "caption"]
    spans = [c.span for c in story.credits]
    if story.dateline is not None:
        spans.append(story.dateline.span)
    ranges += [(s.start, s.end) for s in spans if s is not None and s.field == "text"]
    return sorted(ranges)


def _outside(text: str, start: int, end: int, masked: list[tuple[int, int]]) -> list[str]:
    parts, at = [], start
    for low, high in masked:
        if high <= at or low >= end:
            continue
        parts.append(text[at : max(at, low)])
        at = max(at, high)
    parts.append(text[at : max(at, end)])
    return parts


def _shingles(words: list[bytes]) -> tuple[array[int], bytes]:
    """A 32-bit hash of every run of five words (one of a shorter text), and the low byte of each."""
    count = len(words) - WIDTH + 1
    if count > 1:
        data = _runs(words, count)
    else:
        data = crc32(b"".join(words)).to_bytes(4, "little") if words else b""
    return _numbers(data), data[::4]


def _runs(words: list[bytes], count: int) -> bytes:
    """The hashes of all runs, 32 bits each, little-endian: worked out at once, as one long number."""
    each = array("I", map(crc32, words))
    if _BIG_ENDIAN:
        each.byteswap()
    first = int.from_bytes(each.tobytes(), "little")
    mixed = first
    for further, turn in enumerate(_TURNS, start=1):
        mixed ^= first >> (32 * further - turn)
    return (mixed & ((1 << 32 * count) - 1)).to_bytes(4 * count, "little")


def _numbers(data: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if _BIG_ENDIAN:
        numbers.byteswap()
    return numbers
