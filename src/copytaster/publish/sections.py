"""Sections: under which headings of the site a story stands. Pure.

    what the operator says of sections → sections(…) → Section… → sections_of(…, publication)

Where the operator says nothing the sections are the seventeen top-level IPTC
Media Topics, in the order a newspaper has them; a story stands in that of its
first topic. What a topic's code does not tell, its name may: senders write
``sport`` or ``World``, not codes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from copytaster.formats.topics import broader_topics, media_topic
from copytaster.model import Publication, Topic

_MOST = 3  # sections of one story

# (slug, name, top-level Media Topic, names that senders use for it in place of a code).
# Codes and what they cover: IPTC Media Topics, CC BY 4.0. The short names and words are our own.
_TOPICS = (
    ("politics", "Politics", "11", "politics government election elections diplomacy parliament policy"),
    ("conflict", "Conflict", "16", "conflict war military defence defense peace terrorism unrest"),
    ("disaster", "Disaster", "03", "disaster disasters accident accidents emergency earthquake flood"),
    ("crime", "Crime and law", "02", "crime law justice courts court police legal"),
    ("economy", "Economy", "04", "economy business finance markets money companies economics financial"),
    ("labour", "Labour", "09", "labour labor jobs employment unions work"),
    ("society", "Society", "14", "society social community migration immigration demographics"),
    ("environment", "Environment", "06", "environment climate nature wildlife conservation"),
    ("weather", "Weather", "17", "weather"),
    ("health", "Health", "07", "health medicine medical disease"),
    ("science", "Science", "13", "science technology tech space research internet"),
    ("education", "Education", "05", "education schools universities school"),
    ("religion", "Religion", "12", "religion faith belief"),
    ("culture", "Culture", "01", "culture arts art entertainment media music film movies books theatre television tv celebrity celebrities bollywood hollywood"),
    ("sport", "Sport", "15", "sport sports football soccer cricket tennis rugby basketball olympics athletics golf hockey"),
    ("life", "Life and leisure", "10", "lifestyle leisure travel food style fashion living"),
    ("people", "People", "08", "people offbeat oddities"),
)  # fmt: skip
# A category letter of ANPA 1312 that says what, not where.
_LETTERS = {"s": "sport", "f": "economy", "e": "culture", "l": "life", "p": "politics"}
_BY_CODE = {code: slug for slug, _, code, _ in _TOPICS}
_BY_WORD = {word: slug for slug, _, _, words in _TOPICS for word in words.split()}
_LETTER = re.compile(r"category:([a-z])\Z", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the site. ``rules`` say what stands under it; none: the topic of that slug."""

    slug: str
    name: str
    rules: tuple[str, ...] = ()


def sections(said: Mapping[str, Sequence[str]]) -> tuple[Section, ...]:
    """The site's sections, in their order: what the operator says, else the Media Topics'.

    ``said`` has rules by name: ``topic:sport`` (a Media Topic's slug, code or name, or a
    sender's own category), ``source:NAME`` (a feed's title, an agency), ``provider:NAME``,
    ``language:de``. Raises ValueError naming a rule of no known kind, or a name that
    makes no address of its own.
    """
    if not said:
        return tuple(Section(slug, name) for slug, name, _, _ in _TOPICS)
    made = tuple(Section(_slug(name), name, tuple(map(_rule, said[name]))) for name in said)
    slugs = [section.slug for section in made]
    for section in made:
        if not section.slug or slugs.count(section.slug) > 1:
            raise ValueError(f"the section {section.name!r} needs a name of its own, in letters")
    return made


def sections_of(known: Sequence[Section], publication: Publication) -> tuple[str, ...]:
    """The slugs of the sections a story stands in, in the site's order; its own topic's alone
    where the operator has no rules."""
    if not known or not known[0].rules:
        main = next(filter(None, map(_slug_of, publication.story.topics)), None)
        return (main,) if main else ()
    said = frozenset(_said_of(publication))
    return tuple(s.slug for s in known if not said.isdisjoint(s.rules))[:_MOST]


def _said_of(publication: Publication) -> Iterator[str]:
    """Everything a rule may name about a publication."""
    story = publication.story
    for topic in story.topics:
        yield _plain(f"topic:{topic.code}")
        yield _plain(f"topic:{topic.name}")
        if slug := _slug_of(topic):
            yield f"topic:{slug}"
    for subject in story.item.subjects:
        yield _plain(f"topic:{subject.code}")
    houses = (publication.source, *(c.name for c in story.credits if c.role == "agency"))
    for house in filter(None, houses):
        yield _plain(f"source:{house}")
    if story.item.provider:
        yield _plain(f"provider:{story.item.provider}")
    if story.language:
        yield f"language:{story.language}"


def _slug_of(topic: Topic) -> str | None:
    return _slug_from(topic.code, topic.name)


@lru_cache(maxsize=4096)
def _slug_from(code: str, name: str) -> str | None:
    """The Media Topic at the top of this one, by its code or else by its name."""
    if concept := media_topic(code):
        top = (concept, *broader_topics(concept))[-1]
        return _BY_CODE.get(top.removeprefix("medtop:")[:2])
    if letter := _LETTER.match(code):
        return _LETTERS.get(letter[1].lower())
    found = (_BY_WORD.get(word) for word in _WORD.findall(name[:200].casefold()))
    return next(filter(None, found), None)


def _rule(text: str) -> str:
    kind, _, rest = text.partition(":")
    if kind not in ("topic", "source", "provider", "language") or not rest.strip():
        raise ValueError(
            f"{text!r} is no rule of a section; one is topic:…, source:…, provider:… or language:…"
        )
    return _plain(f"{kind}:{rest.strip()}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _slug(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_SLUG.sub("-", bare).strip("-")[:60]


def named(known: Iterable[Section], slugs: Iterable[str]) -> tuple[Section, ...]:
    """The sections of these slugs, in the site's order."""
    wanted = frozenset(slugs)
    return tuple(section for section in known if section.slug in wanted)
