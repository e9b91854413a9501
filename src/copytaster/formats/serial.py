"""A tree's inside back as markup, near enough to how it was sent to be shown or read again."""

from __future__ import annotations

import html
import re

from lxml import etree

from copytaster.formats.names import Element

_DECLARATION = re.compile(r"\sxmlns(?::[\w.-]{1,40})?=\"[^\"]{0,300}\"")
_PREFIXED = re.compile(r"(</?)(?:x|xhtml|html|h|ns\d|div):(?=[A-Za-z])")


def inner_markup(element: Element) -> str:
    """The markup between an element's own tags, without namespace declarations."""
    parts = [html.escape(element.text, quote=False) if element.text else ""]
    parts += [etree.tostring(child, encoding="unicode", method="xml") for child in element]
    return _PREFIXED.sub(r"\1", _DECLARATION.sub("", "".join(parts))).strip()
