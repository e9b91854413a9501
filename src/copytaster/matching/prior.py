"""What is a common word before any story has come: document frequencies of English news.

An empty matcher cannot tell "official" from "ferry". The bundled counts
(models/document_frequencies.md) stand in for stories it has not seen; they are
counts like its own, so what the stream brings outweighs them as it grows.
"""

from __future__ import annotations

import zlib
from collections import Counter
from functools import cache
from importlib.resources import files

from copytaster.matching.stopwords import COMMON

FILE = "data/frequencies.z"
# A counted document weighs as so many stories of the stream (tuned on the 2016 part of it).
WEIGHT = 4
# A foreign function word is taken to stand in this part of all stories.
_EVERYWHERE = 0.5


def prior() -> tuple[int, Counter[str]]:
    """(how many stories they count as, the frequencies), the caller's own to change."""
    stories, counted = _weighted()
    return stories, Counter(counted)


@cache
def _weighted() -> tuple[int, dict[str, int]]:
    documents, counted = unpack(files(__package__).joinpath(FILE).read_bytes())
    stories = documents * WEIGHT
    frequency = dict.fromkeys(COMMON, round(stories * _EVERYWHERE))
    frequency.update({term: n * WEIGHT for term, n in counted.items()})
    return stories, frequency


def pack(documents: int, counted: dict[str, int]) -> bytes:
    """The counts as the file has them: the number of documents, then a line for each term."""
    ranked = sorted(counted.items(), key=lambda tn: (-tn[1], tn[0]))
    lines = [str(documents), *(f"{term} {n}" for term, n in ranked)]
    return zlib.compress("\n".join(lines).encode("utf-8"), 9)


def unpack(data: bytes) -> tuple[int, dict[str, int]]:
    """What `pack` packed."""
    first, *lines = zlib.decompress(data).decode("utf-8").split("\n")
    pairs = (line.split(" ") for line in lines)
    return int(first), {term: int(n) for term, n in pairs}
