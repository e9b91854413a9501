"""Posts and titles in a capitalised run: how many words they are, and at what organisation they are held."""

from __future__ import annotations

import re

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, ORGANISATIONS, POST_HEADS, POSTS, THINGS, TITLES
from copytaster.anatomy.name_marks import (
    SUFFIXES,
    is_acronym,
    is_place,
    is_region,
    known_organisation,
    organised,
    personlike,
)
from copytaster.anatomy.name_words import FIELDS, MEMBERS, OFFICES, ROLES

_ELECT = re.compile(r"-(?:elect|designate)$")
_TITLED = (TITLES | OFFICES) - {"St", "St.", "Saint", "Crown"}
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ian|ean|ese|ish|can)$")
_FORMER = frozenset(["Former", "Then", "Acting", "Ex", "Longtime", "Retired"])
_MODIFIERS = _FORMER | frozenset(
    [
        *("US", "UK", "EU", "UN", "U.S.", "U.K.", "U.N.", "South", "North", "East", "West", "New"),
        *("Saudi", "Sri", "Costa", "Hong", "Puerto", "Press", "Executive", "Majority", "Minority"),
        *("Assistant", "Senior", "Special", "Junior", "Lead", "Police", "District", "State"),
        *("Attorney", "Party", "Federal", "Supreme", "Opposition", "Under", "Permanent", "Major"),
    ]
)
# "House Speaker": the chamber belongs to the post.
# "House Speaker", "Treasury Secretary": what is led belongs to the post.
_PORTFOLIOS = frozenset(
    [
        *("House", "State", "Foreign", "Party", "Council", "Assembly", "Senate", "Congress"),
        *("Parliament", "Cabinet", "Treasury", "Diet", "Duma", "Knesset", "Bundestag", "Majlis"),
    ]
)
# What follows "of" behind these is what they are in charge of, never a name.
_IN_CHARGE = frozenset(["Minister", "Secretary", "Undersecretary", "Ministers"])
# A company has one of these; a town has not.
_BUSINESS = frozenset(
    ["CEO", "CFO", "COO", "Founder", "Co-founder", "Chairman", "Analyst", "Editor"]
)
# They are no subject by themselves: "CEO of New Leaf".
_NO_SUBJECTS = frozenset(
    [
        *(
            "New",
            "North",
            "South",
            "East",
            "West",
            "Great",
            "Central",
            "Upper",
            "Lower",
            "Northern",
        ),
        *("Southern", "Eastern", "Western", "American", "Global", "International"),
    ]
)
# What posts are of.
_SUBJECTS = (
    ORGANISATIONS
    | POSTS
    | THINGS
    | FIELDS
    | JOINERS
    | {"the", "Exchequer", "Rolls", "Commons", "Lords"}
) - _NO_SUBJECTS
# A name may open with these.
_PARTICLES = frozenset(["al", "el", "bin", "van", "von", "de", "da", "di", "la", "le", "del"])


def is_post(word: str) -> bool:
    """Whether the capitalised word is a post or title: ``President-elect``, ``Secretary-General`` are."""
    if word in POST_HEADS or word in _TITLED:
        return True
    return "-" in word and (
        _ELECT.search(word) is not None or not POST_HEADS.isdisjoint(word.split("-"))
    )


def post_size(words: tuple[str, ...]) -> int:
    """How many words of a post (or title) open the run; the rest is somebody's name."""
    if size := _office_size(words):
        return size
    for index in range(len(words) - 1, -1, -1):
        if (index and words[index - 1] == "of") or not _calls(words, index):
            continue
        tail = words[index + 1 :]
        if tail:
            return index + 1 if _names_bearer(tail) and not known_organisation(words) else 0
        if index and (words[0] in GIVEN or not ORGANISATIONS.isdisjoint(words[index:])):
            return 0  # "John Major"
        return index + 1 if index == 0 or not known_organisation(words) else 0
    return 0


