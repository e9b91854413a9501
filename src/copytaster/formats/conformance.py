"""Whether a document keeps to the standard and version it is of: IPTC's ninjs and NewsML-G2.

A reader reads what does not conform all the same; the editor learns of it as `Problem`s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from copytaster.errors import FormatError
from copytaster.formats import g2_grammar, jsontext
from copytaster.formats.charset import decode
from copytaster.formats.names import Element, Kids, local
from copytaster.formats.ninjs_grammar import (
    List,
    Map,
    Nested,
    Object,
    Spec,
    Value,
    Version,
    grammar,
)
from copytaster.formats.xmltree import parse_xml
from copytaster.model import Problem

NEWEST: dict[int, Version] = {1: (1, 6), 2: (2, 2), 3: (3, 1)}
MAX_PROBLEMS = 8
MAX_DEPTH = 8
_VERSION = re.compile(r"(\d)\.(\d{1,2}|x)")
_SUFFIX = re.compile(r"[A-Za-z0-9_]")
_CAMEL = re.compile(r"^[a-z]+[A-Z]")
_LISTS = frozenset({"headlines", "bodies", "descriptions", "people", "places", "subjects", "by"})


def check(data: bytes, version: str) -> tuple[Problem, ...]:
    """What is wrong with a document of the version named: ``2.29`` of NewsML-G2, ``1.3`` of ninjs.

    ``1.x`` and ``2.x`` are ninjs' development branches. JSON is ninjs, XML is NewsML-G2.
    Raises FormatError where nothing can be read, or the version is none.
    """
    found = _VERSION.match(version)
    if found is None and version not in ("dev", "NAR1.9"):
        raise FormatError(f"{version!r} is no version")
    text = decode(data).text.lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        value, problems = jsontext.load(text)
        return problems + _broken(text) + tuple(islice(_ninjs(value, found), MAX_PROBLEMS))
    tree = parse_xml(text)
    minor = int(found[2]) if found and found[2] != "x" else 99
    return tree.problems + tuple(islice(g2_grammar.faults(tree.root, (2, minor)), MAX_PROBLEMS))


def _broken(text: str) -> tuple[Problem, ...]:
    """What strict JSON forbids and the readers let pass: a bare line break inside a string."""
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        return (Problem("json-ill-formed", str(error)[:200]),)
    return ()


def _ninjs(value: Any, version: re.Match[str] | None) -> Iterator[Problem]:
    if version is None or int(version[1]) not in NEWEST:
        raise FormatError("there is no such version of ninjs")
    major = int(version[1])
    dev = version[2] == "x"
    minor = NEWEST[major][1] if dev else int(version[2])
    for item in value if isinstance(value, list) else [value]:
        yield from _Check(grammar((major, minor), dev=dev)).of(item)


def of_ninjs(item: dict[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with a news object of the version it declares, or looks like.

    Properties that no version knows are told in one problem: agencies add their own.
    """
    made = grammar(version_of(item))
    known: list[Problem] = []
    unknown: list[Problem] = []
    for problem in islice(_Check(made).of(item), MAX_PROBLEMS):
        (unknown if problem.code == "ninjs-property" else known).append(problem)
    return (*known, *unknown[:1])


def version_of(item: dict[str, Any]) -> Version:
    """The version a news object is of: as declared if it looks like that family, else the newest it looks like."""
    keys = item.keys()
    family = 3 if any(map(_CAMEL.match, keys)) else 2 if _LISTS & keys else 1
    standard = item.get("$standard", item.get("standard"))
    said = standard.get("version") if isinstance(standard, dict) else None
    found = _VERSION.match(said) if isinstance(said, str) else None
    if found and found[2] != "x" and int(found[1]) == family:
        return family, min(int(found[2]), NEWEST[family][1])
    return NEWEST[family]


