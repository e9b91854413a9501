"""A small linear model of topics: the words of a headline and a lead, weighed and counted.

Each known word adds its weights to seventeen sums, one a top-level Media Topic, and to one for
each topic of the second level. Trained by ``models/topics.py``; what it was trained on, how well
it does and where not: ``models/topics.md``.
"""

from __future__ import annotations

import json
import math
import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from copytaster.formats.topics import topic_name
from copytaster.model import Topic

FILE = "data/topics.z"
_WORD = re.compile(r"[a-z]{2,30}")
_OWN = re.compile(r"['’]s\b")
# Fewer words that it knows say nothing.
_FEWEST = 6
# A weight is a byte, 128 for nought; a sum has four.
_NOUGHT, _SUM = 128, 4


def words(text: str) -> set[str]:
    """The words of a text as the model knows them: lower case, no ending s."""
    return {word.rstrip("s") for word in _WORD.findall(_OWN.sub("", text).lower())}


class TopicModel(NamedTuple):
    """Weights by word and what they mean.

    ``codes`` are Media Topics' eight digits, the top-level ones first. ``rows`` has each word's
    weights for them as one number of four bytes a topic, so that adding numbers adds weights.
    ``first`` and ``further`` are steps (share from which, confidence) for the likeliest topic and
    for those behind it; below the lowest nothing is said.
    """

    codes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    rows: dict[str, int]
    first: tuple[tuple[float, float], ...]
    further: tuple[tuple[float, float], ...]
    credit: str

    def shares(self, title: str, text: str) -> list[tuple[float, str]]:
        """The likeliest first: each top-level topic's share, of one in all; empty for too few words."""
        known = words(text) & self.rows.keys()
        titled = words(title) & self.rows.keys()
        # A headline's words count twice, and once more where the text has them too.
        found = [*known, *titled, *titled]
        if len(known | titled) < _FEWEST:
            return []
        total = sum(map(self.rows.__getitem__, found))
        sums = struct.unpack(
            f"<{len(self.codes)}I", total.to_bytes(_SUM * len(self.codes), "little")
        )
        norm, nought = self.scale / math.sqrt(len(found)), _NOUGHT * len(found)
        scores = [b + (s - nought) * norm for b, s in zip(self.bias, sums, strict=True)]
        return sorted(
            zip(_softmax(scores), self.codes, strict=True), key=lambda pc: (-pc[0], pc[1])
        )


def classify(title: str, text: str) -> Iterator[Topic]:
    """The topics of an English story by its headline and first words, the surest first.

    A confidence is the share of stories, among those labelled by hand, of which such a topic was
    true; where it would be under the model's lowest step, nothing is said.
    """
    model = load()
    steps: Sequence[tuple[float, float]] = model.first
    for share, code in model.shares(title, text)[:3]:
        confidence = _step(steps, share)
        if confidence is None:
            return
        name = f"medtop:{code}"
        yield Topic(name, topic_name(name) or code, confidence, "text")
        steps = model.further


def _step(steps: Sequence[tuple[float, float]], share: float) -> float | None:
    at = bisect_right(steps, (share, 2.0))
    return steps[at - 1][1] if at else None


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raised = [math.exp(s - most) for s in scores]
    whole = sum(raised)
    return [r / whole for r in raised]


@cache
def load() -> TopicModel:
    """The model that comes with the package."""
    return unpack(files("copytaster.anatomy").joinpath(FILE).read_bytes())


def unpack(data: bytes) -> TopicModel:
    """A model from its file: a line of JSON, a line of words, a byte for each word's every topic."""
    head, known, weights = zlib.decompress(data).split(b"\n", 2)
    told = json.loads(head)
    width = len(told["codes"])
    wide = bytearray(_SUM * len(weights))
    wide[::_SUM] = weights
    step = _SUM * width
    numbers = (int.from_bytes(wide[i : i + step], "little") for i in range(0, len(wide), step))
    return TopicModel(
        tuple(told["codes"]),
        tuple(told["bias"]),
        told["scale"],
        dict(zip(known.decode().split(), numbers, strict=True)),
        _steps(told["first"]),
        _steps(told["further"]),
        told["credit"],
    )


def _steps(told: Iterable[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(share), float(sure)) for share, sure in told)


def pack(model: TopicModel) -> bytes:
    """The file of a model; ``unpack`` undoes it."""
    told = {
        "codes": model.codes, "bias": model.bias, "scale": model.scale, "first": model.first,
        "further": model.further, "credit": model.credit,
    }  # fmt: skip
    step = _SUM * len(model.codes)
    weights = b"".join(row.to_bytes(step, "little")[::_SUM] for row in model.rows.values())
    head = f"{json.dumps(told)}\n{' '.join(model.rows)}\n".encode()
    return zlib.compress(head + weights, 9)
