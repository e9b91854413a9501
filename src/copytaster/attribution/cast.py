"""Who the story names: full names, posts, and the short forms that stand for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import NamedTuple

from copytaster.anatomy.demonyms import COUNTRY, normal
from copytaster.attribution import lexicon as lx
from copytaster.attribution.expansions import expansion_of
from copytaster.attribution.genders import first_name_gender
from copytaster.attribution.media import is_media, role_of
from copytaster.attribution.phrases import is_finite
from copytaster.attribution.roles import (
    FEMALE,
    MALE,
    MEDIA_NOUNS,
    ORG_WORDS,
    ROLE_NOUNS,
)
from copytaster.attribution.tokens import Tokens
from copytaster.attribution.words import wordset
from copytaster.model import LinkRole, Story

_PARTICLES = wordset("bin ibn al el de da di du del della van von der den ter la le dos y")
_WITHIN = _PARTICLES | {"."}
_NOT_NAMES = (
    lx.PREPOSITIONS | lx.SUBORDINATORS | lx.CONJUNCTIONS | lx.DETERMINERS | lx.SUBJECT_PRONOUNS
    | lx.ADVERBS | lx.TIME_WORDS | lx.AUXILIARIES
    | frozenset(("selon", "laut", "nach", "según", "according", "speaking", "writing", "commenting", "asked"))
)  # fmt: skip
_PLACE_FIRST = wordset("north south east west new united saudi great los san santa el central northern southern eastern "
    "western mount lake cape fort port camp saint gulf bay")  # fmt: skip


_FIRM_TAILS = ("Group", "Inc", "Ltd", "Corp", "Corporation", "Company", "Holdings", "PLC", "plc", "AG", "SE", "SA", "GmbH")  # fmt: skip
_COUNTRIES = frozenset(COUNTRY.values())
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


def is_title(word: str, length: int) -> bool:
    """Is the first word of ``length`` capitalised ones a title: a post, or a calling like "Botanist"?"""
    return (
        word in ROLE_NOUNS
        or word.startswith("co-")
        or (length > 2 and len(word) > 6 and word.endswith("ist"))
    )


def _credible(cast: Cast, name: str) -> bool:
    """A name found elsewhere counts unless it breaks off in the middle of one that was read here."""
    if name in cast.people:
        return True
    if is_media(name):
        return False
    last = name.split()[-1] if name.split() else ""
    return any(mention.name.endswith(last) for mention in cast.mentions[:_REACH])


def run_end(tokens: Tokens, i: int) -> int:
    """The end of the capitalised run that begins at ``i``; ``i`` if none does."""
    capitals, lower = tokens.capitals, tokens.lower
    if not capitals[i] or lower[i] in _NOT_NAMES:
        return i
    at = i + 1
    last = min(len(lower), i + 12)
    # Before all else: is it anything that could go on? Most runs end with their first word.
    while at < last and (capitals[at] or lower[at] in _WITHIN) and lower[at - 1][-2:] != "'s":
        behind = _behind_word(tokens, at, last)
        if behind == at:
            break
        at = behind
    return at


def _initial(tokens: Tokens, at: int, last: int) -> bool:
    """Is the stop at ``at`` that of an initial inside a name ("Jane R. Roe")?"""
    if tokens.word[at] != "." or len(tokens.word[at - 1]) > 1 or at + 1 >= last:
        return False
    return _adjoins(tokens, at + 1) and _name_word(tokens, at + 1)


def _behind_word(tokens: Tokens, at: int, last: int) -> int:
    """Behind the next word of a name, its particles or the stop of its initial; ``at`` where the name ends."""
    if _initial(tokens, at, last):
        return at + 2
    if not _adjoins(tokens, at):
        return at
    return at + 1 if _name_word(tokens, at) else _past_particles(tokens, at, last)


def _past_particles(tokens: Tokens, at: int, last: int) -> int:
    """Behind "van der Lund" when ``at`` is at *van*; ``at`` when no name follows."""
    i = at
    while i < min(last - 1, at + 3) and tokens.lower[i] in _PARTICLES:
        i += 1
    return i + 1 if i > at and _name_word(tokens, i) else at


def _adjoins(tokens: Tokens, at: int) -> bool:
    gap = tokens.text[tokens.end[at - 1] : tokens.start[at]]
    if tokens.sentence[at] != tokens.sentence[at - 1]:
        return False
    return gap == " " or (tokens.word[at - 1] == "." and gap in ("", " "))


def _name_word(tokens: Tokens, i: int) -> bool:
    return tokens.capital(i) and tokens.lower[i] not in _NOT_NAMES


def bare(word: str) -> str:
    """The word without a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def name_text(tokens: Tokens, first: int, last: int) -> str:
    """The run as a name: as written, without a possessive."""
    return bare(tokens.said(first, last))


def person_part(tokens: Tokens, first: int, last: int) -> int:
    """Where the personal name begins in a run: behind titles, posts and nationalities."""
    start = first
    if last - first == 1:
        return start
    for i in range(first, last - 1):
        word = bare(tokens.lower[i])
        if is_title(word, last - i) or (
            i == start and (word in COUNTRY or tokens.lower[i].endswith("'s"))
        ):
            start = i + 1
    if start == first and last - first > 2 and _holds_more(tokens, first, last):
        start = last - 2
    return start