def _calls(words: tuple[str, ...], index: int) -> bool:
    """Whether the word is a post, or a calling with a given name behind it: ``Bowler Shane Vask``."""
    if is_post(words[index]):
        return True
    behind = words[index + 1 : index + 3]
    return len(behind) == 2 and behind[0] in GIVEN and words[index].lower() in ROLES


def _names_bearer(tail: tuple[str, ...]) -> bool:
    """Whether the words behind a post can be somebody's name."""
    if len(tail) == 1 and (tail[0] in PEOPLES or is_region(tail[0])):
        return False
    if not personlike(tail) or all(w in SUFFIXES or w in JOINERS for w in tail):
        return False
    if tail[0] in JOINERS and tail[0] not in _PARTICLES:
        return False
    return not (POSTS | FIELDS | MEMBERS).issuperset(tail) and tail[-1] not in POSTS


def _office_size(words: tuple[str, ...]) -> int:
    """How many words of ``Chief of General Staff`` open the run; 0 where there is none."""
    of = words.index("of") if "of" in words else 0
    if not of or not is_post(words[of - 1]) or of + 1 == len(words):
        return 0
    if not all(_leads_post(w) for w in words[: of - 1]):
        return 0
    at = start = of + 1
    if _of_body(words, start) and GIVEN.isdisjoint(words[start + 1 :]):
        return len(words)
    while at < len(words) and (size := _in_charge_of(words, at)):
        at += size
    if at == start and words[of - 1] in _IN_CHARGE:
        at += 1
    return at if at > start else 0


def _leads_post(word: str) -> bool:
    if word in POSTS or word in _MODIFIERS or word in PEOPLES or word in ORGANISATIONS:
        return True
    return _ADJECTIVE.match(word) is not None or word == "White" or is_acronym(word)


def _in_charge_of(words: tuple[str, ...], at: int) -> int:
    """How many words from ``at`` on are what somebody is in charge of: a field, a body, a land or town."""
    word = words[at]
    if word in GIVEN and at + 1 < len(words):
        return 0
    if is_acronym(word):
        return 1
    for size in (3, 2):
        if at + size <= len(words) and is_place(" ".join(words[at : at + size])):
            return size
    if word in _SUBJECTS:
        return 1
    return int(is_place(word) and not (word in GIVEN and at + 1 == len(words)))


def held_at(words: tuple[str, ...]) -> tuple[int, int] | None:
    """The words that name where a post is held: ``FBI Director``, ``CEO of Acme Corp``."""
    of = words.index("of") if "of" in words else 0
    if of and is_post(words[of - 1]):
        return _of_body(words, of + 1) or _body_before(words[:of])
    return _body_before(words)


def _of_body(words: tuple[str, ...], at: int) -> tuple[int, int] | None:
    """``CEO of Acme Corp``, ``Chairman of the Joint Chiefs of Staff``."""
    at += words[at] == "the"
    name = words[at:]
    named = name and name[0] not in FIELDS and (known_organisation(name) or organised(name))
    return (at, len(words)) if named else None


def _body_before(words: tuple[str, ...]) -> tuple[int, int] | None:
    last = len(words)
    while last and _posted(words[last - 1]) and not known_organisation(words[:last]):
        last -= 1  # "Libertarian Party Vice Chairman"
    first = 0
    while (
        first < last
        and not known_organisation(words[first:last])
        and (words[first] in MEMBERS or words[first] in _FORMER)
    ):
        first += 1
    name = words[first:last]
    return (first, last) if name and _holds_post(name, words[last:]) else None


def _posted(word: str) -> bool:
    return word in POSTS or word in _MODIFIERS or is_post(word) or word.lower() in ROLES


def _holds_post(name: tuple[str, ...], post: tuple[str, ...]) -> bool:
    if len(name) == 1 and (name[0] in _PORTFOLIOS or name[0] in PEOPLES or name[0] in FIELDS):
        return False
    if known_organisation(name) or organised(name):
        return True
    if is_place(" ".join(name)) or any(w in PEOPLES or w in THINGS or is_post(w) for w in name):
        return False
    return not _BUSINESS.isdisjoint(post) and not name[0].islower() and name[0] not in GIVEN
