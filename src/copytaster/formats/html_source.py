"""A page as sent to its tree, in passes over its bytes that cost less than the parse.

::

    text | stray C1 characters | control characters | tags of few attributes | lxml
"""

from __future__ import annotations

import re

from copytaster.formats import repair
from copytaster.formats.markup import parse_html, with_few_attributes
from copytaster.formats.names import Element
from copytaster.model import Problem

# What `repair` would cure, in UTF-8: looked for in bytes, because most pages have none of it.
# Each pattern begins with fixed bytes, so that the search is one for those.
_C1 = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"&#(?:[xX]0{0,6}[89][0-9a-fA-F]|0{0,6}1[2-5]\d);"),
)
_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\r")


def tree_of(text: str) -> tuple[Element | None, bool, str, tuple[Problem, ...]]:
    """(tree or None, whether all of the page is in it, the page as cured, what was cured)."""
    cured, problems = _cured(text)
    cured = with_few_attributes(cured)
    tree, is_whole = parse_html(cured)
    return tree, is_whole, cured, problems


def _cured(text: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair
        return repair.cure_controls(repair.cure_c1_references(text))
    if any(pattern.search(data) for pattern in _C1):
        text = repair.cure_c1_references(text)
    has_controls = len(data.translate(None, _CONTROLS)) < len(data)
    if has_controls or "\ufffe" in text or "\uffff" in text:
        return repair.cure_controls(text)
    return text, ()
