"""Sources that are documents: which noun is one, whose it is, which one is meant again."""

from __future__ import annotations

from copytaster.attribution import lexicon as lx
from copytaster.attribution.roles import DOCUMENTS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

HELD = frozenset(("seen", "obtained", "reviewed", "acquired", "leaked"))
SITES = frozenset(("website", "site", "webpage", "homepage", "blog"))
_ADDRESSED = frozenset(("to", "about", "on", "regarding", "dated", "concerning"))
_ISSUED = wordset(
    "released issued published posted written signed made sent given read dated put seen obtained reviewed acquired leaked"
)
_RESEARCH = frozenset(("study", "studies", "paper", "findings", "research", "article", "report"))


def document_head(tokens: Tokens, first: int, last: int) -> int | None:
    """The noun of a source that is a document ("the report by X", "X's statement"); None where it is none."""
    end = first
    while end < last and tokens.lower[end] not in lx.PREPOSITIONS and tokens.word[end] != ",":
        end += 1
    if end > first + 1 and tokens.lower[end - 1] in _ISSUED:
        end -= 1  # "a statement released by …"
    if end > first and tokens.lower[end - 1] in DOCUMENTS and not tokens.capital(end - 1):
        return end - 1
    for i in range(first + 1, last):
        owned = tokens.lower[i - 1].endswith(("'s", "s'"))
        printed = tokens.lower[i] in DOCUMENTS or tokens.lower[i] in SITES
        if owned and printed and not tokens.capital(i):
            return i
    return None


def author_end(tokens: Tokens, first: int, last: int) -> int:
    """An email from Roe *to* Moe, a report by Roe *on* piers: where the author's name ends."""
    ends = (i for i in range(first + 1, last) if tokens.lower[i] in _ADDRESSED)
    return next(ends, last)


def same_document(noun: str, words: list[str]) -> bool:
    """Does "the report" go on with what was called so, or with findings that were called a study?"""
    return noun in words or (noun in _RESEARCH and not _RESEARCH.isdisjoint(words[-1:]))


def posted(venue: str | None) -> bool:
    """Is the venue a platform? Events and sites are written in lower case."""
    return venue is not None and (venue[0].isupper() or venue == "social media")
