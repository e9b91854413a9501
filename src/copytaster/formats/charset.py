"""Bytes to text: byte-order mark, then what was declared, then what fits.

A wrong declaration is repaired and said so. Text that is mojibake as sent is
left as sent: what the sender wrote is not ours to guess at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from copytaster.model import Problem

MAX_BYTES = 16 << 20
"""Bodies past this many bytes are read up to it, with a problem (the cap the fetcher uses too)."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read these names as (WHATWG Encoding Standard): a superset of each.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_MULTIBYTE = frozenset({"gb18030", "big5", "big5hkscs", "cp949", "cp932", "euc_jp", "iso2022_jp"})
# Python's own ways of writing text in text: no sender's, and some cost the square of the length.
_NO_CHARSET = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_HEADER_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_XML_CHARSET = re.compile(rb"encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that read it, and whether anybody had declared that codec."""

    text: str
    codec: str
    declared: bool
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """The text of a delivery. Never fails: what no codec reads falls back to windows-1252.

    Order: byte-order mark, the shape of UTF-16/32 without one, the HTTP
    header, the XML or HTML declaration, UTF-8.
    """
    problems: list[Problem] = []
    if len(data) > MAX_BYTES:
        problems.append(Problem("too-large", f"only the first {MAX_BYTES} bytes were read"))
        data = data[:MAX_BYTES]
    marked = _by_mark(data)
    if marked is not None:
        return Decoded(*marked, True, tuple(problems))
    names = _declared(data, content_type)
    for name in names:
        text, codec = _try_declared(data, name, problems)
        if text is not None:
            return Decoded(text, codec, True, tuple(problems))
    text = _utf8_or_latin(data, problems)
    return Decoded(text, "utf-8", bool(names), tuple(problems))


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), codec
    head = data[:4]
    if len(head) == 4 and head[0] == 0 and head[1] in b"<{" and head[2] == 0:
        return data.decode("utf-16-be", "replace"), "utf-16-be"
    if len(head) == 4 and head[0] in b"<{" and head[1] == 0 and head[2] and head[3] == 0:
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    return None


def _declared(data: bytes, content_type: str | None) -> list[str]:
    names = []
    if content_type and (found := _HEADER_CHARSET.search(content_type[:1000])):
        names.append(found[1])
    head = data[:2048]
    at = head.find(b"<?xml")
    found_in = _XML_CHARSET.search(head, at, head.find(b">", at)) if at >= 0 else None
    if found_in is None and b"charset" in head.lower():
        found_in = _META_CHARSET.search(head)
    if found_in:
        names.append(found_in[1].decode("ascii", "replace"))
    return names


def _try_declared(data: bytes, name: str, problems: list[Problem]) -> tuple[str | None, str]:
    """The text as the declared codec reads it, or None where it is wrong."""
    try:
        found = codecs.lookup(name)
        codec = found.name
        is_text = getattr(found, "_is_text_encoding", True) and codec not in _NO_CHARSET
    except (LookupError, ValueError):
        codec, is_text = "", False
    if not is_text:
        problems.append(Problem("charset-unknown", f"declared charset {name[:40]!r} is unknown"))
        return None, ""
    codec = _READ_AS.get(codec, codec)
    if codec == "utf-8":
        return _utf8_or_latin(data, problems), "utf-8"
    text = _read_strictly(data, codec)
    if codec not in _MULTIBYTE and _is_utf8_beyond_ascii(data):
        text = None  # valid multi-byte UTF-8 does not happen by accident
    if text is None:
        problems.append(Problem("charset-wrong", f"declared {name[:40]}, but the bytes are not"))
    return text, codec


def _read_strictly(data: bytes, codec: str) -> str | None:
    if codec.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
        return None  # with neither mark nor zero bytes it cannot be
    try:
        text = data.decode(codec)
    except (UnicodeError, LookupError):
        if codec != "cp1252":
            return None
        text = _cp1252(data)
    return text


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8_or_latin(data: bytes, problems: list[Problem]) -> str:
    """UTF-8; stray bytes in it are read as windows-1252, one by one."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start <= 3 and error.end == len(data):
            problems.append(Problem("cut-character", "the last character was cut in two"))
            return data[: error.start].decode("utf-8")
    stray = data.decode("utf-8", "replace").count("\ufffd")
    problems.append(
        Problem("charset-wrong", f"{stray} bytes are not UTF-8; they were read as windows-1252")
    )
    # The handler is Python and runs per stray byte, so text that is mostly stray goes whole.
    if stray > 1000 and stray * 20 > len(data):
        return _cp1252(data)
    return data.decode("utf-8", "copytaster-cp1252")


def _cp1252(data: bytes) -> str:
    """windows-1252 as browsers read it: the five holes are control characters."""
    return data.decode("cp1252", "copytaster-latin1")


def _stray_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _cp1252(error.object[error.start : error.end]), error.end


def _stray_as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("copytaster-cp1252", _stray_as_cp1252)
codecs.register_error("copytaster-latin1", _stray_as_latin1)
