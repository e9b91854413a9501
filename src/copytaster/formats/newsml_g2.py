"""NewsML-G2: news items and packages, alone or in a news message.

Elements are looked up by local name, so that power and core conformance, and
senders who forget the namespace, read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copytaster.formats import embargo, nitf
from copytaster.formats.assembly import (
    Notes,
    byline_names,
    copy_fields,
    credits,
    finished,
    people,
    status,
    urgency,
)
from copytaster.formats.feedparts import media_kind
from copytaster.formats.links import absolute
from copytaster.formats.markup import Markup, plain, read_html, read_text, read_tree, size
from copytaster.formats.names import Element, attribute, line, local, text
from copytaster.formats.serial import inner_markup
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import Credit, Embargo, Feed, Item, ItemKind, Media, Relation, Rights, Subject

ITEMS = frozenset(
    {"newsitem", "packageitem", "planningitem", "conceptitem", "knowledgeitem", "catalogitem"}
)
ROOTS = ITEMS | {"newsmessage"}
_KINDS: dict[str, ItemKind] = {
    "text": "text", "picture": "picture", "photo": "picture", "video": "video", "audio": "audio",
    "graphic": "graphic", "animated": "graphic", "composite": "package",
}  # fmt: skip
_LINKS = {
    "seealso": "related", "evolvedfrom": "updates", "isderivedfrom": "updates",
    "derivedfrom": "updates", "previousversion": "replaces", "supersedes": "replaces",
    "replaces": "replaces", "corrects": "corrects", "istranslationof": "translates",
    "translatedfrom": "translates", "translationof": "translates",
}  # fmt: skip
MAX_RELATIONS = 500


def read(tree: Tree, url: str | None) -> Feed:
    """Every item of a message, or the one item that is the document."""
    root, notes = tree.root, Notes(list(tree.problems))
    found = list(_items(root))
    sender = line(_find(root, "header", "sender"))
    link = next((attribute(e, "href") for e in root if local(e) == "link"), "")
    return Feed(
        format="newsml-g2",
        items=tuple(_item(e, url) for e in found),
        title=sender or None,
        link=absolute(link, url),
        language=language(attribute(root, "lang")),
        problems=tuple(notes.problems),
    )


def _items(root: Element) -> Iterator[Element]:
    if local(root) in ITEMS:
        yield root
        return
    for part in root:
        if local(part) == "itemset":
            yield from (e for e in part if local(e) in ITEMS)


def _child(element: Element | None, *names: str) -> Element | None:
    """The first direct child of one of the names."""
    if element is None:
        return None
    return next((c for c in element if local(c) in names), None)


def _find(element: Element | None, *path: str) -> Element | None:
    """The element down a path of local names."""
    for name in path:
        element = _child(element, name)
    return element


def _children(element: Element | None, name: str) -> list[Element]:
    return [c for c in element if local(c) == name] if element is not None else []


def _code(element: Element | None) -> str:
    """A concept's qcode, or its URI or literal where it has none."""
    if element is None:
        return ""
    return next(
        (v for k in ("qcode", "uri", "literal", "code") if (v := attribute(element, k))), ""
    )


def _name(element: Element | None) -> str:
    """A concept's first name, else its literal, else the tail of its qcode."""
    if element is None:
        return ""
    name = next((found for n in _children(element, "name") if (found := line(n))), "")
    return name or attribute(element, "literal") or attribute(element, "qcode").rpartition(":")[2]


