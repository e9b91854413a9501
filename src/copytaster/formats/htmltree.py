"""A whole HTML page as a tree, for what must look around in it: no network, no DTD, bounded attributes."""

from __future__ import annotations

import re

from lxml import etree

from copytaster.formats.names import Element, Kids

# libxml2's time is quadratic in the attributes of one tag; no page needs a hundred of them.
# Blanks are named one by one: a set of five is found faster than a class.
_S = r" \t\n\r\f"
_ATTRIBUTE = rf"(?:[{_S}/]++[^{_S}/>=]++(?:[{_S}]*+=[{_S}]*+(?:\"[^\"]*+\"|'[^']*+'|[^{_S}>]*+))?+)"
_TOO_MANY_ATTRIBUTES = re.compile(rf"(<[A-Za-z][^{_S}/>]*+{_ATTRIBUTE}{{0,100}}+){_ATTRIBUTE}++")


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


def by_tag(page: Element, *tags: str) -> Kids:
    """The elements of some tags, in document order, found in one walk: the walk costs more than what it finds."""
    found: Kids = {}
    for element in page.iter(*tags):
        found.setdefault(str(element.tag), []).append(element)
    return found
