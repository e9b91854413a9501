"""ninjs 1.x to 3.x: IPTC's news in JSON, alone, in a list, or in an agency's envelope.

Version 1 has ``headline`` and ``body_html``, versions 2 and 3 lists of roles
(``headlines``, ``bodies``), version 3 camel case. Keys are compared in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from copytaster.formats import conformance, embargo
from copytaster.formats.assembly import (
    Notes,
    bounded,
    copy_fields,
    credits,
    embargo_of,
    finished,
    held_with,
    people,
    status,
    urgency,
)
from copytaster.formats.bylines import writers
from copytaster.formats.jsontext import Object, first, lower, objects, string, strings
from copytaster.formats.links import absolute
from copytaster.formats.ninjs_grammar import grammar
from copytaster.formats.ninjs_media import captions_left, media
from copytaster.formats.ninjs_words import (
    associations,
    content,
    credit_line,
    description,
    is_story,
    titles,
)
from copytaster.formats.nitf import unsaid
from copytaster.formats.topics import topic_name
from copytaster.formats.wirecodes import language, subject_code
from copytaster.model import Embargo, Feed, Item, ItemKind, Problem, Relation, Rights, Subject
from copytaster.words import wordset

_KINDS: dict[str, ItemKind] = {
    "text": "text", "story": "text", "article": "text", "picture": "picture", "photo": "picture",
    "video": "video", "audio": "audio", "graphic": "graphic", "composite": "package",
    "package": "package", "event": "advisory", "planning": "advisory", "component": "text",
}  # fmt: skip
_MARKS = wordset("""
    versioncreated firstcreated pubstatus headline headlines body_html body_xhtml body_text
    bodies slugline renditions associations description_text descriptions eventdetails
    plannedcoverage
""")
# What any version has, in lower case, and what agencies add.
_PROPERTIES = frozenset(
    {n.lower() for v in conformance.NEWEST.values() for n in grammar(v).properties or ()}
    | {"guid", "id", "keywords", "contributor", "provider", "source", "genre", "advices"}
)
_STANDING = frozenset({"pubstatus", "embargoed", "embargoeduntil", "embargo"})
_MEMBERS = ("item", "items", "_items", "data", "payload", "news", "hits")
MAX_ITEMS_DEEP = 7
MAX_STORIES = 200


def recognises(data: object) -> bool:
    """Whether there is a ninjs item in the value."""
    return next(_found(data, MAX_ITEMS_DEEP), None) is not None


def _is_item(data: object) -> bool:
    keys = lower(data).keys()
    named = any(k in keys for k in ("uri", "guid", "id", "$standard", "standard"))
    others = keys - {"uri"}
    return named and (
        bool(_MARKS & keys) or ("uri" in keys and (not others or any(map(_is_known, others))))
    )


def _is_known(key: str) -> bool:
    return key in _PROPERTIES or key.startswith(("body_", "headline_", "description_"))


def _found(data: object, deep: int) -> Iterator[Object]:
    """The items in a value: itself, a list of them, or what an envelope's usual members hold."""
    if not deep:
        return
    if isinstance(data, list):
        for one in data:
            yield from _found(one, deep - 1)
    elif isinstance(data, dict) and _is_item(data):
        yield data
    elif isinstance(data, dict):
        inside = lower(data)
        members = (_found(inside.get(name), deep - 1) for name in _MEMBERS)
        found = ((one, rest) for rest in members if (one := next(rest, None)) is not None)
        for one, rest in islice(found, 1):
            yield one
            yield from rest


def read(data: Any, url: str | None, problems: tuple[Problem, ...] = ()) -> Feed:
    """The items in a JSON value that `recognises` accepts."""
    notes = Notes(list(problems))
    found = bounded(_found(data, MAX_ITEMS_DEEP), notes)
    items = tuple(item for one in found for item in _items(one, url))
    outer = lower(data)
    link = absolute(first(lower(outer.get("data")), "next_page"), url)
    return Feed(
        format="ninjs",
        items=items,
        title=first(outer, "org_name") or None,
        links={"next": link} if link else {},
        problems=tuple(notes.problems),
    )


