"""Every field of a document of the wire, found by walking it: texts, attributes, values, names, lines.

    rewritten(name, data, change)   the document with change(field, value) for each value

A field's name tells where it stands (``/rss/channel/item[2]/guid``). In markup and
JSON a value is written as its format writes text, or ``raw``, as a careless sender does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lxml import etree, html

Change = Callable[[str, str], str]
_MARKUP = frozenset({"atom", "wxr", "newsml", "sitemap", "nitf", "rss", "rdf", "rbnews"})
_JSON = frozenset({"jsonfeed", "ninjs"})
_TOKEN = re.compile(r"QZ(\d+)(J?)ZQ")


def rewritten(name: str, data: bytes, change: Change, *, raw: bool = False) -> bytes:
    """The document with every value changed; the ending of its name says how to walk it."""
    ending = name.rpartition(".")[2]
    if ending in _MARKUP:
        return _markup(etree.fromstring(data, etree.XMLParser(recover=True)), change, raw)
    if ending == "html":
        return _markup(html.document_fromstring(data), change, raw)
    if ending in _JSON:
        return _json(json.loads(data), change, raw)
    return _lines(data, change)


def fields(name: str, data: bytes) -> tuple[str, ...]:
    """The names of a document's fields."""
    found: list[str] = []

    def note(field: str, value: str) -> str:
        found.append(field)
        return value

    rewritten(name, data, note)
    return tuple(found)


# Values are first put in as tokens, so that the writer of the format never sees what it would refuse.


class _Tokens:
    def __init__(self, change: Change) -> None:
        self.change = change
        self.values: list[str] = []

    def put(self, field: str, value: str, kind: str = "") -> str:
        self.values.append(self.change(field, value))
        return f"QZ{len(self.values) - 1}{kind}ZQ"

    def filled(self, text: str, write: Callable[[str, str], str]) -> bytes:
        filled = _TOKEN.sub(lambda m: write(self.values[int(m[1])], m[2]), text)
        return filled.encode("utf-8", "surrogatepass")


def _markup(root: Any, change: Change, raw: bool) -> bytes:
    tokens, tree = _Tokens(change), root.getroottree()
    for element in root.iter():
        where = tree.getpath(element) if isinstance(element.tag, str) else "comment"
        if isinstance(element.tag, str):
            for name, value in element.attrib.items():
                element.set(name, tokens.put(f"{where}/@{name}", value))
            if element.text and element.text.strip():
                element.text = _text(tokens, element, where)
        if element.tail and element.tail.strip():
            element.tail = tokens.put(f"{where}/tail", element.tail)
    page = isinstance(root, html.HtmlElement)
    written = etree.tostring(root, encoding="unicode", method="html" if page else "xml")
    return tokens.filled(written, _raw if raw else _escaped)


def _text(tokens: _Tokens, element: Any, where: str) -> str:
    if element.tag != "script":
        return tokens.put(where, element.text)
    return json.dumps(_values(json.loads(element.text), tokens, where, "J"))


def _escaped(value: str, kind: str) -> str:
    if kind:
        return json.dumps(value)[1:-1].replace("</", "<\\/")
    return escape(value)


def _raw(value: str, kind: str) -> str:
    return json.dumps(value)[1:-1] if kind else value


def _json(document: Any, change: Change, raw: bool) -> bytes:
    tokens = _Tokens(change)
    written = json.dumps(_values(document, tokens, "", ""))
    return tokens.filled(written, lambda value, _: value if raw else json.dumps(value)[1:-1])


def _values(value: Any, tokens: _Tokens, where: str, kind: str) -> Any:
    if isinstance(value, dict):
        return {key: _values(v, tokens, f"{where}/{key}", kind) for key, v in value.items()}
    if isinstance(value, list):
        return [_values(v, tokens, f"{where}[{n}]", kind) for n, v in enumerate(value, 1)]
    return tokens.put(where, value, kind) if isinstance(value, str) else value


_HEADER = re.compile(r"([A-Za-z-]+: ?)(.*)", re.DOTALL)


def _lines(data: bytes, change: Change) -> bytes:
    return b"".join(_line(data.decode("latin-1"), change))


def _line(text: str, change: Change) -> Iterator[bytes]:
    for number, line in enumerate(text.split("\n"), 1):
        body = line.rstrip("\r\n")
        end = line[len(body) :]
        named = _HEADER.match(body)
        head, value = (named[1], named[2]) if named else ("", body)
        field = f"line {number} {head.strip(': ')}".strip()
        changed = _Added(value).of(change, field) if value.strip() else value.encode("latin-1")
        yield (b"\n" if number > 1 else b"") + head.encode("latin-1") + changed + end.encode()


class _Added(str):
    """A line's bytes, read as Latin-1: they stay as they are, what is added is UTF-8."""

    def of(self, change: Change, field: str) -> bytes:
        before, kept, after = change(field, str(self)).partition(str(self))
        return b"".join(
            (before.encode("utf-8", "surrogatepass"), kept.encode("latin-1"),
             after.encode("utf-8", "surrogatepass"))
        )  # fmt: skip
