"""Samples of five-word shingles: how much of one text stands in another.

A shingle is kept when the low bits of its CRC-32 are zero, so that every text
keeps the same ones (no two runs differ, as they would with Python's own
hash). A short text keeps one in two and a long one fewer, always a subset of
what a shorter text would keep: two samples are compared at the coarser rate.
Five words and 1 in 8: measured best on real reprints (bench/matching.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from zlib import crc32

from copytaster.matching.words import tokens
from copytaster.model import Story

WIDTH = 5
# Copy beyond this many words is not looked at.
LONGEST = 8000
# A text of at least _LENGTHS[i] words keeps one shingle in 2 ** (i + 1).
_LENGTHS = (0, 200, 400, 1200, 2400, 4800)
LEVELS = len(_LENGTHS)
_APOSTROPHES = re.compile(r"['’]")


class Sample:
    """The shingles kept of one text, and how many there are at every coarser rate."""

    __slots__ = ("counts", "hashes", "level")

    def __init__(self, hashes: tuple[int, ...], level: int) -> None:
        self.hashes = hashes
        self.level = level
        self.counts = tuple(
            sum(1 for h in hashes if not h & ((2 << at) - 1)) for at in range(LEVELS)
        )


def sample(text: str) -> Sample:
    """The sample of ``text``; each shingle once, in ascending order."""
    words = tokens(_APOSTROPHES.sub("", text[: LONGEST * 12]))[:LONGEST]
    level = bisect_right(_LENGTHS, len(words)) - 1
    mask = (2 << level) - 1
    hashes = {h for h in _shingles(words) if not h & mask}
    return Sample(tuple(sorted(hashes)), level)


def containment(a: Sample, b: Sample, shared: int) -> float:
    """How much of the smaller text stands in the larger, 0 to 1, given their shared shingles."""
    level = max(a.level, b.level)
    smaller = min(a.counts[level], b.counts[level])
    return min(1.0, shared / smaller) if smaller else 0.0


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


def _shingles(words: list[str]) -> list[int]:
    """CRC-32 of every run of five words (of the whole text when it is shorter)."""
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    if len(words) <= WIDTH:
        return [crc32(joined)] if words else []
    starts = [0, *accumulate(_width(word) + 1 for word in words)]
    return [
        crc32(joined[start : end - 1]) for start, end in zip(starts, starts[WIDTH:], strict=False)
    ]


def _width(word: str) -> int:
    return len(word) if word.isascii() else len(word.encode("utf-8", "surrogatepass"))
