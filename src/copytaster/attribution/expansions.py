"""Abbreviations and the names they were introduced with."""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

_SMALL = wordset("of and for the in on de da do des du la le el y und from to")
_LONGEST_EXPANSION = 14


def expansion_of(tokens: Tokens, first: int, last: int) -> tuple[str, str] | None:
    """ "World Health Organization (WHO)": the short form at ``[first, last)`` and the name in full before it."""
    if first < 2 or tokens.word[first - 1] != "(" or tokens.word[last : last + 1] != [")"]:
        return None
    short = tokens.said(first, last)
    begin = _expansion_start(tokens, first - 1, short) if last - first < 4 else None
    return None if begin is None else (short, tokens.said(begin, first - 1))


def _expansion_start(tokens: Tokens, last: int, short: str) -> int | None:
    """Where the name that ends at ``last`` and ``short`` stands for begins; None where there is none."""
    capitals = _capitals_before(tokens, last)
    letters = [c.lower() for c in short if c.isalpha()]
    starts = [i for i in capitals if tokens.lower[i][0] == short[0].lower()]
    for start in starts:
        words = [w[0] for w in tokens.lower[start:last]]
        if letters in (words, [w[0] for w in tokens.lower[start:last] if w not in _SMALL]):
            return start
    if not starts or last - capitals[-1] < 2:
        return None
    # Letters of another language ("Landless Workers Movement (MST)"): the whole name counts.
    foreign = short.isupper() and len(starts) == 1 and last - starts[0] == 1
    return capitals[-1] if foreign else starts[-1]


def _capitals_before(tokens: Tokens, last: int) -> list[int]:
    """The capitalised words of the name that ends at ``last``, from its end."""
    found = []
    i = last - 1
    while i >= max(0, last - _LONGEST_EXPANSION) and tokens.sentence[i] == tokens.sentence[last]:
        if tokens.capital(i) and tokens.lower[i] not in lx.DETERMINERS:
            found.append(i)
        elif tokens.lower[i] not in _SMALL:
            break
        i -= 1
    return found
