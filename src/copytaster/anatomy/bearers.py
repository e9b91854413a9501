"""Which bearer of a place's name is meant.

By size, by the countries and regions the story's other places lie in, and by
``City, State``; one sense per story.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from copytaster.anatomy.gazetteer import Candidate, country_code, place_key
from copytaster.anatomy.regions import region_of
from copytaster.model import Dateline, Place, Span

_KIND_WEIGHTS = {"P": 1.0, "D": 1.0, "A": 3.0, "C": 4.0, "W": 0.0}


class Named(NamedTuple):
    """A name on the map as the copy has it; ``area`` is the state or country behind it."""

    start: int
    end: int
    name: str
    options: tuple[Candidate, ...]
    area: str | None
    demonym: bool = False


def resolved(found: list[Named], dateline: Dateline | None) -> tuple[Place, ...]:
    """Each name's likeliest bearer, the same wherever the name stands; one with its state decides."""
    votes = _votes(found, dateline)
    chosen: dict[str, Candidate] = {}
    for item in sorted(found, key=lambda f: f.area is None):
        key = place_key(item.name)
        if key not in chosen:
            options = item.options
            chosen[key] = (
                max(options, key=lambda c: _score(c, item, votes))
                if len(options) > 1
                else options[0]
            )
    return tuple(_place(item, chosen[place_key(item.name)]) for item in found)


# Votes by country, and by country and region.
_Tally = dict[str | tuple[str, str], float]


class _Votes(NamedTuple):
    """What a story's places say of the countries and regions it tells of.

    Each distinct name spreads one vote over its bearers; ``own`` has each
    name's, for none may vote for itself.
    """

    all: _Tally
    own: dict[str, _Tally]


def _votes(found: list[Named], dateline: Dateline | None) -> _Votes:
    options: dict[str, tuple[Candidate, ...]] = {}
    areas: dict[str, set[str]] = {}
    for item in found:
        options[key := place_key(item.name)] = item.options
        if item.area:
            areas.setdefault(key, set()).add(item.area)
    votes: _Tally = {}
    own = {key: _share(o, frozenset(areas.get(key, ()))) for key, o in options.items()}
    for share in own.values():
        _add(votes, share)
    for area in sorted({a for named in areas.values() for a in named}):
        _add_region(votes, area, 1)
    if dateline and dateline.country and (code := country_code(dateline.country)):
        _add(votes, {code: 2})
    if dateline and dateline.region:
        _add_region(votes, dateline.region, 2)
    return _Votes(votes, own)


def _add(votes: _Tally, share: _Tally) -> None:
    for where, count in share.items():
        votes[where] = votes.get(where, 0) + count


def _add_region(votes: _Tally, written: str, count: float) -> None:
    if state := region_of(written):
        _add(votes, {state[1]: count, state[1:]: count})


@lru_cache(maxsize=20_000)
def _share(options: tuple[Candidate, ...], areas: frozenset[str]) -> _Tally:
    weights = [_weight(c, areas) for c in options]
    whole = sum(weights) or 1.0
    share: _Tally = {}
    for candidate, weight in zip(options, weights, strict=True):
        part = weight / whole
        _add(share, {candidate.country: part, (candidate.country, candidate.region): part})
    return share


def _weight(candidate: Candidate, areas: frozenset[str]) -> float:
    """How likely this bearer is meant, before the story is looked at."""
    size: float = (candidate.population + 1000) ** 0.3
    named = any(_agrees(candidate, area) for area in areas)
    return _KIND_WEIGHTS[candidate.kind] * size * (1000 if named else 1)


def _score(candidate: Candidate, found: Named, votes: _Votes) -> float:
    """Size, the name as it is written, and what the story's other places say.

    The weights were found on LGL and GeoVirus together (gold/places); between
    half and twice each, the share put right moves by less than two points.
    """
    key = place_key(found.name)
    county = candidate.kind == "D"
    score = 0.7 * math.log10(candidate.population + (20_000 if county else 100))
    score += 0.8 * (place_key(candidate.name) == key) + 1.0 * (candidate.kind == "C")
    score += 4.0 * (candidate.kind == "W")
    own, others = votes.own[key], max(1, len(votes.own))
    score += 2.0 * _voted(votes.all, own, candidate.country) / others
    if candidate.kind != "C":
        where = candidate.country, candidate.region
        score += 5.0 * _voted(votes.all, own, where) / others
    return score + (6.0 if found.area and _agrees(candidate, found.area) else 0.0)


def _voted(votes: _Tally, own: _Tally, where: str | tuple[str, str]) -> float:
    return votes.get(where, 0) - own.get(where, 0)


def _agrees(candidate: Candidate, area: str) -> bool:
    state = region_of(area)
    if state and (candidate.country, candidate.region) == state[1:]:
        return candidate.kind in ("P", "D")
    return country_code(area) == candidate.country


def _place(found: Named, chosen: Candidate) -> Place:
    return Place(
        Span(found.start, found.end),
        chosen.name,
        chosen.country or None,
        chosen.latitude,
        chosen.longitude,
        chosen.geonames,
        found.demonym,
    )
