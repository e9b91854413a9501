"""What a capitalised run leans to: person, organisation, place or something else.

A log-linear model over the run's words (as they stand, their ends and shapes, lists of given and
family names, of organisations and of the world's places) and the words next to it. Made by
``models/names.py``, described in ``models/names.md``; a story asks once for each distinct run.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log
from typing import Any, NamedTuple
from zlib import compress, crc32, decompress

from copytaster.anatomy.demonyms import PEOPLES
from copytaster.anatomy.gazetteer import candidates
from copytaster.anatomy.lexicon import (
    JOINERS,
    ORDINARY,
    ORGANISATIONS,
    POSTS,
    SPEECH,
    THINGS,
    TITLES,
)

FILE = "data/names.z"
#: The weights' kinds, in the order of the table and of `Leaning`.
KINDS = ("person", "organisation", "place", "other")
#: Features share this many rows of weights by their checksum.
ROWS = 1 << 18
# How many words and neighbourhoods are kept, the latest used.
_REMEMBERED = 20_000
_POPULATIONS = (5_000, 50_000, 300_000, 2_000_000)
_LAST = ROWS - 1
_LANE, _HALF = (1 << 16) - 1, 1 << 15
# No share is smaller, so that odds stay finite.
_LEAST = 1e-9
Sums = tuple[int, int, int, int]


class Leaning(NamedTuple):
    """Natural log odds of each kind against all others; 0 is even."""

    person: float
    organisation: float
    place: float
    other: float


class Lists(NamedTuple):
    """Words and names known beforehand: ``common`` are words that news writes small."""

    given: frozenset[str]
    family: frozenset[str]
    common: frozenset[str]
    organisations: frozenset[str]


class Model(NamedTuple):
    """``weights``: `ROWS` numbers, each the four kinds' weights as `laid_out` takes them apart, in units of ``scale``."""

    scale: float
    lists: Lists
    weights: array[int]


def leaning(
    words: tuple[str, ...], before: str, after: str, opens: bool = False, comma: bool = False
) -> Leaning:
    """What the run is likeliest to name. The arguments are those of `anatomy.runs.Run`."""
    single = len(words) == 1
    return _odds(_whole(words) + _ahead(before, opens, single) + _behind(after, comma, single))


def known_organisation(name: str) -> bool:
    """Whether the name is one of the organisations listed beforehand, and no word that news writes small."""
    lists = model().lists
    return name in lists.organisations and (name.isupper() or name.lower() not in lists.common)


@cache
def parted_organisations() -> dict[str, tuple[str, ...]]:
    """The listed organisations with small words in their names, by the first word: ``Club for Growth``."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(model().lists.organisations):
        first, _, rest = name.partition(" ")
        if first[:1].isupper() and any(word[:1].islower() for word in rest.split()):
            found[first] = (*found.get(first, ()), name)
    return found


def _odds(total: int) -> Leaning:
    """Log odds out of a sum of weights."""
    scale, sums = model().scale, laid_out(total)
    top = max(sums)
    a, b, c, d = [exp(scale * (s - top)) + _LEAST for s in sums]
    return Leaning(
        log(a / (b + c + d)), log(b / (a + c + d)), log(c / (a + b + d)), log(d / (a + b + c))
    )


# A sum of weights is one number: those of the four kinds in lanes of sixteen bits, the first lowest.
def laid_out(total: int) -> Sums:
    """The four kinds' sums, out of one number."""
    a = ((total + _HALF) & _LANE) - _HALF
    total = (total - a) >> 16
    b = ((total + _HALF) & _LANE) - _HALF
    total = (total - b) >> 16
    c = ((total + _HALF) & _LANE) - _HALF
    return a, b, c, (total - c) >> 16


@lru_cache(maxsize=_REMEMBERED)
def _whole(words: tuple[str, ...]) -> int:
    """The weights of the words by themselves."""
    total = _sum(whole_features(words, model().lists))
    return total + sum(map(_word, words, parts(words)))


@lru_cache(maxsize=_REMEMBERED)
def _word(word: str, part: str) -> int:
    if word in JOINERS:
        return _sum([f"{part}={word}"])
    small = word.lower()
    marks = _marks(word, small, model().lists)
    return _sum(_spelt(word, small, part)) + sum([_mark(part, mark) for mark in marks])


@lru_cache(maxsize=_REMEMBERED)
def _mark(part: str, mark: str) -> int:
    return _sum(_marked(part, mark))


@lru_cache(maxsize=_REMEMBERED)
def _ahead(before: str, opens: bool, single: bool) -> int:
    return _sum(features_ahead(before, opens, single))


@lru_cache(maxsize=_REMEMBERED)
def _behind(after: str, comma: bool, single: bool) -> int:
    return _sum(features_behind(after, comma, single))


def _sum(features: Iterable[str]) -> int:
    weights = model().weights
    return sum([weights[crc32(f.encode()) & _LAST] for f in features])


def row(feature: str) -> int:
    """The row of weights the feature has."""
    return crc32(feature.encode()) & _LAST


