"""What a web page says of itself: JSON-LD first, then meta tags, then what can be seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from copytaster.formats.dates import parse_date
from copytaster.formats.markup import plain
from copytaster.formats.names import Element, line

_ARTICLES = frozenset(
    [
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "BackgroundNewsArticle",
        "LiveBlogPosting",
        "AdvertiserContentArticle",
        "TechArticle",
        "Report",
        "Review",
        "SocialMediaPosting",
    ]
)
_SITE_TAIL = re.compile(r"\s+[|\u2013\u2014·-]\s+[^|\u2013\u2014·]{2,40}$")
_NO_NAME = re.compile(
    r"^(?:https?:|www\.|@)|\.(?:com|de|org|net)$|^(?:admin|administrator|editor|redaktion|staff|unknown|guest|none|null|"
    r"online|news ?desk|redaction)$",
    re.I,
)
_MAX_JSON = 1 << 20
_MAX_NODES = 5000
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
            "article.author", "dcterms.creator", "cxenseparse:author")  # fmt: skip
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate",
              "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "dc.date",
              "dc.date.issued", "dcterms.created", "dcterms.date", "cxenseparse:recs:publishtime",
              "publication_date", "article.published")  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
_BYLINES = (
    ".//*[@rel='author']", ".//*[@itemprop='author']//*[@itemprop='name']", ".//*[@itemprop='author']",
    ".//*[contains(concat(' ',@class,' '),' byline__name ')]",
    ".//*[contains(concat(' ',@class,' '),' author-name ')]",
    ".//*[contains(concat(' ',@class,' '),' author__name ')]",
    ".//*[contains(concat(' ',@class,' '),' byline ')]//a",
    ".//*[contains(concat(' ',@class,' '),' author ')]//a",
    ".//*[contains(concat(' ',@class,' '),' article-author ')]",
    ".//*[contains(concat(' ',@class,' '),' byline ')]",
    ".//*[contains(concat(' ',@class,' '),' author ')]",
    ".//a[contains(@href,'/author/') or contains(@href,'/autor/') or contains(@href,'/auteur/')]",
)  # fmt: skip

Object = dict[str, Any]


@dataclass(slots=True)
class Meta:
    """A page's meta tags by lower-case name, and the JSON-LD object of its article."""

    page: Element
    tags: dict[str, str] = field(default_factory=dict)
    article: Object = field(default_factory=dict)
    by_id: dict[str, Object] = field(default_factory=dict)

    def tag(self, *names: str) -> str:
        """The first of the named meta tags that says something."""
        return next((self.tags[n] for n in names if self.tags.get(n)), "")

    def said(self, name: str) -> str:
        """A property of the article as a string: an object's name, a list's first."""
        return _string(self.article.get(name))


def read_meta(page: Element) -> Meta:
    """The metadata of a parsed page."""
    meta = Meta(page)
    for element in page.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in (element.get(k) for k in ("name", "property", "itemprop", "http-equiv")):
            if key and content:
                meta.tags.setdefault(key.strip().lower(), content)
    nodes = [node for script in page.iter("script") for node in _nodes(script)]
    meta.by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 2}
    articles = [n for n in nodes if _types(n) & _ARTICLES]
    meta.article = max(articles, key=_richness, default={})
    return meta


