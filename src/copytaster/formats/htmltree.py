"""A whole HTML page as a tree, for what must look around in it: no network, no DTD, bounded attributes."""

from __future__ import annotations

import re

from lxml import etree

from copytaster.formats.names import Element

# libxml2's time is quadratic in the attributes of one tag; no page needs a hundred of them.
_ATTRIBUTE = r"(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)"
_TOO_MANY_ATTRIBUTES = re.compile(rf"(<[A-Za-z][^\s/>]*+{_ATTRIBUTE}{{100}}){_ATTRIBUTE}++")


def with_few_attributes(page: str) -> str:
    """The markup with the attributes past a tag's hundredth left out."""
    return _TOO_MANY_ATTRIBUTES.sub(r"\1", page)


def parse_html(page: str) -> tuple[Element | None, bool]:
    """The tree of an HTML page, and whether all of it is in there (the depth is bounded)."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(e.level_name == "FATAL" for e in parser.error_log)