def _item(element: Element, base: str | None) -> Item:
    notes = Notes()
    meta, content = _child(element, "itemmeta"), _child(element, "contentmeta")
    fields = _dates(meta, content, notes)
    inside, markup, sent = _content(element, base)
    fields |= copy_fields(markup, sent, notes)
    kind = _kind(element, meta)
    item = Item(
        guid=attribute(element, "guid") or None,
        version=attribute(element, "version") or None,
        provider=_name(_child(meta, "provider")) or None,
        kind=kind,
        status=status(_code(_child(meta, "pubstatus")), notes),
        slug=line(_child(content, "slugline")) or None,
        headline=_headline(meta, content) or (inside.headline if inside else None),
        deck=_deck(content) or (inside.deck if inside else None),
        summary=_description(content) or (inside.summary if inside else None),
        bylines=_bylines(content) or (inside.bylines if inside else ()),
        credits=_credits(meta, content) + (inside.credits if inside else ()),
        embargo=_embargo(meta),
        urgency=urgency(line(_child(content, "urgency")), notes),
        signals=tuple(_signals(meta)),
        located=_located(content) or (inside.located if inside else None),
        language=_language(element, content),
        subjects=_subjects(content),
        media=_media(element, base, content) + markup.media + (inside.media if inside else ()),
        rights=_rights(element, notes),
        note=_note(meta) or None,
        relations=_relations(element, meta),
        **fields,
    )
    return finished(item, notes)


def _dates(meta: Element | None, content: Element | None, notes: Notes) -> dict[str, Any]:
    """First created is when it was published, this version's date when it was updated."""
    version = text(_child(meta, "versioncreated"))
    first = text(_child(meta, "firstcreated")) or text(_child(content, "contentcreated"))
    return {
        **notes.date("published", first or version),
        **(notes.date("updated", version) if version else {}),
    }


def _kind(element: Element, meta: Element | None) -> ItemKind:
    if local(element) == "packageitem":
        return "package"
    if local(element) != "newsitem":
        return "advisory"
    word = _code(_child(meta, "itemclass")).lower().replace("/", ":").rpartition(":")[2]
    return _KINDS.get(word, "text")


def _headline(meta: Element | None, content: Element | None) -> str | None:
    lines = [
        line(h) for h in _children(content, "headline") if "sub" not in attribute(h, "role").lower()
    ]
    return next(filter(None, lines), None) or line(_child(meta, "title")) or None


def _deck(content: Element | None) -> str | None:
    subs = (
        line(h) for h in _children(content, "headline") if "sub" in attribute(h, "role").lower()
    )
    return next((s for s in subs if s), None)


def _description(content: Element | None) -> str | None:
    return next((d for e in _children(content, "description") if (d := line(e))), None)


def _bylines(content: Element | None) -> tuple[str, ...]:
    by = [name for e in _children(content, "by") for name in byline_names(line(e))]
    return people(*by) or people(*(_name(c) for c in _children(content, "creator")))


def _credits(meta: Element | None, content: Element | None) -> tuple[Credit, ...]:
    lines = [line(e).strip("\u2013\u2014- ") for e in _children(content, "creditline")]
    sources = [_name(e) for e in _children(content, "infosource")]
    contributors = [_name(e) for e in _children(content, "contributor")]
    return (
        *credits("agency", *lines, *sources, _name(_child(meta, "provider"))),
        *credits("contributor", *contributors),
    )


def _embargo(meta: Element | None) -> Embargo | None:
    """An empty <embargoed/> is the standard's "until further notice"."""
    element = _child(meta, "embargoed")
    if element is None:
        return None
    return embargo.declared(text(element)) or Embargo(
        until=None, text="embargoed until further notice"
    )


def _signals(meta: Element | None) -> Iterator[str]:
    for element in _children(meta, "signal"):
        code = _code(element)
        scheme, _, word = code.replace("/", ":").rpartition(":")
        yield word if scheme.lower() in ("sig", "") or "signal" in scheme.lower() else code


def _located(content: Element | None) -> str | None:
    """The place with what it lies in: ``Berlin, Germany``."""
    if said := line(_child(content, "dateline")):
        return said
    element = _child(content, "located")
    if element is None:
        return None
    names = [_name(element), *(line(_child(b, "name")) for b in _children(element, "broader"))]
    return ", ".join(dict.fromkeys(n for n in names if n)) or None


def _language(element: Element, content: Element | None) -> str | None:
    tag = _child(content, "language")
    return language(
        (attribute(tag, "tag") if tag is not None else "") or attribute(element, "lang")
    )


