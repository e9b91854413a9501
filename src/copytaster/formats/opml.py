"""OPML, the list of subscriptions every reader exports: in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from copytaster.errors import FormatError
from copytaster.formats.charset import decode
from copytaster.formats.links import absolute
from copytaster.formats.names import attribute, local
from copytaster.formats.repair import cure_controls
from copytaster.formats.xmltree import parse_xml

MAX_OUTLINES = 20_000
# What a desk says of its feeds beyond OPML, in attributes other readers pass over.
OWN = "urn:copytaster:opml:1"
_MAX_OWN = 40


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: the feed's address, its title and site, and the folders it lies in, outermost first.

    ``own`` are (name, value) pairs of this program's own attributes, by name.
    """

    url: str
    title: str | None = None
    site: str | None = None
    folders: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()


def read_opml(data: bytes) -> tuple[Outline, ...]:
    """The feeds of an OPML document in order, each address once.

    Addresses that are not http(s) are left out; `not_feeds` names them. Raises
    FormatError when the bytes are no OPML.
    """
    found: dict[str, Outline] = {}
    for element, address in _addresses(data):
        url = absolute(address)
        if url and url not in found and len(found) < MAX_OUTLINES:
            found[url] = Outline(
                url,
                _title(element),
                absolute(attribute(element, "htmlurl")),
                _folders(element),
                _own(element),
            )
    return tuple(found.values())


def not_feeds(data: bytes) -> tuple[tuple[str, str], ...]:
    """(title, address) of each outline that `read_opml` leaves out, for its address is not http(s).

    Raises FormatError when the bytes are no OPML.
    """
    found = (
        (_title(e) or "", address[:200]) for e, address in _addresses(data) if not absolute(address)
    )
    return tuple(dict.fromkeys(found))[:MAX_OUTLINES]


def _addresses(data: bytes) -> Iterator[tuple[etree._Element, str]]:
    root = parse_xml(decode(data).text).root
    if local(root) != "opml":
        raise FormatError(f"this is not OPML: its root is <{local(root)}>")
    for element in root.iter("{*}outline", "{*}Outline"):
        if address := attribute(element, "xmlurl") or attribute(element, "url"):
            yield element, address


def _title(element: etree._Element) -> str | None:
    return attribute(element, "text") or attribute(element, "title") or None


def _own(element: etree._Element) -> tuple[tuple[str, str], ...]:
    mark = f"{{{OWN}}}"
    found = ((str(k), str(v)) for k, v in element.attrib.items())
    pairs = sorted((k.removeprefix(mark), v) for k, v in found if k.startswith(mark))
    return tuple(pairs[:_MAX_OWN])


def _folders(element: etree._Element) -> tuple[str, ...]:
    names = [_title(a) for a in element.iterancestors("{*}outline")]
    return tuple(n for n in reversed(names) if n)


def write_opml(outlines: Iterable[Outline], *, title: str = "Subscriptions") -> bytes:
    """An OPML 2.0 document in UTF-8; folders become nested outlines."""
    root = etree.Element("opml", nsmap={"copytaster": OWN}, version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for outline in outlines:
        parent = _folder(folders, outline.folders)
        element = etree.SubElement(parent, "outline", type="rss")
        element.set("text", _clean(outline.title or outline.url))
        element.set("xmlUrl", _clean(outline.url))
        if outline.site:
            element.set("htmlUrl", _clean(outline.site))
        for name, value in outline.own:
            element.set(f"{{{OWN}}}{name}", _clean(value))
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _folder(
    folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]
) -> etree._Element:
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            parent = folders[path[: depth - 1]]
            folders[path[:depth]] = etree.SubElement(
                parent, "outline", text=_clean(path[depth - 1])
            )
    return folders[path]


def _clean(text: str) -> str:
    return cure_controls(text)[0]
