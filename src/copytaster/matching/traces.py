"""What is kept of killed copy for good: enough to know it again, and no word of it.

A trace is the sample of shingles that matching compares anyway (32-bit
checksums of runs of five words, one in two to one in 32 of them) and a digest
of all words. It does not age with the live window: copy that comes back weeks
after its kill is known by it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from copytaster.matching.entry import Entry, digest_of
from copytaster.matching.reprints import SAME_OF_ONE_HOUSE
from copytaster.matching.shingle_index import ShingleIndex
from copytaster.matching.shingles import SCHEME, Sample, containment, plain_copy, sample
from copytaster.matching.words import quoting
from copytaster.model import Story

# Fewer shared shingles prove nothing against a memory that never forgets; the live window asks for two.
_FEWEST = 4
# Nor does a form of words; matching in the live window calls a text the same at 0.42.
_SAME = 0.6
# Contained to this degree, and as long to this degree, one trace stands for both.
_ALIKE = 0.8


class Trace:
    """The sample of a text, and the digest of its words (16 hex digits; empty where there is no word)."""

    __slots__ = ("digest", "sample")

    def __init__(self, kept: Sample, digest: str) -> None:
        self.sample = kept
        self.digest = digest

    def repeats(self, other: Trace, *, one_house: bool = False) -> bool:
        """Whether the one text stands in the other, beyond chance and forms of words; those of ``one_house`` are many."""
        return self._contained(other) >= (SAME_OF_ONE_HOUSE if one_house else _SAME)

    def _contained(self, other: Trace) -> float:
        if self.digest and self.digest == other.digest:
            return 1.0
        shared = len(set(self.sample.hashes).intersection(other.sample.hashes))
        return containment(self.sample, other.sample, shared) if shared >= _FEWEST else 0.0

    def to_dict(self) -> dict[str, Any]:
        """As JSON: shingles as hex of big-endian 32-bit numbers."""
        hashes = b"".join(h.to_bytes(4, "big") for h in self.sample.hashes).hex()
        return {
            "scheme": SCHEME,
            "level": self.sample.level,
            "hashes": hashes,
            "digest": self.digest,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Trace:
        """What `to_dict` gave; of another scheme of sampling only the digest still serves."""
        raw = bytes.fromhex(data["hashes"] if data.get("scheme") == SCHEME else "")
        hashes = array("I", (int.from_bytes(raw[i : i + 4], "big") for i in range(0, len(raw), 4)))
        return cls(Sample(hashes, data["level"]), data["digest"])


def trace_of(story: Story) -> Trace:
    """The trace of a story's copy."""
    words, quoted = quoting(plain_copy(story))
    return Trace(sample(words, quoted), digest_of(words) if words else "")


def trace_of_entry(entry: Entry) -> Trace:
    """The trace of an edition that the matcher has at hand: nothing is read anew."""
    return Trace(entry.sample, entry.digest if entry.sample.hashes else "")


class Traces:
    """Finds the killed edition that a text repeats."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._traces: list[Trace] = []
        self._digests: dict[str, str] = {}
        self._index = ShingleIndex()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, trace: Trace) -> bool:
        """Keep the trace of an edition. False for one without words, or as good as there already.

        A hundred killed reprints of one text must not make its shingles a form of words.
        """
        if not trace.digest or trace.digest in self._digests:
            return False
        self._digests[trace.digest] = id
        like = self._like(trace)
        if like and like[0] >= _ALIKE and self._as_long(trace, self._traces[-like[1]]):
            return False
        self._index.add(len(self._ids), trace.sample.hashes)
        self._ids.append(id)
        self._traces.append(trace)
        return True

    def find(self, trace: Trace) -> tuple[str, float] | None:
        """The edition that the text repeats, and how much of the smaller stands in the larger (0 to 1)."""
        same = self._digests.get(trace.digest) if trace.digest else None
        if same is not None:
            return same, 1.0
        like = self._like(trace)
        return (self._ids[-like[1]], like[0]) if like and like[0] >= _SAME else None

    def _like(self, trace: Trace) -> tuple[float, int] | None:
        """How much is contained, and minus the number of the trace: of the likest."""
        found = [
            (containment(trace.sample, self._traces[no].sample, shared), -no)
            for no, shared in self._index.shared(trace.sample.hashes).items()
            if shared >= _FEWEST
        ]
        return max(found, default=None)

    def _as_long(self, one: Trace, other: Trace) -> bool:
        level = max(one.sample.level, other.sample.level)
        a, b = one.sample.counts[level], other.sample.counts[level]
        return min(a, b) >= _ALIKE * max(a, b)
