"""JSON from outside: bounded, forgiving of control characters, and saved from a cut-off end."""

from __future__ import annotations

import json
import re
from typing import Any

from copytaster.errors import FormatError
from copytaster.formats import repair
from copytaster.model import Problem

MAX_CONTAINERS = 400_000
"""Objects and arrays; Python needs some 70 bytes for each, however empty."""

_DECODER = json.JSONDecoder(strict=False)
# An escape, so that a backslash of its own is no part of the next; half characters apart from pairs.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
Object = dict[str, Any]


def load(text: str) -> tuple[Any, tuple[Problem, ...]]:
    """The value, or as many whole items of it as arrived. Raises FormatError when there is nothing in it."""
    if text.count("{") + text.count("[") > MAX_CONTAINERS:
        raise FormatError("this JSON holds too many objects to be a feed; split it")
    text = whole_characters(text)
    try:
        return _DECODER.decode(text), ()
    except RecursionError as error:
        raise FormatError("this JSON is nested deeper than any feed") from error
    except ValueError as error:
        items = _salvage(text)
        if not items:
            raise FormatError(
                "it begins like JSON, but it is not", cause=str(error)[:120]
            ) from error
        return items, (Problem("json-ill-formed", f"whole items were kept: {error}"[:200]),)


def whole_characters(text: str) -> str:
    """JSON without escapes of half characters: a lone surrogate is U+FFFD, as no text may hold one."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\\ufffd" if found["half"] else found[0], text)


def _salvage(text: str) -> Object | None:
    """The members before the list of items, and the items that are whole."""
    start = min((at for name in ('"items"', '"item"') if (at := text.find(name)) >= 0), default=-1)
    bracket = text.find("[", start) if start >= 0 else -1
    if bracket < 0:
        return None
    items, at = [], bracket + 1
    try:
        while True:
            while text[at] in " \t\r\n,":
                at += 1
            item, at = _DECODER.raw_decode(text, at)
            items.append(item)
    except (ValueError, IndexError, RecursionError):
        pass
    return {**_head(text, start), "items": items} if items else None


def _head(text: str, end: int) -> Object:
    try:
        head = _DECODER.decode(text[:end].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def lower(value: object) -> Object:
    """An object with its keys in lower case (ninjs changed their case between versions); else nothing."""
    return {str(k).lower(): v for k, v in value.items()} if isinstance(value, dict) else {}


def objects(value: object) -> list[Object]:
    """The objects in a list, in an object's values (ninjs 1), or the one object itself."""
    if isinstance(value, list):
        return [lower(v) for v in value if isinstance(v, dict)]
    if isinstance(value, dict):
        nested = [lower(v) for v in value.values() if isinstance(v, dict)]
        return nested if nested and len(nested) == len(value) else [lower(value)]
    return []


def string(value: object) -> str:
    """A string as sent, without the characters no text may hold; numbers as they are written."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        return ""
    return repair.cure_controls(value)[0]


def first(data: Object, *names: str) -> str:
    """The first non-empty string among the named members, trimmed."""
    for name in names:
        if found := string(data.get(name)).strip():
            return found
    return ""


def strings(value: object) -> list[str]:
    """The strings in a list, or the one string."""
    values = value if isinstance(value, list) else [value]
    return [s for v in values if (s := string(v).strip())]
