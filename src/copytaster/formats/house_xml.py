"""XML of a house's own making: stories are told by the plain names of their parts.

Many senders write no standard: ``<story><headline>…</headline><body>…</body></story>``.
An element that holds a headline and a body among its children is read as a story. What
such a dialect means by a status or an embargo nobody here knows, so every item is
withheld until an editor has seen it.
"""

from __future__ import annotations

from itertools import islice

from copytaster.formats import embargo
from copytaster.formats.assembly import Notes, copy_fields, credits, finished
from copytaster.formats.bylines import writers
from copytaster.formats.markup import Markup, plain, read_html, read_sent, read_text
from copytaster.formats.names import Element, Kids, grouped, text
from copytaster.formats.xmltree import Tree
from copytaster.model import Feed, Item

_NAMES = {
    "headline": ("headline", "hl1", "hedline", "title", "titre", "titel", "titulo", "rubrik", "overskrift"),
    "body": ("body", "bodytext", "content", "story", "text", "articletext", "tekst", "texte", "texto", "copy"),
    "deck": ("subtitle", "subheadline", "subhead", "deck", "standfirst"),
    "summary": ("summary", "abstract", "lead", "intro", "description"),
    "date": ("publishdate", "pubdate", "published", "date", "datetime", "created", "timestamp"),
    "guid": ("guid", "newsid", "storyid", "uid", "id"),
    "slug": ("slug", "slugline", "keyword"),
    "byline": ("byline", "author", "writer"),
    "credit": ("source", "agency", "creditline", "provider"),
    "note": ("ednote", "note", "notes", "instructions"),
    "embargo": ("embargo", "embargoed", "embargountil"),
    "place": ("dateline", "place", "city", "town"),
}  # fmt: skip
MAX_ELEMENTS = 200_000
MAX_STORIES = 5_000


def read(tree: Tree, url: str | None) -> Feed | None:
    """The stories of a document in a dialect of its own; None where nothing in it is one."""
    items: list[Item] = []
    inside: set[Element] = set()
    for element in islice(tree.root.iter(), MAX_ELEMENTS):
        if element.getparent() in inside:
            inside.add(element)  # a box inside a story is part of it
        elif len(element) > 1 and (item := _story(grouped(element), url)):
            items.append(item)
            inside.add(element)
        if len(items) >= MAX_STORIES:
            break
    return Feed(format="xml", items=tuple(items), problems=tree.problems) if items else None


def _first(parts: Kids, field: str) -> Element | None:
    """The first child that goes by one of the field's names and has text."""
    return next((e for n in _NAMES[field] for e in parts.get(n, ()) if text(e)), None)


def _line(parts: Kids, field: str) -> str:
    return plain(text(_first(parts, field)))


def _story(parts: Kids, base: str | None) -> Item | None:
    headline, body = _line(parts, "headline"), _first(parts, "body")
    if not headline or body is None:
        return None
    notes = Notes()
    notes.add("dialect-unknown", "this XML follows no standard; its parts were told by their names")
    copy, sent = _copy(body, base)
    item = Item(
        status="withheld",
        guid=_line(parts, "guid") or None,
        headline=headline,
        deck=_line(parts, "deck") or None,
        summary=_line(parts, "summary") or None,
        slug=_line(parts, "slug") or None,
        bylines=writers([_line(parts, "byline")]),
        credits=credits("agency", _line(parts, "credit")),
        embargo=embargo.declared(_line(parts, "embargo")),
        note="\n".join(_rest(parts)) or None,
        located=_line(parts, "place") or None,
        confidence=0.5,
        **notes.date("published", _line(parts, "date")),
        **copy_fields(copy, sent, notes),
    )
    return finished(item, notes)


def _rest(parts: Kids) -> list[str]:
    """The note to editors, and whatever else the story says: it is not to be lost."""
    known = {n for field, names in _NAMES.items() if field != "note" for n in names}
    others = [e for name, found in parts.items() if name not in known for e in found]
    said = (" ".join(" ".join(str(t) for t in e.itertext()).split()) for e in others[:100])
    return [one for one in said if one]


def _copy(body: Element, base: str | None) -> tuple[Markup, str]:
    if len(body):
        return read_sent(body, base)
    sent = text(body)
    return (read_html(sent, base), sent) if "<" in sent else (read_text(sent), "")
