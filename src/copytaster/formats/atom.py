"""Atom 0.3 and 1.0, and the tombstones of RFC 6721."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.formats import feedcodes, feedparts, feedrights, nitf
from copytaster.formats.assembly import (
    MAX_TEXT,
    Notes,
    bounded,
    copy_fields,
    credits,
    finished,
    people,
)
from copytaster.formats.links import absolute, base_of
from copytaster.formats.markup import Markup, plain, read_escaped, read_html, read_sent, read_text
from copytaster.formats.names import Element, Kids, attribute, first, kids, local, namespace, text
from copytaster.formats.serial import inner_markup
from copytaster.formats.xmltree import Tree
from copytaster.model import Credit, Feed, Item, Media, Relation

ROOTS = frozenset({"feed", "entry"})
_RELATIONS = {
    "related": "related",
    "via": "via",
    "predecessor-version": "replaces",
    "latest-version": "updates",
    "working-copy-of": "updates",
}


_PUBLISHED = ("published", "issued", "created", "pubdate", "dcterms:issued", "dc:date")
_UPDATED = ("updated", "modified", "dcterms:modified")
_ENTRIES = frozenset({"entry", "item", "deleted-entry"})
# Typed as text, and yet nobody writes these in prose.
_BLOCK_TAG = re.compile(r"</p>|</div>|<br ?/?>|<p>", re.I)


@dataclass(frozen=True, slots=True)
class _Around:
    """What entries inherit from their feed: ``base`` is declared, ``site`` where pictures lie otherwise."""

    base: str | None
    site: str | None
    own: str
    language: str | None
    rights: str | None
    authors: tuple[str, ...]


def read(tree: Tree, url: str | None) -> Feed:
    """The feed in a tree whose root is feed or entry."""
    root, notes = tree.root, Notes(list(tree.problems))
    own, single = namespace(root), local(root) == "entry"
    meta: Kids = {} if single else kids(root, own)
    base = base_of(root, url)
    site = base or _site(feedparts.feed_links(meta, None))
    around = _Around(
        base=base,
        site=site,
        own=own,
        language=attribute(root, "lang") or first(meta, "dc:language", "language") or None,
        rights=first(meta, "rights", "copyright", "dc:rights") or None,
        authors=people(*(feedparts.person_name(e) for e in meta.get("author", ()))),
    )
    links = feedparts.feed_links(meta, site)
    return Feed(
        format="atom",
        items=tuple(_items(root, around, notes, single=single)),
        title=next((t for e in meta.get("title", ()) if (t := _line(e))), None),
        link=links.get("alternate"),
        language=around.language,
        links=links,
        ttl=feedparts.ttl(meta, notes),
        guid=first(meta, "id", "guid") or None,
        description=_described(meta) or None,
        published=notes.moment("published", feedparts.date_text(meta, *_PUBLISHED)),
        updated=notes.moment("updated", feedparts.date_text(meta, *_UPDATED)),
        problems=tuple(notes.problems),
    )


def _described(meta: Kids) -> str:
    found = _filled(meta, "subtitle", "tagline", "description", "itunes:summary")
    return _line(found)[:MAX_TEXT] if found is not None else ""


def _site(links: dict[str, str]) -> str | None:
    """Where relative links start when nobody said where the feed came from."""
    return links.get("alternate") or links.get("self")


def _items(root: Element, around: _Around, notes: Notes, *, single: bool) -> Iterator[Item]:
    found = [root] if single else (e for e in root if local(e) in _ENTRIES)
    for child in bounded(found, notes):
        is_gone = local(child) == "deleted-entry"
        yield _tombstone(child) if is_gone else _entry(child, around)


def _tombstone(element: Element) -> Item:
    """RFC 6721: the entry ``ref`` is gone, and anything made of it should go."""
    notes, parts = Notes(), kids(element)
    return Item(
        guid=attribute(element, "ref") or None,
        status="canceled",
        signals=("kill",),
        note=first(parts, "at:comment") or None,
        relations=(Relation("kills", attribute(element, "ref")),)
        if attribute(element, "ref")
        else (),
        **notes.date("updated", attribute(element, "when")),
        problems=tuple(notes.problems),
    )


def _entry(element: Element, around: _Around) -> Item:
    notes = Notes()
    parts = kids(element, around.own)
    base = base_of(element, around.base) if element.attrib else around.base
    site = base or around.site
    content, sent, summary = _copy(parts, site)
    fields = {
        **feedrights.restraints(parts, notes),
        **copy_fields(content, sent, notes),
        **notes.date("published", feedparts.date_text(parts, *_PUBLISHED)),
        **notes.date("updated", feedparts.date_text(parts, *_UPDATED)),
    }
    item = Item(
        guid=first(parts, "id", "guid") or None,
        headline=next((t for e in parts.get("title", ()) if (t := _line(e))), None),
        summary=summary or None,
        link=_link(parts, base, notes),
        bylines=feedparts.bylines(parts) or around.authors,
        credits=_credits(parts),
        subjects=feedcodes.subjects(parts),
        language=attribute(element, "lang") or first(parts, "dc:language") or around.language,
        located=feedparts.located(parts),
        media=feedparts.media(parts, site, *_enclosures(parts, site), *content.media),
        rights=feedrights.rights(parts, around.rights, notes),
        relations=_relations(parts, site),
        **fields,
    )
    return finished(item, notes)


def _credits(parts: Kids) -> tuple[Credit, ...]:
    return (
        *feedparts.item_credits(parts),
        *credits("agency", *(feedparts.source_title(e) for e in parts.get("atom:source", ()))),
    )


def _copy(parts: Kids, base: str | None) -> tuple[Markup, str, str]:
    content = _filled(parts, "content", "content:encoded")
    summary = _filled(parts, "summary", "description", "media:description")
    if content is None:
        content, summary = summary, None
    if content is None:
        group = next(iter(parts.get("media:group", ())), None)
        content = _filled(kids(group), "media:description") if group is not None else None
    if content is None:
        return Markup(), "", ""
    found, sent = _construct(content, base)
    short = " ".join(_construct(summary, base)[0].body.split()) if summary is not None else ""
    return found, sent, short


def _filled(parts: Kids, *names: str) -> Element | None:
    for name in names:
        for element in parts.get(name, ()):
            if len(element) or (element.text or "").strip():
                return element
    return None


def _construct(element: Element, base: str | None) -> tuple[Markup, str]:
    """The copy in a text construct or content element, and its markup as sent."""
    kind = (element.get("type") or "text").strip().lower()
    mode = (element.get("mode") or "").lower()
    base = base_of(element, base) if element.attrib else base
    if len(element):
        return _tree(element, base)
    sent, read = (element.text or "").strip(), read_escaped
    if mode == "base64" or _is_binary(kind):
        sent, read = _decoded(sent), read_html
    if _is_markup(kind, mode) or _BLOCK_TAG.search(sent):
        return read(sent, base), sent
    return read_text(sent), ""


def _is_markup(kind: str, mode: str) -> bool:
    # Atom 0.3 senders escape HTML under any type at all
    return "html" in kind or mode == "escaped" or kind in {"application/xml", "text/xml"}


def _is_binary(kind: str) -> bool:
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))


def _decoded(sent: str) -> str:
    try:
        return base64.b64decode(sent, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return sent


def _tree(element: Element, base: str | None) -> tuple[Markup, str]:
    children = list(element)
    only = children[0] if len(children) == 1 and not (element.text or "").strip() else None
    if only is not None and local(only) == "nitf":
        return nitf.body_of(only, base), inner_markup(element)
    if only is not None and local(only) == "div":
        return read_sent(only, base_of(only, base))
    return read_sent(element, base)


def _line(element: Element) -> str:
    """A text construct as one line; titles typed as text hold HTML often enough to be read as such."""
    if len(element):
        return " ".join(_tree(element, None)[0].body.split())
    return plain(_construct_text(element))


def _construct_text(element: Element) -> str:
    sent = text(element)
    binary = _is_binary((element.get("type") or "").lower())
    return _decoded(sent) if binary or (element.get("mode") or "").lower() == "base64" else sent


def _links(parts: Kids) -> list[tuple[str, Element]]:
    both = (*parts.get("link", ()), *parts.get("atom:link", ()))
    return [((attribute(e, "rel") or "alternate").lower(), e) for e in both]


def _link(parts: Kids, base: str | None, notes: Notes) -> str | None:
    """The alternate link: HTML before other types, the first of equals; then content's src, then the id."""
    alternates = [e for rel, e in _links(parts) if rel == "alternate" and attribute(e, "href")]
    pages = [e for e in alternates if "html" in attribute(e, "type")] or alternates
    for element in pages:
        return notes.link(attribute(element, "href"), base_of(element, base))
    for element in parts.get("link", ()):
        if sent := text(element):
            return notes.link(sent, base)
    for element in parts.get("content", ()):
        if sent := attribute(element, "src"):
            return absolute(sent, base)
    return absolute(first(parts, "id")) if first(parts, "id").startswith("http") else None


def _enclosures(parts: Kids, base: str | None) -> list[Media]:
    found = []
    for rel, element in _links(parts):
        url = absolute(attribute(element, "href"), base) if rel == "enclosure" else None
        if url:
            kind = attribute(element, "type") or None
            title = attribute(element, "title") or None
            found.append(
                Media(feedparts.media_kind(kind, None, url), url, caption=title, type=kind)
            )
    return found


def _relations(parts: Kids, base: str | None) -> tuple[Relation, ...]:
    found = []
    for rel, element in _links(parts):
        kind, url = _RELATIONS.get(rel), absolute(attribute(element, "href"), base)
        if kind and url:
            found.append(Relation(kind, url))
    found += feedparts.replies(parts)
    return tuple(found[:100])
