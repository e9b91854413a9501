"""What a capitalised run is made of: a post and whom it names, organisations, things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from copytaster.anatomy.agencies import AGENCIES
from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import (
    JOINERS,
    KNOWN_ORGANISATIONS,
    ORGANISATIONS,
    POST_HEADS,
    POSTS,
    THINGS,
    TITLES,
)
from copytaster.anatomy.name_words import (
    AMBIGUOUS,
    COMPANIES,
    FIELDS,
    INSTITUTIONS,
    KNOWN_NAMES,
    MEMBERS,
    MONTHS,
    NO_ACRONYMS,
    OFFICES,
    PAPERS,
    ROLES,
    TEAMS,
    THING_OPENERS,
    THING_TAILS,
    WEAK_HEADS,
)
from copytaster.anatomy.tagger import known_organisation as listed
from copytaster.anatomy.tagger import model

Sort = Literal["person", "organisation", "open", "thing"]
#: How many names' readings are kept, the latest used.
REMEMBERED = 20_000
_LONGEST_PERSON = 5
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}s?|G-?\d{1,2}|(?:[A-Z]\.){2,5}")
# "Florida-based Acme", "Prize-winner Vask": what stands before the name is no part of it.
_COMPOUND = re.compile(
    r"[\w.'’]+-(?:based|born|led|backed|controlled|owned|run|held|winner|winning|nominated|educated|"
    r"trained|era|style|area|funded|listed|friendly|made|dominated|allied|bound|wide|affiliated|occupied|majority|speaking|raised)$"
)
# Two dotted letters are mostly a state or a person's initials.
_DOTTED_BODIES = frozenset(["U.N.", "E.U."])
_ELECT = re.compile(r"-(?:elect|designate)$")
_TITLED = (TITLES | OFFICES) - {"St", "St.", "Saint", "Crown"}
# They end a person's name and are no name themselves.
SUFFIXES = frozenset(["Jr", "Sr", "Jr.", "Sr.", "II", "III", "IV"])
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ian|ean|ese|ish|can)$")
_MODIFIERS = frozenset(
    [
        *("US", "UK", "EU", "UN", "U.S.", "U.K.", "U.N.", "South", "North", "East", "West", "New"),
        *("Saudi", "Sri", "Costa", "Hong", "Puerto", "Former", "Acting", "Then", "Ex", "Press"),
        *("Executive", "Majority", "Minority", "Assistant", "Senior", "Special", "Junior", "Lead"),
        *("Police", "District", "State", "Attorney", "Party", "Federal", "Supreme", "Opposition"),
        *("Under", "Permanent", "Major"),
    ]
)
# "House Speaker": the chamber belongs to the post.
_CHAMBERS = INSTITUTIONS | {"House", "State", "Foreign", "Party", "Council", "Assembly"}
# What follows "of" behind these is what they are in charge of, never a name.
_IN_CHARGE = frozenset(["Minister", "Secretary", "Undersecretary", "Ministers"])
_OF = frozenset(["of", "for", "on", "de", "del", "des", "du"])
# A company has one of these; a town has not.
_BUSINESS = frozenset(
    ["CEO", "CFO", "COO", "Founder", "Co-founder", "Chairman", "Analyst", "Editor"]
)
_SMALL_TOWN = 20_000


# Things that are surnames behind a given name.
_SURNAMES = frozenset(
    [
        *(
            "Woods",
            "Hill",
            "Hills",
            "Wall",
            "Lane",
            "Field",
            "Law",
            "Rice",
            "Forest",
            "Garden",
            "Park",
        ),
        *(
            "Hall",
            "Tower",
            "Bridge",
            "Page",
            "Day",
            "West",
            "North",
            "South",
            "East",
            "English",
            "French",
        ),
        *(
            "German",
            "Moon",
            "Song",
            "Rivers",
            "Lake",
            "Street",
            "Temple",
            "Palace",
            "Wood",
            "House",
        ),
        *("Church", "Post", "Guard", "Banks", "Price", "Young", "Case", "Dean", "Chapel", "March"),
        *("Short", "Long", "Way", "Christmas", "Rule", "Drive", "Star", "Stone"),
    ]
)
# Names of several such words are none: "Insurance Companies".
_GENERAL = WEAK_HEADS | ORGANISATIONS | FIELDS | THINGS | frozenset(["Companies"])
# Listed as organisations, but as often something else.
_UNSURE = AMBIGUOUS | MEMBERS | NO_ACRONYMS | PEOPLES.keys()
_KNOWN = (KNOWN_ORGANISATIONS | COMPANIES | INSTITUTIONS | frozenset(AGENCIES)) - AMBIGUOUS
_NO_NAMES = ORGANISATIONS | THINGS | THING_TAILS | MEMBERS

# They are no subject by themselves: "CEO of New Leaf".
_NO_SUBJECTS = frozenset(
    [
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
        "Southern",
        "Eastern",
        "Western",
        "American",
        "Global",
        "International",
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


class Part(NamedTuple):
    """Words ``[first, last)`` of a run; a post that belongs to the name begins at ``head``."""

    first: int
    last: int
    sort: Sort
    head: int

    @property
    def titled(self) -> bool:
        """Whether a post or title stands before it."""
        return self.head < self.first


class Reading(NamedTuple):
    """A run's parts; ``post`` is how many words are a post whose bearer may follow a comma."""

    parts: tuple[Part, ...]
    post: int = 0


