"""ninjs 1.x to 3.x: IPTC's news in JSON, alone, in a list, or in an agency's envelope.

Version 1 has ``headline`` and ``body_html``, versions 2 and 3 lists of roles
(``headlines``, ``bodies``), version 3 camel case. Keys are compared in lower case.
"""

from __future__ import annotations

from typing import Any

from copytaster.errors import FormatError
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
from copytaster.formats.jsontext import Object, first, lower, objects, string, strings
from copytaster.formats.links import absolute
from copytaster.formats.markup import Markup, from_blocks, plain, read_html, read_text, size
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import parse_xml
from copytaster.model import (
    Embargo,
    Feed,
    Item,
    ItemKind,
    Media,
    Problem,
    Relation,
    Rights,
    Subject,
)

_KINDS: dict[str, ItemKind] = {
    "text": "text", "story": "text", "article": "text", "picture": "picture", "photo": "picture",
    "video": "video", "audio": "audio", "graphic": "graphic", "composite": "package",
    "package": "package", "event": "advisory", "planning": "advisory", "component": "text",
}  # fmt: skip
_MARKS = frozenset(
    [
        "versioncreated",
        "firstcreated",
        "pubstatus",
        "headline",
        "headlines",
        "body_html",
        "body_xhtml",
        "body_text",
        "bodies",
        "slugline",
        "renditions",
        "associations",
        "description_text",
        "descriptions",
        "eventdetails",
    ]
)
_PROPERTIES = _MARKS | frozenset(
    [
        "uri",
        "guid",
        "id",
        "type",
        "mimetype",
        "contenttype",
        "representationtype",
        "profile",
        "version",
        "contentcreated",
        "embargoed",
        "urgency",
        "copyrightholder",
        "copyrightnotice",
        "usageterms",
        "ednote",
        "language",
        "person",
        "people",
        "organisation",
        "organisations",
        "place",
        "places",
        "subject",
        "subjects",
        "event",
        "events",
        "object",
        "objects",
        "infosource",
        "infosources",
        "title",
        "byline",
        "by",
        "headline",
        "located",
        "charcount",
        "wordcount",
        "altids",
        "trustindicator",
        "trustindicators",
        "$standard",
        "standard",
        "genre",
        "genres",
        "expires",
        "rightsinfo",
        "keywords",
        "contributor",
        "contributors",
        "provider",
        "source",
        "plancoverage",
        "planningcoverage",
    ]
)
_PREFERRED = (
    "original",
    "main",
    "base",
    "baseimage",
    "highres",
    "16-9",
    "viewimage",
    "preview",
    "small",
)
MAX_ITEMS_DEEP = 7


def recognises(data: object) -> bool:
    """Whether there is a ninjs item in the value."""
    return bool(_found(data, MAX_ITEMS_DEEP))


def _is_item(data: object) -> bool:
    keys = lower(data).keys()
    named = any(k in keys for k in ("uri", "guid", "id", "$standard", "standard"))
    return named and (bool(_MARKS & keys) or ("uri" in keys and all(map(_is_known, keys))))


def _is_known(key: str) -> bool:
    return key in _PROPERTIES or key.startswith(("body_", "headline_", "description_"))


def _found(data: object, deep: int) -> list[Object]:
    """The items in a value: itself, a list of them, or what an envelope's usual members hold."""
    if isinstance(data, list):
        return [item for one in data for item in _found(one, deep - 1)] if deep else []
    if not isinstance(data, dict) or not deep:
        return []
    if _is_item(data):
        return [data]
    inside = lower(data)
    for name in ("item", "items", "_items", "data", "payload", "news", "hits"):
        if found := _found(inside.get(name), deep - 1):
            return found
    return []


def read(data: Any, url: str | None, problems: tuple[Problem, ...] = ()) -> Feed:
    """The items in a JSON value that `recognises` accepts."""
    items = tuple(_item(lower(one), url) for one in _found(data, MAX_ITEMS_DEEP))
    outer = lower(data)
    link = absolute(first(lower(outer.get("data")), "next_page"), url)
    return Feed(
        format="ninjs",
        items=items,
        title=first(outer, "org_name") or None,
        links={"next": link} if link else {},
        problems=problems,
    )


