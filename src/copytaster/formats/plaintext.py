"""Plain wire text: a headline where the first line is obviously one, the copy else."""

from __future__ import annotations

import re

from copytaster.errors import FormatError
from copytaster.formats import repair, wirebytes
from copytaster.formats.assembly import finished
from copytaster.formats.charset import Decoded
from copytaster.formats.markup import read_text
from copytaster.model import Feed, Item

_BINARY = (
    (b"\x1f\x8b", "gzip data; unpack it first"),
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"%PDF", "a PDF; only text and markup are read"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_WORD = re.compile(r"[^\W\d_]{2}|[\u0e00-\u9fff\uac00-\ud7af]")
_SENTENCE_END = (".", "!", ";", ",", ":", "”", '"', "’")
_DATELINE = re.compile(
    r"^[^\n]{2,80}(?:\([A-Z][\w. /-]{1,30}\)\s?[-:\u2013\u2014]|\s[-\u2013\u2014]{1,2}\s)"
)
# Of a text in a Latin alphabet three quarters are, of random bytes one quarter.
_LEAST_PLAIN = 0.5
MAX_HEADLINE = 160


def recognise(data: bytes, decoded: Decoded) -> None:
    """Raises FormatError, saying what the bytes are, unless they are text a person wrote."""
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise FormatError(f"this is {name}")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        zeros = "it holds nothing but zero bytes and white space"
        raise FormatError(zeros if b"\x00" in data else "it is empty; nothing was sent")
    text = decoded.text
    sample = text[:20_000]
    odd = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\x0b")
    if "\x00" in sample or odd * 100 > len(sample):
        if data.startswith((b"\x01", b"\x16")) and not wirebytes.is_noise(data):
            raise FormatError("this is a wire message (ANPA 1312 or IPTC 7901) without any text")
        raise FormatError("these are binary data, not a wire format that is read here")
    guessed = any(p.code == "charset-wrong" for p in decoded.problems) and not decoded.declared
    if guessed and _plain(sample) < _LEAST_PLAIN * len(sample):
        raise FormatError("its characters cannot be told; declare the charset in the Content-Type")
    if not _WORD.search(sample):
        raise FormatError("there is no word in it; nothing can be read")


def _plain(sample: str) -> int:
    """How many letters, digits and spaces there are that every charset writes alike."""
    return sum(c.isascii() and (c.isalnum() or c.isspace()) for c in sample)


def read(text: str, url: str | None) -> Feed:
    """The text as a feed of one item."""
    cured, problems = repair.cure_controls(text)
    headline, rest = _split(cured)
    found = read_text(rest)
    item = Item(
        body=found.body,
        blocks=found.blocks,
        headline=headline,
        link=url if url and url.startswith(("http://", "https://")) else None,
        problems=problems,
    )
    return Feed(format="text", items=(finished(item),), title=headline)


def _split(text: str) -> tuple[str | None, str]:
    """(headline, copy): the first line stands alone, is short, ends no sentence and opens no dateline."""
    stripped = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \t\n\x0b\f")
    line, newline, rest = stripped.partition("\n")
    line = line.strip()
    alone = (bool(newline) and rest.startswith("\n")) or rest.lstrip(" \t").startswith("\n")
    short = 0 < len(line) <= MAX_HEADLINE and bool(_WORD.search(line))
    ends = line.endswith(_SENTENCE_END)
    if not (alone and short and rest.strip()) or ends or _DATELINE.match(line):
        return None, stripped
    if line.lower().startswith(("embargo", "strictly embargo", "not for publication", "note")):
        return None, stripped  # a line to the desk, which belongs above the copy
    return line, rest
