"""Places inside words with a hyphen: ``Toronto-based``, ``Egyptian-US relations``, ``D-Pa.``"""

from __future__ import annotations

from functools import lru_cache

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.gazetteer import Candidate, candidates
from copytaster.anatomy.place_words import RULED, SEATED, WORDY
from copytaster.anatomy.regions import region_of

_PARTIES = frozenset("DR")
_LARGE, _SEAT = 300_000, 5_000
# "African-American", "Korean-Canadians": what people are, not where.
_HYPHENATED = ("American", "Canadian", "Australian")

#: Where the place begins and ends in the word, its name, and who bears it.
Part = tuple[int, int, str, tuple[Candidate, ...]]


@lru_cache(maxsize=20_000)
def compound(word: str) -> tuple[Part, ...]:
    """The places in a word of two parts; empty where it has none, or is a place's name as a whole."""
    head, hyphen, tail = word.partition("-")
    if not hyphen or not head or not tail or "-" in tail or candidates(word):
        return ()
    if head in _PARTIES:
        region = (
            tuple(c for c in candidates(state[0]) if c.kind == "A")
            if (state := region_of(tail))
            else ()
        )
        return ((len(head) + 1, len(word), tail, region[:1]),) if region else ()
    if tail.islower():
        options = _seat(head, tail)
        return ((0, len(head), head, options),) if options else ()
    if head in PEOPLES and tail.startswith(_HYPHENATED):
        return ()
    parts = ((0, len(head), head), (len(head) + 1, len(word), tail))
    found = tuple((a, b, name, large) for a, b, name in parts if (large := _large(name)))
    return found if len(found) == 2 or any(p[3][0].kind in "CA" for p in found) else ()


def _seat(name: str, ending: str) -> tuple[Candidate, ...]:
    if ending in SEATED and name not in WORDY:
        return _land(name) or tuple(c for c in candidates(name) if c.population >= _SEAT)
    return _large(name) if ending in RULED else ()


def _large(name: str) -> tuple[Candidate, ...]:
    """A land, a state, or a city too large to be taken for a person's name."""
    if land := _land(name):
        return land
    found = candidates(name)
    if not found or name in WORDY or (name.isupper() and len(name) < 4 and found[0].kind != "C"):
        return ()
    large = found[0].kind != "P" or found[0].population >= _LARGE
    return found if large and (len(name) > 2 or name.isupper()) else ()


def _land(name: str) -> tuple[Candidate, ...]:
    land = PEOPLES.get(name)
    return candidates(land)[:1] if land else ()
