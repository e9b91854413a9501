"""What a feed says may be done with an item, and when: rights, usage terms, embargo, draft, note to editors."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from copytaster.formats import embargo
from copytaster.formats.assembly import MAX_TEXT, Notes, urgency
from copytaster.formats.names import Kids, first, kids
from copytaster.model import ItemStatus, Rights

_DECLARED = ("dc:rights", "rights", "copyright", "media:copyright", "dcterms:rights",
             "prism:copyright", "pur:copyright", "atom:rights")  # fmt: skip
_LICENCE = ("cc:license", "cc:licence", "dcterms:license")
_TERMS = ("dcterms:accessrights", "pur:agreement", "pur:usageterms", "usageterms", "usage_terms")
_EMBARGO = (
    "prism:embargodate",
    "pur:embargodate",
    "embargo",
    "embargodate",
    "embargoed",
    "embargountil",
)
_EXPIRES = ("prism:expirationdate", "pur:expirationdate", "expirationdate")
_NOTE = ("ednote", "editornote", "editorsnote", "editorialnote", "nitf:ednote")
_HOLDER = ("dcterms:rightsholder", "prism:rightsagent", "pur:rightsagent")
_CONTROL = ("app:control", "control")
_OF_RIGHTS = frozenset((*_DECLARED, *_LICENCE, *_TERMS, *_EXPIRES, *_HOLDER))
_OF_RESTRAINTS = frozenset((*_EMBARGO, *_NOTE, *_CONTROL, "urgency"))


def rights(item: Kids, feed_rights: str | None, notes: Notes) -> Rights | None:
    """What the item, or else its feed, says may be done, with the usage terms and the day it ends."""
    if _OF_RIGHTS.isdisjoint(item):
        return _of_feed(feed_rights)
    said = first(item, *_DECLARED) or first(item, *_LICENCE) or feed_rights or ""
    terms = first(item, *_TERMS)
    words = "\n".join(dict.fromkeys(w for w in (said, terms) if w))[:MAX_TEXT]
    until = notes.moment("expires", first(item, *_EXPIRES))
    holder = first(item, *_HOLDER)[:300]
    if not (words or until or holder):
        return None
    return Rights(text=words or None, until=until, holder=holder or None)


@lru_cache(maxsize=64)
def _of_feed(said: str | None) -> Rights | None:
    return Rights(text=said[:MAX_TEXT]) if said else None


def restraints(item: Kids, notes: Notes) -> dict[str, Any]:
    """The fields of an item that hold it back or tell its editors something: most items have none."""
    if _OF_RESTRAINTS.isdisjoint(item):
        return {}
    return {
        # One that is not understood does not lift by itself.
        "embargo": embargo.declared(first(item, *_EMBARGO)),
        "note": first(item, *_NOTE)[:MAX_TEXT] or None,
        "status": _status(item),
        "urgency": urgency(first(item, "urgency"), notes),
    }


def _status(item: Kids) -> ItemStatus:
    """``withheld`` for what AtomPub (RFC 5023) marks as a draft."""
    control = (c for name in _CONTROL for c in item.get(name, ()))
    drafts = [first(kids(c), "app:draft", "draft", "atom:draft").lower() == "yes" for c in control]
    return "withheld" if any(drafts) else "usable"
