"""Stamps: lines of nothing but when a page was made, and the labels beside them."""

from __future__ import annotations

import re

from copytaster.words import wordset

_LONGEST = 90
_DATE_WORDS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)
_MONTHS = frozenset(_DATE_WORDS.split()[:23])
_ZONES = "am pm a m p noon gmt utc ist bst cet cest et est edt ct cst cdt mt mst mdt pt pst pdt eastern central pacific time local z h hrs uhr"
_SAID = wordset("updated published posted originally last modified created uploaded first")
_AGO = wordset("""
    ago min mins minute minutes hour hours hr hrs day days week weeks month months year years
""")
_OTHER = "at on by the of and less than about st nd rd th date reading read time words word minute"
_KNOWN = frozenset([*_DATE_WORDS.split(), *_ZONES.split(), *_SAID, *_AGO, *_OTHER.split()])
_TOKEN = re.compile(r"[a-z]+|\d+")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_stamp(small: str, head: bool) -> bool:
    """Whether a lower-case line is a time of publication; a bare date is one only at the head."""
    if len(small) > _LONGEST or (not small.isascii() and not _ascii_enough(small)):
        return False
    if not any(map(str.isdigit, small)):
        return False
    tokens = _TOKEN.findall(small)
    words = [t for t in tokens if t.isalpha()]
    if not words or not _KNOWN.issuperset(words):
        return False
    return _says_when(small, frozenset(words), head)


def _says_when(small: str, words: frozenset[str], head: bool) -> bool:
    if words & _SAID and (words & _MONTHS or words & _AGO or _YEAR.search(small)):
        return True
    if "ago" in words or "reading" in words:
        return True
    dated = bool(words & _MONTHS)
    return dated and (bool(_CLOCK.search(small)) or (head and bool(_YEAR.search(small))))


def _ascii_enough(small: str) -> bool:
    return all(c.isascii() or c in "—–·•\u00a0|~" for c in small)
