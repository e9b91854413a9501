"""JSON Schema (2020-12) of the nouns, made from their type hints.

``python -m copytaster.model.schema`` prints the whole document; the copy
shipped as ``model/nouns.schema.json`` is checked against it by a test.
"""

from __future__ import annotations

import json
import sys
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal

from copytaster import model

VERSION = 1


def nouns() -> dict[str, type]:
    """Every noun by name."""
    found = {name: getattr(model, name) for name in model.__all__}
    return {n: c for n, c in found.items() if isinstance(c, type) and is_dataclass(c)}


def schema() -> dict[str, Any]:
    """One JSON Schema document with a definition for every noun."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:copytaster:nouns:{VERSION}",
        "title": "The nouns of Copytaster",
        "$defs": {name: _object(cls) for name, cls in sorted(nouns().items())},
    }


def _object(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    members = fields(cls)
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().splitlines()[0],
        "properties": {f.name: _type(hints[f.name]) for f in members},
        "required": [
            f.name for f in members if f.default is MISSING and f.default_factory is MISSING
        ],
    }


_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    Any: {},
    type(None): {"type": "null"},
}


def _type(hint: Any) -> dict[str, Any]:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _type(args[0])}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_type(a) for a in args]}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _type(args[1])}
    return {"$ref": f"#/$defs/{hint.__name__}"}


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
