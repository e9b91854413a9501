"""What is kept of a story for good: enough to say what it is related to when it is live no more.

Its weights as they were when it came, a thin sample of its text, its tone and its time:
about half a kilobyte, so that a hundred stories of the archive are compared in the time
that it takes to read two of them again.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import get_args

from copytaster.matching.entry import Weights
from copytaster.matching.shingles import SCHEME, Sample, lookup_hashes
from copytaster.matching.tone import Tone

# Rises with the order of bytes and with the scheme of samples; others are not understood.
VERSION = 16 * 1 + SCHEME
# Version, tone, level of the sample, seconds, how many shingles and how many terms.
_HEAD = struct.Struct("<BBBqHB")
_TONES: tuple[Tone, ...] = get_args(Tone)
_LARGEST = 1 << 16  # bytes, some sixty times the usual


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A story as what to read next sees it; ``at`` is epoch seconds."""

    at: int
    body: Weights
    sample: Sample
    tone: Tone

    def to_bytes(self) -> bytes:
        """As bytes, the sample no denser than it is looked up by."""
        hashes = lookup_hashes(self.sample)
        parts = (VERSION, _TONES.index(self.tone), self.sample.looked_up, self.at)
        head = _HEAD.pack(*parts, len(hashes), len(self.body))
        numbers = struct.pack(f"<{len(hashes)}I{len(self.body)}H", *hashes, *self.body.values())
        words = " ".join(self.body).encode("utf-8", "surrogatepass")
        return zlib.compress(head + numbers + words, 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Keepsake | None:
        """What `to_bytes` gave; None for the bytes of another version, or of nothing of the kind."""
        try:
            return cls._read(zlib.decompressobj().decompress(data, _LARGEST))
        except (ValueError, LookupError, struct.error, zlib.error):
            return None

    @classmethod
    def _read(cls, raw: bytes) -> Keepsake:
        version, tone, level, at, size, terms = _HEAD.unpack_from(raw)
        if version != VERSION:
            raise ValueError("another version")
        hashes = array("I", struct.unpack_from(f"<{size}I", raw, _HEAD.size))
        start = _HEAD.size + 4 * size
        weights = struct.unpack_from(f"<{terms}H", raw, start)
        words = raw[start + 2 * terms :].decode("utf-8", "surrogatepass").split()
        body = dict(zip(map(sys.intern, words), weights, strict=True))
        return cls(at, body, Sample(hashes, level), _TONES[tone])
