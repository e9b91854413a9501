"""XML names: namespaces to the short prefixes the readers use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
Kids: TypeAlias = dict[str, list[Element]]

XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"
NAR = "http://iptc.org/std/nar/2006-10-01/"

PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "https://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://example.com/newformat#": "atom",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": "itunes",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://creativecommons.org/ns#": "cc",
    "http://backend.userland.com/creativeCommonsRssModule": "cc",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://news.google.com/schemas/news/1.0": "news",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://schemas.pocketcasts.com/": "podcast",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://prismstandard.org/namespaces/basic/3.0/": "prism",
    "http://prismstandard.org/namespaces/prismusagerights/2.1/": "pur",
    "http://prismstandard.org/namespaces/pur/2.0/": "pur",
    "http://prismstandard.org/namespaces/1.0/pur/": "pur",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.google.com/schemas/sitemap-video/1.1": "video",
    XML: "xml",
    XHTML: "xhtml",
}
# What RSS has been put in, on its way from Netscape to its board; its modules are none of these.
_RSS = re.compile(
    r"https?://(?:purl\.org/(?:rss/1\.0/$|net/rss)|(?:my|channel)\.netscape\.com/|"
    r"backend\.userland\.com/rss|blogs\.law\.harvard\.edu/tech/rss|"
    r"cyber\.(?:law\.)?harvard\.edu/rss|(?:www\.)?rssboard\.org/)",
    re.I,
)
_MAX_ATTRIBUTES = 100
_MAX_KNOWN = 4096
_MAX_TAG = 300
# These hold copy back, whoever's namespace they stand in.
_BARRING = frozenset({"embargo", "embargodate", "embargoed", "embargountil"})
URIS = {
    **{prefix: uri for uri, prefix in reversed(list(PREFIXES.items()))},
    "a10": "http://www.w3.org/2005/Atom",
    "wp": "http://wordpress.org/export/1.2/",
}
"""The namespace each short prefix stands for, to declare one that a sender forgot."""


@lru_cache(maxsize=4096)
def key(tag: str, own: str = "") -> str:
    """``{uri}Local`` as ``prefix:local`` in lower case; no prefix in the document's own namespace.

    RSS has had many namespaces; all of them count as none.
    """
    if not tag.startswith("{"):
        prefix, colon, local = tag.rpartition(":")
        return f"{_given(prefix)}{local}".lower() if colon else tag.lower()
    uri, _, local = tag[1:].partition("}")
    local = local.lower()
    if uri == own or _is_rss(uri) or (local in _BARRING and uri not in PREFIXES):
        return local
    return f"{PREFIXES.get(uri, uri)}:{local}"


def _given(prefix: str) -> str:
    return "" if prefix.lower() in {"rss", "rss1"} else f"{prefix}:"


def _is_rss(uri: str) -> bool:
    return _RSS.match(uri) is not None


class _Locals(dict[Any, str]):
    """Tags as lxml gives them to local names in lower case. Learns as it is asked."""

    def __missing__(self, tag: Any) -> str:
        """The local name, learnt; empty for comments and the like."""
        if not isinstance(tag, str):
            return ""
        found = tag.rpartition("}")[2].rpartition(":")[2].lower()
        if len(self) < _MAX_KNOWN and len(tag) <= _MAX_TAG:
            self[tag] = found
        return found


_LOCALS = _Locals()


def local(element: Element) -> str:
    """The element's local name, lower case; empty for comments and the like."""
    return _LOCALS[element.tag]


def namespace(element: Element) -> str:
    """The element's namespace URI, or the empty string."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""


def kids(element: Element, own: str = "") -> Kids:
    """The children, grouped by `key`, in document order."""
    grouped: Kids = {}
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        name = key(tag, own)
        if name in grouped:
            grouped[name].append(child)
        else:
            grouped[name] = [child]
    return grouped


def text(element: Element | None) -> str:
    """All text inside, as sent but trimmed."""
    if element is None:
        return ""
    # The parsers drop comments and instructions, or itertext would give them their say.
    sent = "".join(map(str, element.itertext())) if len(element) else element.text
    return sent.strip() if sent else ""


def line(element: Element | None) -> str:
    """All text inside as one line, white space folded."""
    if element is None:
        return ""
    sent = "".join(map(str, element.itertext())) if len(element) else element.text
    return " ".join(sent.split()) if sent else ""


def first(grouped: Kids, *names: str) -> str:
    """The first non-empty text among the named children, in the order of the names."""
    for name in names:
        for child in grouped.get(name, ()):
            if found := text(child):
                return found
    return ""


def attribute(element: Element, name: str) -> str:
    """An attribute by local name, whatever its namespace; empty where absent."""
    value = element.get(name)
    if value is not None:
        return value.strip()
    # lxml looks each value up by name, so going through very many is quadratic.
    names = element.keys()
    if not names or len(names) > _MAX_ATTRIBUTES:
        return ""
    low = name.lower()
    for full in names:
        if _LOCALS[full] == low:
            return str(element.get(full)).strip()
    return ""


def grouped(element: Element | None) -> Kids:
    """The children by local name alone, in document order; nothing for no element."""
    return {} if element is None else _by_name(element)


def index(root: Element) -> Kids:
    """Every element of a tree, the root too, by local name, in document order."""
    return _by_name(root.iter())


def _by_name(elements: Iterable[Element]) -> Kids:
    found: Kids = {}
    names = _LOCALS
    for element in elements:
        name = names[element.tag]
        if name in found:
            found[name].append(element)
        elif name:
            found[name] = [element]
    return found
