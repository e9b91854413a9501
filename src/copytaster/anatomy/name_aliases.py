"""Who is who: the mentions of one bearer joined, by surname, first name, initials or a shorter form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.flags import slip
from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.lexicon import JOINERS, ORGANISATIONS
from copytaster.anatomy.name_evidence import Evidence, of_words
from copytaster.anatomy.name_marks import SUFFIXES, is_acronym, is_place, known_organisation
from copytaster.anatomy.name_parts import Sort
from copytaster.anatomy.name_words import INSTITUTIONS, MEMBERS, TEAMS, THING_OPENERS, WEAK_HEADS

Kind = Literal["person", "organisation", "unknown"]
Words = tuple[str, ...]
K = TypeVar("K")
_SMALL = JOINERS | {"for", "and", "the", "on", "&", "to", "in", "against"}
_LEADING = frozenset(
    ["US", "U.S.", "UK", "U.K.", "United", "States", "Kingdom", "National", "Federal"]
)
_GENERIC = WEAK_HEADS | ORGANISATIONS
# What the words around a name say in all of a story is bounded.
_LEAST, _MOST = -5.0, 8.0
# By how much a name must rather be somebody than anything else; found on the dev half.
_MARGIN, _MARGIN_ALONE = 1.0, 1.5
# A surname of fewer letters has too many neighbours.
_SHORTEST_SLIP = 5
# Bounds the work on hostile copy.
_MOST_SURNAMES, _MOST_ALIKE = 300, 20


class Mention(NamedTuple):
    """One place a name stands: its words, and what the words around it say.

    ``placed``: behind "in" and its like; ``opens``: at the head of a sentence;
    ``short``: the words of the acronym in brackets behind it.
    """

    start: int
    end: int
    words: Words
    sort: Sort
    around: Evidence
    titled: bool
    opens: bool
    placed: bool
    post: tuple[int, int] | None
    short: Words


@dataclass(slots=True)
class Bearer:
    """Somebody or something named, with all mentions."""

    kind: Kind
    mentions: list[Mention] = field(default_factory=list)


def bearers_of(mentions: Iterable[Mention]) -> list[Bearer]:
    """The people and organisations named, in order of first mention."""
    groups: dict[Words, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.words, []).append(mention)
    kinds = {words: _kind(words, group) for words, group in groups.items()}
    people = _people(w for w, kind in kinds.items() if kind == "person" and len(w) > 1)
    bodies = _bodies(w for w, kind in kinds.items() if kind == "organisation")
    bodies |= _bracketed(groups, kinds)
    bodies |= _abbreviated(groups, bodies)
    people |= _misspelt(groups, people)
    blocked = {w[-1] for w in groups if w[0] in THING_OPENERS}
    found: dict[Words, Bearer] = {}
    for words, group in groups.items():
        _join(found, words, group, kinds[words], people, bodies, blocked)
    return sorted(found.values(), key=lambda b: b.mentions[0].start)


def _kind(words: Words, group: list[Mention]) -> Kind | None:
    sorts = {mention.sort for mention in group}
    if "person" in sorts:
        return "person"
    if "organisation" in sorts:
        return "organisation"
    return None if "thing" in sorts else _likeliest(words, group)


def _likeliest(words: Words, group: list[Mention]) -> Kind | None:
    """What the mentions make it; None for what is neither a person nor an organisation."""
    totals = [sum(scores) for scores in zip(*(m.around for m in group), strict=True)]
    person, organisation, other = (
        own + min(max(said, _LEAST), _MOST)
        for own, said in zip(of_words(words), totals, strict=True)
    )
    if len(words) == 1 and all(m.opens for m in group):
        other += 1.5
    best = max(person, organisation)
    if best - other < (_MARGIN if len(words) > 1 else _MARGIN_ALONE):
        return None if other >= best else "unknown"
    return "person" if person >= organisation else "organisation"


def _join(
    found: dict[Words, Bearer],
    words: Words,
    group: list[Mention],
    kind: Kind | None,
    people: Mapping[Words, Words],
    bodies: Mapping[Words, Words],
    blocked: set[str],
) -> None:
    """Put the group's mentions with whom they name."""
    full = None if any(m.sort == "organisation" for m in group) else people.get(words)
    if full is not None and _landlike(words, full):
        full = None
    if full is None and kind != "person":
        full = bodies.get(words)
    if full is None and (kind is None or (len(words) == 1 and words[0] in blocked)):
        return
    if full is None and kind == "unknown" and (len(group) == 1 or _vague(words)):
        return
    known: Kind = kind or "unknown"
    if full is not None:
        known = "person" if people.get(words) == full else "organisation"
    apart = [m for m in group if full is not None and m.placed and is_place(" ".join(words))]
    bearer = found.setdefault(full or words, Bearer(known))
    bearer.kind = known
    bearer.mentions.extend(m for m in group if m not in apart)
    if not bearer.mentions:
        del found[full or words]
    bearer.mentions.sort()