def _nodes(script: Element) -> Iterator[Object]:
    """The objects in one JSON-LD script, outermost first."""
    if (
        "ld+json" not in (script.get("type") or "")
        or not script.text
        or len(script.text) > _MAX_JSON
    ):
        return
    try:
        stack: list[Any] = [json.loads(script.text.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while stack and seen < _MAX_NODES:
        node, seen = stack.pop(), seen + 1
        if isinstance(node, dict):
            yield node
            stack.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _types(node: Object) -> set[str]:
    kind = node.get("@type")
    return {k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}


def _richness(node: Object) -> int:
    return sum(bool(node.get(k)) for k in ("headline", "datePublished", "author", "articleBody"))


def _string(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("@value") or value.get("@id")
    return value.strip() if isinstance(value, str) else ""


def headline(meta: Meta) -> str | None:
    """The h1 that says what the metadata say, else the metadata, else the title without the site's name."""
    heads = [line(h) for h in meta.page.iter("h1")]
    heads = [h for h in heads if 8 < len(h) < 300]
    title = line(next(meta.page.iter("title"), None))
    said = [plain(s) for s in (meta.said("headline"), meta.tag(*_TITLES), title) if s]
    for head in heads:
        if any(_alike(head, s) for s in said):
            return head
    best = next((s for s in said[:2] if s != title), None) or next(iter(heads), None)
    return best or _SITE_TAIL.sub("", title) or None


def _alike(a: str, b: str) -> bool:
    first, second = set(a.casefold().split()), set(b.casefold().split())
    return len(first & second) > 0.6 * max(1, min(len(first), len(second)))


def authors(meta: Meta) -> tuple[list[str], list[str]]:
    """(people, houses) the page names as its authors."""
    persons, houses = _named(meta, meta.article.get("author") or meta.article.get("creator"))
    persons = _names(persons)
    if not persons:
        persons = _names([meta.tag(*_AUTHORS)])
    return persons or _seen(meta.page), houses


def _named(meta: Meta, value: Any) -> tuple[list[str], list[str]]:
    persons: list[str] = []
    houses: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        node = (
            meta.by_id.get(one.get("@id", ""), one)
            if isinstance(one, dict) and not one.get("name")
            else one
        )
        name = node.get("name") if isinstance(node, dict) else node
        kinds = _types(node) if isinstance(node, dict) else set()
        for n in name if isinstance(name, list) else [name]:
            if isinstance(n, str):
                (houses if kinds & {"Organization", "NewsMediaOrganization"} else persons).append(n)
    return persons, houses


_BETWEEN = re.compile(r"\s*(?:[,;|/]|\b(?:and|und|et|y|og|och|e)\b|&)\s*")
_SHORT_SIGN = re.compile(r"\s*\([^()]{1,12}\)$")
_BEFORE = re.compile(
    r"^\s*(?:(?:written |posted )?by|von|par|por|di|av|af|door|text|foto|redacción|autor|author)\b\s*:?\s*",
    re.I,
)


def _names(sent: list[str]) -> list[str]:
    found = []
    for said in sent:
        if _NO_NAME.search(said.strip()):
            continue
        for part in _BETWEEN.split(_BEFORE.sub("", plain(said))[:400]):
            name = _SHORT_SIGN.sub("", part.strip(" .:-\u2013\u2014•"))
            if 2 < len(name) < 70 and not _NO_NAME.search(name) and name not in found:
                found.append(name)
    return found


def _seen(page: Element) -> list[str]:
    """A byline that can only be seen: the first element that is marked as one."""
    for path in _BYLINES:
        found = cast("list[Element]", page.xpath(path))
        said = line(found[0]) if found else ""
        if 3 < len(said) < 80 and (names := _names([said])):
            return names
    return []


def published(meta: Meta) -> str:
    """When it was published, as the page writes it."""
    said = meta.said("datePublished") or meta.said("dateCreated") or meta.tag(*_PUBLISHED)
    return said or _time(meta.page) or _shown(meta.page)


def updated(meta: Meta) -> str:
    """When it was last changed, as the page writes it."""
    return meta.said("dateModified") or meta.tag(*_UPDATED)


def _time(page: Element) -> str:
    times = [t for t in page.iter("time") if t.get("datetime")]
    marked = [
        t for t in times if t.get("itemprop") == "datePublished" or t.get("pubdate") is not None
    ]
    return next((t.get("datetime") or "" for t in marked + times), "")


_SHOWN = (
    ".//time | .//*[self::span or self::div or self::p or self::li]"
    "[contains(@class,'date') or contains(@class,'publish') or contains(@class,'time')"
    " or contains(@class,'datum') or contains(@class,'fecha')]"
)
_WRITTEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{4}(?:[ ,|-]{1,4}\d{1,2}:\d\d)?|"
    r"\d{4}\.\d\d\.\d\d(?: \d\d:\d\d)?|"
    r"\d{1,2}\.? [^\W\d]{3,12}\.?,? \d{4}(?:[ ,|-]{1,4}\d{1,2}:\d\d)?|"
    r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
)


def _shown(page: Element) -> str:
    """The first date a reader sees in an element that is marked as holding one."""
    for element in cast("list[Element]", page.xpath(_SHOWN))[:20]:
        found = _WRITTEN.search(line(element)[:200])
        if found and parse_date(found[0]):
            return found[0]
    return ""
