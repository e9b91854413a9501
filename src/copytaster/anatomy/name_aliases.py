"""Who is who: the mentions of one bearer joined, by surname, first name, initials or a shorter form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple

from copytaster.anatomy.given_names import GIVEN
from copytaster.anatomy.name_bodies import abbreviated, bodies_forms
from copytaster.anatomy.name_evidence import (
    NOTHING,
    PLACING,
    Evidence,
    of_neighbours,
    of_place,
    of_words,
)
from copytaster.anatomy.name_marks import is_place
from copytaster.anatomy.name_parts import Sort
from copytaster.anatomy.name_people import Words, misspelt, people_forms
from copytaster.anatomy.name_words import THING_OPENERS
from copytaster.anatomy.tagger import leaning

Kind = Literal["person", "organisation", "unknown"]
# What the words around a name say in all of a story is bounded.
_LEAST, _MOST = -5.0, 8.0
# A story tells in its first mentions what it names.
_MOST_WEIGHED = 4
# A given name and the like tell by themselves.
_TOLD = 3.0
# Any word may open a sentence.
_OPENING = 1.5
# By how much a name must rather be somebody than anything else; found on the dev half.
_MARGIN, _MARGIN_ALONE = 1.0, 1.5


class Mention(NamedTuple):
    """One place a name stands: its words, and what stands around it.

    ``opens``: at the head of a sentence; ``post``: the span of a post right before it;
    ``short``: the words of the acronym in brackets behind it. The rest as in `runs.Run`.
    """

    start: int
    end: int
    words: Words
    sort: Sort
    before: str = ""
    after: str = ""
    opens: bool = False
    comma: bool = False
    possessive: bool = False
    post: tuple[int, int] | None = None
    short: Words = ()


#: A mention of all its fields, in order; quicker than the class.
new_mention = partial(tuple.__new__, Mention)


@dataclass(slots=True)
class Bearer:
    """Somebody or something named, with all mentions."""

    kind: Kind
    mentions: list[Mention] = field(default_factory=list)


class _Cast(NamedTuple):
    """What the story's names are: their kinds, the forms of people and bodies, storms' last words."""

    kinds: Mapping[Words, Kind | None]
    people: Mapping[Words, Words]
    bodies: Mapping[Words, Words]
    storms: set[Words]

    def full(self, words: Words, group: list[Mention]) -> Words | None:
        """The fullest name of whom the words name; None where they are all there is."""
        full = self.people.get(words)
        if full is not None and _aliased(group, full):
            return full
        return self.bodies.get(words) if self.kinds.get(words) != "person" else None


def bearers_of(text: str, mentions: Iterable[Mention]) -> list[Bearer]:
    """The people and organisations named, in order of first mention."""
    groups: dict[Words, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.words, []).append(mention)
    cast = _cast(text, groups)
    found: dict[Words, Bearer] = {}
    for words, group in groups.items():
        _join(found, words, group, cast)
    for bearer in found.values():
        bearer.mentions.sort()
    return sorted(found.values(), key=lambda b: b.mentions[0].start)


def _cast(text: str, groups: Mapping[Words, list[Mention]]) -> _Cast:
    kinds = {words: _kind(text, words, g) for words, g in groups.items() if len(words) > 1}
    people = people_forms(w for w, kind in kinds.items() if kind == "person")
    alone = [words for words in groups if len(words) == 1]
    for words in alone:
        full = people.get(words)
        if full is None or not _aliased(groups[words], full):
            kinds[words] = _kind(text, words, groups[words])
    bodies = bodies_forms(w for w, kind in kinds.items() if kind == "organisation")
    bodies |= _bracketed(groups, kinds)
    bodies |= abbreviated(alone, bodies)
    people |= misspelt([w for w in alone if _may_be_slip(w, groups[w], people)], people)
    storms = {w[-1:] for w in groups if len(w) > 1 and w[0] in THING_OPENERS}
    return _Cast(kinds, people, bodies, storms)


def _may_be_slip(words: Words, group: list[Mention], people: Mapping[Words, Words]) -> bool:
    """A lone word, written once, that is nothing else."""
    if len(group) > 1 or group[0].sort != "open" or words in people:
        return False
    return not is_place(words[0])


def _aliased(group: list[Mention], full: Words) -> bool:
    """Whether the words name somebody in the story by another form, and so need not be weighed."""
    if _landlike(group[0].words, full):
        return False
    return all(m.sort != "organisation" for m in group)


def _kind(text: str, words: Words, group: list[Mention]) -> Kind | None:
    sorts = {mention.sort for mention in group}
    if "person" in sorts:
        return "person"
    shorts = [mention.short for mention in group if mention.short]
    if "organisation" in sorts or (shorts and any(_spells(short, words) for short in shorts)):
        return "organisation"
    return None if "thing" in sorts else _likeliest(text, words, group)


def _spells(short: Words, words: Words) -> bool:
    """Whether the initials in brackets are those of the words: ``World Trade Body (WTB)``."""
    return len(words) > 1 and short[0][0] + short[0][-1] == words[0][0] + words[-1][0]


def _likeliest(text: str, words: Words, group: list[Mention]) -> Kind | None:
    """What the mentions make it; None for what is neither a person nor an organisation."""
    own = of_words(words)
    told = _told(own)
    around = [_around(text, mention, told) for mention in group[:_MOST_WEIGHED]]
    said = around[0] if len(around) == 1 else [sum(each) for each in zip(*around, strict=True)]
    person, organisation, other = [
        score + min(max(all_said, _LEAST), _MOST) for score, all_said in zip(own, said, strict=True)
    ]
    if len(words) == 1 and group[0].opens and all(m.opens for m in group):
        other += _OPENING
    best = max(person, organisation)
    if best - other < (_MARGIN if len(words) > 1 else _MARGIN_ALONE):
        return None if other >= best else "unknown"
    return "person" if person >= organisation else "organisation"


def _told(own: Evidence) -> bool:
    """Whether the name's own words tell what it names."""
    _, second, first = sorted(own)
    return first - second >= _TOLD


