"""The writers in the bylines of newsroom formats: a list of people, or a person and a house."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copytaster.formats.assembly import byline_names, people

_FULL_NAME = re.compile(r"^[^\W\d_][\w.'\u2019-]{0,40}(?: [^\W\d_][\w.'\u2019-]{0,40}){1,3}$")
_HOUSE = re.compile(
    r"\b(?:press|presse|news|agency|agence|agencia|agentur|association|associated|wires?|times|post|tribune|"
    r"herald|writers?|reporters?|correspondents?|editors?|staff|desk|service|media|group|ltd|inc|gmbh|tv|radio)\b",
    re.I,
)
_LOGIN = re.compile(r"^[a-z0-9._-]+$")


def writers(lines: Iterable[str]) -> tuple[str, ...]:
    """The people in bylines: ``Ana Ilic, Bo Wren`` is two, ``Ana Ilic, Harbour Press`` one."""
    return people(*[name for line in lines if line for name in _names(line)])


def _names(line: str) -> tuple[str, ...]:
    pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
    listed = len(pieces) > 1 and all(_FULL_NAME.match(p) and not _HOUSE.search(p) for p in pieces)
    return tuple(pieces) if listed else byline_names(line)


def creators(names: Iterable[str], houses: Iterable[str]) -> tuple[str, ...]:
    """Creators as writers: not the house itself, and no login of an editing system."""
    known = {house.casefold() for house in houses}
    return people(*(n for n in names if n.casefold() not in known and not _LOGIN.match(n)))
