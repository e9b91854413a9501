"""Which of an event's headlines names it: the one that most others agree with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from copytaster.matching.words import terms, tokens

_ENOUGH = 3  # of two headlines neither is the odd one
_LOOKED_AT = 120  # characters, so that length wins nothing


def representative(headlines: Sequence[str]) -> str:
    """The headline that shares most words with the others, of equals the first; empty for none.

    A feature's title ("The night on the strait") shares little with what everybody else calls
    the event, and names it badly. ``headlines`` stand in the order in which they came; of fewer
    than three the first is taken.
    """
    titles = list(dict.fromkeys(h for h in headlines if h))
    if len(titles) < _ENOUGH:
        return titles[0] if titles else ""
    words = [_words(title) for title in titles]
    common = Counter(word for found in words for word in found)
    shared = [sum(common[word] - 1 for word in found) for found in words]
    return titles[shared.index(max(shared))]


@lru_cache(maxsize=4096)
def _words(headline: str) -> frozenset[str]:
    return frozenset(terms(tokens(headline[:_LOOKED_AT])))
