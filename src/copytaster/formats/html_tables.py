"""Tables of data told from tables that only lay out a page."""

from __future__ import annotations

from copytaster.formats.html_tags import CELLS, HEADINGS, ITEMS
from copytaster.formats.names import Element

_MAX_SCAN = 5000
_LONGEST_CELL = 300
"""Characters; a longer cell holds copy, and its table is layout."""
_BLOCKS = HEADINGS | ITEMS | {"p", "div", "blockquote"}


def is_data(table: Element) -> bool:
    """Whether a table is rows and columns of short cells, with no table and no copy inside them."""
    rows = cells = 0
    for count, element in enumerate(table.iterdescendants()):
        tag = element.tag
        if tag == "table" or count > _MAX_SCAN:
            return False
        rows += tag == "tr"
        if tag in CELLS:
            cells += 1
            if _holds_copy(element):
                return False
    return rows >= 2 and cells >= 2 * rows


def _holds_copy(cell: Element) -> bool:
    if sum(1 for child in cell if child.tag in _BLOCKS) > 1:
        return True
    return sum(len(part) for part in cell.itertext()) > _LONGEST_CELL
