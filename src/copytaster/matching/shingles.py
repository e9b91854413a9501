"""Samples of five-word shingles: how much of one text stands in another.

A shingle is kept when the low bits of its CRC-32 are zero, so that every text
keeps the same ones (no two runs differ, as they would with Python's own
hash). A short text keeps one in two and a long one fewer, always a subset of
what a shorter text would keep: two samples are compared at the coarser rate.
Five words and 1 in 8: measured best on real reprints (bench/matching.py).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

from copytaster.model import Story

WIDTH = 5
# A text of at least _LENGTHS[i] words keeps one shingle in 2 ** (i + 1).
_LENGTHS = (0, 200, 400, 2400, 4800)
LEVELS = len(_LENGTHS)
# A sample of more shingles than this is looked up by the one in 16 of all shingles alone.
_PLENTY = 80
_LOOKED_UP = 3


class Sample:
    """The shingles kept of one text, ascending, and how many there are at every coarser rate."""

    __slots__ = ("counts", "hashes", "level")

    def __init__(self, hashes: array[int], level: int) -> None:
        self.hashes = hashes
        self.level = level
        self.counts = (len(hashes),) * (level + 1) + _thinned(hashes, level)


def _thinned(hashes: array[int], level: int) -> tuple[int, ...]:
    counts, kept = [], list(hashes)
    for at in range(level + 1, LEVELS):
        mask = (2 << at) - 1
        kept = [h for h in kept if not h & mask]
        counts.append(len(kept))
    return tuple(counts)


def sample(words: list[str]) -> Sample:
    """The sample of a text, given its words."""
    level = bisect_right(_LENGTHS, len(words)) - 1
    mask = (2 << level) - 1
    return Sample(array("I", sorted({h for h in _shingles(words) if not h & mask})), level)


def containment(a: Sample, b: Sample, shared: int) -> float:
    """How much of the smaller text stands in the larger, 0 to 1, given their shared shingles."""
    level = max(a.level, b.level)
    smaller = min(a.counts[level], b.counts[level])
    return min(1.0, shared / smaller) if smaller else 0.0


def lookup_hashes(a: Sample) -> array[int]:
    """The shingles to look a text up by: all of a short sample's, fewer of a long one's."""
    level = _lookup_level(a)
    if level == a.level:
        return a.hashes
    mask = (2 << level) - 1
    return array("I", (h for h in a.hashes if not h & mask))


def at_most(a: Sample, b: Sample, found: int) -> float:
    """An estimate of the containment from the shingles of ``a`` found among those ``b`` is looked up by."""
    level = max(a.level, _lookup_level(b))
    smaller = min(a.counts[level], b.counts[level])
    return found / smaller if smaller else 0.0


def _lookup_level(a: Sample) -> int:
    return max(a.level, _LOOKED_UP) if a.counts[a.level] > _PLENTY else a.level


def similarity(a: Sample, b: Sample) -> float:
    """The containment of the smaller text in the larger."""
    return containment(a, b, len(set(a.hashes).intersection(b.hashes)))


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


def _shingles(words: list[str]) -> Iterable[int]:
    """CRC-32 of every run of five words (of the whole text when it is shorter)."""
    text = "".join(words)
    joined = text.encode("utf-8", "surrogatepass")
    if len(words) <= WIDTH:
        return [crc32(joined)] if words else []
    lengths = map(len, words) if len(joined) == len(text) else map(_bytes_long, words)
    starts = [0, *accumulate(lengths)]
    return map(crc32, map(joined.__getitem__, map(slice, starts, starts[WIDTH:])))


def _bytes_long(word: str) -> int:
    return len(word.encode("utf-8", "surrogatepass"))
