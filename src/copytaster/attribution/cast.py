"""Who the story names: full names, posts, and the short forms that stand for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from copytaster.anatomy.demonyms import COUNTRY
from copytaster.attribution import lexicon as lx
from copytaster.attribution.capitals import (
    is_title,
    looks_personal,
    name_text,
    person_part,
    run_end,
)
from copytaster.attribution.expansions import expansion_of
from copytaster.attribution.genders import first_name_gender
from copytaster.attribution.media import is_media, role_of
from copytaster.attribution.posts import posts_of
from copytaster.attribution.roles import (
    FEMALE,
    MALE,
    MEDIA_NOUNS,
    ROLE_NOUNS,
)
from copytaster.attribution.tokens import Tokens
from copytaster.model import LinkRole, Story
from copytaster.words import wordset

_FIRM_TAILS = ("Group", "Inc", "Ltd", "Corp", "Corporation", "Company", "Holdings", "PLC", "plc", "AG", "SE", "SA", "GmbH")  # fmt: skip
_PRINTED = wordset("report reports article interview story dispatch column editorial")
_BEFORE_MEDIA = MEDIA_NOUNS | wordset(
    "the , agency newswire media in by"
)  # as `_called_medium` reads
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_NEVER = 10**9
# Bounds that no honest story reaches, so that a hostile one stays linear.
_REACH = 300
_MOST_NAMESAKES = 8
_MOST_PEOPLE = 300


class Mention(NamedTuple):
    """A name at tokens ``[first, last)``; ``name`` is it as written, without titles."""

    first: int
    last: int
    name: str
    person: bool


@dataclass(slots=True)
class Cast:
    """The story's names. ``aliases`` maps a short form (lower case) to the full names it may stand for.

    ``expansions`` maps an abbreviation, as written, to the name it was introduced with.
    """

    mentions: list[Mention] = field(default_factory=list)
    aliases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, int] = field(default_factory=dict)
    posts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gender: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    initials: dict[str, list[str]] = field(default_factory=dict)
    media: dict[str, LinkRole] = field(default_factory=dict)
    expansions: dict[str, str] = field(default_factory=dict)
    articled: set[str] = field(default_factory=set)

    def role(self, name: str) -> LinkRole:
        """The role of a named source: what the story calls it, else what its name says."""
        known = role_of(name)
        return (
            known if known == "agency" else self.media.get(name.lower().removeprefix("the "), known)
        )

    def before(self, at: int) -> Iterator[Mention]:
        """The mentions left of token ``at``, nearest first, no more than a long story has."""
        last = bisect_left(self.mentions, at, key=lambda m: m.first)
        for i in range(last - 1, max(-1, last - 1 - _REACH), -1):
            yield self.mentions[i]

    def full(self, name: str) -> str:
        """The fullest form the story gives for ``name``; ``name`` itself where it is ambiguous or unknown."""
        fuller = self.aliases.get(name.lower(), [])
        if len(fuller) == 1:
            return fuller[0]
        return fuller[0] if name in self.people and fuller else name

    def expanded(self, name: str) -> str:
        """The name an abbreviation was introduced with: "World Health Organization" for "WHO"."""
        return self.expansions.get(name, name)

    def firm(self, name: str) -> str | None:
        """The one company named in full that ``name`` is short for: "Salvik Group" for "Salvik"."""
        if " " in name or not name[:1].isupper():
            return None
        fuller = {f"{name} {tail}" for tail in _FIRM_TAILS} & self.counts.keys()
        return fuller.pop() if len(fuller) == 1 else None

    def is_person(self, name: str) -> bool:
        """Is this the full name of somebody?"""
        return name in self.people


def cast_of(story: Story, tokens: Tokens) -> Cast:
    """Collect the names of the copy; ``story.names`` is trusted where it knows more."""
    cast = Cast()
    behind = 0
    for i in compress(range(len(tokens)), tokens.capitals):
        end = run_end(tokens, i) if i >= behind else i
        if end > i:
            _take(cast, tokens, i, end)
            expansion = expansion_of(tokens, i, end) if tokens.word[i - 1] == "(" else None
            if expansion is not None:
                cast.expansions.setdefault(*expansion)
            behind = end
    for name in story.names[:_MOST_PEOPLE]:
        if name.kind == "person" and _credible(cast, person := _untitled(name.name)):
            cast.people.setdefault(person, 0)
            if name.post and name.post not in cast.posts[person]:
                cast.posts[person].append(name.post)
    for agency in story.dateline.agencies if story.dateline else ():
        cast.media.setdefault(agency.lower(), "agency")
    for link in story.publication_chain:
        cast.media.setdefault(link.name.lower(), link.role)
    _alias(cast)
    _index(cast)
    return cast


def _untitled(name: str) -> str:
    """The name less a title that was read as its first words ("Executive Jane Roe")."""
    words = name.split()
    titles = [i for i, w in enumerate(words[:-1]) if is_title(w.lower(), len(words) - i)]
    if titles:
        return " ".join(words[titles[-1] + 1 :])
    given = next((i for i, w in enumerate(words[:-1]) if first_name_gender(w)), 0)
    if given and len(words) - given == 2:
        return " ".join(words[given:])  # "Voter Jane Roe", "(secretary of the) Air Force Jane Roe"
    return name


def _credible(cast: Cast, name: str) -> bool:
    """A name found elsewhere counts unless it breaks off in the middle of one that was read here."""
    if name in cast.people:
        return True
    if is_media(name):
        return False
    last = name.split()[-1] if name.split() else ""
    return any(mention.name.endswith(last) for mention in cast.mentions[:_REACH])


def _take(cast: Cast, tokens: Tokens, first: int, last: int) -> None:
    start = person_part(tokens, first, last)
    titled = start > first or (first > 0 and tokens.lower[first - 1] in ROLE_NOUNS)
    person = looks_personal(tokens, start, last)
    name = name_text(tokens, start if person or titled else first, last)
    cast.mentions.append(Mention(first, last, name, person))
    if first > 0 and tokens.word[first - 1] == "The" and _inside_sentence(tokens, first - 1):
        cast.articled.add(name)
    cast.counts[name] = cast.counts.get(name, 0) + 1
    role = _called_medium(tokens, first) if tokens.lower[first - 1] in _BEFORE_MEDIA else None
    if role is not None:
        cast.media.setdefault(name.lower(), role)
    if not person or (len(cast.people) >= _MOST_PEOPLE and name not in cast.people):
        return
    cast.people[name] = cast.people.get(name, 0) + 1
    for post in posts_of(tokens, first, start, last):
        _note_gender(cast, name, post)
        if post not in cast.posts[name]:
            cast.posts[name].append(post)


def _called_medium(tokens: Tokens, first: int) -> LinkRole | None:
    """ "news agency Tanwa", "state media Vesk", "a report in the Dagblad": the words before say what it is."""
    i = first - 1
    while i >= 0 and tokens.lower[i] in ("the", ",") and first - i < 3:
        i -= 1
    if i < 1 or tokens.capital(i):
        return None
    word, before = tokens.lower[i], tokens.lower[i - 1]
    if word in ("agency", "newswire") and before in ("news", "press", "wire", "state", "national"):
        return "agency"
    if word in MEDIA_NOUNS or (word == "media" and before in ("state", "local", "national")):
        return "outlet"
    return (
        "outlet"
        if word in ("in", "by") and before in _PRINTED and not _timely(tokens, first)
        else None
    )


def _timely(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in lx.TIME_WORDS or tokens.lower[i] in COUNTRY


def _inside_sentence(tokens: Tokens, i: int) -> bool:
    """Is token ``i`` not the first of its sentence?"""
    return i > tokens.bounds[tokens.sentence[i]][0]


def _note_gender(cast: Cast, name: str, post: str) -> None:
    words = set(post.lower().split())
    if words & FEMALE:
        cast.gender[name] = "f"
    elif words & MALE:
        cast.gender[name] = "m"


def _alias(cast: Cast) -> None:
    """Give every last and first name the full names it may stand for."""
    order: dict[str, list[int]] = {}
    for at, mention in enumerate(cast.mentions):
        order.setdefault(mention.name, []).append(at)
    for name in sorted(cast.people, key=lambda n: -len(n.split())):
        for key in _short_forms(name, order):
            known = cast.aliases[key]
            if len(known) < _MOST_NAMESAKES and not any(_same(name, other) for other in known):
                known.append(name)


def _short_forms(name: str, order: dict[str, list[int]]) -> set[str]:
    """Surname, first name, last two words; a first word that stood alone before the name is no short form."""
    words = name.split()
    if len(words) > 2 and words[-1].lower() in _SUFFIXES:
        words.pop()
    forms = {" ".join(words[-2:]).lower(), name.lower()}
    if not _is_latecomer(name, words[-1], order):
        forms.add(words[-1].lower())
    alone, full = order.get(words[0], [_NEVER])[0], order.get(name, [0])[0]
    if alone >= full:
        forms.add(words[0].lower())
    return forms


def _is_latecomer(name: str, surname: str, order: dict[str, list[int]]) -> bool:
    """ "Melinda Roe", named once after "Roe" was named three times: the surname is another's."""
    full = order.get(name, [])
    return len(full) == 1 and bisect_left(order.get(surname, []), full[0]) > 2


def _index(cast: Cast) -> None:
    for key in sorted(cast.aliases):
        cast.initials.setdefault(key[0], []).append(key)


def _same(shorter: str, longer: str) -> bool:
    """Is the one name a short form of the other ("Jane Roe", "Jane Mary Roe")?"""
    return set(shorter.lower().split()) <= set(longer.lower().split())
