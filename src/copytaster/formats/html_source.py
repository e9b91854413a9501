"""A page as sent to its tree, in passes over its bytes that cost less than the parse.

::

    text | scripts emptied | stray C1 characters | control characters | bounded | tags of few attributes | lxml
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copytaster.formats import repair
from copytaster.formats.markup import parse_html, with_few_attributes
from copytaster.formats.names import Element
from copytaster.model import Problem

MAX_TAGS = 400_000
"""Opening and closing; the largest page measured has a tenth of them, and each costs memory."""

_LONGEST_ATTRIBUTES = 2000
_WORDLESS = ("script", "style")

# What `repair` would cure, in UTF-8: looked for in bytes, because most pages have none of it.
# Each pattern begins with fixed bytes, so that the search is one for those.
_C1 = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"&#(?:[xX]0{0,6}[89][0-9a-fA-F]|0{0,6}1[2-5]\d);"),
)
_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\r")


@dataclass(frozen=True, slots=True)
class Source:
    """A page's tree (None where none could be made), whether all of the page is in it, and its text as cured."""

    tree: Element | None
    is_whole: bool
    text: str
    problems: tuple[Problem, ...]


def source_of(text: str) -> Source:
    """The page's tree."""
    cured, problems = _cured(_emptied(text))
    bounded = _bounded(cured)
    if len(bounded) < len(cured):
        said = f"the page has more than {MAX_TAGS} tags; only its beginning was read"
        problems = (*problems, Problem("page-cut", said))
    bounded = with_few_attributes(bounded)
    tree, is_whole = parse_html(bounded)
    return Source(tree, is_whole, bounded, problems)


def _emptied(text: str) -> str:
    """The page without what is inside its scripts and styles, which is most of many pages; JSON-LD stays.

    Only what is plainly such an element is touched: not in a comment, closed,
    and in lower case. The rest is left for the parser to tell.
    """
    ahead = {tag: text.find(f"<{tag}") for tag in _WORDLESS}
    parts: list[str] = []
    at = since = 0
    while tag := _next(ahead, text, since):
        start = ahead[tag]
        comment = text.rfind("<!--", since, start)
        after = text.find("-->", comment) if comment >= 0 else 0
        inside = text.find(">", start) + 1
        end = text.find(f"</{tag}", inside) if inside else -1
        if after < 0:
            break
        if end < 0:
            ahead[tag] = -1  # none of its kind is closed from here on
            continue
        if after <= start and _is_empty_talk(text[start + len(tag) + 1 : inside - 1]):
            parts.append(text[at:inside])
            at = end
        since = end if after <= start else after
    return "".join((*parts, text[at:])) if parts else text


def _next(ahead: dict[str, int], text: str, since: int) -> str:
    """The tag of `ahead` that opens next, its place brought up to date; empty where none does."""
    for tag, found in ahead.items():
        if 0 <= found < since:
            ahead[tag] = text.find(f"<{tag}", since)
    return min((tag for tag in ahead if ahead[tag] >= 0), key=ahead.__getitem__, default="")


def _is_empty_talk(attributes: str) -> bool:
    is_tag = not attributes or attributes[0] in " \t\r\n"
    return is_tag and len(attributes) < _LONGEST_ATTRIBUTES and "ld+json" not in attributes


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


def _bounded(text: str) -> str:
    if len(text) <= MAX_TAGS or text.count("<") <= MAX_TAGS:
        return text
    at = -1
    for _ in range(MAX_TAGS):
        at = text.find("<", at + 1)
    return text[:at]
