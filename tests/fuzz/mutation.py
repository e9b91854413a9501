"""Golden documents, changed as transport, carelessness and malice change them.

A mutation is a pure function of (document, dice, all documents); `mutate` throws several.
The structure of a document is known only as far as it is the same in all markup:
tags, attributes, quoted strings, lines, references and declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 100_000
"""Bytes; what is larger takes long for honest reasons (bench/hostile.py has the large ones)."""

Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(rb"\s[\w:.-]{1,60}=(?:\"[^\"]{0,500}\"|'[^']{0,500}')")
_STRING = re.compile(rb"\"[^\"\n]{0,500}\"|>[^<>]{1,500}<")
_NUMBER = re.compile(rb"\d{1,20}")
_CHARSET = re.compile(rb"(?:encoding=[\"']|charset=[\"']?)([\w-]{1,30})")
_CHARSETS = (
    b"utf-8", b"utf-16", b"utf-7", b"iso-8859-1", b"windows-1251", b"big5", b"shift_jis", b"gb18030",
    b"iso-2022-jp", b"utf-32", b"idna", b"punycode", b"unicode_escape", b"hex", b"rot13", b"nonsense", b"",
)  # fmt: skip
_NUMBERS = (b"0", b"-1", b"1e999", b"9" * 30, b"9" * 5000, b"0000", b"1.5", b"29991231", b"NaN")
_PIECES = (
    b"&", b"&#0;", b"&#x110000;", b"&#xd800;", b"&nbsp;", b"&undeclared;", b"&amp", b"<", b">", b"]]>",
    b"<![CDATA[", b"<!--", b"-->", b"<?x", b"?>", b"<a ", b"</a>", b"<p>", b"<div>", b"<br/>", b"<table><tr><td>",
    b"<script>", b"</script>", b"<svg>", b"<math>", b"<template>", b"<plaintext>", b"<x:y>", b'"', b"'", b"{", b"}",
    b"[", b"]", b",", b"\\", b"\\u0000", b"\\ud800", b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x16\x16", b"\x1f",
    b"\x18", b"\x1b", b"\x7f", b"\x85", b"\xa0", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbf\xbf",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"\r", b"\n", b"\n\n",
    b"\t", b"\x0c", b"\xe2\x80\x8b", b"=?utf-8?b?", b"=?", b"?=", b"=\r\n", b"=3D", b"--", b"Embargo: ", b" said ",
    b" (Elm) - ", b"://", b"http://[", b"http://a:b@[::1]:99999/", b"javascript:", b"data:,", b"%", b"%zz", b"..", b"://\xc3",
    b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59-14:00", b"31/12/1969", b"1e400", b"null", b"true", b"{}", b"[[]]",
)  # fmt: skip
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a "word"><!ENTITY b "&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p; <!ENTITY a SYSTEM "p">]>',
    b"<!DOCTYPE x [",
)


def mutate(data: bytes, throws: Sequence[tuple[str, int]], others: Sequence[bytes]) -> bytes:
    """``data`` after the named mutations, each with dice of its own seed."""
    for name, seed in throws:
        data = MUTATIONS[name](data, Random(seed), others)[:LARGEST]
    return data


def _part(data: bytes, dice: Random, longest: int = 400) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randrange(longest))


def _flip(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 8) if out else 0):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _truncate(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _behead(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    return data[dice.randrange(min(len(data), 200) + 1) :]


def _delete(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    start, end = _part(data, dice)
    return data[:start] + data[end:]


def _repeat(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    start, end = _part(data, dice, dice.choice((4, 40, 400)))
    return data[:end] + data[start:end] * dice.choice((1, 2, 9, 100, 1000)) + data[end:]


def _splice(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _graft(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    start, end = _part(other, dice, 2000)
    at = dice.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _insert(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice(_PIECES) + data[at:]
    return data


def _found(pattern: re.Pattern[bytes], data: bytes, dice: Random) -> tuple[int, int] | None:
    spans = [m.span() for m in pattern.finditer(data)]
    return dice.choice(spans) if spans else None


def _double(pattern: re.Pattern[bytes]) -> Mutation:
    def mutation(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
        span = _found(pattern, data, dice)
        return data[: span[1]] + data[span[0] :] if span else data

    return mutation


def _drop(pattern: re.Pattern[bytes]) -> Mutation:
    def mutation(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
        span = _found(pattern, data, dice)
        return data[: span[0]] + data[span[1] :] if span else data

    return mutation


def _swap(pattern: re.Pattern[bytes]) -> Mutation:
    def mutation(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
        pair = sorted(x for x in (_found(pattern, data, dice), _found(pattern, data, dice)) if x)
        if len(pair) < 2 or pair[0][1] > pair[1][0]:
            return data
        (a, b), (c, d) = pair
        return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]

    return mutation


def _fill(pattern: re.Pattern[bytes], values: Sequence[bytes]) -> Mutation:
    def mutation(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
        span = _found(pattern, data, dice)
        return data[: span[0]] + dice.choice(values) + data[span[1] :] if span else data

    return mutation


def _declare(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    found = _CHARSET.search(data)
    return data[: found.start(1)] + dice.choice(_CHARSETS) + data[found.end(1) :] if found else data


def _recode(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    codec = dice.choice(
        ("utf-16", "utf-16-le", "utf-32-be", "cp1251", "shift_jis", "utf-8-sig", "cp500")
    )
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _entities(data: bytes, dice: Random, others: Sequence[bytes]) -> bytes:
    root = re.search(rb"<[A-Za-z]", data)
    at = root.start() if root else 0
    end = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_DOCTYPES) + data[at:end] + b"&a;&b;" + data[end:]


MUTATIONS: dict[str, Mutation] = {
    "flip": _flip, "truncate": _truncate, "behead": _behead, "delete": _delete, "repeat": _repeat,
    "splice": _splice, "graft": _graft, "insert": _insert, "declare": _declare, "recode": _recode,
    "entities": _entities, "double tag": _double(_TAG), "drop tag": _drop(_TAG), "swap tags": _swap(_TAG),
    "double attribute": _double(_ATTRIBUTE), "drop attribute": _drop(_ATTRIBUTE),
    "swap strings": _swap(_STRING), "drop string": _drop(_STRING),
    "number": _fill(_NUMBER, _NUMBERS), "string": _fill(_STRING, _PIECES),
}  # fmt: skip