def _holds_more(tokens: Tokens, first: int, last: int) -> bool:
    """Does the run hold more than the name: what somebody is minister of, or "Voter" at a sentence's start?"""
    if behind_portfolio(tokens, first):
        return True
    given = first_name_gender(tokens.lower[last - 2]) is not None
    if given and first and tokens.lower[first - 1] in _GOVERNING:
        return True
    called = tokens.lower[first].endswith(_CALLINGS) or tokens.lower[first] in _PARTISANS
    opens = first == tokens.bounds[tokens.sentence[first]][0]
    return opens and last - first == 3 and called and first_name_gender(tokens.lower[first]) is None


_GOVERNING = frozenset(("of", "to", "for", "at", "from", "in", "the"))
_CALLINGS = ("er", "or", "ian", "ant")
_PARTISANS = wordset(
    "democrat republican longtime former retired fellow independent loyalist resident"
)

_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_PORTFOLIOS = frozenset(("minister", "secretary", "commissioner"))
_IMPERSONAL = ORG_WORDS | COUNTRY.keys() | _PORTFOLIOS
_HEADS = frozenset(("mayor", "governor", "president", "executive", "director", "chancellor", "bishop", "archbishop", "head"))  # fmt: skip


def behind_portfolio(tokens: Tokens, first: int) -> bool:
    """ "Minister of Public Works Jane Roe", "mayor of New Torvik Jane Roe": the run holds more than the name."""
    if first < 2 or tokens.lower[first - 1] not in ("of", "for"):
        return False
    return tokens.lower[first - 2] in _PORTFOLIOS or tokens.lower[first - 2] in _HEADS


def looks_personal(tokens: Tokens, first: int, last: int) -> bool:
    """Could this run, its titles gone, be a person's name?"""
    if not 2 <= last - first <= 5:
        return False
    words = [bare(w) for w in tokens.lower[first:last]]
    if words[0] in _PLACE_FIRST:
        return False
    if first and _ORDINAL.fullmatch(tokens.lower[first - 1]):  # "the 3rd Jager Guards"
        return False
    if not _IMPERSONAL.isdisjoint(words) or any(w[0].isdigit() for w in words):
        return False
    shouted = any(w.isupper() and len(w) > 2 for w in tokens.word[first:last])
    return not shouted and not is_media(" ".join(words))


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
    for post in _posts(tokens, first, start, last):
        _note_gender(cast, name, post)
        if post not in cast.posts[name]:
            cast.posts[name].append(post)


_PRINTED = wordset("report reports article interview story dispatch column editorial")


_BEFORE_MEDIA = MEDIA_NOUNS | wordset(
    "the , agency newswire media in by"
)  # as `_called_medium` reads


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


def _posts(tokens: Tokens, first: int, start: int, last: int) -> list[str]:
    """Posts said of the name at ``[start, last)``: before it, or in apposition on either side."""
    found = []
    before = _title_before(tokens, first, start)
    if before:
        found.append(before)
    if last < len(tokens) and tokens.word[last] == ",":
        end = _apposed_end(tokens, last + 1)
        if _has_role(tokens, last + 1, end):
            found.append(_without_article(tokens, last + 1, end))
    if first > 1 and tokens.word[first - 1] == "," and start == first:
        begin = _apposed_start(tokens, first - 1)
        if _has_role(tokens, begin, first - 1):
            found.append(_without_article(tokens, begin, first - 1))
    return [p for p in found if p]


def _title_before(tokens: Tokens, first: int, start: int) -> str:
    """As in "Russian President", "farmers' union chairman": the post written right before the name."""
    begin = first
    while begin > max(0, first - 6) and _belongs_to_title(tokens, begin - 1):
        begin -= 1
    return _without_article(tokens, begin, start) if _has_role(tokens, begin, start) else ""


def _belongs_to_title(tokens: Tokens, i: int) -> bool:
    if tokens.quote[i] >= 0 or tokens.sentence[i] != tokens.sentence[i + 1]:
        return False
    word = tokens.lower[i]
    if not word[0].isalpha() or word in _NOT_NAMES or word in lx.forms():
        return False
    return word in ROLE_NOUNS or normal(word) in _COUNTRIES or tokens.lower[i + 1] in ROLE_NOUNS


def _apposed_end(tokens: Tokens, first: int) -> int:
    end = first
    while (
        end < min(len(tokens), first + 14)
        and tokens.word[end] not in ",.;:()"
        and tokens.quote[end] < 0
    ):
        if is_finite(tokens, end) or tokens.lower[end] in ("who", "which"):
            return first
        end += 1
    return end


def _apposed_start(tokens: Tokens, last: int) -> int:
    begin = last
    while (
        begin > max(0, last - 12)
        and tokens.word[begin - 1] not in ",.;:()"
        and tokens.quote[begin - 1] < 0
    ):
        if tokens.lower[begin - 1] in lx.AUXILIARIES or tokens.lower[begin - 1] in lx.SUBORDINATORS:
            break
        begin -= 1
    return begin


def _has_role(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.lower[i] in ROLE_NOUNS for i in range(first, last))


def _without_article(tokens: Tokens, first: int, last: int) -> str:
    while first < last and (
        tokens.lower[first] in lx.DETERMINERS or tokens.lower[first] in lx.CONJUNCTIONS
    ):
        first += 1
    return tokens.said(first, last)


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


_NEVER = 10**9
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


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
