"""Who wrote a web page: what its JSON-LD and meta tags name, else what a reader sees as the byline."""

from __future__ import annotations

import re
from typing import Any

from copytaster.formats.html_blocks import TextBlock
from copytaster.formats.html_jsonld import string, types
from copytaster.formats.html_meta import Meta
from copytaster.formats.markup import plain
from copytaster.formats.names import Element, line

_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
            "article.author", "dcterms.creator", "cxenseparse:author", "citation_author")  # fmt: skip
_HOUSES = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})
_NO_NAME = re.compile(
    r"^(?:https?:|www\.|@|[\W\d_]+$)|\.(?:com|de|org|net)$|^(?:admin|administrator|editor|redaktion|staff|unknown|guest|"
    r"none|null|online|news ?desk|redaction)$",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/、]|\b(?:and|und|et|y|og|och|e)\b|&)\s*")
_SHORT_SIGN = re.compile(r"\s*\([^()]{1,12}\)$")
_BY = r"(?:(?:written |posted )?by|von|par|por|di|av|af|door|text|redacción|autor|author)\b\s{0,3}:?\s{1,3}"
_BEFORE = re.compile(rf"^\s{{0,5}}(?:{_BY}|foto\b\s{{0,3}}:?\s{{1,3}})", re.I)
_BYLINE = re.compile(
    rf"(?:^|[|·•]\s{{0,3}})(?i:{_BY})([^\W\d_a-z][\w.'’-]{{0,30}}(?: [^\W\d_][\w.'’-]{{0,30}}){{1,3}})"
)
_FULL_NAME = re.compile(
    r"^[^\W\d_a-z][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){0,2} [^\W\d_a-z][\w.'’-]{0,40}$"
)
_LONGEST_BYLINE = 120
_AUTHOR_PAGES = ("/author/", "/autor/", "/auteur/")
_MOST_MARKED = 60
_UNMARKED = 9


def authors(meta: Meta, near: list[TextBlock]) -> tuple[list[str], list[str]]:
    """(people, houses) the page names as its authors; ``near`` are the blocks around its headline."""
    sent = meta.structured.resolved(meta.article.get("author") or meta.article.get("creator"))
    persons, houses = _named(meta, sent)
    found = _names(persons) or _names([meta.tag(*_AUTHORS)])
    own = {_folded(h) for h in (*houses, meta.said("publisher"), meta.tag("og:site_name")) if h}
    # A site that signs with its own name may still show who wrote it.
    people = [name for name in found if _folded(name) not in own]
    if people:
        return people, houses
    seen = _seen(meta.page)
    if found:
        return [name for name in seen if _FULL_NAME.match(name)], houses or found
    return seen or _signed(near), houses


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _named(meta: Meta, value: Any) -> tuple[list[str], list[str]]:
    persons: list[str] = []
    houses: list[str] = []
    for sent in value if isinstance(value, list) else [value]:
        node = meta.structured.resolved(sent)
        name = node.get("name") if isinstance(node, dict) else node
        is_house = isinstance(node, dict) and bool(types(node) & _HOUSES)
        for one in name if isinstance(name, list) else [name]:
            if said := string(one):
                (houses if is_house else persons).append(said)
    return persons, houses


def _names(sent: list[str]) -> list[str]:
    found: list[str] = []
    for said in sent:
        if _NO_NAME.search(said.strip()):
            continue
        for part in _BETWEEN.split(_BEFORE.sub("", plain(said))[:400]):
            name = _SHORT_SIGN.sub("", part.strip(" .:-\u2013\u2014•"))
            if 2 < len(name) < 70 and not _NO_NAME.search(name) and name not in found:
                found.append(name)
    return found


def _seen(page: Element) -> list[str]:
    """A byline that can only be seen: of the elements marked as one, the first of the surest mark."""
    best: tuple[int, list[str]] = (_UNMARKED, [])
    marked = 0
    for element in page.iter():
        rank = _rank(element)
        marked += rank < _UNMARKED
        if rank < best[0] and 2 < len(said := line(element)) < 80 and (names := _names([said])):
            best = rank, names
        if marked > _MOST_MARKED:
            break
    # "Ana Petrov, Port Elm": beside a full name the rest is a place or a house.
    return [name for name in best[1] if _FULL_NAME.match(name)] or best[1]


def _rank(element: Element) -> int:
    """0 for what is meant for machines, then an element for a name, a link, and what may hold more than names."""
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return 0
    words = (element.get("class") or "").lower()
    if "author" in words or "byline" in words or "autor" in words:
        return 1 if "name" in words else 2 if element.tag == "a" else 4 if "byline" in words else 3
    if element.tag == "a" and any(part in (element.get("href") or "") for part in _AUTHOR_PAGES):
        return 2
    return _UNMARKED


def _signed(near: list[TextBlock]) -> list[str]:
    """A line around the headline that begins as bylines do, or says it behind a bar."""
    for block in near:
        found = _BYLINE.search(block.text) if len(block.text) < _LONGEST_BYLINE else None
        if found:
            return _names([found[1]])
    return []
