"""What a name's own words and the words around it say of its kind, in log-odds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, SPEECH
from copytaster.anatomy.name_marks import REMEMBERED, SUFFIXES, is_acronym, personlike
from copytaster.anatomy.name_words import (
    AMBIGUOUS,
    HOUSEHOLD,
    HOUSES,
    KINSHIP,
    KNOWN_PEOPLE,
    ROLES,
    TEAMS,
    WEAK_HEADS,
)
from copytaster.words import wordset

#: A place follows these, more often than not.
PLACING = wordset("in near across around outside inside throughout toward towards into")
_ARTICLES = frozenset(["the", "a", "an", "this", "these", "those", "every", "each"])
# Behind one of these the name does not belong to the next word.
_ENDING = wordset("""
    of in is was were are has had and or to on at for from by with will would as that which who
    could have
""")
_TELLING = frozenset(["by", "with", "told", "met", "like", "asked", "says", "said"])
_KIN = wordset("""
    wife husband widow widower mother father son daughter brother sister girlfriend boyfriend
    fiancee fiancée fiance uncle aunt nephew niece cousin grandson granddaughter grandfather
    grandmother stepson twin named
""")
_RUNNING = frozenset(["who", "whose"])
_CAMEL = re.compile(
    r"(?!Ma?c[A-Z]|O['’]|D['’]|De[A-Z]|Di[A-Z]|Du[A-Z]|La[A-Z]|Le[A-Z]|Van[A-Z]|Von[A-Z]|Fitz[A-Z])[A-Z]*[a-z]+[A-Z]\w*$"
)
_NET = re.compile(r"[\w-]+\.(?:com|org|net|gov|edu|tv|info|io|ru|uk|co|br)$")
# What a people is called ends so.
_PEOPLE = re.compile(r"(?:ian|ean|ese|ish|ians|eans)$")
_AGE = re.compile(r", (?:aged )?\d{1,3}(?:,|\b(?= (?:of|from)\b))| \(\d{1,2}\)")


class Evidence(NamedTuple):
    """Log-odds for a person, an organisation, and anything else."""

    person: float = 0.0
    organisation: float = 0.0
    other: float = 0.0

    def plus(self, other: Evidence) -> Evidence:
        """Both taken together."""
        return Evidence(
            self.person + other.person,
            self.organisation + other.organisation,
            self.other + other.other,
        )


NOTHING = Evidence()
# A name that stands in quotation marks by itself is mostly a work's.
_A_WORK = Evidence(other=4.0)
_AGED = Evidence(person=4.0)
_QUOTES = ("“", "”", '"')
# Capitals alone are mostly an organisation's.
_INITIALS = 2.5


# Names come again, in one story and in the next.
@lru_cache(maxsize=REMEMBERED)
def of_words(words: tuple[str, ...]) -> Evidence:
    """What the name itself says."""
    return _of_single(words[0]) if len(words) == 1 else _of_several(words)


def _of_single(word: str) -> Evidence:
    if word in KNOWN_PEOPLE:
        return Evidence(person=9.0)
    place = _placed(word)
    if _NET.match(word):
        return Evidence(organisation=4.0)
    if _CAMEL.match(word):
        return Evidence(organisation=1.5 - place)
    if word in TEAMS:
        return Evidence(organisation=0.8, other=1.0)
    if word in AMBIGUOUS:
        return Evidence(organisation=1.0, other=place)
    if is_acronym(word):
        return Evidence(organisation=_INITIALS)
    if _PEOPLE.search(word) and word not in GIVEN:
        return Evidence(other=3.0)
    given = 0.5 if word in GIVEN else 0.0
    return Evidence(person=given, other=0.6 + place)


def _of_several(words: tuple[str, ...]) -> Evidence:
    person, organisation, other = 0.0, 0.0, _placed(" ".join(words))
    if not personlike(words):
        person -= 4.0
    elif words[0] in GIVEN or _initialled(words):
        person += 4.0
    elif len(words) <= 4:
        person += 1.0
    if words[-1] in SUFFIXES:
        person += 3.0
    if words[-1] in WEAK_HEADS:
        organisation += 3.0 if words[0] not in GIVEN else 2.5
    if "&" in words:
        organisation += 3.0
    if any(_CAMEL.match(w) for w in words):
        organisation += 1.0
    if any(w in JOINERS and w != "of" for w in words[1:-1]):
        person += 1.0
    if any(_NET.match(w) for w in words):
        organisation += 4.0
    return Evidence(person, organisation, other)


def _initialled(words: tuple[str, ...]) -> bool:
    """``J. K. Vask``, ``Ann R. Lee``."""
    return any(len(w) == 2 and w[1] == "." for w in words[:-1]) and len(words[-1]) > 2


def _placed(name: str) -> float:
    """How well the name is known as a place's."""
    found = candidates(name)
    if not found:
        return 0.0
    best = found[0]
    if best.kind in "CAW":
        return 8.0 if best.kind == "C" else 5.0
    if best.population > 500_000:
        return 4.0
    many = " " in name
    if best.population > 100_000:
        return 3.0 if many else 2.0
    return (2.0 if many else 1.0) if best.population > 15_000 else 0.5


@lru_cache(maxsize=REMEMBERED)
def of_neighbours(before: str, after: str, possessive: bool) -> Evidence:
    """What the words next to the name say."""
    before = before.lower()
    if before in _ARTICLES:
        led = after.isalpha() and after.islower() and after not in _ENDING
        told = Evidence(person=-0.5, organisation=-0.5) if led else Evidence(-3.0, 0.5, 0.5)
        return told.plus(_of_after(after, possessive))
    return _of_before(before).plus(_of_after(after, possessive))


def _of_before(before: str) -> Evidence:
    if before in ROLES or before in _KIN:
        return Evidence(person=3.0)
    if before in HOUSES:
        return Evidence(organisation=2.5)
    if before in PLACING:
        return Evidence(person=-1.0, other=1.5)
    if before == "at":
        return Evidence(person=-1.0, organisation=0.8)
    if before in _TELLING:
        return Evidence(person=0.4, organisation=0.2)
    return Evidence()


def _of_after(after: str, possessive: bool) -> Evidence:
    if after in SPEECH:
        return Evidence(person=1.5, organisation=0.9)
    if after in _RUNNING:
        return Evidence(person=2.0)
    if after in HOUSEHOLD:
        return Evidence(organisation=2.0)
    if after in KINSHIP:
        return Evidence(person=2.0) if possessive else Evidence(person=0.8)
    return Evidence(person=0.4) if possessive else Evidence()


def of_place(text: str, start: int, end: int) -> Evidence:
    """What the marks around the name say: an age behind it, quotation marks on both sides."""
    if text.startswith((", ", " ("), end) and _AGE.match(text, end, end + 24):
        return _AGED
    if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
        return _A_WORK
    return NOTHING
