"""RSS 0.9 to 2.0 and RSS 1.0 (RDF), with the modules news feeds use; and CDF, which RSS grew out of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.formats import feedcodes, feedparts, feedrights
from copytaster.formats.assembly import MAX_TEXT, Notes, bounded, copy_fields, finished
from copytaster.formats.links import absolute, base_of
from copytaster.formats.markup import Markup, plain, read_escaped, read_tree
from copytaster.formats.names import Element, Kids, attribute, first, kids, local, namespace, text
from copytaster.formats.serial import inner_markup
from copytaster.formats.xmltree import Tree
from copytaster.model import Feed, Item, Relation

ROOTS = frozenset({"rss", "rdf", "channel"})
_CONTENT = (
    "content:encoded",
    "xhtml:body",
    "xhtml:div",
    "encoded",
    "fulltext",
    "fullitem",
    "body",
    "atom:content",
    "content",
)
_SUMMARY = (
    "description",
    "atom:summary",
    "summary",
    "itunes:summary",
    "dc:description",
    "abstract",
)
_PUBLISHED = (
    "pubdate",
    "dc:date",
    "published",
    "atom:published",
    "dcterms:issued",
    "dcterms:created",
    "dc:created",
    "news:publication_date",
    "date",
)
_UPDATED = ("lastbuilddate", "atom:updated", "updated", "dcterms:modified", "modified")
_ABOUT = ("description", "atom:subtitle", "subtitle", "itunes:summary", "abstract")
_FALLBACK = ("media:description", "media:text")


@dataclass(frozen=True, slots=True)
class _Channel:
    """What items inherit from their channel: ``base`` is declared, ``site`` where pictures lie otherwise."""

    base: str | None
    site: str | None
    own: str
    language: str | None
    rights: str | None


def read(tree: Tree, url: str | None) -> Feed:
    """The feed in a tree whose root is rss, RDF or a bare channel."""
    root, notes = tree.root, Notes(list(tree.problems))
    channel = next((c for c in root if local(c) == "channel"), root)
    own = namespace(channel) or namespace(root)
    meta = kids(channel, own)
    base = base_of(channel, url)
    site = base or absolute(first(meta, "link"))
    around = _Channel(
        base=base,
        site=site,
        own=own,
        language=first(meta, "language", "dc:language") or attribute(root, "lang") or None,
        rights=first(meta, "copyright", "dc:rights", "rights") or None,
    )
    items = tuple(_item(element, around) for element in bounded(_items(root, channel), notes))
    links = feedparts.feed_links(meta, site)
    return Feed(
        format="rdf" if local(root) == "rdf" else "rss",
        items=items,
        title=_title(meta) or None,
        link=_feed_link(meta, base, notes)
        or links.get("alternate")
        or absolute(attribute(channel, "href"), base),
        language=around.language,
        links=links,
        ttl=feedparts.ttl(meta, notes),
        guid=first(meta, "atom:id", "id", "guid") or attribute(channel, "about") or None,
        description=_description(meta) or None,
        published=notes.moment("published", feedparts.date_text(meta, *_PUBLISHED)),
        updated=notes.moment("updated", _updated(channel, meta)),
        problems=tuple(notes.problems),
    )


def _items(root: Element, channel: Element) -> Iterator[Element]:
    """Items of the channel, beside it (RDF), in an <items> wrapper, or in a second channel."""
    places = [root] if channel is root else [root, *(c for c in root if local(c) == "channel")]
    for place in places:
        for child in place:
            name = local(child)
            if name in ("item", "entry"):
                yield child
            elif name in ("items", "entries"):
                yield from (c for c in child if local(c) in ("item", "entry"))


def _title(grouped: Kids) -> str:
    for name in ("title", "atom:title", "dc:title", "media:title"):
        for element in grouped.get(name, ()):
            if found := plain(text(element)):
                return found
    return ""


def _description(meta: Kids) -> str:
    return plain(_longest(meta, _ABOUT)[1])[:MAX_TEXT]


def _updated(element: Element, parts: Kids) -> str:
    """When it changed last; CDF says so in an attribute."""
    return feedparts.date_text(parts, *_UPDATED) or attribute(element, "lastmod")


def _feed_link(meta: Kids, base: str | None, notes: Notes) -> str | None:
    for element in meta.get("link", ()):
        if sent := text(element):
            return notes.link(sent, base)
    return None


def _item(element: Element, around: _Channel) -> Item:
    notes = Notes()
    parts = kids(element, around.own)
    base = base_of(element, around.base) if element.attrib else around.base
    site = base or around.site
    content, content_sent, summary = _copy(parts, site)
    fields = {
        **feedrights.restraints(parts, notes),
        **copy_fields(content, content_sent, notes),
        **notes.date("published", feedparts.date_text(parts, *_PUBLISHED)),
        **notes.date("updated", _updated(element, parts)),
    }
    item = Item(
        guid=first(parts, "guid", "id", "atom:id") or attribute(element, "about") or None,
        headline=_title(parts) or None,
        summary=summary or None,
        link=_link(parts, element, base, notes),
        bylines=feedparts.bylines(parts),
        credits=feedparts.item_credits(parts),
        subjects=feedcodes.subjects(parts),
        language=first(parts, "dc:language", "language") or around.language,
        located=feedparts.located(parts),
        media=feedparts.media(parts, site, *content.media),
        rights=feedrights.rights(parts, around.rights, notes),
        relations=_relations(parts),
        **fields,
    )
    return finished(item, notes)


def _copy(parts: Kids, base: str | None) -> tuple[Markup, str, str]:
    """The fullest content as copy and as sent, and the summary where it is something else."""
    content, sent = _longest(parts, _CONTENT)
    summary, summary_sent = _longest(parts, _SUMMARY)
    if content is None:
        content, sent, summary_sent = summary, summary_sent, ""
    if content is None:
        content, sent = _longest(parts, _FALLBACK)
    if content is None:
        return Markup(), "", ""
    return _read(content, sent, base), sent, plain(summary_sent)


def _longest(parts: Kids, names: tuple[str, ...]) -> tuple[Element | None, str]:
    """The fullest of the elements of the first name that says anything, and its inside as sent."""
    for name in names:
        if name in parts:
            found = [(e, sent) for e in parts[name] if (sent := _sent(e))]
            if found:
                return max(found, key=lambda one: len(one[1]))
    return None, ""


def _sent(element: Element) -> str:
    return inner_markup(element) if len(element) else (element.text or "").strip()


def _read(element: Element, sent: str, base: str | None) -> Markup:
    base = base_of(element, base) if element.attrib else base
    return read_tree(element, base) if len(element) else read_escaped(sent, base)


def _link(parts: Kids, element: Element, base: str | None, notes: Notes) -> str | None:
    """The link, or the permalink guid, or an Atom alternate link, or rdf:about."""
    for name in ("link", "atom:link"):
        for one in parts.get(name, ()):
            if sent := text(one):
                return notes.link(sent, base_of(one, base) if one.attrib else base)
    for one in (*parts.get("link", ()), *parts.get("atom:link", ())):
        if (attribute(one, "rel") or "alternate") == "alternate" and attribute(one, "href"):
            return notes.link(attribute(one, "href"), base)
    for one in parts.get("guid", ()):
        if attribute(one, "ispermalink").lower() != "false" and text(one).startswith("http"):
            return notes.link(text(one), base)
    about = attribute(element, "about") or attribute(element, "href")
    return notes.link(about, base) if about.startswith("http") else None


_RELATIONS = (("replaces", "dcterms:replaces"), ("updates", "dcterms:isversionof"))
_WITH_RELATIONS = frozenset(
    ["dcterms:replaces", "dcterms:isversionof", "atom:link", "source", "thr:in-reply-to"]
)


def _relations(parts: Kids) -> tuple[Relation, ...]:
    if _WITH_RELATIONS.isdisjoint(parts):
        return ()
    found = [
        Relation(kind, text(e)) for kind, name in _RELATIONS for e in parts.get(name, ()) if text(e)
    ]
    for one in parts.get("atom:link", ()):
        if (rel := attribute(one, "rel")) in ("related", "via") and attribute(one, "href"):
            found.append(Relation(rel, attribute(one, "href")))
    for source in parts.get("source", ()):
        if url := attribute(source, "url"):
            found.append(Relation("via", url))
    found += feedparts.replies(parts)
    return tuple(found[:100])
