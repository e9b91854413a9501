"""What NewsML-G2 asks of an item, as far as an editor needs to know: a few rules and their versions.

Not a schema: the rules that senders break, and the elements that came with a version
(IPTC's change requests 208, 209, 211, 212, 215, 217 and 218).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copytaster.formats.names import Element, Kids, attribute, grouped, local
from copytaster.model import Problem

Version = tuple[int, int]
ITEMS = frozenset(
    ["newsitem", "packageitem", "planningitem", "conceptitem", "knowledgeitem", "catalogitem"]
)
_MUST_HAVE = ("itemclass", "provider", "versioncreated")
# (parent, child): the version in which the child came; for any parent where none is named.
_CAME = {
    ("organisationdetails", "affiliation"): (2, 29),
    ("concept", "hasinstrument"): (2, 31),
    ("contentmeta", "digitalsourcetype"): (2, 33),
}
_CAME_WITH_ATTRIBUTE = {
    "schemecreated": (2, 29),
    "schememodified": (2, 29),
    "schemeretired": (2, 29),
}
_ORGANISATION = frozenset(
    [
        "founded",
        "dissolved",
        "location",
        "contactinfo",
        "affiliation",
        "hasinstrument",
        "organisationdetailsextproperty",
    ]
)
_CATALOG_NO_LONGER_REQUIRED = (2, 30)
_MAX_RELATED = 3
_BAD_IRI = re.compile(r"%(?![0-9A-Fa-f]{2})|[<>\"{}|\\^`\s]")
_DECLARED = re.compile(r"^(\d)\.(\d{1,2})$")
_MAX_CHECKED = 5000


def declared(root: Element) -> Version | None:
    """The version an item says it is of."""
    found = _DECLARED.match(attribute(root, "standardversion"))
    return (int(found[1]), int(found[2])) if found else None


def faults(
    root: Element, version: Version, parts: Kids | None = None, meta: Kids | None = None
) -> Iterator[Problem]:
    """What is wrong with an item, or a bare catalogue, of a version.

    ``parts`` are its children and ``meta`` those of its itemMeta, where they are at hand.
    """
    if local(root) in ITEMS:
        parts = grouped(root) if parts is None else parts
        meta = grouped(next(iter(parts.get("itemmeta", ())), None)) if meta is None else meta
        yield from _missing(root, version, parts, meta)
    found = _watched(root)
    if found:
        yield from _too_new(found, version)
        yield from _misplaced(root, found)
        yield from _addresses(found)


def _missing(root: Element, version: Version, parts: Kids, meta: Kids) -> Iterator[Problem]:
    absent = [name for name in _MUST_HAVE if name not in meta]
    if not attribute(root, "guid"):
        absent.insert(0, "guid")
    if absent:
        yield Problem("g2-required", f"the item lacks {', '.join(absent)}")
    if version < _CATALOG_NO_LONGER_REQUIRED and not {"catalog", "catalogref"} & parts.keys():
        yield Problem("g2-required", "the item names no catalogue for its codes")


def _too_new(found: Kids, version: Version) -> Iterator[Problem]:
    for (parent, child), came in _CAME.items():
        if version < came and any(_is_in(e, parent) for e in found.get(child, ())):
            yield Problem("g2-version", f"<{child}> in <{parent}> came with {_dotted(came)}")
    for scheme in (*found.get("scheme", ()), *found.get("schememeta", ())):
        new = [
            a for a, came in _CAME_WITH_ATTRIBUTE.items() if version < came and attribute(scheme, a)
        ]
        if new:
            yield Problem("g2-version", f"{', '.join(new)} came with 2.29")


def _misplaced(root: Element, found: Kids) -> Iterator[Problem]:
    if local(root) == "catalogitem" and "digitalsourcetype" in found:
        yield Problem("g2-element", "a catalogue has no digitalSourceType")
    for organisation in found.get("organisationdetails", ()):
        for child in organisation:
            if _is_own(child, organisation) and local(child) not in _ORGANISATION:
                yield Problem(
                    "g2-element", f"<{local(child)}> is no element of organisationDetails"
                )
    if any(_depth(e, "related") > _MAX_RELATED for e in found.get("related", ())):
        yield Problem("g2-element", f"related is nested deeper than {_MAX_RELATED}")


def _addresses(found: Kids) -> Iterator[Problem]:
    for ref in found.get("itemref", ()):
        sent = attribute(ref, "residrefformaturi")
        if _BAD_IRI.search(sent):
            yield Problem("g2-value", f"residrefformaturi {sent[:60]!r} is no IRI")
            return


_WATCHED = tuple(
    f"{{*}}{name}"
    for name in ("affiliation", "hasInstrument", "digitalSourceType", "scheme", "schemeMeta",
                 "related", "organisationDetails", "itemRef")
)  # fmt: skip


def _watched(root: Element) -> Kids:
    """The elements the rules are about; libxml2 finds them, so that a big item costs little."""
    found: Kids = {}
    for element in islice(root.iter(*_WATCHED), _MAX_CHECKED):
        found.setdefault(local(element), []).append(element)
    return found


def _is_in(element: Element, parent: str) -> bool:
    above = element.getparent()
    return above is not None and local(above) == parent


def _is_own(child: Element, parent: Element) -> bool:
    """Whether the child is in its parent's namespace, where only the standard may add elements."""
    tag, own = child.tag, parent.tag
    if not (isinstance(tag, str) and isinstance(own, str)):
        return False
    return tag.rpartition("}")[0] == own.rpartition("}")[0]


def _depth(element: Element, name: str) -> int:
    depth, at = 0, element
    while (above := at.getparent()) is not None and local(at) == name and depth < 10:
        depth, at = depth + 1, above
    return depth


def _dotted(version: Version) -> str:
    return f"{version[0]}.{version[1]}"
