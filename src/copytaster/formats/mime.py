"""RFC 822 messages and their MIME parts: bytes to headers and leaves, bounded in depth and number.

The standard library's parser is not used: what it takes grows with depth times lines,
and both come from outside. Sources: RFC 5322, 2045-2047, 2231 (names only), 3676.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from copytaster.formats.charset import MAX_BYTES, decode
from copytaster.model import Problem

MAX_DEPTH = 12
MAX_PARTS = 300
_MAX_HEADERS = 2000
_MAX_HEADER = 20_000
_NAME = re.compile(rb"^([A-Za-z][A-Za-z0-9_-]{0,75})[ \t]{0,5}:[ \t]*")
_PARAMETER = re.compile(
    r";\s{0,100}([A-Za-z0-9_-]{1,30})\*?\s{0,9}=\s{0,9}(?:\"([^\"]{0,500})\"|([^\s;\"]{1,500}))"
)
_ENCODED = re.compile(r"=\?([\w.:*+-]{1,60})\?([bBqQ])\?([^?\r\n]{0,4000})\?=")
_BETWEEN_ENCODED = re.compile(r"(\?=)\s{1,20}(=\?)")
_NO_BASE64 = bytes(set(range(256)) - set(string.ascii_letters.encode() + b"0123456789+/"))
_STRONG = frozenset(
    b"received return-path delivered-to mime-version message-id dkim-signature".split()
)
_USUAL = frozenset(b"from to subject date content-type sender reply-to cc".split())


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a message: its headers (names in lower case, first wins) and its bytes, decoded from transfer."""

    headers: dict[str, str]
    data: bytes
    problems: tuple[Problem, ...] = ()
    alternatives: tuple[Part, ...] = field(default=())

    @property
    def type(self) -> str:
        """The media type, ``text/plain`` where none is stated."""
        said = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return said if "/" in said else "text/plain"

    @property
    def name(self) -> str:
        """The file name, if one is given."""
        return parameter(self.headers.get("content-disposition", ""), "filename") or parameter(
            self.headers.get("content-type", ""), "name"
        )

    @property
    def attached(self) -> bool:
        """Whether the part is a file beside the message, not its text."""
        said = self.headers.get("content-disposition", "").strip().lower()
        return said.startswith("attachment") or bool(self.name)


def recognises(data: bytes) -> bool:
    """Whether the bytes begin with the header of a mail message."""
    names = set()
    for number, line in enumerate(_without_envelope(data[:8192]).split(b"\n")[:200]):
        if not line.strip():
            break
        if found := _NAME.match(line):
            names.add(found[1].lower())
        elif line[:1] not in b" \t" or not number:
            return False
    return bool(names & _STRONG) or len(names & _USUAL) > 1


def _without_envelope(data: bytes) -> bytes:
    """The message below a mailbox's ``From `` line."""
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data


def parse(data: bytes) -> tuple[dict[str, str], list[Part]]:
    """(the message's headers, its leaves in order); a multipart/alternative is one leaf with ``alternatives``."""
    headers, body = split(_without_envelope(data[:MAX_BYTES]))
    budget = [MAX_PARTS]
    parts = list(_leaves(headers, body, MAX_DEPTH, budget))
    if parts and budget[0] < 0:
        cut = Problem("parts-cut", f"only the first {MAX_PARTS} parts of the message were read")
        parts[-1] = replace(parts[-1], problems=(*parts[-1].problems, cut))
    return headers, parts


def split(data: bytes) -> tuple[dict[str, str], bytes]:
    """(headers, body) of a message or part, at its first blank line."""
    headers: dict[str, str] = {}
    name, at = "", 0
    for _ in range(_MAX_HEADERS):
        end = data.find(b"\n", at)
        line = data[at : end if end >= 0 else len(data)]
        if not line.strip():
            return headers, data[end + 1 :] if end >= 0 else b""
        found = _NAME.match(line)
        if found:
            name = found[1].decode("ascii").lower()
            headers.setdefault(name, _header(line[found.end() :]))
        elif line[:1] in b" \t" and name and len(headers[name]) < _MAX_HEADER:
            headers[name] += " " + _header(line)
        if end < 0:
            return headers, b""
        at = end + 1
    return headers, data[at:]


def _header(line: bytes) -> str:
    return decode(line[:_MAX_HEADER]).text.strip()


def _leaves(headers: dict[str, str], body: bytes, deep: int, budget: list[int]) -> Iterator[Part]:
    kind = headers.get("content-type", "").strip().lower()
    boundary = parameter(headers.get("content-type", ""), "boundary")
    if budget[0] <= 0:
        budget[0] = -1  # something is left out
        return
    if kind.startswith("multipart/") and boundary and deep:
        parts = [
            p for piece in _pieces(body, boundary) for p in _leaves(*split(piece), deep - 1, budget)
        ]
        if kind.startswith("multipart/alternative") and parts:
            yield Part(parts[0].headers, parts[0].data, parts[0].problems, tuple(parts))
        else:
            yield from parts
        return
    budget[0] -= 1
    if kind.startswith("message/rfc822") and deep:
        inner, inside = split(_transferred(headers, body)[0])
        if subject := unencoded(inner.get("subject", "")):  # it may be all that holds the copy back
            yield Part({"content-type": "text/plain; charset=utf-8"}, subject.encode())
        yield from _leaves(inner, inside, deep - 1, budget)
        return
    content, problems = _transferred(headers, body)
    yield Part(headers, content, problems)


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """The parts between the lines ``--boundary``; a part cut off at the end counts."""
    mark = b"\n--" + boundary.encode("utf-8", "replace")
    pieces = (b"\n" + body).split(mark, MAX_PARTS + 1)[1:]
    out = []
    for piece in pieces:
        if piece.startswith(b"--"):
            break
        out.append(piece.partition(b"\n")[2])
    return out


def _transferred(headers: dict[str, str], body: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """The body without its transfer encoding."""
    how = headers.get("content-transfer-encoding", "").strip().lower()
    if how == "quoted-printable":
        return quopri.decodestring(body), ()
    if how != "base64":
        return body, ()
    packed = body.partition(b"=")[0].translate(None, _NO_BASE64)
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4)), ()
    except (binascii.Error, ValueError):
        whole = packed[: len(packed) // 4 * 4]
        return base64.b64decode(whole), (Problem("base64-cut", "the part's base64 breaks off"),)


def parameter(header: str, name: str) -> str:
    """A parameter of a structured header: ``boundary`` of a Content-Type."""
    for found in _PARAMETER.finditer(header[:_MAX_HEADER]):
        if found[1].lower() == name:
            return unencoded(found[2] if found[2] is not None else found[3])
    return ""


def unencoded(header: str) -> str:
    """A header's text with its encoded words decoded (RFC 2047), on one line."""
    if "=?" not in header:
        return " ".join(header.split())
    text = _BETWEEN_ENCODED.sub(r"\1\2", header[:_MAX_HEADER])
    return " ".join(_ENCODED.sub(_word, text).split())


def _word(found: re.Match[str]) -> str:
    charset, how, text = found[1].partition("*")[0], found[2].lower(), found[3]
    raw = text.encode("utf-8", "replace")
    if how == "q":
        data = quopri.decodestring(raw.replace(b"_", b" "))
    else:
        data = _transferred({"content-transfer-encoding": "base64"}, raw)[0]
    return decode(data, f"text/plain; charset={charset}").text
