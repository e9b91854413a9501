"""A tree's inside back as markup, near enough to how it was sent to be shown or read again."""

from __future__ import annotations

import re

from lxml import etree

from copytaster.formats.names import Element

_DECLARATION = re.compile(r"\sxmlns(?::[\w.-]{1,40})?=\"[^\"]{0,300}\"")
_PREFIXED = re.compile(r"(</?)(?:x|xhtml|html|h|ns\d|div):(?=[A-Za-z])")
_DECLARED = re.compile(r"xmlns:(?:x|xhtml|html|h|ns\d|div)=")


def inner_markup(element: Element) -> str:
    """The markup between an element's own tags, without namespace declarations."""
    return inside(markup_of(element))


def markup_of(element: Element) -> str:
    """An element as markup, its own tags too."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def inside(whole: str) -> str:
    """What `inner_markup` gives, of an element that is markup already."""
    # Serialised attributes hold no ">", so the first one ends the element's own start tag.
    start, end = whole.find(">") + 1, whole.rfind("</")
    inner = whole[start:end]
    if "xmlns" in inner:
        inner = _undeclared(inner)
    if "xmlns:" in whole and _DECLARED.search(whole):
        inner = _PREFIXED.sub(r"\1", inner)
    return inner.strip()


def _undeclared(markup: str) -> str:
    """The markup without its declarations, each of which is looked for where its name stands."""
    parts: list[str] = []
    at = since = 0
    while (name := markup.find("xmlns", since)) >= 0:
        found = _DECLARATION.match(markup, max(at, name - 1))
        since = name + 5
        if found:
            parts.append(markup[at : found.start()])
            at = since = found.end()
    return "".join((*parts, markup[at:]))
