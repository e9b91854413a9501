"""The forms a person's name takes in one story: surname, first name, a slip of the hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from copytaster.anatomy.flags import slip
from copytaster.anatomy.lexicon import JOINERS
from copytaster.anatomy.name_marks import REMEMBERED, SUFFIXES

Words = tuple[str, ...]
Forms = tuple[Words, ...]
# A surname of fewer letters has too many neighbours.
_SHORTEST_SLIP = 5
# Bounds that keep hostile copy linear: people of one surname, or one word apart, that are compared.
_MOST_NAMESAKES = 12


def people_forms(names: Iterable[Words]) -> dict[Words, Words]:
    """Every form of a full name → the fullest; forms that two people share are left out."""
    full = _fullest(sorted(names, key=lambda n: (-len(n), n)))
    people = sorted(set(full.values()))
    forms: dict[Words, Words] = {}
    for nearness in range(3):
        _claim(forms, nearness, people)
    return {**{form: name for form, name in forms.items() if name}, **full}


def _claim(forms: dict[Words, Words], nearness: int, people: list[Words]) -> None:
    """Add the forms of one nearness, where no nearer one is like them; what two people claim is nobody's."""
    claims: dict[Words, Words] = {}
    for name in people:
        for form in _shapes(name)[nearness]:
            claims[form] = () if claims.get(form, name) != name else name
    for form, name in claims.items():
        forms.setdefault(form, name)


# Names come again, in one story and in the next.
@lru_cache(maxsize=REMEMBERED)
def _shapes(name: Words) -> tuple[Forms, Forms, Forms]:
    """Shorter forms of a full name, the likeliest first: surnames, the first word, words between."""
    surname = _surname(name)
    last = [surname, *(name[-size:] for size in range(2, len(name)))]
    particle, _, rest = surname[0].partition("-")
    if rest and particle.islower():
        last.append((rest, *surname[1:]))  # "Tarsk" is "Moammar al-Tarsk" too
    inner = [(word,) for word in name[1:-1] if word not in JOINERS and len(word) > 3]
    return tuple(last), (name[:1],), tuple(inner)


def _surname(name: Words) -> Words:
    """The last word, with its suffix: ``Flynn``, ``Flynn Jr.``"""
    return name[-2:] if name[-1] in SUFFIXES and len(name) > 1 else name[-1:]


def _fullest(names: list[Words]) -> dict[Words, Words]:
    """Each full name → the longest that says the same, or the one it is a slip of; the longest come first."""
    chosen: dict[Words, Words] = {}
    namesakes: dict[Words, list[Words]] = {}
    for name in names:
        near = _likenesses(name)
        alike = [o for key in near for o in namesakes.get(key, ()) if _same(name, o)]
        chosen[name] = chosen[alike[0]] if len({*map(chosen.get, alike)}) == 1 else name
        for key in near:
            if len(known := namesakes.setdefault(key, [])) < _MOST_NAMESAKES:
                known.append(name)
    return chosen


@lru_cache(maxsize=REMEMBERED)
def _likenesses(name: Words) -> Forms:
    """The surname, and keys that names of as many words share if one word is another; no name's own words."""
    but_one = [(str(at), *name[:at], "", *name[at + 1 :]) for at in range(len(name))]
    return _surname(name), *but_one


def _same(name: Words, other: Words) -> bool:
    if len(name) != len(other):
        return _surname(name) == _surname(other) and {*name} <= {*other}
    apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(apart) == 1 and slip(apart[0][0].lower(), apart[0][1].lower()) is not None


def misspelt(words: Iterable[Words], people: Mapping[Words, Words]) -> dict[Words, Words]:
    """Lone words that are one slip of the hand away from one surname: whose they are."""
    surnames: dict[str, dict[str, Words]] = {}
    for full in people.values():
        known = surnames.setdefault(full[-1][:1], {})
        if len(known) < _MOST_NAMESAKES:
            known[full[-1].lower()] = full
    found: dict[Words, Words] = {}
    for (word,) in words:
        near = surnames.get(word[0], {}) if len(word) >= _SHORTEST_SLIP else {}
        owners = [full for name, full in near.items() if slip(word.lower(), name)]
        if len(owners) == 1:
            found[(word,)] = owners[0]
    return found
