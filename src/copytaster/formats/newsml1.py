"""NewsML 1.x, the older wire format that many agencies still send: one item per NewsItem.

The text is that of all renditions: the longest first, then what the others (captions,
sidebars, the labels of pictures) add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copytaster.formats import embargo, nitf
from copytaster.formats.assembly import (
    Notes,
    bounded,
    copy_fields,
    credits,
    finished,
    status,
    status_word,
    urgency,
)
from copytaster.formats.bylines import writers
from copytaster.formats.feedparts import media_kind
from copytaster.formats.links import absolute
from copytaster.formats.markup import Markup, read_html, read_sent, read_text
from copytaster.formats.names import Element, Kids, attribute, index, line, local, text
from copytaster.formats.renditions import Words, joined
from copytaster.formats.serial import inner_markup
from copytaster.formats.topics import topic_name
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import Embargo, Feed, Item, Media, Relation, Rights, Subject

ROOTS = frozenset({"newsml"})
_INSTRUCTIONS = {"update": "update", "correction": "correction", "rectification": "correction",
                 "delete": "kill", "cancel": "kill", "kill": "kill", "retract": "kill"}  # fmt: skip
_DATE_ONLY = re.compile(r"^[\d/. :-]{6,30}$")
MAX_LINES = 40


def read(tree: Tree, url: str | None) -> Feed:
    """Every NewsItem of a NewsML 1 document."""
    envelope = index(tree.root)
    notes = Notes(list(tree.problems))
    items = bounded((e for e in tree.root if local(e) == "newsitem"), notes)
    title = _said(envelope, "sentfrom", "providerid")
    return Feed(
        format="newsml-1",
        items=tuple(_item(index(e), envelope, url) for e in items),
        title=title or None,
        problems=tuple(notes.problems),
    )


def _said(found: Kids, *names: str) -> str:
    """The text of the first element of the names that has any, as one line."""
    return next((said for n in names for e in found.get(n, ()) if (said := line(e))), "")


def _formal(found: Kids, *names: str) -> str:
    """The FormalName of the first element of the names that has one."""
    elements = (e for n in names for e in found.get(n, ()))
    return next((v for e in elements if (v := attribute(e, "formalname"))), "")


def _item(found: Kids, envelope: Kids, base: str | None) -> Item:
    notes = Notes()
    content, sent = _content(found, base)
    headline = _said(found, "headline")
    decks = list(dict.fromkeys(t for e in found.get("subheadline", ()) if (t := line(e))))
    item = Item(
        guid=_said(found, "newsitemid") or _said(found, "publicidentifier") or None,
        version=_said(found, "revisionid") or None,
        provider=_said(found, "providerid") or None,
        status=status(_formal(found, "status"), notes),
        slug=_said(found, "slugline", "namelabel", "keywordline") or None,
        headline=headline or None,
        deck="\n".join(decks) or None,
        bylines=writers([_said(found, "byline")]),
        credits=credits(
            "agency",
            _said(found, "creditline"),
            _party(found, "source"),
            _party(found, "provider"),
        ),
        embargo=_embargo(found),
        urgency=urgency(_formal(found, "urgency") or _formal(found, "priority")
                        or _formal(envelope, "priority"), notes),
        signals=tuple(_signals(found)),
        located=_located(found),
        language=language(_formal(found, "language")),
        subjects=_subjects(found),
        media=_media(found, base) + content.media,
        rights=_rights(found),
        note="\n".join(_notes(found, [headline, *decks, content.body])) or None,
        relations=tuple(_relations(found)),
        **notes.date("published", _said(found, "firstcreated") or _said(envelope, "dateandtime")),
        **notes.date("updated", _said(found, "thisrevisioncreated")),
        **copy_fields(content, sent, notes),
    )  # fmt: skip
    return finished(item, notes)


def _party(found: Kids, name: str) -> str:
    parties = (p for e in found.get(name, ()) for p in e.iter("{*}Party"))
    return next((v for p in parties if (v := attribute(p, "formalname"))), "")


def _embargo(found: Kids) -> Embargo | None:
    """<Embargo> is a moment in words or not; so is a usable status that lies ahead (FutureStatus)."""
    if "embargo" in found:
        return embargo.declared(line(found["embargo"][0])) or Embargo(until=None, text="Embargo")
    if status_word(_formal(found, "status")) == "embargoed":
        until = _said(found, "statuswillchange", "dateandtime")
        return embargo.declared(until) or Embargo(until=None, text="Status: Embargoed")
    return None


def _signals(found: Kids) -> Iterator[str]:
    for element in found.get("instruction", ()):
        if word := attribute(element, "formalname"):
            yield _INSTRUCTIONS.get(word.lower(), word)


def _notes(found: Kids, known: list[str]) -> list[str]:
    """Words to editors, and titles of parts that are said nowhere else."""
    said = [
        line(e) for n in ("instruction", "editorialnote", "newslinetext") for e in found.get(n, ())
    ]
    titles = [t for e in found.get("headline", ())[:MAX_LINES] if (t := line(e))]
    dates = [d for e in found.get("dateline", ()) if _DATE_ONLY.match(d := line(e))]
    words = Words(*known)
    others = [t for t in [*titles, *dates] if words.adds(t)]
    return [n for n in said if n] + others


def _relations(found: Kids) -> Iterator[Relation]:
    for name, kind in (("associatedwith", "related"), ("derivedfrom", "updates")):
        for element in found.get(name, ())[:200]:
            if target := attribute(element, "newsitem"):
                yield Relation(kind, target)


def _located(found: Kids) -> str | None:
    places = [e for e in found.get("location", ()) if len(e) or line(e)]
    names = [attribute(p, "value") for place in places[:1] for p in place.iter("{*}Property")]
    dateline = _said(found, "dateline")
    if _DATE_ONLY.match(dateline):
        dateline = ""
    return ", ".join(n for n in names if n) or dateline or _described(found)


def _described(found: Kids) -> str | None:
    """The city and country among the properties of the whole (ANA)."""
    said = {
        attribute(p, "formalname").lower(): attribute(p, "value")
        for p in found.get("property", ())[:100]
    }
    return ", ".join(said[n] for n in ("city", "country") if said.get(n)) or None


def _subjects(found: Kids) -> tuple[Subject, ...]:
    subjects: dict[str, Subject] = {}
    for name in ("subject", "subjectmatter", "subjectdetail", "genre"):
        for element in found.get(name, ())[:200]:
            if code := attribute(element, "formalname"):
                full = subject_code(code, "genre" if name == "genre" else "subject")
                subjects.setdefault(full, Subject(full, topic_name(full) or _topic(found, code)))
    return tuple(subjects.values())[:200]


def _topic(found: Kids, code: str) -> str | None:
    """The name a TopicSet of the document gives a code, English if it has one."""
    names: list[tuple[bool, str]] = []
    for topic in found.get("topic", ())[:200]:
        if not any(text(f) == code for f in topic.iter("{*}FormalName")):
            continue
        for word in topic.iter("{*}Description"):
            if attribute(word, "variant").lower() in ("", "name") and line(word):
                names.append((attribute(word, "lang")[:2].lower() != "en", line(word)))
    return min(names, key=lambda n: n[0])[1] if names else None


def _rights(found: Kids) -> Rights | None:
    holder, words = _said(found, "copyrightholder"), _said(found, "copyrightline", "usagerights")
    return Rights(holder=holder or None, text=words or None) if holder or words else None


def _content(found: Kids, base: str | None) -> tuple[Markup, str]:
    """The copy of all DataContents, the longest first, with that one as it was sent."""
    contents = [e for e in found.get("datacontent", ()) if not _is_encoded(e)]
    ranked = sorted(contents, key=lambda e: -len(text(e)))
    copies = [_copy(e, base) for e in ranked]
    return joined(copy for copy, _ in copies), copies[0][1] if copies else ""


def _is_encoded(content: Element) -> bool:
    """A picture in base64 is no copy."""
    parent = content.getparent()
    return parent is not None and local(parent) == "encoding"


def _copy(content: Element, base: str | None) -> tuple[Markup, str]:
    article = next(content.iter("{*}nitf"), None)
    if article is not None:
        return nitf.body_of(article, base), inner_markup(content)
    if len(content):
        return read_sent(content, base)
    sent = text(content)
    return (read_html(sent, base), sent) if "<" in sent else (read_text(sent), "")


def _media(found: Kids, base: str | None) -> tuple[Media, ...]:
    """The pictures and films that ContentItems point to."""
    media: dict[str, Media] = {}
    for element in found.get("contentitem", ())[:500]:
        inside = index(element)
        url = absolute(attribute(element, "href"), base)
        if url and "datacontent" not in inside:
            mime = _formal(inside, "mimetype") or None
            kind = media_kind(mime, _formal(inside, "mediatype") or None, url)
            media.setdefault(url, Media(kind, url, type=mime))
    return tuple(media.values())
