"""RBNews: the XML of the Danish agency Ritzau, one story a document, its copy escaped HTML."""

from __future__ import annotations

from typing import Any

from copytaster.formats import wiresignals
from copytaster.formats.assembly import (
    Notes,
    byline_names,
    copy_fields,
    credits,
    finished,
    urgency,
)
from copytaster.formats.markup import plain, read_html
from copytaster.formats.names import attribute, local, text
from copytaster.formats.wirecodes import subject_code
from copytaster.formats.xmltree import Tree
from copytaster.model import Feed, Item, Relation, Subject

ROOTS = frozenset({"rbnews"})
# Danish for canceled, correction and new version, each true or false.
_FLAGS = {
    "annuleret": "kill",
    "korrektion": "correction",
    "nyversion": "update",
    "infoflash": "flash",
}


def read(tree: Tree, url: str | None) -> Feed:
    """The story in a tree whose root is RBNews, as a feed of one item."""
    said = {local(e): text(e) for e in tree.root}
    codes = [text(e) or attribute(e, "code") for e in tree.root.iter("{*}string", "{*}IPTC")]
    notes = Notes()
    sent = said.get("content", "")
    item = Item(
        guid=said.get("newsid") or said.get("histid") or None,
        version=said.get("version") or None,
        slug=said.get("strapline") or None,
        headline=plain(said.get("headline", "")) or None,
        deck=plain(said.get("subtitle", "")) or None,
        bylines=byline_names(said.get("byline", "")),
        credits=credits("agency", said.get("origin", "").strip("/ ")),
        urgency=urgency(said.get("priority"), notes),
        signals=tuple(_signals(said)),
        located=said.get("town") or None,
        subjects=tuple(Subject(subject_code(c)) for c in codes[:100] if c)
        + tuple(Subject(f"category:{s}", s) for s in [said.get("section", "")] if s),
        note=read_html(said.get("tilredaktionen", "")).body or None,
        relations=tuple(
            Relation("replaces", t)
            for t in [said.get("replaces") or said.get("replacedid", "")]
            if t and t != "0"
        ),
        **_dates(said, notes),
        **copy_fields(read_html(sent, url), sent, notes),
    )
    return Feed(format="rbnews", items=(finished(item, notes),), problems=tree.problems)


def _dates(said: dict[str, str], notes: Notes) -> dict[str, Any]:
    return notes.date("published", said.get("publishdate"))


def _signals(said: dict[str, str]) -> list[str]:
    flagged = [signal for name, signal in _FLAGS.items() if said.get(name, "").lower() == "true"]
    return [*flagged, *wiresignals.of_take(said.get("format", ""))]
