"""A function that turns a noun into plain JSON values, written out once for each class.

Every field of every noun inside stands in one expression, so that a story of
some two thousand values is taken apart without a call for each.
"""

from __future__ import annotations

import base64
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any

_FEW = 4  # fields whose reading costs less than a call

Encoder = Callable[[Any], dict[str, Any]]


@cache
def encoder(cls: Any) -> Encoder:
    """What ``to_dict`` does for a class of nouns."""
    writing = _Writing()
    known: dict[str, Any] = {"base64_of": base64_of, **writing.known}
    body = writing.noun("self", cls)
    made: Encoder = eval(f"lambda self: {body}", known | writing.known)  # noqa: S307 - of names of fields alone
    return made


def base64_of(value: bytes) -> str:
    """Bytes as JSON holds them."""
    return base64.b64encode(value).decode("ascii")


class _Writing:
    """Writes the expression; ``known`` are the functions that it calls by name."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}
        self._names = (f"x{number}" for number in count())

    def noun(self, at: str, cls: Any) -> str:
        """A noun, field by field."""
        hints = typing.get_type_hints(cls)
        parts = (f"{f.name!r}: {self.value(f'{at}.{f.name}', hints[f.name])}" for f in fields(cls))
        return "{" + ", ".join(parts) + "}"

    def value(self, at: str, hint: Any) -> str:
        """The value that the expression ``at`` gives."""
        origin = typing.get_origin(hint)
        if origin is tuple:
            return self._tuple(at, typing.get_args(hint))
        if origin in (typing.Union, types.UnionType):
            return self._optional(at, typing.get_args(hint))
        if isinstance(hint, type) and is_dataclass(hint):
            if len(fields(hint)) <= _FEW or at.isidentifier():
                return self.noun(at, hint)
            name = f"of_{hint.__name__}"
            self.known[name] = encoder(hint)
            return f"{name}({at})"
        if hint in (datetime, date):
            return f"{at}.isoformat()"
        if hint is bytes:
            return f"base64_of({at})"
        return f"dict({at})" if origin in (dict, Mapping) else at

    def _tuple(self, at: str, args: tuple[Any, ...]) -> str:
        if len(args) == 2 and args[1] is Ellipsis:
            one = next(self._names)
            each = self.value(one, args[0])
            return f"list({at})" if each == one else f"[{each} for {one} in {at}]"
        return f"[{', '.join(self.value(f'{at}[{n}]', hint) for n, hint in enumerate(args))}]"

    def _optional(self, at: str, args: tuple[Any, ...]) -> str:
        inner = [hint for hint in args if hint is not type(None)]
        if len(inner) != 1:
            return at  # a union of plain JSON types
        found = self.value(at, inner[0])
        return at if found == at else f"(None if {at} is None else {found})"
