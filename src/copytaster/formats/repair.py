"""Mends XML that is not well-formed, in a fixed number of linear passes.

::

    text | cure_controls | entities, stray <, unquoted values | lift_markup | declare_prefixes | close_cdata

What was mended is what feeds get wrong in practice: bare ``&`` and ``<``, HTML
entities nobody declared, markup pasted into a title, prefixes never declared,
a body cut off in the middle. No words are dropped on the way.
"""

from __future__ import annotations

import re
from html.entities import html5

from copytaster.formats.names import URIS
from copytaster.model import Problem

_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Page, file and record separators stand between words; half a surrogate was a character.
_SEPARATORS = "\x0c\x1c\x1d\x1e\x1f"
_CURES = {
    **dict.fromkeys([*range(9), 11, *range(14, 28)], ""),
    **dict.fromkeys(map(ord, _SEPARATORS), " "),
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
}
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32)])
_C1_REFERENCE = re.compile(r"&#(?:[xX]0{0,6}([89][0-9a-fA-F])|0{0,6}(1[2-5]\d));")
_C1_STARTS = ("&#1", "&#x", "&#X", "&#0")
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
_LONE_C1 = re.compile("[\x80-\x9f](?<![\xc2-\xf4\x80-\xbf].)(?![\x80-\xbf])")
_AMPERSAND = re.compile(r"&(?:(#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});?)?")
_STRAY_LESS = re.compile(r"<(?![A-Za-z_/!?:])")
_TEXT_ELEMENT = re.compile(
    r"<((?:[A-Za-z][\w.-]{0,30}:)?(?:title|description|summary|link|guid|encoded|content))"
    r"(\s[^<>]{0,400})?(?<!/)>",
    re.I,
)
_PREFIX = re.compile(r"[<\s]/?([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,30})\s{0,9}=")
_ROOT = re.compile(r"<[A-Za-z_][\w:.-]{0,60}")
_TAG = re.compile(r"<[A-Za-z][^<>]{1,2000}>")
_VALUE = re.compile(r"(\"[^\"]{0,2000}\"|'[^']{0,2000}')|(=\s{0,3})([^\s\"'<>=]{1,500})(?=[\s/>])")
_MAX_LIFTS = 4000
_LIFT_WINDOW = 100_000
_LIFT_BUDGET = 32 << 20
_MAX_PREFIXES = 64
_MAX_REFERENCES = 1_000_000


def mend(text: str) -> str:
    """``text`` with the faults above mended; it may still not be well-formed."""
    text = cure_controls(text)[0]
    text = lift_markup(_outside_cdata(text))
    return close_cdata(declare_prefixes(text))


def cure_controls(text: str) -> tuple[str, tuple[Problem, ...]]:
    """``text`` without the characters XML forbids; the separators among them become a space."""
    if not _may_hold_controls(text):
        return text, ()
    cured = text.translate(_CURES)
    count = sum(map(text.count, _SEPARATORS)) + len(text) - len(cured)
    count += cured.count("\ufffd") - text.count("\ufffd")
    if not count:
        return text, ()
    return cured, (Problem("control-characters", f"{count} control characters were taken out"),)


def _may_hold_controls(text: str) -> bool:
    # Taking bytes out is several times as fast as looking for a class of characters.
    try:
        sent = text.encode()
    except UnicodeEncodeError:
        return True
    return len(sent.translate(None, _CONTROL_BYTES)) < len(sent) or b"\xef\xbf" in sent


def cure_c1_references(text: str) -> str:
    """References to characters 128-159 as windows-1252 means them, and such characters themselves."""
    return cure_c1(cure_references(text))


def cure_references(text: str) -> str:
    """References to characters 128-159 as windows-1252 means them."""
    if "&#" not in text or not any(start in text for start in _C1_STARTS):
        return text
    return _C1_REFERENCE.sub(_c1, text)


def cure_c1(text: str) -> str:
    """Lone characters 128-159 as windows-1252 means them.

    A character that could be part of mojibake (UTF-8 read as Latin-1) stays.
    """
    if text.isascii() or not may_hold_c1(text.encode("utf-8", "surrogatepass")):
        return text
    return _LONE_C1.sub(_lone_c1, text)


def may_hold_c1(sent: bytes) -> bool:
    """Whether such a character may be in text as UTF-8: ten times as fast as looking in the text."""
    return b"\xc2" in sent and _C1_BYTES.search(sent) is not None