# Names come again, in one story and in the next.
@lru_cache(maxsize=REMEMBERED)
def read_run(words: tuple[str, ...]) -> Reading:
    """The parts of a run, in order."""
    for index, word in enumerate(words[:-1]):
        if "-" in word and _COMPOUND.match(word):
            parts, post = read_run(words[index + 1 :])
            return Reading(tuple([_moved(p, index + 1) for p in parts]), post and post + index + 1)
    size = _post_size(words)
    if size == len(words) == 1:
        return Reading((Part(0, 1, "thing", 0),), size)  # unless somebody bears it: "King said"
    if size == len(words):
        return Reading(tuple(_of_post(words)), size)
    if size:
        begin = _behind_joiners(words, size)
        tail = Part(begin, len(words), "person", 0)
        return Reading((*_of_post(words[:size]), tail))
    return Reading(tuple(_plain(words)))


def _moved(part: Part, by: int) -> Part:
    return Part(part.first + by, part.last + by, part.sort, part.head + by)


def _behind_joiners(words: tuple[str, ...], at: int) -> int:
    while at < len(words) - 1 and words[at] == "of":
        at += 1
    return at


def is_post(word: str) -> bool:
    """Whether the capitalised word is a post or title: ``President-elect`` is one."""
    if "-" in word and _ELECT.search(word):
        return True
    return word in POST_HEADS or word in _TITLED


def _post_size(words: tuple[str, ...]) -> int:
    """How many words of a post (or title) open the run; the rest is somebody's name."""
    if (last := _office_of(words)) >= 0:
        return last + 1
    if len(words) > 2 and words[0].lower() in ROLES and words[1] in GIVEN:
        return 1
    for index in range(len(words) - 1, -1, -1):
        if not is_post(words[index]) or (index and words[index - 1] == "of"):
            continue
        tail = words[index + 1 :]
        if tail:
            return index + 1 if _names_bearer(tail) and not known_organisation(words) else 0
        if index and (words[0] in GIVEN or not ORGANISATIONS.isdisjoint(words[index:])):
            return 0  # "John Major"
        return index + 1 if index == 0 or not known_organisation(words) else 0
    return 0


def _names_bearer(tail: tuple[str, ...]) -> bool:
    """Whether the words behind a post can be somebody's name."""
    if len(tail) == 1 and (tail[0] in PEOPLES or _is_region(tail[0])):
        return False
    if not personlike(tail) or all(w in SUFFIXES or w in JOINERS for w in tail):
        return False
    if tail[0] in JOINERS and tail[0] not in (
        "al",
        "el",
        "bin",
        "van",
        "von",
        "de",
        "da",
        "di",
        "la",
        "le",
        "del",
    ):
        return False
    return not (POSTS | FIELDS | MEMBERS).issuperset(tail) and tail[-1] not in POSTS