def _subjects(content: Element | None) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for kind in ("subject", "genre", "keyword"):
        for element in _children(content, kind):
            name = line(_child(element, "name")) or (line(element) if kind == "keyword" else "")
            code = subject_code(_code(element) or name, kind)
            if code:
                found.setdefault(code, Subject(code, name or None))
    return tuple(found.values())[:300]


def _content(element: Element, base: str | None) -> tuple[Item | None, Markup, str]:
    """(the NITF article inside, the copy, the markup as sent); the first rendition that has words."""
    content_set = _child(element, "contentset")
    for part in content_set if content_set is not None else ():
        name = local(part)
        if name == "inlinexml" and len(part):
            return _inline_xml(part, base)
        if name in ("inlinedata", "inlinexml") and text(part):
            sent = text(part)
            is_markup = "html" in attribute(part, "contenttype") or "<p" in sent
            return None, read_html(sent, base) if is_markup else read_text(sent), sent
    return None, Markup(), ""


def _inline_xml(part: Element, base: str | None) -> tuple[Item | None, Markup, str]:
    root = next((c for c in part if isinstance(c.tag, str)), None)
    if root is not None and local(root) == "nitf":
        inside = nitf.item_of(root, base)
        return inside, nitf.body_of(root, base), inner_markup(part)
    return None, read_tree(part, base), inner_markup(part)


def _media(element: Element, base: str | None, content: Element | None) -> tuple[Media, ...]:
    """The remote renditions of a picture, video or sound."""
    found: dict[str, Media] = {}
    for part in _children(_child(element, "contentset"), "remotecontent"):
        url = absolute(attribute(part, "href"), base)
        if url:
            mime = attribute(part, "contenttype") or None
            found.setdefault(url, _remote(part, url, mime, content))
    for icon in _children(content, "icon"):
        if url := absolute(attribute(icon, "href"), base):
            found.setdefault(
                url, Media("picture", url, type=attribute(icon, "contenttype") or None)
            )
    return tuple(found.values())[:500]


def _remote(part: Element, url: str, mime: str | None, content: Element | None) -> Media:
    return Media(
        kind=media_kind(mime, None, url),
        url=url,
        caption=_description(content),
        credit=line(_child(content, "creditline")) or None,
        type=mime,
        width=size(attribute(part, "width")),
        height=size(attribute(part, "height")),
    )


def _rights(element: Element, notes: Notes) -> Rights | None:
    info = _child(element, "rightsinfo")
    expire = notes.stamp("expires", text(_find(element, "itemmeta", "expires")))
    holder = _name(_child(info, "copyrightholder"))
    words = [line(e) for n in ("copyrightnotice", "usageterms") for e in _children(info, n)]
    said = " ".join(dict.fromkeys(w for w in words if w))
    if not (holder or said or expire):
        return None
    return Rights(
        holder=holder or None, text=said[:4000] or None, until=expire.moment if expire else None
    )


def _note(meta: Element | None) -> str:
    notes = [read_tree(e).body if len(e) else plain(text(e)) for e in _children(meta, "ednote")]
    return "\n".join(n for n in notes if n)


def _relations(element: Element, meta: Element | None) -> tuple[Relation, ...]:
    found = []
    for link in _children(meta, "link"):
        rel = attribute(link, "rel").replace("/", ":").rpartition(":")[2].lower()
        target = attribute(link, "residref") or attribute(link, "href")
        if target:
            found.append(Relation(_LINKS.get(rel, "related"), target))
    for derived in _children(meta, "derivedfrom"):
        found += [Relation("updates", c)] if (c := _code(derived)) else []
    for ref in element.iter("{*}itemRef"):
        target = attribute(ref, "residref") or attribute(ref, "guidref") or attribute(ref, "href")
        found += [Relation("contains", target)] if target else []
    return tuple(dict.fromkeys(found))[:MAX_RELATIONS]
