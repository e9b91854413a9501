"""Runs of capitalised words: where one ends, and where in it the name of a person begins."""

from __future__ import annotations

import re

from copytaster.anatomy.demonyms import COUNTRY
from copytaster.attribution import lexicon as lx
from copytaster.attribution.genders import first_name_gender
from copytaster.attribution.media import is_media
from copytaster.attribution.roles import ORG_WORDS, ROLE_NOUNS
from copytaster.attribution.tokens import Tokens
from copytaster.words import wordset

_PARTICLES = wordset("bin ibn al el de da di du del della van von der den ter la le dos y")
_WITHIN = _PARTICLES | {"."}
NOT_NAMES = (
    lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.DETERMINERS | lx.SUBJECT_PRONOUNS
    | lx.ADVERBS | lx.TIME_WORDS | lx.AUXILIARIES
    | frozenset(("selon", "laut", "nach", "según", "according", "speaking", "writing", "commenting", "asked"))
)  # fmt: skip
_PLACE_FIRST = wordset("north south east west new united saudi great los san santa el central northern southern eastern "
    "western mount lake cape fort port camp saint gulf bay")  # fmt: skip
_GOVERNING = frozenset(("of", "to", "for", "at", "from", "in", "the"))
_CALLINGS = ("er", "or", "ian", "ant")
_PARTISANS = wordset(
    "democrat republican longtime former retired fellow independent loyalist resident"
)
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_PORTFOLIOS = frozenset(("minister", "secretary", "commissioner"))
_IMPERSONAL = ORG_WORDS | COUNTRY.keys() | _PORTFOLIOS
_HEADS = frozenset(("mayor", "governor", "president", "executive", "director", "chancellor", "bishop", "archbishop", "head"))  # fmt: skip


def run_end(tokens: Tokens, i: int) -> int:
    """The end of the capitalised run that begins at ``i``; ``i`` if none does."""
    capitals, lower = tokens.capitals, tokens.lower
    if not capitals[i] or lower[i] in NOT_NAMES:
        return i
    at = i + 1
    last = min(len(lower), i + 12)
    # Before all else: is it anything that could go on? Most runs end with their first word.
    while at < last and (capitals[at] or lower[at] in _WITHIN) and lower[at - 1][-2:] != "'s":
        behind = _behind_word(tokens, at, last)
        if behind == at:
            break
        at = behind
    return at


def _initial(tokens: Tokens, at: int, last: int) -> bool:
    """Is the stop at ``at`` that of an initial inside a name ("Jane R. Roe")?"""
    if tokens.word[at] != "." or len(tokens.word[at - 1]) > 1 or at + 1 >= last:
        return False
    return _adjoins(tokens, at + 1) and _name_word(tokens, at + 1)


def _behind_word(tokens: Tokens, at: int, last: int) -> int:
    """Behind the next word of a name, its particles or the stop of its initial; ``at`` where the name ends."""
    if _initial(tokens, at, last):
        return at + 2
    if not _adjoins(tokens, at):
        return at
    return at + 1 if _name_word(tokens, at) else _past_particles(tokens, at, last)


def _past_particles(tokens: Tokens, at: int, last: int) -> int:
    """Behind "van der Lund" when ``at`` is at *van*; ``at`` when no name follows."""
    i = at
    while i < min(last - 1, at + 3) and tokens.lower[i] in _PARTICLES:
        i += 1
    return i + 1 if i > at and _name_word(tokens, i) else at


def _adjoins(tokens: Tokens, at: int) -> bool:
    gap = tokens.text[tokens.end[at - 1] : tokens.start[at]]
    if tokens.sentence[at] != tokens.sentence[at - 1]:
        return False
    return gap == " " or (tokens.word[at - 1] == "." and gap in ("", " "))


def _name_word(tokens: Tokens, i: int) -> bool:
    return tokens.capital(i) and tokens.lower[i] not in NOT_NAMES


def bare(word: str) -> str:
    """The word without a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def name_text(tokens: Tokens, first: int, last: int) -> str:
    """The run as a name: as written, without a possessive."""
    return bare(tokens.said(first, last))


def is_title(word: str, length: int) -> bool:
    """Is the first word of ``length`` capitalised ones a title: a post, or a calling like "Botanist"?"""
    return (
        word in ROLE_NOUNS
        or word.startswith("co-")
        or (length > 2 and len(word) > 6 and word.endswith("ist"))
    )


def person_part(tokens: Tokens, first: int, last: int) -> int:
    """Where the personal name begins in a run: behind titles, posts and nationalities."""
    start = first
    if last - first == 1:
        return start
    for i in range(first, last - 1):
        word = bare(tokens.lower[i])
        if is_title(word, last - i) or (
            i == start and (word in COUNTRY or tokens.lower[i].endswith("'s"))
        ):
            start = i + 1
    if start == first and last - first > 2 and _holds_more(tokens, first, last):
        start = last - 2
    return start


def _holds_more(tokens: Tokens, first: int, last: int) -> bool:
    """Does the run hold more than the name: what somebody is minister of, or "Voter" at a sentence's start?"""
    if behind_portfolio(tokens, first):
        return True
    given = first_name_gender(tokens.lower[last - 2]) is not None
    if given and first and tokens.lower[first - 1] in _GOVERNING:
        return True
    called = tokens.lower[first].endswith(_CALLINGS) or tokens.lower[first] in _PARTISANS
    opens = first == tokens.bounds[tokens.sentence[first]][0]
    return opens and last - first == 3 and called and first_name_gender(tokens.lower[first]) is None


def behind_portfolio(tokens: Tokens, first: int) -> bool:
    """ "Minister of Public Works Jane Roe", "mayor of New Torvik Jane Roe": the run holds more than the name."""
    if first < 2 or tokens.lower[first - 1] not in ("of", "for"):
        return False
    return tokens.lower[first - 2] in _PORTFOLIOS or tokens.lower[first - 2] in _HEADS


def looks_personal(tokens: Tokens, first: int, last: int) -> bool:
    """Could this run, its titles gone, be a person's name?"""
    if not 2 <= last - first <= 5:
        return False
    words = [bare(w) for w in tokens.lower[first:last]]
    if words[0] in _PLACE_FIRST:
        return False
    if first and _ORDINAL.fullmatch(tokens.lower[first - 1]):  # "the 3rd Jager Guards"
        return False
    if not _IMPERSONAL.isdisjoint(words) or any(w[0].isdigit() for w in words):
        return False
    shouted = any(w.isupper() and len(w) > 2 for w in tokens.word[first:last])
    return not shouted and not is_media(" ".join(words))
