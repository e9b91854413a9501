"""What a story is about, as weighted terms: TF-IDF in whole numbers.

Weights are integers: sums are exact in any order, and a matcher restored from
its bytes goes on exactly as the one that was saved.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import repeat

from copytaster.matching.entry import Weights
from copytaster.matching.prior import prior

# No more than a dictionary of 64 places holds before it doubles.
TOP = 42
TOP_OF_LEAD = 16
UNIT = 1000
_PRIOR = 10
# Document frequencies are halved at this many stories, so that they stay bounded and forget.
_HALVE_AT = 40_000
# Of every frequency there can be, a little more than none for a term never seen.
_LOGS = tuple(math.log(n + 0.5) for n in range(_HALVE_AT + 1))
# The weight of a term that counts n times: more than all words looked at, of headline and copy (words.py).
_MOST = 2048
_TIMES = (0.0, *(1 + math.log(n) for n in range(1, _MOST + 1)))
# Weights less than this are none.
_TINY = 1e-9
# The weights there can be, each held once to save memory.
WHOLE = tuple(range(UNIT + 1))


class Weigher:
    """Weighs terms by how rare they are in what has come so far."""

    def __init__(self) -> None:
        self.stories, self.frequency = prior()

    def weigh(self, counted: Mapping[str, int], lead: Mapping[str, int]) -> tuple[Weights, Weights]:
        """The heaviest of a story's counted terms, and of its lead's, by what is known so far.

        Every term of the lead is counted in all; each weighting's length is `UNIT`.
        """
        return self._weighted(counted, TOP), self._weighted(lead, TOP_OF_LEAD)

    def learn(self, story_terms: Iterable[str]) -> None:
        """Count one more story's terms, each given once."""
        self.frequency.update(story_terms)
        self.stories += 1
        if self.stories >= _HALVE_AT:
            self.stories //= 2
            halved = {t: n // 2 for t, n in self.frequency.items() if n > 1}
            self.frequency = Counter(halved)

    def _weighted(self, counted: Mapping[str, int], top: int) -> Weights:
        """The ``top`` heaviest terms, scaled to length `UNIT`, heaviest first, of equals what came first."""
        terms, times = list(counted), map(_TIMES.__getitem__, counted.values())
        common = map(_LOGS.__getitem__, map(self.frequency.get, terms, repeat(0)))
        stories = math.log(self.stories + _PRIOR)
        # Less than 0 but for the commonest terms, so that the heaviest come first.
        negative = [n * (log - stories) for n, log in zip(times, common, strict=True)]
        heaviest = sorted(range(len(terms)), key=negative.__getitem__)[:top]
        kept = [(terms[at], w) for at in heaviest if (w := negative[at]) < -_TINY]
        scale = -UNIT / (math.sqrt(sum([w * w for _, w in kept])) or 1.0)
        numbers = WHOLE
        return {t: numbers[int(w * scale + 0.5)] for t, w in kept}


def cosine(one: Weights, other: Weights) -> float:
    """How much alike two weightings are, 0 to 1."""
    return product(one, other) / UNIT**2


def product(one: Weights, other: Weights) -> int:
    """The summed products of two weightings: `UNIT` squared times their cosine.

    A little sooner where ``other`` is the one that was used last: of two equally long
    ones it is the second that is gone through.
    """
    total = 0
    for term in one.keys() & other.keys():
        total += one[term] * other[term]
    return total
