"""Words as matching sees them: folded, stemmed lightly, function words left out.

Bounds: only the first `LEAD_CHARS` of a story's copy count towards what it is
about; news puts what matters first, and hostile length must not cost time.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from copytaster.model import Story

# About the first 400 words of English copy.
LEAD_CHARS = 2600
# Beyond the first words of the body a term says less about the event.
LEAD_TERMS = 60
LEAD_WEIGHT = 2
TITLE_WEIGHT = 3

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Scripts written without spaces: a run is cut into pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

_FUNCTION_WORDS = """
    a about above after again against all also am an and any are as at be because been before
    being below between both but by can could did do does doing down during each even few for
    from further get got had has have having he her here hers herself him himself his how i if
    in into is it its itself just like made make many may me might more most much must my
    myself new no nor not now of off on once one only or other our ours out over own people per
    said same say says she should since so some still such than that the their theirs them then
    there these they this those though through time to told too two under until up upon us very
    was way we well were what when where whether which while who whom whose why will with would
    year years yet you your monday tuesday wednesday thursday friday saturday sunday
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded; unspaced scripts as pairs of characters."""
    found = _TOKEN.findall(text.casefold())
    if text.isascii() or not _UNSPACED.search(text):
        return found
    return [part for token in found for part in _pairs(token)]


def terms(text: str) -> list[str]:
    """The content words of ``text`` in order, stemmed."""
    return [term for term in map(stem, tokens(text)) if term]


def bag(story: Story) -> Counter[str]:
    """How much each term counts in the story: its headline most, its lead next."""
    counted = Counter(body := terms(story.copy[:LEAD_CHARS]))
    for term in body[:LEAD_TERMS]:
        counted[term] += LEAD_WEIGHT - 1
    for term in terms((story.headline or "")[:400]):
        counted[term] += TITLE_WEIGHT
    return counted


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A crude English stem, or the empty string for a word that carries no event."""
    if len(word) < 2 or word in FUNCTION_WORDS or len(word) > 40:
        return ""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    return _suffixless(word) if len(word) > 4 and word.isascii() else word


def _suffixless(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    for suffix, shortest in (("ing", 7), ("ed", 6), ("es", 6), ("s", 5)):
        if word.endswith(suffix) and len(word) >= shortest and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _pairs(token: str) -> list[str]:
    if not _UNSPACED.search(token) or len(token) < 3:
        return [token]
    return [token[i : i + 2] for i in range(len(token) - 1)]