def _landlike(words: Words, full: Words) -> bool:
    """A place's name that stands for somebody only where a given name tells so: ``Jordan``."""
    return len(words) == 1 and full[0] not in GIVEN and is_place(words[0])


def _vague(words: Words) -> bool:
    return len(words) == 1 and is_place(words[0])


# People


def _people(names: Iterable[Words]) -> dict[Words, Words]:
    """Every form of a full name → the fullest; forms that two people share are left out."""
    full = _fullest(sorted(names, key=lambda n: (-len(n), n)))
    forms: dict[Words, Words] = {}
    for shape in (_last, _first, _inner):
        claims: dict[Words, set[Words]] = {}
        for name in set(full.values()):
            for form in shape(name):
                claims.setdefault(form, set()).add(name)
        forms = {f: min(n) for f, n in claims.items() if len(n) == 1 and f not in forms} | forms
        forms |= {f: () for f, n in claims.items() if len(n) > 1 and f not in forms}
    return {**{f: n for f, n in forms.items() if n}, **full}


def _fullest(names: list[Words]) -> dict[Words, Words]:
    """Each full name → the longest that says the same, or the one it is a slip of; the longest come first."""
    chosen: dict[Words, Words] = {}
    by_last: dict[Words, list[Words]] = {}
    by_rest: dict[tuple[int, Words], list[Words]] = {}
    for name in names:
        rests = [
            (at, name[:at] + name[at + 1 :]) for at in range(len(name) if len(name) > 1 else 0)
        ]
        alike = [n for n in by_last.get(_surname(name), []) if set(name) <= set(n)]
        if not alike:
            alike = [n for rest in rests for n in by_rest.get(rest, ()) if _slipped(name, n)][:2]
        chosen[name] = chosen[alike[0]] if len(alike) == 1 else name
        _shelve(by_last, _surname(name), name)
        for rest in rests:
            _shelve(by_rest, rest, name)
    return chosen


def _shelve(shelf: dict[K, list[Words]], key: K, name: Words) -> None:
    """Keep a name with those it has much in common with; no story has very many of them."""
    held = shelf.setdefault(key, [])
    if len(held) < _MOST_ALIKE:
        held.append(name)


def _slipped(name: Words, other: Words) -> bool:
    if len(name) != len(other) or len(name) < 2:
        return False
    apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(apart) == 1 and slip(apart[0][0].lower(), apart[0][1].lower()) is not None


def _misspelt(
    groups: Mapping[Words, list[Mention]], people: Mapping[Words, Words]
) -> dict[Words, Words]:
    """A lone word, written once, that is one slip of the hand away from a surname: whose it is."""
    surnames = sorted({full[-1]: full for full in people.values()}.items())[:_MOST_SURNAMES]
    found = {}
    for words, group in groups.items():
        if len(words) > 1 or len(group) > 1 or group[0].sort != "open" or words in people:
            continue
        word = words[0].lower()
        near = [
            full for name, full in surnames if name[0] == words[0][0] and slip(word, name.lower())
        ]
        if len(near) == 1 and len(word) >= _SHORTEST_SLIP and not is_place(words[0]):
            found[words] = near[0]
    return found


def _surname(name: Words) -> Words:
    """The last word, with its suffix: ``Flynn``, ``Flynn Jr.``"""
    return name[-2:] if name[-1] in SUFFIXES and len(name) > 2 else name[-1:]


