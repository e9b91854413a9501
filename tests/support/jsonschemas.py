"""JSON Schema 2020-12, as far as IPTC's schemas use it; a keyword it does not know is an error, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_TELLING = frozenset({"$schema", "$id", "$defs", "title", "description", "default", "examples"})
_TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "boolean": bool,
}  # fmt: skip
_FORMATS = {
    # RFC 3339, section 5.6; RFC 3986: a scheme, then what a URI may hold.
    "date-time": re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
        r"(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)\Z"
    ),
    "uri": re.compile(
        r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})+\Z"
    ),
}


def faults(value: Any, schema: Schema) -> list[str]:
    """What is wrong with the value, each with where; raises KeyError for a keyword not known here."""
    return [fault for fault, _ in _Checker(schema).check(value, schema, "$") if fault]


class _Checker:
    """Yields (fault, "") and ("", name of a property that was looked at)."""

    def __init__(self, root: Schema) -> None:
        self._root = root

    def check(self, value: Any, schema: Schema, at: str) -> Iterator[tuple[str, str]]:
        found = []
        for keyword, wanted in schema.items():
            if keyword not in _TELLING and keyword != "unevaluatedProperties":
                found += list(getattr(self, _METHODS[keyword])(value, wanted, at, schema))
        yield from found
        if schema.get("unevaluatedProperties") is False and isinstance(value, dict):
            for name in value.keys() - {name for _, name in found}:
                yield f"{at}: {name!r} is no property", ""

    def type_(self, value: Any, wanted: str, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        fits = isinstance(value, _TYPES[wanted]) and (wanted == "boolean" or value is not True)
        if not fits:
            yield f"{at}: {value!r} is no {wanted}", ""

    def ref(self, value: Any, wanted: str, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        schema = self._root
        assert wanted.startswith("#/"), f"{wanted} is not in the schema"
        for part in wanted[2:].split("/"):
            schema = schema[part]
        yield from self.check(value, schema, at)

    def properties(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        for name in wanted.keys() & value.keys() if isinstance(value, dict) else ():
            inside = self.check(value[name], wanted[name], f"{at}.{name}")
            yield from ((fault, "") for fault, _ in inside if fault)
            yield "", name

    def additional(
        self, value: Any, wanted: Any, at: str, schema: Schema
    ) -> Iterator[tuple[str, str]]:
        assert wanted is False, "only the closed kind is known here"
        for name in value.keys() - schema.get("properties", {}).keys():
            yield f"{at}: {name!r} is no property", ""

    def items(self, value: Any, wanted: Schema, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        for number, one in enumerate(value if isinstance(value, list) else ()):
            inside = self.check(one, wanted, f"{at}[{number}]")
            yield from ((fault, "") for fault, _ in inside if fault)

    def required(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        yield from ((f"{at}: no {name}", "") for name in wanted if name not in value)

    def one_of(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        fitting = [s for s in wanted if not any(f for f, _ in self.check(value, s, at))]
        if len(fitting) != 1:
            yield f"{at}: fits {len(fitting)} of the choices", ""

    def enum(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        if value not in wanted:
            yield f"{at}: {value!r} is none of {wanted}", ""

    def minimum(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        if isinstance(value, int) and value < wanted:
            yield f"{at}: {value} is under {wanted}", ""

    def maximum(self, value: Any, wanted: Any, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        if isinstance(value, int) and value > wanted:
            yield f"{at}: {value} is over {wanted}", ""

    def format_(self, value: Any, wanted: str, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        if isinstance(value, str) and not _FORMATS[wanted].match(value):
            yield f"{at}: {value!r} is no {wanted}", ""

    def pattern(self, value: Any, wanted: str, at: str, _: Schema) -> Iterator[tuple[str, str]]:
        if isinstance(value, str) and not re.search(wanted, value):
            yield f"{at}: {value!r} does not match", ""


_METHODS = {
    "type": "type_", "$ref": "ref", "properties": "properties", "items": "items",
    "additionalProperties": "additional", "required": "required", "oneOf": "one_of",
    "enum": "enum", "minimum": "minimum", "maximum": "maximum", "pattern": "pattern",
    "format": "format_",
}  # fmt: skip
