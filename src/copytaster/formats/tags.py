"""Markup to tags and the text between them, in one linear pass that never fails.

A tree is not needed to read copy, and a tokenizer has no depth to run out of.
What browsers drop (comments, declarations, half a tag at the end) is dropped;
what only looks like a tag (``<ana@wire.example>``, ``5 <six``) stays text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container
from html.entities import html5

# Each alternative takes all it looked at, so no character is looked at twice: quotes count only after "=".
_IN_TAG = r"[^<>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^<>=]*+)*+"
_COMMENT = r"!--(?:[^-]++|-(?!->))*+(?:-->)?+"
_CDATA = r"!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?+"
_OTHER = r"[!?][^<>]{0,2000}+>|/\s*+>|/\s++[A-Za-z]{0,20}+\s*+>"
_TOKEN = re.compile(
    rf"<(?:(/?+[A-Za-z][^\s/<>]*+)({_IN_TAG})>"
    rf"|(/?+[A-Za-z]{_IN_TAG}|{_COMMENT}|{_CDATA}|{_OTHER}))"
)
_LIKELY = re.compile(r"<[A-Za-z/!?]")
_WORDLESS = re.compile(r"/?[A-Za-z][^\s=]{0,60}/?(?:\s[^=]{0,200}=.*)?", re.S)
_ATTRIBUTE = re.compile(
    r"(?<![^\s/\"'])([A-Za-z][\w:.-]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))"
)
_MAX_ATTRIBUTES_TEXT = 20_000
_REFERENCE = re.compile(r"(&(?:#\d{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{0,31};))")
_MAX_REFERENCES = 1_000_000
_MAX_KNOWN = 4096
# ASCII alone: to `re.I` the long s of "ſcript" is an s, to browsers and to `str.lower` it is not.
_SCRIPT = re.compile(r"<(script|style)(?=[\s/>])", re.I | re.A)
_SCRIPT_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])[^<>]*+>?+", re.I | re.A) for name in ("script", "style")
}

MAX_TAGS = 300_000
"""Tags of one piece of copy; past that nobody wrote it, and only its words are read."""


def has_tags(text: str) -> bool:
    """Whether there may be markup in it."""
    return "<" in text and _LIKELY.search(text) is not None


def split(markup: str) -> list[str]:
    """[text, name, attributes, other, text, …, text]: a name is as sent, ``/p`` closes ``p``.

    Where ``other`` is not None, it is what is no tag: see `said_by`. Scripts and
    styles are not in it.
    """
    return _TOKEN.split(_without_scripts(markup))


def words_of(markup: str) -> str:
    """The text alone, a space for each tag."""
    return _TOKEN.sub(" ", _without_scripts(markup))


def _without_scripts(markup: str) -> str:
    # Their text is no copy, and what stands in it may look like a tag.
    found = _SCRIPT.search(markup) if "<s" in markup or "<S" in markup else None
    if found is None:
        return markup
    kept: list[str] = []
    at = 0
    while found:
        kept.append(markup[at : found.start()])
        closing = _SCRIPT_ENDS[found[1].lower()].search(markup, found.end())
        at = closing.end() if closing else len(markup)
        found = _SCRIPT.search(markup, at)
    return "".join((*kept, markup[at:]))


def said_by(other: str) -> str:
    """The copy in what is no tag: nothing in a comment, all of a CDATA section, prose after a lone ``<``."""
    if other.startswith("![CDATA["):
        return _TOKEN.sub(" ", other[8:].removesuffix("]]>"))
    if other[0] in "!?" or other.endswith(">") or _WORDLESS.fullmatch(other):
        return ""
    return "<" + other


def attributes(sent: str, wanted: Container[str]) -> dict[str, str]:
    """The wanted attributes in a tag by lower-case name, references resolved; the first of each name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(sent[:_MAX_ATTRIBUTES_TEXT]):
        low = name.lower()
        if low in wanted and low not in found:
            found[low] = unescape(double or single or bare)
    return found


def unescape(text: str) -> str:
    """Character references resolved, but only whole ones: ``R&D`` and ``&notify`` stay as they are."""
    if "&" not in text or text.count("&") > _MAX_REFERENCES:
        return text
    parts = _REFERENCE.split(text)
    parts[1::2] = map(_CHARACTERS.__getitem__, parts[1::2])
    return "".join(parts)


class _Characters(dict[str, str]):
    """References to what they stand for. Learns as it is asked."""

    def __missing__(self, reference: str) -> str:
        """The reference, resolved."""
        named = reference[1] != "#"
        found = html5.get(reference[1:], reference) if named else html.unescape(reference)
        if len(self) < _MAX_KNOWN:
            self[reference] = found
        return found


_CHARACTERS = _Characters()
