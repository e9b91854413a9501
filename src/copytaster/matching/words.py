"""Words as matching sees them: folded, stemmed lightly, function words left out.

Bounds: only the first words of a story's copy count towards what it is about;
news puts what matters first, and hostile length must not cost time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

# Copy beyond this many characters, or words, is not looked at.
LONGEST_CHARS = 100_000
LONGEST = 8000
# What a story is about shows in its first words, most in the first of all.
ABOUT = 400
LEAD_TERMS = 60
LEAD_WEIGHT = 2
TITLE_WEIGHT = 3

_TOKEN = re.compile(r"[^\W_]+")
# ASCII as tokens have it: letters in lower case, digits, and blanks for all else.
_PLAIN = bytes(ord(chr(n).lower()) if chr(n).isalnum() and n < 128 else 32 for n in range(256))
# The typographic signs of ordinary copy, made plain so that the fast path serves.
_TYPOGRAPHIC = (
    ("’", ""),
    ("‘", " "),
    ("“", " "),
    ("”", " "),
    ("—", " "),
    ("–", " "),
    ("\xa0", " "),
)
# Scripts written without spaces: a run is cut into pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

_FUNCTION_WORDS = """
    a about above after again against all also am an and any are arent as at be because been before
    being below between both but by can cant could couldnt did didnt do does doesnt doing dont down
    during each even few for from further get got had has have having he her here hers herself him
    himself his how i if in into is isnt it its itself just like made make many may me might more
    most much must my myself new no nor not now of off on once one only or other our ours out over
    own people per said same say says she should since so some still such than that thats the their
    theirs them then there these they this those though through time to told too two under until up
    upon us very was wasnt way we well were what when where whether which while who whom whose why
    will with wont would wouldnt year years yet you your monday tuesday wednesday thursday friday
    saturday sunday
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded, apostrophes left out; unspaced scripts as pairs."""
    plain = text[:LONGEST_CHARS]
    if not plain.isascii():
        for sign, stand_in in _TYPOGRAPHIC:
            plain = plain.replace(sign, stand_in)
    if plain.isascii():
        # Bytes are translated ten times as fast as text.
        folded = plain.encode("ascii").translate(_PLAIN, b"'")
        return folded.decode("ascii").split()[:LONGEST]
    found = _TOKEN.findall(plain.replace("'", "").casefold())[:LONGEST]
    if not _UNSPACED.search(plain):
        return found
    return [part for token in found for part in _pairs(token)][:LONGEST]


def terms(words: list[str]) -> list[str]:
    """The content words, stemmed."""
    return list(filter(None, stems(words)))


def bag(copy: list[str], headline: list[str]) -> Counter[str]:
    """How much each term counts, given the words of copy and headline: the headline's most."""
    counted = Counter(body := terms(copy[:ABOUT]))
    for term in body[:LEAD_TERMS]:
        counted[term] += LEAD_WEIGHT - 1
    for term in terms(headline):
        counted[term] += TITLE_WEIGHT
    return counted


def stem(word: str) -> str:
    """A crude English stem, or the empty string for a word that carries no event."""
    return _STEMS[word]


def stems(words: Iterable[str]) -> Iterator[str]:
    """`stem` of each word."""
    return map(_STEMS.__getitem__, words)


class _Stems(dict[str, str]):
    """The stems of the words seen: a look-up costs a quarter of a call."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        self[word] = found = _stem(word)
        return found


_MOST_STEMS = 1 << 16
_STEMS = _Stems()


def _stem(word: str) -> str:
    if len(word) < 2 or word in FUNCTION_WORDS or len(word) > 40:
        return ""
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
