"""What a web page says of itself: JSON-LD first, then meta tags, then what can be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from copytaster.formats.dates import parse_date
from copytaster.formats.html_blocks import TextBlock
from copytaster.formats.html_jsonld import Object, Structured, string, structured
from copytaster.formats.markup import plain
from copytaster.formats.names import Element, Kids, line

_SITE_TAIL = re.compile(r"\s+[|\u2013\u2014·-]\s+[^|\u2013\u2014·]{2,40}$")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
              "publishdate", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued",
              "dcterms.created", "dcterms.date", "dcterms.issued", "cxenseparse:recs:publishtime",
              "publication_date", "article.published", "citation_publication_date")  # fmt: skip
TELLING = ("meta", "script", "title", "h1", "time", "link", "base", "body", "a")
_LONGEST_NAME = 200
_LONGEST_CONTENT = 100_000  # characters of one meta tag: far beyond any headline or deck
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)


@dataclass(slots=True)
class Meta:
    """A page's meta tags, and the object of its article in JSON-LD or microdata.

    ``told`` are the elements of the page that `TELLING` names, by their tag.
    """

    page: Element
    told: Kids = field(default_factory=dict)
    structured: Structured = field(default_factory=Structured)
    is_cut: bool = False
    _tags: dict[str, str] = field(default_factory=dict)

    @property
    def article(self) -> Object:
        """The article's own object; empty where the page has none."""
        return self.structured.article

    def tag(self, *names: str) -> str:
        """The first of the named meta tags that says something; only the letters of a name count."""
        return next((v for n in names if (v := self._tags.get(_squashed(n)))), "")

    def said(self, name: str) -> str:
        """A property of the article as a string: an object's name, a list's first."""
        return string(self.structured.resolved(self.article.get(name)))

    def add(self, name: str, content: str) -> None:
        """Keep one meta tag; the first of a name stays."""
        self._tags.setdefault(_squashed(name[:_LONGEST_NAME]), content)


@lru_cache(maxsize=1024)
def _squashed(name: str) -> str:
    """``article:published_time`` and ``article:published:time`` are one name."""
    return _NO_LETTERS.sub("", name.lower())


def read_meta(page: Element, told: Kids, address: str | None = None) -> Meta:
    """The metadata of a parsed page, whose elements of `TELLING` are ``told``.

    ``address`` is where it stands, to tell its article from others.
    """
    meta = Meta(page, told)
    for element in told.get("meta", ()):
        sent = element.get("content") or ""
        content = sent[:_LONGEST_CONTENT].strip()
        meta.is_cut |= len(sent) > _LONGEST_CONTENT
        for key in (element.get(k) for k in ("name", "property", "itemprop", "http-equiv")):
            if key and content:
                meta.add(key, content)
    meta.structured = structured(page, told.get("script", []), address)
    return meta


def headline(meta: Meta) -> str | None:
    """The h1 that says what the article's own object says, else that object, else meta tags, h1 or title.

    A page's h1 may be its kicker, its site's name or a title for search; where
    it and the headline given to machines have little in common, the latter is meant.
    """
    heads = [h for h in map(line, meta.told.get("h1", ())) if 8 < len(h) < 300]
    title = line(next(iter(meta.told.get("title", ())), None))
    stated, tagged = plain(meta.said("headline")), plain(meta.tag(*_TITLES))
    said = [s for s in (stated or tagged, tagged, title) if s]
    for head in heads:
        if any(_alike(head, s) for s in (said[:1] if stated else said)):
            return head
    best = stated or tagged or next(iter(heads), "") or _SITE_TAIL.sub("", title)
    return best or None


def _alike(a: str, b: str) -> bool:
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return len(first & second) > 0.6 * max(1, min(len(first), len(second)))


def description(meta: Meta) -> str:
    """The sentence or two that the page says it is about."""
    return plain(meta.said("description") or meta.tag("og:description", "description"))


def language(meta: Meta) -> str | None:
    """The language as declared: the article's, then the page's."""
    sent = meta.article.get("inLanguage")
    named = sent.get("alternateName") or sent.get("name") if isinstance(sent, dict) else sent
    said = (string(named), meta.page.get("lang") or "", meta.tag("og:locale", "content-language"))
    return next((s.replace("_", "-") for s in said if _LANGUAGE.match(s)), None)


def published(meta: Meta, near: list[TextBlock]) -> str:
    """When it was published, as the page writes it; ``near`` are the blocks around its headline."""
    said = meta.said("datePublished") or meta.said("dateCreated") or meta.tag(*_PUBLISHED)
    return said or _time(meta.told) or _shown(near)


def updated(meta: Meta) -> str:
    """When it was last changed, as the page writes it."""
    return meta.said("dateModified") or meta.tag(*_UPDATED)


def _time(told: Kids) -> str:
    times = [t for t in told.get("time", ()) if t.get("datetime")]
    marked = [
        t for t in times if t.get("itemprop") == "datePublished" or t.get("pubdate") is not None
    ]
    return next((t.get("datetime") or "" for t in marked + times), "")


_CLOCK = r"(?:[ ,|\u00b7\u2013-]{1,5}\d{1,2}[:.]\d\d)?"
_WRITTEN = re.compile(
    r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|"
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)\b{_CLOCK}|"
    r"\b\d{4}\.\d\d\.\d\d(?: \d\d:\d\d)?|"
    rf"\b\d{{1,2}}\.? (?:de )?[^\W\d]{{3,12}}\.?,? (?:de )?\d{{4}}{_CLOCK}|"
    rf"\b[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}"
)
_LONGEST_STAMP = 150


def _shown(near: list[TextBlock]) -> str:
    """The first date a reader sees in a short line around the headline."""
    for block in near:
        for found in _WRITTEN.findall(block.text) if len(block.text) < _LONGEST_STAMP else ():
            if parse_date(found):
                return str(found)
    return ""