def _item(data: Object, base: str | None) -> Item:
    notes = Notes()
    kind = _KINDS.get(first(data, "type").lower(), "text")
    content, sent, inside = _content(data, kind, base, notes)
    summary = _description(data)
    version, created = first(data, "versioncreated"), first(data, "firstcreated", "contentcreated")
    fields = {
        **copy_fields(content, sent, notes),
        **notes.date("published", created or version),
        **notes.date("updated", version),
    }
    item = Item(
        guid=first(data, "uri", "guid", "id") or None,
        provider=_name(data.get("provider")) or None,
        version=first(data, "version") or None,
        kind=kind,
        status=status(first(data, "pubstatus"), notes),
        slug=first(data, "slugline") or None,
        headline=_headline(data) or (inside.headline if inside else None),
        deck=_role(data, "headlines", "subtitle", "deck", "sub", "subheadline") or None,
        summary=summary if summary and summary != content.body else None,
        bylines=_bylines(data) or (inside.bylines if inside else ()),
        credits=credits("agency", *_sources(data)),
        link=absolute(first(data, "link", "url")) or absolute(first(data, "uri")),
        embargo=_embargo(data),
        urgency=urgency(data.get("urgency") or None, notes),
        signals=tuple(_signals(data)),
        located=_located(data),
        language=language(first(data, "language")),
        subjects=_subjects(data),
        media=_media(data, kind, base) + content.media,
        rights=_rights(data, notes),
        note=first(data, "ednote", "editorsnote") or None,
        relations=tuple(_relations(data)),
        **fields,
    )
    return finished(item, notes)


def _role(data: Object, name: str, *roles: str) -> str:
    """The value in a list of roles (versions 2 and 3) that has one of the roles, in their order."""
    entries = objects(data.get(name))
    for role in roles:
        for entry in entries:
            if first(entry, "role").lower() == role and first(entry, "value"):
                return plain(first(entry, "value"))
    return ""


def _headline(data: Object) -> str:
    titles = [first(e, "value") for e in objects(data.get("headlines"))]
    return (
        plain(first(data, "headline"))
        or _role(data, "headlines", "main", "headline", "title")
        or plain(next((t for t in titles if t), ""))
        or plain(first(data, "headline_text", "title", "name"))
    )


def _description(data: Object) -> str:
    named = first(
        data,
        "description_text",
        "description_html",
        "description_xhtml",
        "description_caption",
        "summary",
    )
    values = [first(e, "value") for e in objects(data.get("descriptions"))]
    return (
        plain(named)
        or _role(data, "descriptions", "summary", "lead", "abstract", "text", "caption")
        or plain(next((v for v in values if v), ""))
    )


def _content(
    data: Object, kind: ItemKind, base: str | None, notes: Notes
) -> tuple[Markup, str, Item | None]:
    """(the copy, its markup as sent, the NITF article where the body is one)."""
    for name in ("body_xhtml", "body_html", "body_html5", "body"):
        if (sent := first(data, name)) and "<" in sent:
            return read_html(sent, base), string(data.get(name)), None
    for entry in sorted(objects(data.get("bodies")), key=_body_rank):
        if sent := first(entry, "value"):
            return _body(entry, sent, base, notes)
    text = first(data, "body_text", "body_html", "body_xhtml", "body")
    if text:
        return read_html(text, base) if "<" in text else read_text(text), "", None
    caption = kind in ("picture", "video", "graphic", "audio")
    return (
        from_blocks([("caption" if caption else "paragraph", _description(data), None)]),
        "",
        None,
    )


def _body_rank(entry: Object) -> int:
    kind = (first(entry, "contenttype") + " " + first(entry, "role")).lower()
    return next((i for i, word in enumerate(("html", "nitf", "plain", "text")) if word in kind), 9)


def _body(
    entry: Object, sent: str, base: str | None, notes: Notes
) -> tuple[Markup, str, Item | None]:
    kind = (first(entry, "contenttype") + " " + first(entry, "role")).lower()
    if "nitf" in kind and "<" in sent:
        try:
            root = parse_xml(sent).root
            return nitf.body_of(root, base), sent, nitf.item_of(root, base)
        except FormatError as error:
            notes.add("body-unread", f"the NITF body is not XML: {error.message}")
    return (read_html(sent, base), sent, None) if "<" in sent else (read_text(sent), "", None)


def _bylines(data: Object) -> tuple[str, ...]:
    named = [_name(a) for a in objects(data.get("authors")) + objects(data.get("contributors"))]
    return byline_names(first(data, "byline", "by")) or people(*named)


