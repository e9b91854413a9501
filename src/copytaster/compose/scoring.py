"""How much a sentence says of the event: centroid, position, corroboration.

The weights were set on public multi-document summaries
(bench/compose.py): a sentence counts for what all stories share (the TF-IDF
centroid), for standing early, and for what other stories say too. Standing
early counts for nothing where a sentence says nothing of the matter: a feature
opens with somebody in a boat, not with the news.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby

from copytaster.compose.candidates import Candidate
from copytaster.matching.words import terms, tokens

POSITION = 0.6
CORROBORATION = 1.2
# Very short and very long sentences read badly and carry little or too much.
_SHORT, _LONG = 8, 55
_SHORT_SHARE, _LONG_SHARE = 0.5, 0.6
_LEANING_SHARE = 0.9
_NAMED = 2  # terms of the matter that say something of it: one may stand there by chance
_ENOUGH = 3  # headlines that can say together what their event is

Vector = dict[str, float]
Holders = dict[str, list[tuple[int, float]]]  # of each term: which candidates, and its weight there


class Scores:
    """The score of each candidate, and how alike two of them are."""

    def __init__(self, pool: Sequence[Candidate], matter: frozenset[str] = frozenset()) -> None:
        self._vectors = vectors([c.text for c in pool])
        self._matter = matter
        central = _scaled(self._central())
        agreed = self._corroboration(pool)
        self.of = tuple(
            _length_share(c) * (central[i] + self._early(i, c) + CORROBORATION * agreed[i])
            for i, c in enumerate(pool)
        )

    def opens(self, i: int) -> bool:
        """Whether a candidate says something of the matter, so that a story may open with it."""
        return len(self._matter & self._vectors[i].keys()) >= min(_NAMED, len(self._matter))

    def _early(self, i: int, candidate: Candidate) -> float:
        return POSITION / (1 + candidate.place) if self.opens(i) else 0.0

    def alike(self, one: int, other: int) -> float:
        """The cosine of two candidates."""
        return dot(self._vectors[one], self._vectors[other])

    def _central(self) -> list[float]:
        centroid: Vector = {}
        for vector in self._vectors:
            for term, weight in vector.items():
                centroid[term] = centroid.get(term, 0.0) + weight
        length = math.sqrt(sum(w * w for w in centroid.values())) or 1.0
        return [dot(v, centroid) / length for v in self._vectors]

    def _corroboration(self, pool: Sequence[Candidate]) -> list[float]:
        """For each sentence the mean, over the other stories, of its likest sentence there."""
        docs = max((c.doc for c in pool), default=0) + 1
        if docs < 2:
            return [0.0] * len(pool)
        best = [[0.0] * docs for _ in pool]
        holders: Holders = {}
        for doc, group in groupby(range(len(pool)), key=lambda i: pool[i].doc):
            told = list(group)
            for i in told:
                own = best[i]
                for j, alike in _likenesses(self._vectors[i], holders).items():
                    own[pool[j].doc] = max(own[pool[j].doc], alike)
                    best[j][doc] = max(best[j][doc], alike)
            for i in told:
                for term, weight in self._vectors[i].items():
                    holders.setdefault(term, []).append((i, weight))
        return [sum(row) / (docs - 1) for row in best]


def _likenesses(vector: Vector, holders: Holders) -> dict[int, float]:
    """The cosine of a vector with each that has a term in common with it.

    Added up term by term: most pairs share none, and most terms are in few sentences.
    """
    alike: dict[int, float] = {}
    for term, weight in vector.items():
        for j, other in holders.get(term, ()):
            alike[j] = alike.get(j, 0.0) + weight * other
    return alike


def matter_of(headlines: Iterable[str], name: str) -> frozenset[str]:
    """The terms that say what an event is: those of its ``name``, and what several headlines share.

    Of fewer than three headlines nothing can be told, and it is empty.
    """
    titles = list(dict.fromkeys(h for h in headlines if h))
    if len(titles) < _ENOUGH:
        return frozenset()
    bags = [frozenset(terms(tokens(title))) for title in titles]
    common = Counter(chain.from_iterable(bags))
    named = frozenset(terms(tokens(name)))
    return named | {term for term, number in common.items() if number > 1}


def vectors(texts: Sequence[str]) -> list[Vector]:
    """TF-IDF vectors of unit length."""
    counted = [Counter(terms(tokens(text))) for text in texts]
    frequency = Counter(chain.from_iterable(counted))
    rarity = {term: math.log(1 + len(texts) / number) for term, number in frequency.items()}
    return [_unit(bag, rarity) for bag in counted]


def dot(one: Vector, other: Vector) -> float:
    """The dot product of two sparse vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def _unit(bag: Counter[str], rarity: Mapping[str, float]) -> Vector:
    raw = {t: (1 + math.log(n)) * rarity[t] for t, n in bag.items()}
    length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
    return {t: w / length for t, w in raw.items()}


def _scaled(values: list[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [(v - low) / (high - low) if high > low else 0.0 for v in values]


def _length_share(candidate: Candidate) -> float:
    share = 1.0 if candidate.needs < 0 else _LEANING_SHARE
    if candidate.words < _SHORT:
        return share * _SHORT_SHARE
    return share * _LONG_SHARE if candidate.words > _LONG else share