def parts(words: tuple[str, ...]) -> str:
    """A letter a word: ``o`` the only one, ``f`` the first, ``m`` within, ``l`` the last."""
    return "o" if len(words) == 1 else "f" + "m" * (len(words) - 2) + "l"


def word_features(word: str, part: str, lists: Lists) -> list[str]:
    """What can be said of a word where it stands in the run; ``part`` as of `parts`."""
    if word in JOINERS:
        return [f"{part}={word}"]
    small = word.lower()
    marked = [f for mark in _marks(word, small, lists) for f in _marked(part, mark)]
    return [*_spelt(word, small, part), *marked]


def _spelt(word: str, small: str, part: str) -> tuple[str, ...]:
    """What its letters say; ``small`` is the word in small letters."""
    return (
        f"{part}={word}",
        f"w={word}",
        f"{part}${small[-2:]}",
        f"{part}${small[-3:]}",
        f"{part}${small[-4:]}",
        f"{part}^{small[:3]}",
        f"{part}#{_shape(word)}",
    )


def _marked(part: str, mark: str) -> tuple[str, str]:
    """What a list that it is on says, there and anywhere."""
    return f"{part}?{mark}", f"?{mark}"


def _marks(word: str, small: str, lists: Lists) -> Iterator[str]:
    """Which lists the word is on."""
    if word in lists.given:
        yield "given"
    if word in lists.family:
        yield "family"
    if small in lists.common:
        yield "common"
    for mark, words in _WORD_LISTS:
        if word in words:
            yield mark
    if word in PEOPLES:
        yield "people"
    yield f"map{_on_map(word)}"


_WORD_LISTS = (
    ("organisation", ORGANISATIONS),
    ("thing", THINGS),
    ("post", POSTS),
    ("title", TITLES),
    ("ordinary", ORDINARY),
)


def whole_features(words: tuple[str, ...], lists: Lists) -> Iterator[str]:
    """What can be said of the run as one."""
    name, size = " ".join(words), min(len(words), 6)
    yield "all"
    yield f"n={size}"
    yield f"={name}"
    if name in lists.organisations:
        yield "known"
    if size > 1:
        yield f"map{_on_map(name)}"
        first, last = words[0], words[-1]
        yield f"like{size}{first in lists.given:d}{last in lists.family:d}{last.lower() in lists.common:d}"
        yield f"join{not JOINERS.isdisjoint(words):d}{not ORGANISATIONS.isdisjoint(words):d}"


def features_ahead(before: str, opens: bool, single: bool) -> tuple[str, ...]:
    """What can be said of the word before the run."""
    small = before.lower()
    return (
        f"<{small}",
        f"<{single:d}{small}",
        f"<#{_stands(before)}{single:d}",
        f"opens{opens:d}{single:d}",
    )


def features_behind(after: str, comma: bool, single: bool) -> tuple[str, ...]:
    """What can be said of the word behind the run."""
    found = (f">{after}", f">{single:d}{after}", f"comma{comma:d}{single:d}")
    return (*found, f">says{single:d}") if after in SPEECH else found


def _stands(before: str) -> str:
    """The sort of word before the run."""
    for mark, words in _WORD_LISTS:
        if before in words:
            return mark
    if before[:1].isupper():
        return "people" if before in PEOPLES else "name"
    return "" if before.isalpha() else before[:1]


def _shape(word: str) -> str:
    """Capitals, small letters and the rest, each stretch as one sign."""
    if word[:1].isupper() and word[1:].islower() and word.isalpha():
        return "Xx"
    shape = ""
    for c in word[:12]:
        sign = "X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c
        if not shape.endswith(sign):
            shape += sign
    return shape + ("1" if len(word) == 1 else "")


def _on_map(name: str) -> str:
    """The sort and the size of the likeliest place of that name, "" where there is none."""
    found = candidates(name)
    if not found:
        return ""
    best = found[0]
    return best.kind + str(sum(best.population >= size for size in _POPULATIONS))


@cache
def model() -> Model:
    """The model that is shipped; read once."""
    return unpack(files("copytaster.anatomy").joinpath(FILE).read_bytes())


def pack(scale: float, lists: Lists, weights: Iterable[tuple[int, int, int, int]]) -> bytes:
    """The model as the file has it: a line of JSON, then eight bytes a row, the lowest first."""
    head = {"scale": scale, **{k: sorted(v) for k, v in lists._asdict().items()}}
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    numbers = (a + (b << 16) + (c << 32) + (d << 48) for a, b, c, d in weights)
    return compress(
        written + b"\n" + b"".join(n.to_bytes(8, "little", signed=True) for n in numbers), 9
    )


def unpack(data: bytes) -> Model:
    """What `pack` packed."""
    written, _, packed = decompress(data).partition(b"\n")
    head: dict[str, Any] = json.loads(written)
    lists = Lists(*(frozenset(head[field]) for field in Lists._fields))
    weights = array("q", packed)
    if sys.byteorder == "big":
        weights.byteswap()
    return Model(head["scale"], lists, weights)
