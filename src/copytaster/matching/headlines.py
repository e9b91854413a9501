"""Which of an event's headlines names it: the one that most others agree with.

The name is chosen once, when a coverage is made, and kept by whoever shows only a part of it
(`copytaster.matching.view.restrict`): desk, terminal, front page, event page and composed story
all call an event the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from copytaster.matching.words import terms, tokens

_ENOUGH = 3  # of two votes neither is the odd one
_MOST = 48  # of a running event's headlines the last so many, and as many of its reprints'
_LOOKED_AT = 120  # characters, so that length wins nothing


def representative(headlines: Sequence[str], copies: Iterable[str] = ()) -> str:
    """The headline that shares most words with the others, of equals the first; empty for none.

    A feature's title ("The night on the strait") and what one side says of itself share little
    with what everybody else calls the event, and name it badly. ``headlines`` stand in the order
    in which they came. ``copies`` are those that reprints bear: they are not chosen, but each is
    a desk that took a story up and has its vote. Of fewer than three in all the first is taken.
    """
    titles = list(dict.fromkeys(h for h in headlines if h))[-_MOST:]
    votes = Counter(map(_words, [*titles, *[h for h in copies if h][-_MOST:]]))
    if not titles or votes.total() < _ENOUGH:
        return titles[0] if titles else ""
    agreed = [_agreed(_words(title), votes) for title in titles]
    return titles[agreed.index(max(agreed))]


def _agreed(words: frozenset[str], votes: Mapping[frozenset[str], int]) -> float:
    """The sum of its likenesses (Dice) to all votes; rounded, so that equals are equal."""
    own, found = len(words), 0.0
    for vote, times in votes.items():
        if both := len(words & vote):
            found += times * 2 * both / (own + len(vote))
    return round(found, 6)


@lru_cache(maxsize=4096)
def _words(headline: str) -> frozenset[str]:
    return frozenset(terms(tokens(headline[:_LOOKED_AT])))
