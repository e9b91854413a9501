"""What a feed says may be done with an item, and when: rights, usage terms, embargo, draft, note to editors."""

from __future__ import annotations

from copytaster.formats import embargo
from copytaster.formats.assembly import MAX_TEXT, Notes
from copytaster.formats.names import Kids, first, kids
from copytaster.model import Embargo, ItemStatus, Rights

_DECLARED = ("dc:rights", "rights", "copyright", "media:copyright", "dcterms:rights",
             "prism:copyright", "pur:copyright", "atom:rights")  # fmt: skip
_LICENCE = ("cc:license", "cc:licence", "dcterms:license")
_TERMS = ("dcterms:accessrights", "pur:agreement", "pur:usageterms", "usageterms", "usage_terms")
_EMBARGO = ("prism:embargodate", "pur:embargodate", "embargo", "embargodate", "embargoed")
_EXPIRES = ("prism:expirationdate", "pur:expirationdate", "expirationdate")
_NOTE = ("ednote", "editornote", "editorsnote", "editorialnote", "nitf:ednote")


def rights(item: Kids, feed_rights: str | None, notes: Notes) -> Rights | None:
    """What the item, or else its feed, says may be done, with the usage terms and the day it ends."""
    said = first(item, *_DECLARED) or first(item, *_LICENCE) or feed_rights or ""
    terms = first(item, *_TERMS)
    words = "\n".join(dict.fromkeys(w for w in (said, terms) if w))[:MAX_TEXT]
    until = notes.moment("expires", first(item, *_EXPIRES))
    holder = first(item, "dcterms:rightsholder", "prism:rightsagent", "pur:rightsagent")[:300]
    if not (words or until or holder):
        return None
    return Rights(text=words or None, until=until, holder=holder or None)


def declared_embargo(item: Kids) -> Embargo | None:
    """The embargo in a field of its own; one that is not understood does not lift by itself."""
    return embargo.declared(first(item, *_EMBARGO))


def note(item: Kids) -> str | None:
    """What the sender tells the editors."""
    return first(item, *_NOTE)[:MAX_TEXT] or None


def status(item: Kids) -> ItemStatus:
    """``withheld`` for what AtomPub (RFC 5023) marks as a draft."""
    control = item.get("app:control", ())
    drafts = [first(kids(c), "app:draft", "draft").lower() == "yes" for c in control]
    return "withheld" if any(drafts) else "usable"