def _items(sent: Object, base: str | None) -> Iterator[Item]:
    """The object, then the stories that came associated with it: one that says nothing of its own
    status or embargo is held back with what brought it.
    """
    data = lower(sent)
    whole = _item(data, base, conformance.of_ninjs(sent))
    yield whole
    for one in associations(data)[:MAX_STORIES]:
        if is_story(one):
            item = _item(one, base, ())
            yield item if _STANDING & one.keys() else held_with(item, whole)


def _item(data: Object, base: str | None, unlike: tuple[Problem, ...]) -> Item:
    notes = Notes(list(unlike))
    kind = _KINDS.get(first(data, "type").lower(), "text")
    copy, sent, inside = content(data, kind, base, notes, captions_left(data, base))
    headline, deck, others = titles(data)
    if inside is not None:
        others += unsaid(inside, headline, deck)
    summary = description(data)
    version, created = first(data, "versioncreated"), first(data, "firstcreated", "contentcreated")
    item = Item(
        guid=first(data, "uri", "guid", "id") or None,
        provider=_name(data.get("provider")) or None,
        version=first(data, "version") or None,
        kind=kind,
        status=status(_status(data), notes),
        slug=first(data, "slugline") or None,
        headline=headline or (inside.headline if inside else None),
        deck=deck or None,
        summary=summary if summary and summary != copy.body else None,
        bylines=_bylines(data) or (inside.bylines if inside else ()),
        credits=credits("agency", *_sources(data))
        + credits("photographer", _name(data.get("photographer")))
        + (inside.credits if inside else ()),
        link=absolute(first(data, "link", "url")) or absolute(first(data, "uri")),
        embargo=_embargo(data),
        urgency=urgency(data.get("urgency") or None, notes),
        signals=tuple(_signals(data)),
        located=_located(data),
        language=language(first(data, "language")),
        subjects=_subjects(data),
        media=media(data, kind, base) + copy.media,
        rights=_rights(data, notes),
        note="\n".join(_notes(data, others)) or None,
        relations=tuple(_relations(data)),
        **notes.date("published", created or version),
        **notes.date("updated", version),
        **copy_fields(copy, sent, notes),
    )
    return finished(item, notes)


def _notes(data: Object, others: list[str]) -> list[str]:
    """The notes to editors, those of plans too, and the titles that are not the headline."""
    plans = [first(plan, "ednote") for plan in objects(data.get("plannedcoverage"))]
    return [n for n in (first(data, "ednote", "editorsnote"), *plans, *others) if n]


def _bylines(data: Object) -> tuple[str, ...]:
    named = [_name(a) for a in objects(data.get("authors")) + objects(data.get("contributors"))]
    return writers([first(data, "byline", "by")]) or people(*named)


def _name(value: object) -> str:
    """The name in a string or in an object that has one."""
    if isinstance(value, str):
        return value.strip()
    return first(lower(value), "name", "literal", "code")


def _sources(data: Object) -> list[str]:
    listed = [_name(s) for s in objects(data.get("infosource")) + objects(data.get("infosources"))]
    line = credit_line(data) or first(data, "creditline")
    return [*strings(data.get("source")), line, *listed, _name(data.get("provider"))]


def _embargo(data: Object) -> Embargo | None:
    """Whatever stands in one of the fields and is not false; of several the strictest."""
    sent = (data.get(n) for n in ("embargoed", "embargoeduntil", "embargo"))
    said = [embargo.declared(string(s)) or Embargo(until=None, text="embargoed") for s in sent if s]
    return embargo_of(_status(data), embargo.strictest(said))


def _status(data: Object) -> str:
    """The status as sent; what is no string is written out, and is no status that is known."""
    sent = data.get("pubstatus")
    return sent if isinstance(sent, str) else "" if sent is None else repr(sent)[:40]


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
                found.setdefault(code, Subject(code, label or topic_name(code)))
    for word in strings(data.get("keywords")):
        found.setdefault(f"keyword:{word}", Subject(f"keyword:{word}", word))
    return tuple(found.values())[:300]


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