def _lone_c1(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("cp1252", "ignore") or found[0]


def _c1(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    if not 0x80 <= code <= 0x9F:
        return found[0]
    return bytes([code]).decode("cp1252", "ignore") or found[0]


def _outside_cdata(text: str) -> str:
    """Entities and stray ``<`` mended everywhere but inside CDATA and comments."""
    out: list[str] = []
    at = 0
    while (start := _next_raw(text, at)) >= 0:
        close = "]]>" if text.startswith("<![CDATA[", start) else "-->"
        end = text.find(close, start)
        end = len(text) if end < 0 else end + 3
        out += (_mend_markup(text[at:start]), text[start:end])
        at = end
    out.append(_mend_markup(text[at:]))
    return "".join(out)


def _next_raw(text: str, at: int) -> int:
    while (at := text.find("<!", at)) >= 0:
        if text.startswith(("<![CDATA[", "<!--"), at):
            return at
        at += 2
    return -1


def _mend_markup(part: str) -> str:
    if part.count("&") > _MAX_REFERENCES:
        part = part.replace("&", "&amp;")  # no copy: say it as written, and be done
    elif "&" in part:
        part = _AMPERSAND.sub(_entity, part)
    part = _STRAY_LESS.sub("&lt;", part)
    return _TAG.sub(_quoted, part)


def _quoted(tag: re.Match[str]) -> str:
    """The tag with quotes around its unquoted attribute values."""
    return _VALUE.sub(_value, tag[0]) if "=" in tag[0] else tag[0]


def _value(found: re.Match[str]) -> str:
    return found[1] or f'{found[2]}"{found[3]}"'


def _entity(found: re.Match[str]) -> str:
    whole, name = found[0], found[1]
    if not name or not whole.endswith(";"):
        return "&amp;" + whole[1:]
    if name.startswith("#"):
        code = _code_point(name)
        return f"&#{code};" if _is_character(code) else "&amp;" + whole[1:]
    if name in _XML_ENTITIES:
        return whole
    value = html5.get(name + ";")
    return "".join(f"&#{ord(c)};" for c in value) if value else "&amp;" + whole[1:]


def _code_point(reference: str) -> int:
    return int(reference[2:], 16) if reference[1] in "xX" else int(reference[1:])


def _is_character(code: int) -> bool:
    return (
        code in (9, 10, 13)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )


def lift_markup(text: str) -> str:
    """Markup pasted into text elements becomes text, so that an unclosed tag breaks nothing outside."""
    out: list[str] = []
    at = scanned = lifts = 0
    for found in _TEXT_ELEMENT.finditer(text):
        start = found.end()
        if found.start() < at or "xhtml" in (found[2] or "").lower():
            continue
        end = text.find(f"</{found[1]}", start, start + _LIFT_WINDOW)
        scanned += (end if end >= 0 else start + _LIFT_WINDOW) - start
        lifts += 1
        if lifts > _MAX_LIFTS or scanned > _LIFT_BUDGET:
            break
        inner = text[start:end] if end >= 0 else ""
        if "<" in inner and _may_lift(inner):
            out += (text[at:start], inner.replace("<", "&lt;"))
            at = end
    out.append(text[at:])
    return "".join(out)


def _may_lift(inner: str) -> bool:
    if "<![CDATA[" in inner:
        return False
    low = inner.lower()
    return not any(
        tag in low for tag in ("<item", "<entry", "<title>", "<link>", "<guid", "<pubdate")
    )


def declare_prefixes(text: str) -> str:
    """Prefixes used and never declared are declared on the root."""
    used = dict.fromkeys(found[1] for found in _PREFIX.finditer(text))
    declared = {found[1] for found in _DECLARED.finditer(text)} | {"xml", "xmlns", "http", "https"}
    missing = [prefix for prefix in used if prefix not in declared][:_MAX_PREFIXES]
    root = _ROOT.search(text)
    if not missing or not root:
        return text
    words = "".join(f' xmlns:{p}="{URIS.get(p.lower(), "urn:undeclared:" + p)}"' for p in missing)
    return text[: root.end()] + words + text[root.end() :]


def close_cdata(text: str) -> str:
    """A CDATA section that the end of the body cut off is closed; so is a tag."""
    start = text.rfind("<![CDATA[")
    if start >= 0 and text.find("]]>", start) < 0:
        return text + "]]>"
    tag = text.rfind("<")
    return text[:tag] if tag >= 0 and text.find(">", tag) < 0 else text
