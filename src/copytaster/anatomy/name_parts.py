"""What a capitalised run is made of: a post and whom it names, organisations, things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, ORGANISATIONS, POSTS, THINGS, TITLES
from copytaster.anatomy.name_marks import (
    REMEMBERED,
    SUFFIXES,
    is_acronym,
    is_land,
    is_region,
    is_shouted,
    is_team,
    known_organisation,
    of_land,
    organised,
    personlike,
    thinglike,
    titled_paper,
)
from copytaster.anatomy.name_titles import held_at, is_post, post_size
from copytaster.anatomy.name_words import (
    FIELDS,
    INSTITUTIONS,
    MEMBERS,
    MONTHS,
    NO_ACRONYMS,
    OFFICES,
    PAPERS,
    THING_OPENERS,
    WEAK_HEADS,
)
from copytaster.anatomy.tagger import model

Sort = Literal["person", "organisation", "open", "thing"]
# "Florida-based Acme", "Prize-winner Vask": what stands before the name is no part of it.
_COMPOUND = re.compile(
    r"[\w.'’]+-(?:based|born|led|backed|controlled|owned|run|held|winner|winning|nominated|educated|linked|inspired|"
    r"trained|era|style|area|funded|listed|friendly|made|dominated|allied|bound|wide|affiliated|occupied|majority|speaking|raised)$"
)
# Names of several such words are none: "Insurance Companies".
_GENERAL = WEAK_HEADS | ORGANISATIONS | FIELDS | THINGS | frozenset(["Companies"])
_KINDS_OF = PEOPLES.keys() | MEMBERS | FIELDS | POSTS
_THINGS = (
    THINGS | POSTS | TITLES | MEMBERS | ORGANISATIONS | PEOPLES.keys() | NO_ACRONYMS | OFFICES | FIELDS
    | SUFFIXES | THING_OPENERS | MONTHS
)  # fmt: skip
_CHAMBERS = INSTITUTIONS | {"House"}
_LONGEST_LED = 4
_OPENERS = frozenset(
    [
        *("Former", "Retired", "Longtime", "Current", "Top", "Then", "Ex", "Via", "Unless", "Meet"),
        *(
            "Inside",
            "Watch",
            "Disgraced",
            "Embattled",
            "Disgruntled",
            "Ask",
            "Thank",
            "Dear",
            "Tell",
        ),
        *("Join", "Whether", "Ahead", "Amid", "Beyond", "Unlike", "Besides", "Outside", "Across"),
    ]
)
# A body's name may open with these.
_PART_OF_IT = (
    GIVEN
    | MEMBERS
    | FIELDS
    | ORGANISATIONS
    | INSTITUTIONS
    | PAPERS
    | PEOPLES.keys()
    | THINGS
    | {"House", "GOP"}
)
# No name ends in one of these.
_PARTING = JOINERS | {"and", "for", "on", "&"}


class Part(NamedTuple):
    """Words ``[first, last)`` of a run; a post that belongs to the name begins at ``head``."""

    first: int
    last: int
    sort: Sort
    head: int


class Reading(NamedTuple):
    """A run's parts; ``post`` is how many words are a post whose bearer may follow a comma."""

    parts: tuple[Part, ...]
    post: int = 0


# Names come again, in one story and in the next.
@lru_cache(maxsize=REMEMBERED)
def read_run(words: tuple[str, ...]) -> Reading:
    """The parts of a run, in order."""
    if len(words) == 1:
        return _lone(words)
    for index, word in enumerate(words[:-1]):
        if "-" in word and _COMPOUND.match(word):
            parts, post = read_run(words[index + 1 :])
            return Reading(_moved(parts, index + 1), post and post + index + 1)
    size = post_size(words)
    if not size:
        return Reading(tuple(_plain(words)))
    at = held_at(words[:size])
    held = (Part(*at, "organisation", at[0]),) if at else ()
    if size == len(words):
        return Reading(held, size)
    begin = size
    while begin < len(words) - 1 and words[begin] == "of":
        begin += 1
    return Reading((*held, Part(begin, len(words), "person", 0)))


