"""The copy of a wire document as elements: the same blocks for XHTML and NITF, which share most names.

Every word of `CopyView` stands in them, in its order; marks are left out, and
so is the sender's markup, which is never looked at.
"""

from __future__ import annotations

from lxml import etree

from copytaster.publish.copyview import Paragraph
from copytaster.publish.render import clean


def fill(
    parent: etree._Element, paragraphs: tuple[Paragraph, ...], *, space: str = "", head: str = "h2"
) -> None:
    """Append the paragraphs; ``space`` is ``{namespace}`` or empty, ``head`` the tag of a subhead."""
    for paragraph in paragraphs:
        lines = [clean("".join(run.text for run in line)) for line in paragraph.lines]
        if paragraph.kind == "list" and len(lines) > 1:
            _list(parent, lines, space)
        elif paragraph.kind == "table" and lines:
            _table(parent, lines[0], space)
        else:
            tag = head if paragraph.kind in ("headline", "subhead") else "p"
            _lines(etree.SubElement(parent, f"{space}{tag}"), lines, space)


def _list(parent: etree._Element, lines: list[str], space: str) -> None:
    listed = etree.SubElement(parent, f"{space}ul")
    for line in lines:
        etree.SubElement(listed, f"{space}li").text = line.strip()


def _table(parent: etree._Element, text: str, space: str) -> None:
    """Rows by line, cells by tab, as the readers of tables leave them."""
    table = etree.SubElement(parent, f"{space}table")
    for line in text.split("\n"):
        row = etree.SubElement(table, f"{space}tr")
        for cell in line.split("\t"):
            etree.SubElement(row, f"{space}td").text = cell.strip()


def _lines(block: etree._Element, lines: list[str], space: str) -> None:
    """The text of a block, its line ends kept as breaks."""
    first, *rest = [line for whole in lines for line in whole.split("\n")]
    block.text = first
    for line in rest:
        etree.SubElement(block, f"{space}br").tail = line
