"""What words by themselves mark: an organisation, a place, a thing, or nothing that speaks against a person."""

from __future__ import annotations

import re
from functools import lru_cache

from copytaster.anatomy.agencies import AGENCIES
from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import KNOWN_ORGANISATIONS, ORGANISATIONS, THINGS
from copytaster.anatomy.name_words import (
    AMBIGUOUS,
    COMPANIES,
    INSTITUTIONS,
    KNOWN_NAMES,
    MEMBERS,
    NO_ACRONYMS,
    PAPERS,
    SURNAMES,
    TEAMS,
    THING_OPENERS,
    THING_TAILS,
)
from copytaster.anatomy.tagger import known_organisation as listed
from copytaster.anatomy.tagger import model

#: How many names' readings are kept, the latest used.
REMEMBERED = 20_000
#: They end a person's name and are no name themselves.
SUFFIXES = frozenset(["Jr", "Sr", "Jr.", "Sr.", "II", "III", "IV"])
_LONGEST_PERSON = 5
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?|G-?\d{1,2}|(?:[A-Z]\.){2,5}")
# Two dotted letters are mostly a state or a person's initials.
_DOTTED_BODIES = frozenset(["U.N.", "E.U."])
_OF = frozenset(["of", "for", "on", "de", "del", "des", "du"])
_SMALL_TOWN = 20_000
# Listed as organisations, but as often something else.
_UNSURE = AMBIGUOUS | MEMBERS | NO_ACRONYMS | PEOPLES.keys()
_KNOWN = (KNOWN_ORGANISATIONS | COMPANIES | INSTITUTIONS | frozenset(AGENCIES)) - AMBIGUOUS
_NO_SURNAMES = ORGANISATIONS | THINGS | THING_TAILS | MEMBERS


def is_place(name: str) -> bool:
    """Whether the name is on the map as more than a hamlet."""
    found = candidates(name)
    return bool(found) and (found[0].kind != "P" or found[0].population > _SMALL_TOWN)


def is_region(name: str) -> bool:
    """Whether the name is a country's or a first-level region's."""
    return any(c.kind in "CA" for c in candidates(name)[:1])


def is_land(words: tuple[str, ...]) -> bool:
    """``United States``, ``Russian Federation``: a country or its like by a name that looks organised."""
    found = candidates(" ".join(words))
    if found and found[0].kind in "CAW":
        return True
    if len(words) != 2 or words[0] not in ("Russian", "Soviet", "United"):
        return False
    return words[1] in ("Federation", "Union", "Kingdom", "States")


@lru_cache(maxsize=REMEMBERED)
def known_organisation(words: tuple[str, ...]) -> bool:
    """Whether these very words are known to name an organisation."""
    if len(words) == 1:
        word = words[0]
        bare = word.replace(".", "") if word.count(".") > 1 else word
        return word in _KNOWN or (bare not in _UNSURE and listed(bare))
    name = " ".join(words)
    return name in KNOWN_NAMES or name in AGENCIES or listed(name)


@lru_cache(maxsize=REMEMBERED)
def is_acronym(word: str) -> bool:
    """Whether the word is written as an organisation's initials."""
    if not _ACRONYM.fullmatch(word) or word in NO_ACRONYMS or word.rstrip("s") in NO_ACRONYMS:
        return False
    if "." in word and len(word) < 6:
        return word in _DOTTED_BODIES
    return not any(c.kind == "C" for c in candidates(word)[:1])


def is_shouted(word: str) -> bool:
    """A common word in capitals: ``MUST``."""
    return word.isupper() and word.lower() in model().lists.common


def organised(words: tuple[str, ...]) -> bool:
    """Whether the words hold the head of an organisation's name, and mean no place or thing by it."""
    if len(words) == 1:
        return is_acronym(words[0]) and not is_shouted(words[0])
    of = next((i for i, w in enumerate(words) if w in _OF), len(words))
    if ORGANISATIONS.isdisjoint(words[:of]):
        return False
    if of == len(words) and words[-1] not in ORGANISATIONS and thinglike(words):
        return False
    return not is_land(words)


def thinglike(words: tuple[str, ...]) -> bool:
    """Whether the last word says it is a thing; a given name before it may say it is somebody."""
    if words[-1] not in THINGS and words[-1] not in THING_TAILS:
        return False
    return not (words[-1] in SURNAMES and words[0] in GIVEN)


def titled_paper(words: tuple[str, ...]) -> bool:
    """``Halden Register``: a town and a word of papers' names."""
    if words[-1] not in PAPERS:
        return False
    return words[-2] in PAPERS or any(
        is_place(" ".join(words[at : at + size]))
        for size in (1, 2)
        for at in range(len(words) - size)
    )


def of_land(words: tuple[str, ...]) -> bool:
    """``Belarusian KGB``: a land's well-known body."""
    if not is_acronym(words[-1]) and words[-1] not in INSTITUTIONS:
        return False
    return all(w in PEOPLES or w in NO_ACRONYMS or is_region(w) for w in words[:-1])


def is_team(words: tuple[str, ...]) -> bool:
    """``Halden Rangers``: a town and a word of teams' names."""
    return words[-1] in TEAMS and bool(candidates(" ".join(words[:-1])))


def personlike(words: tuple[str, ...]) -> bool:
    """Whether nothing in the words speaks against a person's name."""
    if len(words) > _LONGEST_PERSON:
        return False
    if words[0] in GIVEN and len(words) > 1:
        return _NO_SURNAMES.isdisjoint(words[1:]) or words[-1] in SURNAMES
    if not ORGANISATIONS.isdisjoint(words) or not THINGS.isdisjoint(words):
        return False
    if words[-1] in THING_TAILS or words[-1] in MEMBERS or words[0] in THING_OPENERS:
        return False
    return not all(w.isupper() and len(w) > 1 for w in words)