def _last(name: Words) -> Iterator[Words]:
    surname = _surname(name)
    yield surname
    particle, _, rest = surname[0].partition("-")
    if rest and particle.islower():
        yield (rest, *surname[1:])  # "Tarsk" is "Moammar al-Tarsk" too
    for size in range(2, len(name)):
        yield name[-size:]


def _first(name: Words) -> Iterator[Words]:
    yield name[:1]


def _inner(name: Words) -> Iterator[Words]:
    for word in name[1:-1]:
        if word not in JOINERS and len(word) > 3:
            yield (word,)


# Organisations


def _bodies(names: Iterable[Words]) -> dict[Words, Words]:
    """Every form of an organisation's name → the fullest; forms that two share are left out."""
    ordered = sorted(names, key=lambda n: (-len(n), n))
    claims: dict[Words, list[Words]] = {}
    for name in ordered:
        for form in dict.fromkeys(_forms(name)):
            claims.setdefault(form, []).append(name)
    single = {form: owners[0] for form, owners in claims.items() if len(owners) == 1}
    same: dict[tuple[str, ...], Words] = {}
    for name in ordered:
        same.setdefault(_content(name), name)
    chosen = {}
    for name in [*ordered, *single]:
        full = same.get(_content(name), name) if name not in single else single[name]
        chosen[name] = single.get(full, full)
    return chosen


def _forms(name: Words) -> Iterator[Words]:
    """Shorter ways to say it: initials, without what leads it, without its general last word."""
    big = [w for w in name if w not in _SMALL]
    if len(big) > 2 or (big and is_acronym("".join(w[0] for w in big))):
        yield ("".join(w[0] for w in big),)
        yield ("".join(w[0] for w in name if w not in ("the", "&")).upper(),)
    for at in range(1, len(name)):
        if _stands_alone(name, at):
            yield name[at:]
    if len(name) > 1 and name[-1] in _GENERIC and _telling(name[:-1]):
        yield name[:-1]
    if name[:2] == ("House", "of"):
        yield ("House",)


def _stands_alone(name: Words, at: int) -> bool:
    rest = name[at:]
    if rest[0] in _SMALL or name[at - 1] in _SMALL:
        return False
    if len(rest) > 1:
        return not ORGANISATIONS.isdisjoint(rest)
    leading = all(w in _LEADING or w in PEOPLES or is_place(w) for w in name[:at])
    return rest[0] in TEAMS or (leading and (rest[0] in INSTITUTIONS or rest[0] == "House"))


def _telling(words: Words) -> bool:
    if words[-1] in _SMALL or (len(words) == 1 and (words[0] in MEMBERS or words[0] in PEOPLES)):
        return False
    return not (is_place(" ".join(words)) or words[0] in GIVEN or known_organisation(words))


def _content(name: Words) -> tuple[str, ...]:
    """The words that tell it from others, in one order: ``Department of Justice``, ``Justice Department``."""
    big = [w.lower() for w in name if w not in _SMALL and w not in _LEADING]
    return tuple(sorted(big))


def _abbreviated(groups: Iterable[Words], bodies: Mapping[Words, Words]) -> dict[Words, Words]:
    """Initials that leave one out: ``CMS`` for the Centers for Medicare and Medicaid Services."""
    found = {}
    for words in groups:
        if (
            len(words) > 1
            or (words in bodies and bodies[words] != words)
            or not is_acronym(words[0])
        ):
            continue
        near = [full for full in set(bodies.values()) if _shortens(words[0], full)]
        if len(near) == 1:
            found[words] = near[0]
    return found


def _shortens(acronym: str, name: Words) -> bool:
    initials = "".join(w[0] for w in name if w not in _SMALL)
    if len(acronym) < 3 or not 0 < len(initials) - len(acronym) <= 1 or initials[0] != acronym[0]:
        return False
    letters = iter(initials)
    return all(letter in letters for letter in acronym)


def _bracketed(
    groups: Mapping[Words, list[Mention]], kinds: Mapping[Words, Kind | None]
) -> dict[Words, Words]:
    """``World Trade Body (WTB)``: the initials' words → the name they stand behind."""
    return {
        mention.short: words
        for words, group in groups.items()
        if kinds[words] == "organisation"
        for mention in group
        if mention.short
    }