class _Check:
    """Holds one news object against the grammar of its version."""

    def __init__(self, item: Object) -> None:
        self._item = item

    def of(self, value: Any) -> Iterator[Problem]:
        """The problems of a whole news object."""
        yield from self._object(self._item, value, "", MAX_DEPTH)

    def _value(self, spec: Spec, value: Any, path: str, deep: int) -> Iterator[Problem]:
        if isinstance(spec, Value):
            yield from _plain(spec, value, path)
        elif not deep:
            return
        elif isinstance(spec, List):
            yield from self._list(spec, value, path, deep)
        elif isinstance(spec, Map):
            yield from self._map(spec, value, path, deep)
        elif isinstance(spec, Nested):
            yield from self._nested(spec, value, path, deep)
        else:
            yield from self._object(spec, value, path, deep)

    def _list(self, spec: List, value: Any, path: str, deep: int) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield _wrong(path, "an array", value)
            return
        for number, one in enumerate(value):
            yield from self._value(spec.of, one, f"{path}[{number}]", deep - 1)

    def _map(self, spec: Map, value: Any, path: str, deep: int) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield _wrong(path, "an object", value)
            return
        for name, one in value.items():
            yield from self._value(spec.of, one, f"{path}.{name}", deep - 1)

    def _nested(self, spec: Nested, value: Any, path: str, deep: int) -> Iterator[Problem]:
        item = self._item
        properties = {**(item.properties or {}), **dict.fromkeys(spec.extra, Value("string"))}
        required = ("name", "uri") if spec.named else item.required
        yield from self._object(
            Object(properties, required, prefixes=item.prefixes), value, path, deep - 1
        )

    def _object(self, spec: Object, value: Any, path: str, deep: int) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield _wrong(path, "an object", value)
            return
        for name in spec.required:
            if name not in value:
                yield Problem("ninjs-required", f"{path or 'the item'} lacks {name}")
        yield from _chosen(spec, value, path)
        if spec.properties is None:
            return
        unknown = [n for n in value if not _is_known(spec, n)]
        if unknown:
            names = ", ".join(repr(n[:40]) for n in unknown[:6])
            yield Problem("ninjs-property", f"{path or 'the item'} has no such property: {names}")
        for name, one in value.items():
            inner = spec.properties.get(name) or (
                spec.prefixed if _is_prefixed(spec, name) else None
            )
            if inner is not None:
                yield from self._value(inner, one, f"{path}.{name}".lstrip("."), deep - 1)


def _chosen(spec: Object, value: dict[str, Any], path: str) -> Iterator[Problem]:
    """One of several, or not both."""
    if spec.exactly_one and sum(name in value for name in spec.exactly_one) != 1:
        yield Problem("ninjs-value", f"{path} must have one of {' and '.join(spec.exactly_one)}")
    for one, other in spec.clashing:
        if one in value and other in value:
            yield Problem("ninjs-value", f"{path} has both {one} and {other}")


def _is_known(spec: Object, name: str) -> bool:
    return name in (spec.properties or {}) or _is_prefixed(spec, name)


def _is_prefixed(spec: Object, name: str) -> bool:
    """``body_`` and one letter or digit of a suffix at least; what follows is the sender's."""
    return any(name.startswith(p) and _SUFFIX.match(name, len(p)) for p in spec.prefixes)


def _plain(spec: Value, value: Any, path: str) -> Iterator[Problem]:
    if not _is_kind(spec.kind, value):
        yield _wrong(path, f"a{'n' if spec.kind == 'integer' else ''} {spec.kind}", value)
    elif spec.among and value not in spec.among:
        yield Problem(
            "ninjs-value", f"{path} is {str(value)[:40]!r}, not one of {', '.join(spec.among)}"
        )
    elif spec.pattern is not None and not spec.pattern.match(value[:60]):
        yield Problem("ninjs-value", f"{path} is {value[:40]!r}, which is no date")
    elif (spec.low is not None and value < spec.low) or (
        spec.high is not None and value > spec.high
    ):
        yield Problem("ninjs-value", f"{path} is {value}, not from {spec.low} to {spec.high}")


def _is_kind(kind: str, value: Any) -> bool:
    if kind == "any":
        return True
    if kind == "string":
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return kind == "number" or isinstance(value, int) or value == int(value)


def _wrong(path: str, wanted: str, value: Any) -> Problem:
    names = {
        dict: "an object",
        list: "an array",
        str: "a string",
        bool: "a truth value",
        type(None): "null",
    }
    return Problem(
        "ninjs-type", f"{path or 'the item'} is {names.get(type(value), 'a number')}, not {wanted}"
    )


def of_g2(
    item: Element, parts: Kids | None = None, meta: Kids | None = None
) -> tuple[Problem, ...]:
    """What is wrong with an item of the version it declares; nothing where it declares none."""
    version = g2_grammar.declared(item)
    if version is None and local(item) in g2_grammar.ITEMS:
        return ()
    return tuple(islice(g2_grammar.faults(item, version or (2, 99), parts, meta), MAX_PROBLEMS))