def _around(text: str, mention: Mention, told: bool) -> Evidence:
    """What stands around the name; the tagger is not asked where its words have ``told``."""
    said = of_neighbours(mention.before, mention.after, mention.possessive)
    mark = of_place(text, mention.start, mention.end)
    if mark is not NOTHING:
        said = said.plus(mark)
    if told:
        return said
    person, organisation, place, other = leaning(
        mention.words, mention.before, mention.after, mention.opens, mention.comma
    )
    return Evidence(
        said.person + person, said.organisation + organisation, said.other + max(place, other)
    )


def _join(found: dict[Words, Bearer], words: Words, group: list[Mention], cast: _Cast) -> None:
    """Put the group's mentions with whom they name."""
    kind, full = cast.kinds.get(words), cast.full(words, group)
    if full is None:
        if kind is None or words in cast.storms or _faint(words, kind, len(group)):
            return
        found.setdefault(words, Bearer(kind)).mentions += group
        return
    named = group
    if is_place(" ".join(words)):
        named = [m for m in group if m.before not in PLACING]
    if named:
        bearer = found.setdefault(full, Bearer("unknown"))
        bearer.kind = "person" if cast.people.get(words) == full else "organisation"
        bearer.mentions += named


def _faint(words: Words, kind: Kind, times: int) -> bool:
    """Whether what may be a name is too little to be held: it stands once, or it is a place."""
    return kind == "unknown" and (times == 1 or (len(words) == 1 and is_place(words[0])))


def _landlike(words: Words, full: Words) -> bool:
    """A place's name that stands for somebody only where a given name tells so: ``Jordan``."""
    return len(words) == 1 and full[0] not in GIVEN and is_place(words[0])


def _bracketed(
    groups: Mapping[Words, list[Mention]], kinds: Mapping[Words, Kind | None]
) -> dict[Words, Words]:
    """``World Trade Body (WTB)``: the initials' words → the name they stand behind."""
    return {
        mention.short: words
        for words, group in groups.items()
        if kinds.get(words) == "organisation"
        for mention in group
        if mention.short
    }
