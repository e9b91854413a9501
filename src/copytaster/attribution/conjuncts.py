"""Sources of several names: where one ends and the next begins."""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.phrases import segments
from copytaster.attribution.roles import ORG_WORDS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

Range = tuple[int, int]
_AROUND = frozenset(("in", "on", "at", "from", "with", "between", "near"))
_INSIDE = wordset("of for the and in on , ' ’")  # "Harbour and Deck Workers' Union"


def conjuncts(tokens: Tokens, first: int, last: int) -> list[Range] | None:
    """As in "Roe and the ministry", "the US, Korea, and Ukraine": the names of a joint source; None where it is one."""
    ands = [i for i in range(first, last) if tokens.lower[i] == "and"]
    if not ands or ands[-1] in (first, last - 1):
        return None
    start = first + (tokens.lower[first] == "both")
    joint = ands[-1]
    tail = (joint + 1, last)
    heads = [p for p in segments(tokens, start, joint) if p[0] < p[1]]
    if any(w in _AROUND for w in tokens.lower[first:joint]):
        return None  # "outlets in Russia and Korea"
    if not heads or not _nominal(tokens, *tail) or not all(_nominal(tokens, *p) for p in heads):
        return None
    if start == first and _one_body(tokens, heads[-1], tail):
        return None
    return [*heads, tail]


def _nominal(tokens: Tokens, first: int, last: int) -> bool:
    """A conjunct that is a name, with or without an article or title before it."""
    if tokens.lower[first] == "the" and tokens.lower[last - 1] in ORG_WORDS and last - first < 5:
        return True
    return (
        tokens.capital(last - 1)
        and not tokens.lower[last - 1].endswith("'s")
        and "," not in tokens.word[first:last]
    )


def _one_body(tokens: Tokens, head: Range, tail: Range) -> bool:
    """As in "the Food and Drug Administration", "Department of Health and Human Services"."""
    if not all(
        tokens.capital(i) or tokens.lower[i] in _INSIDE
        for i in range(head[0] + (tokens.lower[head[0]] in lx.DETERMINERS), tail[1])
    ):
        return False  # "the retailer Salvik and the maker Morsk Group"
    of = any(w in ("of", "for") for w in tokens.lower[head[0] : head[1]])
    org_tail = tokens.lower[tail[1] - 1] in ORG_WORDS and tail[1] - tail[0] > 1
    org_head = any(w in ORG_WORDS for w in tokens.lower[head[0] : head[1]])
    return (of and org_head) or (org_tail and not org_head) or (of and head[1] - head[0] > 2)