def _office_of(words: tuple[str, ...]) -> int:
    """The last word of ``Chief of General Staff`` at the head of a run; -1 where there is none."""
    of = words.index("of") if "of" in words else 0
    if not of or words[of - 1] not in POST_HEADS or of + 1 == len(words):
        return -1
    if not all(_leads_post(w) for w in words[: of - 1]):
        return -1
    at = start = of + 1
    while at < len(words) and (size := _in_charge_of(words, at)):
        at += size
    if at == start and words[of - 1] in _IN_CHARGE:
        at += 1
    return at - 1 if at > start else -1


def _leads_post(word: str) -> bool:
    return (
        word in POSTS or word in _MODIFIERS or word in PEOPLES or _ADJECTIVE.match(word) is not None
    )


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


def _of_post(words: tuple[str, ...]) -> Iterator[Part]:
    """The organisation a post is held at: ``FBI Director``, ``White House Press Secretary``."""
    last, of = len(words), words.index("of") if "of" in words else 0
    if of and words[of - 1] in POST_HEADS:
        yield from _held_at(words, of + 1)
        return
    while last and (
        is_post(words[last - 1]) or words[last - 1] in POSTS or words[last - 1] in _MODIFIERS
    ):
        last -= 1
    first = 0
    while first < last and (
        words[first] in MEMBERS or words[first] in ("Former", "Then", "Acting", "Ex")
    ):
        first += 1
    name = words[first:last]
    if name and _holds_post(name, words[last:]):
        yield Part(first, last, "organisation", first)


def _held_at(words: tuple[str, ...], at: int) -> Iterator[Part]:
    """``CEO of Acme Corp``, ``Chairman of the Joint Chiefs of Staff``."""
    at += words[at] == "the"
    name = words[at:]
    if known_organisation(name) or (_organised(name) and name[0] not in FIELDS):
        yield Part(at, len(words), "organisation", at)


def _holds_post(name: tuple[str, ...], post: tuple[str, ...]) -> bool:
    if len(name) == 1 and (name[0] in _CHAMBERS or name[0] in PEOPLES or name[0] in FIELDS):
        return False
    if known_organisation(name) or _organised(name):
        return True
    if is_place(" ".join(name)) or any(w in PEOPLES or w in THINGS or is_post(w) for w in name):
        return False
    return not _BUSINESS.isdisjoint(post) and not name[0].islower() and name[0] not in GIVEN


def personlike(words: tuple[str, ...]) -> bool:
    """Whether nothing in the words speaks against a person's name."""
    if len(words) > _LONGEST_PERSON:
        return False
    if words[0] in GIVEN and len(words) > 1:
        return _NO_NAMES.isdisjoint(words[1:]) or words[-1] in _SURNAMES
    if not ORGANISATIONS.isdisjoint(words) or not THINGS.isdisjoint(words):
        return False
    if words[-1] in THING_TAILS or words[-1] in MEMBERS or words[0] in THING_OPENERS:
        return False
    return not all(w.isupper() and len(w) > 1 for w in words)


@lru_cache(maxsize=REMEMBERED)
def known_organisation(words: tuple[str, ...]) -> bool:
    """Whether these very words are known to name an organisation."""
    if len(words) == 1:
        return words[0] in _KNOWN or (words[0] not in _UNSURE and listed(words[0]))
    name = " ".join(words)
    return name in KNOWN_NAMES or name in AGENCIES or listed(name)


def is_acronym(word: str) -> bool:
    """Whether the word is written as an organisation's initials."""
    if not _ACRONYM.fullmatch(word) or word in NO_ACRONYMS or word.rstrip("s") in NO_ACRONYMS:
        return False
    if "." in word and len(word) < 6:
        return word in _DOTTED_BODIES
    return not any(c.kind == "C" for c in candidates(word)[:1])


def _organised(words: tuple[str, ...]) -> bool:
    """Whether the words hold the head of an organisation's name, and mean no place or thing by it."""
    if len(words) == 1:
        return is_acronym(words[0])
    of = next((i for i, w in enumerate(words) if w in _OF), len(words))
    if ORGANISATIONS.isdisjoint(words[:of]):
        return False
    if of == len(words) and words[-1] not in ORGANISATIONS and _thinglike(words):
        return False
    return not is_land(words)


def _thinglike(words: tuple[str, ...]) -> bool:
    """Whether the last word says it is a thing; a given name before it may say it is somebody."""
    if words[-1] not in THINGS and words[-1] not in THING_TAILS:
        return False
    return not (words[-1] in _SURNAMES and words[0] in GIVEN)