def _lone(words: tuple[str]) -> Reading:
    if is_post(words[0]):
        return Reading((Part(0, 1, "thing", 0),), 1)  # unless somebody bears it: "King said"
    return Reading((Part(0, 1, _sort(words), 0),))


def _moved(parts: tuple[Part, ...], by: int) -> tuple[Part, ...]:
    return tuple([Part(p.first + by, p.last + by, p.sort, p.head + by) for p in parts])


def _plain(words: tuple[str, ...]) -> Iterator[Part]:
    """The parts of a run that no post opens."""
    if known_organisation(words):
        yield Part(0, len(words), "organisation", 0)
        return
    first, last = 0, len(words)
    if last > 1 and words[-1] in MEMBERS and words[-2] not in _PARTING:
        last -= 1  # "Senate Democrats"
        if not (organised(words[:last]) or known_organisation(words[:last]) or words[0] == "House"):
            return
    if last > 1 and words[last - 1] in _CHAMBERS and (words[0] in MEMBERS or words[0] == "GOP"):
        if words[0] == "GOP":
            yield Part(0, 1, "organisation", 0)
        first = 1  # "Republican Senate"
    if last - first > 1 and _opened(words[first:last]):
        first += 1  # "Former DNC"
    if at := _split(words[first:last]):
        yield from _plain(words[first : first + at])
        first += at
    first += _led(words[first:last])
    sort = _sort(words[first:last])
    # Nobody has a thing's name, but a storm's keeps its last word from being a surname.
    if sort != "thing" or last - first == 1 or words[first] in THING_OPENERS:
        yield Part(first, last, sort, first)


def _opened(words: tuple[str, ...]) -> bool:
    """Whether a body's own name follows a word that is none of it: ``Retired FBI``, ``Unless Congress``."""
    rest = words[1:]
    if not (known_organisation(rest) or (len(rest) == 1 and is_acronym(rest[0]))):
        return False
    if words[0] in _OPENERS:
        return True
    return words[0] not in _PART_OF_IT and words[0].lower() in model().lists.common


def _split(words: tuple[str, ...]) -> int:
    """Where a person's name begins behind an organisation's: ``Halden Rangers Ann Lee``; 0 for none."""
    for at in range(1, len(words) - 1):
        if words[at] not in GIVEN or words[at - 1] in JOINERS or not personlike(words[at:]):
            continue
        head = words[:at]
        if known_organisation(head) or is_team(head) or (at > 1 and organised(head)):
            return at
    return 0


def _led(words: tuple[str, ...]) -> int:
    """How many words lead a person's name without being part of it: ``Democrat Ann Lee``, ``Alaska Ann Lee``."""
    if len(words) < 3 or words[0] in GIVEN:
        return 0
    for size in (2, 1):
        rest = words[size:]
        if 1 < len(rest) <= _LONGEST_LED and rest[0] in GIVEN and personlike(rest):
            return size if _leads(words[:size]) else 0
    return 0


def _leads(words: tuple[str, ...]) -> bool:
    """Whether the words before a given name are a land, a party or a calling."""
    if is_region(" ".join(words)):
        return True
    word = words[0]
    if len(words) > 1 or word in THING_OPENERS:
        return False
    return word in MEMBERS or word in PEOPLES or word.lower() in model().lists.common


def _sort(words: tuple[str, ...]) -> Sort:
    if known_organisation(words):
        return "organisation"
    if len(words) == 1:
        return _single(words[0])
    if organised(words) or titled_paper(words) or is_team(words) or of_land(words):
        return "organisation"
    if thinglike(words) or words[0] in THING_OPENERS or "of" in words:
        return "thing"
    if all(w.isupper() for w in words) and any(is_shouted(w) for w in words):
        return "thing"
    if is_land(words) or _GENERAL.issuperset(words) or _KINDS_OF.issuperset(words):
        return "thing"
    return "open"


def _single(word: str) -> Sort:
    if word == "House" or ("-" in word and word in PAPERS):
        return "organisation"
    if len(word) == 1 or is_shouted(word) or is_land((word,)):
        return "thing"
    if is_acronym(word):
        return "open"
    # "Veldorian-born" says what somebody is, not who.
    return (
        "thing"
        if word in _THINGS or ("-" in word and word.rpartition("-")[2].islower())
        else "open"
    )
