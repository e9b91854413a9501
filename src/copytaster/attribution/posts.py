"""Posts said of a name: the title before it, or an apposition on either side."""

from __future__ import annotations

from copytaster.anatomy.demonyms import COUNTRY, normal
from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import NOT_NAMES
from copytaster.attribution.phrases import is_finite
from copytaster.attribution.roles import ROLE_NOUNS
from copytaster.attribution.tokens import Tokens

_COUNTRIES = frozenset(COUNTRY.values())


def posts_of(tokens: Tokens, first: int, start: int, last: int) -> list[str]:
    """Posts said of the name at ``[start, last)``: before it, or in apposition on either side."""
    found = []
    before = _title_before(tokens, first, start)
    if before:
        found.append(before)
    if last < len(tokens) and tokens.word[last] == ",":
        end = _apposed_end(tokens, last + 1)
        if _has_role(tokens, last + 1, end):
            found.append(_without_article(tokens, last + 1, end))
    if first > 1 and tokens.word[first - 1] == "," and start == first:
        begin = _apposed_start(tokens, first - 1)
        if _has_role(tokens, begin, first - 1):
            found.append(_without_article(tokens, begin, first - 1))
    return [p for p in found if p]


def _title_before(tokens: Tokens, first: int, start: int) -> str:
    """As in "Russian President", "farmers' union chairman": the post written right before the name."""
    begin = first
    while begin > max(0, first - 6) and _belongs_to_title(tokens, begin - 1):
        begin -= 1
    return _without_article(tokens, begin, start) if _has_role(tokens, begin, start) else ""


def _belongs_to_title(tokens: Tokens, i: int) -> bool:
    if tokens.quote[i] >= 0 or tokens.sentence[i] != tokens.sentence[i + 1]:
        return False
    word = tokens.lower[i]
    if not word[0].isalpha() or word in NOT_NAMES or word in lx.forms():
        return False
    return word in ROLE_NOUNS or normal(word) in _COUNTRIES or tokens.lower[i + 1] in ROLE_NOUNS


def _apposed_end(tokens: Tokens, first: int) -> int:
    end = first
    while (
        end < min(len(tokens), first + 14)
        and tokens.word[end] not in ",.;:()"
        and tokens.quote[end] < 0
    ):
        if is_finite(tokens, end) or tokens.lower[end] in ("who", "which"):
            return first
        end += 1
    return end


def _apposed_start(tokens: Tokens, last: int) -> int:
    begin = last
    while (
        begin > max(0, last - 12)
        and tokens.word[begin - 1] not in ",.;:()"
        and tokens.quote[begin - 1] < 0
    ):
        if tokens.lower[begin - 1] in lx.AUXILIARIES or tokens.lower[begin - 1] in lx.SUBORDINATORS:
            break
        begin -= 1
    return begin


def _has_role(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.lower[i] in ROLE_NOUNS for i in range(first, last))


def _without_article(tokens: Tokens, first: int, last: int) -> str:
    while first < last and (
        tokens.lower[first] in lx.DETERMINERS or tokens.lower[first] in lx.CONJUNCTIONS
    ):
        first += 1
    return tokens.said(first, last)
