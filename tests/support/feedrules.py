"""The rules of feeds and sitemaps, as their own documents have them; each function gives what is broken.

RSS 2.0 and its Best Practices Profile (rssboard.org), with what the W3C feed
validator warns of; RFC 4287; JSON Feed 1.1 (jsonfeed.org); sitemaps.org 0.9;
Google's news sitemap (developers.google.com/search/docs, "News sitemaps").
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_RFC822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\Z"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z")
_BCP47 = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_DANGEROUS = frozenset(["script", "style", "iframe", "object", "embed", "form", "input", "meta", "base",
                        "link", "frame", "svg"])  # fmt: skip

_CHANNEL = {"title", "link", "description", "language", "copyright", "managingEditor", "webMaster",
            "pubDate", "lastBuildDate", "category", "generator", "docs", "ttl", "image", "item"}  # fmt: skip
_ITEM = {"title", "link", "description", "author", "category", "comments", "enclosure", "guid",
         "pubDate", "source"}  # fmt: skip
_FOREIGN = {f"{ATOM}link", f"{ATOM}updated", f"{DC}creator", f"{DC}rights", f"{DC}language",
            f"{CONTENT}encoded"}  # fmt: skip
_MANY = {"item", "category", f"{DC}creator", f"{ATOM}link"}


def rss_faults(body: bytes, own: str) -> list[str]:
    """What a validator would say of an RSS feed that stands at ``own``."""
    return list(_rss(etree.fromstring(body), own))


def atom_faults(body: bytes, own: str) -> list[str]:
    """What RFC 4287 forbids in an Atom feed that stands at ``own``."""
    return list(_atom(etree.fromstring(body), own))


def json_faults(body: bytes, own: str) -> list[str]:
    """What JSON Feed 1.1 forbids in a feed that stands at ``own``."""
    return list(_json(json.loads(body), own))


def sitemap_faults(body: bytes, base: str) -> list[str]:
    """What sitemaps.org forbids in a sitemap or an index of the site at ``base``."""
    return list(_sitemap(body, base))


def news_faults(body: bytes, base: str, now: datetime) -> list[str]:
    """What Google forbids in a news sitemap that is asked for at ``now``."""
    return [*_sitemap(body, base), *_news(etree.fromstring(body), now)]


def _rss(root: Any, own: str) -> Iterator[str]:
    channels = list(root)
    if (
        root.tag != "rss"
        or root.get("version") != "2.0"
        or [c.tag for c in channels] != ["channel"]
    ):
        yield "no RSS 2.0 with one channel"
        return
    channel = channels[0]
    yield from _children(channel, _CHANNEL | _FOREIGN, ("title", "link", "description"))
    yield from _dates_822(channel, "lastBuildDate", "pubDate")
    yield from _urls(channel, "link", "docs")
    if not _BCP47.match(channel.findtext("language") or "x"):
        yield "channel: language is none"
    selves = [e.get("href") for e in channel.findall(f"{ATOM}link") if e.get("rel") == "self"]
    if selves != [own]:
        yield f"channel: atom:link rel=self is {selves}, not {own}"
    yield from _unique("guid", [i.findtext("guid") for i in channel.findall("item")])
    for item in channel.findall("item"):
        yield from _rss_item(item)


def _rss_item(item: Any) -> Iterator[str]:
    yield from _children(item, _ITEM | _FOREIGN, ("title", "link", "guid", "pubDate"))
    yield from _dates_822(item, "pubDate")
    yield from _urls(
        item, "link", *([] if item.find("guid").get("isPermaLink") == "false" else ["guid"])
    )
    if item.find("author") is not None and "@" not in item.findtext("author"):
        yield "author is no mail address"
    yield from _markup(item.findtext(f"{CONTENT}encoded"))
    if not (item.findtext("description") or item.findtext("title")):
        yield "item: neither title nor description"


def _children(parent: Any, known: set[str], required: Sequence[str]) -> Iterator[str]:
    counted = Counter(child.tag for child in parent)
    yield from (f"{parent.tag}: <{tag}> is unknown" for tag in counted if tag not in known)
    yield from (
        f"{parent.tag}: {n} of <{t}>" for t, n in counted.items() if n > 1 and t not in _MANY
    )
    for tag in required:
        if not counted[tag]:
            yield f"{parent.tag}: no <{tag}>"
    for child in parent:
        empty = not len(child) and not (child.text or "").strip() and not child.attrib
        if empty and child.tag != "description":
            yield f"{parent.tag}: <{child.tag}> is empty"


def _dates_822(parent: Any, *tags: str) -> Iterator[str]:
    for text in filter(None, (parent.findtext(tag) for tag in tags)):
        if not _RFC822.match(text) or f"{parsedate_to_datetime(text):%a}" != text[:3]:
            yield f"{text!r} is no RFC 822 date"


def _urls(parent: Any, *tags: str) -> Iterator[str]:
    yield from (f"{tag}: {parent.findtext(tag)!r} is no address" for tag in tags
                if parent.find(tag) is not None and not _is_url(parent.findtext(tag)))  # fmt: skip


def _is_url(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in (text or "")


def _unique(what: str, values: Sequence[Any]) -> Iterator[str]:
    yield from (f"{what} {v!r} stands {n} times" for v, n in Counter(values).items() if n > 1)


def _markup(text: str | None) -> Iterator[str]:
    """Feed content: elements that readers strip, relative addresses, handlers."""
    if not (text or "").strip():
        yield "content is empty"
        return
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if element.tag in _DANGEROUS:
            yield f"<{element.tag}> in content"
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                yield f"{name}= in content"
            if name in ("href", "src") and not _is_url(value):
                yield f"{name}={value!r} in content is not absolute"
        if element.tag == "img" and element.get("alt") is None:
            yield "an image without alt"


def _atom(root: Any, own: str) -> Iterator[str]:
    if root.tag != f"{ATOM}feed":
        yield "no Atom feed"
        return
    yield from _atom_parts(root, once=("generator", "icon", "logo", "rights", "subtitle"))
    selves = [e.get("href") for e in root.findall(f"{ATOM}link") if e.get("rel") == "self"]
    if selves != [own]:
        yield f"link rel=self is {selves}, not {own}"
    entries = root.findall(f"{ATOM}entry")
    yield from _unique("id", [e.findtext(f"{ATOM}id") for e in entries])
    for entry in entries:
        yield from _atom_entry(root, entry)


def _atom_entry(root: Any, entry: Any) -> Iterator[str]:
    yield from _atom_parts(entry, once=("published", "rights", "source", "summary", "content"))
    if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
        yield "neither the entry nor the feed has an author"
    if entry.findtext(f"{ATOM}updated") > root.findtext(f"{ATOM}updated"):
        yield "an entry is newer than its feed"
    content = entry.find(f"{ATOM}content")
    if content is None:
        yield "no content"
    elif content.get("type") == "html":
        yield from _markup(content.text)


def _atom_parts(parent: Any, once: Sequence[str]) -> Iterator[str]:
    counted = Counter(child.tag for child in parent)
    for name in ("id", "title", "updated"):
        if counted[f"{ATOM}{name}"] != 1 or not (parent.findtext(f"{ATOM}{name}") or "").strip():
            yield f"{counted[f'{ATOM}{name}']} of <{name}>"
    yield from (f"{counted[f'{ATOM}{n}']} of <{n}>" for n in once if counted[f"{ATOM}{n}"] > 1)
    for name in ("updated", "published"):
        if (said := parent.findtext(f"{ATOM}{name}")) and not _RFC3339.match(said):
            yield f"{said!r} is no RFC 3339 date"
    if not urlsplit(parent.findtext(f"{ATOM}id") or "").scheme:
        yield "id is no IRI"
    yield from _atom_links(parent)
    for person in parent.findall(f"{ATOM}author"):
        if not (person.findtext(f"{ATOM}name") or "").strip():
            yield "author without name"
    for element in (parent, *parent):
        if (tag := element.get(LANG)) is not None and not _BCP47.match(tag):
            yield f"xml:lang {tag!r}"


def _atom_links(parent: Any) -> Iterator[str]:
    links = parent.findall(f"{ATOM}link")
    alternates = [
        (e.get("type"), e.get("hreflang"))
        for e in links
        if e.get("rel", "alternate") == "alternate"
    ]
    yield from _unique("alternate", alternates)
    if not alternates:
        yield "no alternate link"
    yield from (f"link to {e.get('href')!r}" for e in links if not _is_url(e.get("href")))
    yield from (
        "category without term" for e in parent.findall(f"{ATOM}category") if not e.get("term")
    )


_FEED = {"version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url",
         "icon", "favicon", "authors", "language", "expired", "hubs", "items"}  # fmt: skip
_ENTRY = {"id", "url", "external_url", "title", "content_html", "content_text", "summary", "image",
          "banner_image", "date_published", "date_modified", "authors", "tags", "language",
          "attachments"}  # fmt: skip


def _json(feed: Any, own: str) -> Iterator[str]:
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        yield "no version 1.1, or no title"
    if feed.get("feed_url") != own:
        yield f"feed_url is {feed.get('feed_url')}, not {own}"
    yield from (f"{k!r} is no member of a feed" for k in feed.keys() - _FEED if k[0] != "_")
    yield from (f"{k} is empty" for k, v in feed.items() if v in ("", None, []) and k != "items")
    for hub in feed.get("hubs", ()):
        if not (hub.get("type") and _is_url(hub.get("url"))):
            yield "a hub without type or url"
    yield from _unique("id", [item.get("id") for item in feed["items"]])
    for item in feed["items"]:
        yield from _json_item(item)


def _json_item(item: Any) -> Iterator[str]:
    yield from (f"{k!r} is no member of an item" for k in item.keys() - _ENTRY if k[0] != "_")
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "id is no string"
    yield from (
        f"{k}: {item[k]!r}"
        for k in ("url", "external_url", "image")
        if k in item and not _is_url(item[k])
    )
    yield from (f"{k}: {item[k]!r}" for k in ("date_published", "date_modified")
                if k in item and not _RFC3339.match(item[k]))  # fmt: skip
    if not _BCP47.match(item.get("language", "x")):
        yield f"language: {item['language']!r}"
    yield from _markup(item.get("content_html"))
    yield from ("an author says nothing" for a in item.get("authors", ()) if not any(a.values()))
    yield from (
        f"tag {t!r}" for t in item.get("tags", ()) if not (isinstance(t, str) and t.strip())
    )
    for name, value in item.items():
        if name[0] == "_" and not isinstance(value, dict):
            yield f"the extension {name} is no object"


def _sitemap(body: bytes, base: str) -> Iterator[str]:
    root = etree.fromstring(body)
    entry = {f"{MAP}urlset": "url", f"{MAP}sitemapindex": "sitemap"}.get(root.tag)
    if entry is None:
        yield f"<{root.tag}> is no sitemap"
        return
    if len(root) > 50_000 or len(body) > 50 * 1024 * 1024:
        yield "too much for one file"
    yield from _unique("loc", [e.findtext(f"{MAP}loc") for e in root])
    for element in root:
        places = [e.text or "" for e in element.findall(f"{MAP}loc")]
        if element.tag != f"{MAP}{entry}" or len(places) != 1:
            yield f"{len(places)} addresses in <{element.tag}>"
        yield from (
            f"{p!r} is not of this site"
            for p in places
            if not p.startswith(base + "/") or len(p) > 2047
        )
        changed = element.findtext(f"{MAP}lastmod")
        if changed is not None and not _RFC3339.match(changed):
            yield f"lastmod {changed!r}"


def _news(root: Any, now: datetime) -> Iterator[str]:
    if len(root) > 1000:
        yield f"{len(root)} articles"
    for url in root:
        news = url.find(f"{NEWS}news")
        if news is None:
            yield "an address without news"
            continue
        for path in (f"{NEWS}publication/{NEWS}name", f"{NEWS}title"):
            if not (news.findtext(path) or "").strip():
                yield f"no {path}"
        tongue = news.findtext(f"{NEWS}publication/{NEWS}language") or ""
        if not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", tongue):
            yield f"language {tongue!r}"
        said = news.findtext(f"{NEWS}publication_date") or ""
        if not _RFC3339.match(said):
            yield f"publication_date {said!r}"
        elif now - datetime.fromisoformat(said).astimezone(UTC) > timedelta(days=2):
            yield f"{said} is more than two days ago"
