"""NewsML 1.x, the older wire format that many agencies still send: the main text of each NewsItem."""

from __future__ import annotations

from collections.abc import Iterator

from copytaster.formats import embargo, nitf
from copytaster.formats.assembly import (
    Notes,
    byline_names,
    copy_fields,
    credits,
    finished,
    status,
    urgency,
)
from copytaster.formats.markup import Markup, read_html, read_text, read_tree
from copytaster.formats.names import Element, attribute, line, local, text
from copytaster.formats.serial import inner_markup
from copytaster.formats.wirecodes import language, subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import Embargo, Feed, Item, Relation, Rights, Subject

ROOTS = frozenset({"newsml"})


def read(tree: Tree, url: str | None) -> Feed:
    """Every NewsItem of a NewsML 1 document."""
    items = [e for e in tree.root if local(e) == "newsitem"]
    return Feed(
        format="newsml-1",
        items=tuple(_item(e, tree.root, url) for e in items),
        title=next((line(e) for e in _all(tree.root, "sentfrom", "providerid") if line(e)), None),
        problems=tree.problems,
    )


def _all(element: Element, *names: str) -> Iterator[Element]:
    return (e for e in element.iter() if local(e) in names)


def _said(element: Element, *names: str) -> str:
    """The text of the first element of the names that has any, as one line."""
    return next((found for e in _all(element, *names) if (found := line(e))), "")


def _formal(element: Element, *names: str) -> str:
    """The FormalName of the first element of the names that has one."""
    return next((v for e in _all(element, *names) if (v := attribute(e, "formalname"))), "")


def _item(element: Element, root: Element, base: str | None) -> Item:
    notes = Notes()
    content, sent = _content(element, base)
    fields = {
        **copy_fields(content, sent, notes),
        **notes.date("published", _said(element, "firstcreated") or _said(root, "dateandtime")),
        **notes.date("updated", _said(element, "thisrevisioncreated")),
    }
    said = _said(element, "publicidentifier")
    item = Item(
        guid=_said(element, "newsitemid") or said or None,
        version=_said(element, "revisionid") or None,
        provider=_said(element, "providerid") or None,
        status=status(_formal(element, "status"), notes),
        slug=_said(element, "slugline", "namelabel") or None,
        headline=_said(element, "headline") or None,
        deck=_said(element, "subheadline") or None,
        bylines=byline_names(_said(element, "byline")),
        credits=credits(
            "agency",
            _said(element, "creditline"),
            _party(element, "source"),
            _party(element, "provider"),
        ),
        embargo=_embargo(element),
        urgency=urgency(_formal(element, "urgency", "priority"), notes),
        signals=tuple(
            word for e in _all(element, "instruction") if (word := attribute(e, "formalname"))
        ),
        located=_located(element),
        language=language(_formal(element, "language")),
        subjects=_subjects(element),
        rights=_rights(element),
        note="\n".join(n for e in _all(element, "instruction", "editorialnote") if (n := line(e)))
        or None,
        relations=tuple(
            Relation("related", t)
            for e in _all(element, "associatedwith")
            if (t := attribute(e, "newsitem"))
        ),
        **fields,
    )
    return finished(item, notes)


def _party(element: Element, name: str) -> str:
    return next((v for e in _all(element, name) if (v := _formal(e, "party"))), "")


def _embargo(element: Element) -> Embargo | None:
    """<Embargo> is a moment in words or not; so is a future status that follows it."""
    found = next(_all(element, "embargo"), None)
    if found is None:
        return None
    return embargo.declared(line(found)) or Embargo(until=None, text="Embargo")


def _located(element: Element) -> str | None:
    places = [e for e in _all(element, "location") if line(e) or len(e)]
    names = [attribute(p, "value") for place in places[:1] for p in _all(place, "property")]
    dateline = _said(element, "dateline")
    return ", ".join(n for n in names if n) or (
        dateline if any(c.isalpha() for c in dateline) else None
    )


def _subjects(element: Element) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for one in _all(element, "subject", "subjectmatter", "subjectdetail", "genre"):
        if code := attribute(one, "formalname"):
            full = subject_code(code, "genre" if local(one) == "genre" else "subject")
            found.setdefault(full, Subject(full))
    return tuple(found.values())[:200]


def _rights(element: Element) -> Rights | None:
    holder, words = (
        _said(element, "copyrightholder"),
        _said(element, "copyrightline", "usagerights"),
    )
    return Rights(holder=holder or None, text=words or None) if holder or words else None


def _content(element: Element, base: str | None) -> tuple[Markup, str]:
    """The longest DataContent of all renditions: other ones are the same text or its labels."""
    contents = list(_all(element, "datacontent"))
    if not contents:
        return Markup(), ""
    return _copy(max(contents, key=lambda e: len(text(e))), base)


def _copy(content: Element, base: str | None) -> tuple[Markup, str]:
    article = next(_all(content, "nitf"), None)
    if article is not None:
        return nitf.body_of(article, base), inner_markup(content)
    if len(content):
        return read_tree(content, base), inner_markup(content)
    sent = text(content)
    return (read_html(sent, base), sent) if "<" in sent else (read_text(sent), "")