def _name(value: object) -> str:
    """The name in a string or in an object that has one."""
    if isinstance(value, str):
        return value.strip()
    return first(lower(value), "name", "literal", "code")


def _sources(data: Object) -> list[str]:
    listed = [_name(s) for s in objects(data.get("infosource")) + objects(data.get("infosources"))]
    line = _role(data, "descriptions", "creditline") or first(data, "creditline")
    return [*strings(data.get("source")), line, *listed, _name(data.get("provider"))]


def _embargo(data: Object) -> Embargo | None:
    sent = data.get("embargoed", data.get("embargo"))
    if isinstance(sent, bool):
        return Embargo(until=None, text="embargoed") if sent else None
    return embargo.declared(string(sent))


def _signals(data: Object) -> list[str]:
    listed = data.get("signals") or data.get("signal")
    named = strings(listed) + [first(s, "code", "name", "qcode", "uri") for s in objects(listed)]
    return [n.removeprefix("sig:").rpartition("/")[2] for n in named if n]


def _located(data: Object) -> str | None:
    said = data.get("located")
    line = _name(said) or first(lower(data.get("dateline")), "text") or first(data, "dateline")
    return line or None


def _subjects(data: Object) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for name, kind in (
        ("subject", "subject"),
        ("subjects", "subject"),
        ("genre", "genre"),
        ("genres", "genre"),
    ):
        for entry in objects(data.get(name)):
            label = first(entry, "name") or None
            code = subject_code(
                first(entry, "code", "qcode", "uri", "literal") or label or "", kind
            )
            if code:
                found.setdefault(code, Subject(code, label))
    for word in strings(data.get("keywords")):
        found.setdefault(f"keyword:{word}", Subject(f"keyword:{word}", word))
    return tuple(found.values())[:300]


def _media(data: Object, kind: ItemKind, base: str | None) -> tuple[Media, ...]:
    found: list[Media] = []
    if kind in ("picture", "video", "audio", "graphic") and (own := _rendition(data, base)):
        found.append(own)
    for one in objects(data.get("associations")):
        if picture := _rendition(one, base):
            found.append(picture)
    return tuple(found)[:500]


def _rendition(data: Object, base: str | None) -> Media | None:
    """The best rendition of a picture, video or sound, with its caption and credit."""
    renditions = _renditions(data.get("renditions"))
    ranked = sorted(renditions, key=lambda r: _rank(first(r, "name")))
    for one in ranked:
        if url := absolute(first(one, "href"), base):
            mime = first(one, "mimetype", "contenttype") or None
            return Media(
                kind=media_kind(mime, first(data, "type") or None, url),
                url=url,
                caption=_description(data) or _headline(data) or None,
                credit=first(data, "byline", "by", "creditline", "copyrightholder") or None,
                rights=first(data, "copyrightnotice", "usageterms") or None,
                type=mime,
                width=size(string(one.get("width"))),
                height=size(string(one.get("height"))),
            )
    return None


def _renditions(value: object) -> list[Object]:
    if isinstance(value, dict):
        return [
            {"name": name, **lower(one)} for name, one in value.items() if isinstance(one, dict)
        ]
    return objects(value)


def _rank(name: str) -> int:
    low = name.lower()
    return _PREFERRED.index(low) if low in _PREFERRED else len(_PREFERRED)


def _rights(data: Object, notes: Notes) -> Rights | None:
    holder, notice = first(data, "copyrightholder"), first(data, "copyrightnotice")
    terms = " ".join(strings(data.get("usageterms")))
    linked = first(lower(data.get("rightsinfo")), "linkedrights")
    expires = notes.stamp("expires", first(data, "expires", "expiry"))
    words = " ".join(w for w in (notice, terms, linked) if w)
    if not (holder or words or expires):
        return None
    return Rights(
        holder=holder or None, text=words[:4000] or None, until=expires.moment if expires else None
    )


def _relations(data: Object) -> list[Relation]:
    """What it evolved from, and the text items it brings with it."""
    found = [Relation("updates", s) for s in strings(data.get("evolvedfrom"))]
    found += [Relation("translates", s) for s in strings(data.get("translation_id"))]
    for one in objects(data.get("associations")):
        target = first(one, "uri", "guid")
        if target:
            found.append(Relation("contains", target))
    return found[:500]
