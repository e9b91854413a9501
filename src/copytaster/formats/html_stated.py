"""What is found on a page, held against the text that the page's own object says is the article."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from copytaster.formats.html_copy import Blocks

_WORD = re.compile(r"\w+")
_MUCH_MORE = 1.25
_HELD = 0.85
_VOUCHED = 0.5
_LAST_WORDS = 5

Pairs = set[tuple[str, str]]


def agreement(a: str, b: str) -> float:
    """Token F1 of two texts."""
    first, second = Counter(_WORD.findall(a)), Counter(_WORD.findall(b))
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def vouched(blocks: Blocks, stated: str) -> tuple[Blocks, tuple[str, ...]]:
    """(the blocks the stated text holds, the others), where it shows that much of what was found is another story.

    Only a stated text that is in the blocks as a whole, and ends where one of
    them ends, is believed: one that was cut off says nothing of what follows.
    """
    words = _words(stated)
    each = [_words(text) for _, text in blocks]
    is_whole = any(part[-_LAST_WORDS:] == words[-_LAST_WORDS:] for part in each)
    if sum(map(len, each)) <= _MUCH_MORE * len(words) or not is_whole:
        return blocks, ()
    pairs = set(pairwise(words))
    everything = {pair for part in each for pair in pairwise(part)}
    if len(pairs & everything) < _HELD * len(pairs):
        return blocks, ()
    inside = [_is_in(part, pairs) for part in each]
    kept = tuple(block for block, held in zip(blocks, inside, strict=True) if held)
    others = tuple(text for (_, text), held in zip(blocks, inside, strict=True) if not held)
    return kept, others


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_in(words: list[str], pairs: Pairs) -> bool:
    own = set(pairwise(words))
    return len(own & pairs) >= _VOUCHED * len(own) if own else bool(words)