@lru_cache(maxsize=REMEMBERED)
def is_land(words: tuple[str, ...]) -> bool:
    """``United States``, ``Russian Federation``: a country or its like by a name that looks organised."""
    found = candidates(" ".join(words))
    if found and found[0].kind in "CAW":
        return True
    return words[-1] in ("Federation", "Union", "Kingdom", "States") and (
        words[0] in ("Russian", "Soviet", "United") and len(words) == 2
    )


def is_place(name: str) -> bool:
    """Whether the name is on the map as more than a hamlet."""
    found = candidates(name)
    return bool(found) and (found[0].kind != "P" or found[0].population > _SMALL_TOWN)


def _plain(words: tuple[str, ...]) -> Iterator[Part]:
    """The parts of a run that no post opens."""
    last = len(words)
    if len(words) > 1 and words[-1] in MEMBERS and not known_organisation(words):
        last -= 1  # "Senate Democrats"
        if not (
            _organised(words[:last])
            or known_organisation(words[:last])
            or words[:last] == ("House",)
        ):
            return
    first = _led(words[:last])
    yield Part(first, last, _sort(words[first:last]), first)


def _led(words: tuple[str, ...]) -> int:
    """How many words lead a person's name without being part of it: ``Democrat Ann Lee``, ``Alaska Ann Lee``."""
    rest = words[1:]
    if len(rest) < 2 or words[0] in GIVEN or known_organisation(words) or not personlike(rest):
        return 0
    if words[0] in MEMBERS or words[0] in PEOPLES:
        return 1 if rest[0] in GIVEN else 0
    for size in (2, 1):
        rest = words[size:]
        if len(rest) > 1 and rest[0] in GIVEN and _is_region(" ".join(words[:size])):
            return size
    return 0


def _is_region(name: str) -> bool:
    return any(c.kind in "CA" for c in candidates(name)[:1])


def _sort(words: tuple[str, ...]) -> Sort:
    if known_organisation(words):
        return "organisation"
    if len(words) == 1:
        return _single(words[0])
    if _organised(words) or _titled_paper(words) or _team(words) or _of_land(words):
        return "organisation"
    if _thinglike(words) or words[0] in THING_OPENERS or "of" in words:
        return "thing"
    if (
        is_land(words)
        or _GENERAL.issuperset(words)
        or all(w in PEOPLES or w in MEMBERS or w in FIELDS or w in POSTS for w in words)
    ):
        return "thing"
    return "open"


def _single(word: str) -> Sort:
    if "-" in word and word in PAPERS:
        return "organisation"
    if len(word) == 1 or (word.isupper() and word.lower() in model().lists.common):
        return "thing"
    if is_acronym(word):
        return "open"
    if word in THING_OPENERS or word in MONTHS:
        return "thing"
    if word == "House":
        return "organisation"
    if (
        word in THINGS
        or word in POSTS
        or word in TITLES
        or word in MEMBERS
        or word in ORGANISATIONS
    ):
        return "thing"
    if (
        word in PEOPLES
        or word in NO_ACRONYMS
        or word in OFFICES
        or word in FIELDS
        or word in SUFFIXES
    ):
        return "thing"
    # "Veldorian-born" says what somebody is, not who.
    return "thing" if "-" in word and word.rpartition("-")[2].islower() else "open"


def _titled_paper(words: tuple[str, ...]) -> bool:
    """``Halden Register``: a town and a word of papers' names."""
    if words[-1] not in PAPERS:
        return False
    return words[-2] in PAPERS or any(
        is_place(" ".join(words[at : at + size]))
        for size in (1, 2)
        for at in range(len(words) - size)
    )


def _of_land(words: tuple[str, ...]) -> bool:
    """``Belarusian KGB``: a land's well-known body."""
    if not is_acronym(words[-1]) and words[-1] not in INSTITUTIONS:
        return False
    return all(w in PEOPLES or w in NO_ACRONYMS or _is_region(w) for w in words[:-1])


def _team(words: tuple[str, ...]) -> bool:
    return words[-1] in TEAMS and bool(candidates(" ".join(words[:-1])))
