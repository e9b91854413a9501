"""The forms an organisation's name takes in one story: initials, a shorter name, its words in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, ORGANISATIONS
from copytaster.anatomy.name_marks import (
    REMEMBERED,
    is_acronym,
    is_place,
    known_organisation,
)
from copytaster.anatomy.name_words import INSTITUTIONS, MEMBERS, PAPERS, TEAMS, WEAK_HEADS

Words = tuple[str, ...]
_SMALL = JOINERS | {"for", "and", "the", "on", "&", "to", "in", "against"}
_LEADING = frozenset(
    ["US", "U.S.", "UK", "U.K.", "United", "States", "Kingdom", "National", "Federal"]
)
_GENERIC = WEAK_HEADS | ORGANISATIONS
_CHAMBERS = INSTITUTIONS | {"House"}
_PAPERS = PAPERS | {
    "Post",
    "Times",
    "Journal",
    "Herald",
    "Tribune",
    "Gazette",
    "Telegraph",
    "Guardian",
}
# Bounds the work on hostile copy: bodies of one first letter whose initials are looked at.
_MOST_ALIKE = 40


def bodies_forms(names: Iterable[Words]) -> dict[Words, Words]:
    """Every form of an organisation's name → the fullest; forms that two share are left out."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    owners: dict[Words, Words] = {}
    for name in ordered:
        for form in _forms(name):
            owners[form] = () if owners.get(form, name) != name else name
    same: dict[Words, Words] = {}
    for name in ordered:
        same.setdefault(_content(name), name)
    chosen = {form: name for form, name in owners.items() if name}
    for name in ordered:
        full = chosen.get(name) or same[_content(name)]
        chosen[name] = full
    return {form: chosen.get(name, name) for form, name in chosen.items()}


# Names come again, in one story and in the next.
@lru_cache(maxsize=REMEMBERED)
def _forms(name: Words) -> tuple[Words, ...]:
    """Shorter ways to say it: initials, without what leads it, without its general last word."""
    if len(name) == 1:
        return ()
    short = [name[at:] for at in range(1, len(name)) if _stands_alone(name, at)]
    if name[-1] in _GENERIC and _telling(name[:-1]):
        short.append(name[:-1])
    if name[:2] == ("House", "of"):
        short.append(("House",))
    return tuple(dict.fromkeys([*_initials(name), *short]))


def _initials(name: Words) -> Iterator[Words]:
    big = _big_letters(name)
    if len(big) > 2 or is_acronym(big):
        yield (big,)
        yield ("".join(w[0] for w in name if w not in ("the", "&")).upper(),)


def _big_letters(name: Words) -> str:
    return "".join([w[0] for w in name if w not in _SMALL])


def _stands_alone(name: Words, at: int) -> bool:
    rest = name[at:]
    if rest[0] in _SMALL or name[at - 1] in _SMALL:
        return False
    if len(rest) > 1:
        return not ORGANISATIONS.isdisjoint(rest)
    if rest[0] in TEAMS or rest[0] in _PAPERS:
        return True  # "the Register" is the Halden Register
    return rest[0] in _CHAMBERS and all(
        w in _LEADING or w in PEOPLES or is_place(w) for w in name[:at]
    )


def _telling(words: Words) -> bool:
    if words[-1] in _SMALL or (len(words) == 1 and (words[0] in MEMBERS or words[0] in PEOPLES)):
        return False
    return not (is_place(" ".join(words)) or words[0] in GIVEN or known_organisation(words))


@lru_cache(maxsize=REMEMBERED)
def _content(name: Words) -> Words:
    """The words that tell it from others, in one order: ``Department of Justice``, ``Justice Department``."""
    return tuple(sorted([w.lower() for w in name if w not in _SMALL and w not in _LEADING]))


def abbreviated(words: Iterable[Words], bodies: Mapping[Words, Words]) -> dict[Words, Words]:
    """Initials that leave one out: ``CMS`` for the Centers for Medicare and Medicaid Services."""
    short = [
        w
        for w in words
        if len(w[0]) > 2 and not w[0][1].islower() and bodies.get(w, w) == w and is_acronym(w[0])
    ]
    if not short:
        return {}
    alike: dict[str, list[Words]] = {}
    for full in dict.fromkeys(bodies.values()):
        if len(near := alike.setdefault(full[0][0], [])) < _MOST_ALIKE:
            near.append(full)
    found = {}
    for word in short:
        near = [full for full in alike.get(word[0][0], ()) if _leaves_one_out(word[0], full)]
        if len(near) == 1:
            found[word] = near[0]
    return found


def _leaves_one_out(acronym: str, name: Words) -> bool:
    initials = _big_letters(name)
    if len(initials) - len(acronym) != 1:
        return False
    letters = iter(initials)
    return all(letter in letters for letter in acronym)
