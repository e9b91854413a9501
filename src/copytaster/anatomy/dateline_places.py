"""Where the places of a dateline lie: each with its country and, if the gazetteer has it, its spot."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_lowercase

from copytaster.anatomy.dateline_forms import JOINERS, Site, area_behind
from copytaster.anatomy.gazetteer import (
    Candidate,
    candidates,
    country_name,
    place_key,
)
from copytaster.anatomy.lexicon import TOPONYMIC
from copytaster.anatomy.regions import region_of
from copytaster.model import Dateline, Place, Span

#: A town of fewer people is not known by its name alone.
KNOWN_POPULATION = 15_000
# Postal codes that are also words; behind a town's name they are states.
_POSTAL = {
    "HI": "Hawaii", "ID": "Idaho", "IN": "Indiana", "IA": "Iowa", "LA": "Louisiana", "ME": "Maine",
    "NE": "Nebraska", "OR": "Oregon", "DE": "Delaware", "MT": "Montana",
}  # fmt: skip
_BESIDE = frozenset(["EAST", "WEST", "NORTH", "SOUTH", "NEAR", "OUTSIDE", "DOWNTOWN", "CENTRAL"])
# Cities of this size are meant by their names alone.
_MEANT_ALONE = 300_000
_CITY_STATES = frozenset(["SG", "MC", "LU", "VA", "HK", "MO", "SM", "DJ", "KW", "GI"])
# Where copy is filed from that is no town: where it lies.
_SEATS = {"united nations": "New York City", "capitol hill": "Washington"}
_KINDS = ("C", "P", "A", "D", "W")


@dataclass(frozen=True, slots=True)
class Area:
    """A state or country behind a town's name; ``region`` and ``code`` are empty for a country.

    A country no list knows has a name and no ``country``.
    """

    name: str
    country: str | None
    region: str | None = None
    code: str = ""

    def holds(self, place: Candidate) -> bool:
        """Whether the place lies in it."""
        return place.country == self.country and self.code in ("", place.region)


def area_of(written: str) -> Area | None:
    """The state or country written so (``Calif.``, ``TEXAS``, ``D.C.``, ``U.K.``); else None."""
    return next(iter(areas_of(written)), None)


@lru_cache(maxsize=4096)
def areas_of(written: str) -> tuple[Area, ...]:
    """Every state and country written so, likeliest first: Georgia is one of each."""
    bare = written.strip(" .").replace(".", "").replace(" ", "")
    found: list[Area] = []
    for form in (written.strip(), written.strip().title(), _POSTAL.get(bare, bare.title())):
        if not found and (state := region_of(form)):
            found = [Area(country_name(state[1]) or state[1], state[1], state[0], state[2])]
    codes = (c.country for c in candidates(written) if c.kind == "C")
    return (*found, *(Area(country_name(code) or written, code) for code in codes))


def known(sites: tuple[Site, ...]) -> bool:
    """Whether readers know the places: by a state or country behind the last, or as towns of some size."""
    if not sites or any(map(area_of, sites[-1].areas)):
        return bool(sites)
    return all(
        any(map(area_of, site.areas)) or (not site.areas and town(site.name) is not None)
        for site in sites
    )


def town(name: str) -> Candidate | None:
    """The best-known town of that name, or city-state, if readers know it."""
    found = _bearers(name)
    towns = [
        c
        for c in found
        if (c.kind == "P" and c.population >= KNOWN_POPULATION) or c.country in _CITY_STATES
    ]
    own = [c for c in towns if place_key(c.name) == place_key(name)]
    return next(iter(own or towns), None)


def located(sites: tuple[Site, ...], senders: str | None = None) -> tuple[Place, ...]:
    """Each site as a place; what stands behind the last one holds for those before it too.

    ``senders`` is where the sender says the item is from (``Aubrin, Quelland``).
    """
    places = [_located(site, _areas(site, senders)) for site in sites]
    for at in range(len(places) - 2, -1, -1):
        if places[at].country is None and places[at + 1].country:
            places[at] = _located(sites[at], _areas(sites[at + 1], None))
    return tuple(places)


def _areas(site: Site, senders: str | None) -> tuple[Area, ...]:
    """What is written behind the place, each as the state or country that holds a place of that name."""
    if not site.areas:
        area = senders_area(site.name, senders)
        return (area,) if area else ()
    bearers = _bearers(site.name)
    return tuple(a for written in site.areas if (a := _holding(areas_of(written), bearers)))


def _holding(options: tuple[Area, ...], bearers: tuple[Candidate, ...]) -> Area | None:
    holding = (o for o in options if any(o.holds(c) and c.kind != "C" for c in bearers))
    return next(holding, next(iter(options), None))


def senders_area(name: str, senders: str | None) -> Area | None:
    """The last part of ``Aubrin, Quelland`` or ``Halden, NO`` where that is the same place."""
    if senders is None or "," not in senders or not same_place(name, senders):
        return None
    written = senders.rpartition(",")[2].strip()
    if country := country_name(written):
        return Area(country, written)
    unknown_code = written.isupper() and len(written) <= 3
    return area_of(written) or (None if unknown_code else Area(written, None))


def same_place(name: str, senders: str | None) -> bool:
    """Whether the sender's word for where an item is from begins with that place."""
    return senders is not None and place_key(senders.split(",")[0]) == place_key(name)


def _located(site: Site, areas: tuple[Area, ...]) -> Place:
    span, shown = Span(site.start, site.end), display_name(site.name)
    chosen = _chosen(site, areas)
    if chosen is None:
        country = next((a.country for a in areas if a.country), None)
        return Place(span, shown, country)
    return Place(
        span,
        chosen.name if place_key(chosen.name) == place_key(site.name) else shown,
        chosen.country or None,
        chosen.latitude,
        chosen.longitude,
        chosen.geonames,
    )


def _chosen(site: Site, areas: tuple[Area, ...]) -> Candidate | None:
    """The bearer of the name that lies in the areas; without areas the best known."""
    found = _bearers(site.name)
    if areas:
        held = [c for c in found if c.kind != "C" and all(a.holds(c) for a in areas)]
        return min(held, key=lambda c: _by_kind(c, site.name), default=None)
    if site.areas:
        return None
    return min(found, key=lambda c: _repute(c, site.name), default=None)


def _by_kind(place: Candidate, name: str) -> tuple[int, bool, int]:
    """Towns before regions, a place's own name before what others call it, then the larger."""
    return _KINDS.index(place.kind), place_key(place.name) != place_key(name), -place.population


def _repute(place: Candidate, name: str) -> tuple[int, float]:
    """Countries first (SINGAPORE), then towns by size and by their own name, then regions no town is named after."""
    own = place_key(place.name) == place_key(name)
    rank = 0 if place.kind == "C" else 1 if place.population >= KNOWN_POPULATION else 2
    return rank + (place.kind == "A"), -math.log10(place.population + 1) - 1.2 * own


def _bearers(name: str) -> tuple[Candidate, ...]:
    """Who bears the name; of a name that the map has not, without "the" or the word for what it is."""
    found = candidates(_SEATS.get(name.lower(), name))
    if not found and name[:4].upper() == "THE ":
        found = candidates(name[4:])
    first, _, rest = name.partition(" ")
    if not found and first.upper() in _BESIDE:
        found = candidates(rest)
    head, _, last = name.rpartition(" ")
    if not found and name.isascii() and name.isalpha() and len(name) > 5:
        found = _misspelt(name.lower())
    if not found and last.upper() in TOPONYMIC:
        found = candidates(head)
    return found


@lru_cache(maxsize=1024)
def _misspelt(name: str) -> tuple[Candidate, ...]:
    """The one big city whose name differs by a single letter (``Bangaluru``); empty where there is none."""
    slips = {
        name[:at] + letter + name[at + 1 :]
        for at in range(1, len(name))
        for letter in ascii_lowercase
    }
    cities = (c for slip in slips for c in candidates(slip)[:1] if place_key(c.name) == slip)
    close = {c for c in cities if c.kind == "P" and c.population >= _MEANT_ALONE}
    return tuple(close) if len(close) == 1 else ()


def display_name(name: str) -> str:
    """``RIO DE JANEIRO`` as a reader would write it; other spellings stay."""
    if not name.isupper() and not name[2:].isupper():
        return name
    own = [c.name for c in candidates(name) if place_key(c.name) == place_key(name)]
    if own:
        return own[0]
    if not name.isupper():
        return name
    words = [w if w in JOINERS else w.capitalize() for w in name.lower().split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def settled(dateline: Dateline, places: tuple[Place, ...], text: str) -> Dateline:
    """A town that shares its name and has no state behind it is the one near the story's other places.

    ``WATERTOWN — …`` in a story of Boston is not the largest Watertown. Cities of some size are meant by
    their names alone.
    """
    spots = {
        (p.latitude, p.longitude)
        for p in places
        if p.latitude is not None and p.longitude is not None
    }
    located = tuple(
        place if area_behind(text, place.span.end, dateline.span.end) else _nearest(place, spots)
        for place in dateline.located
    )
    if located == dateline.located:
        return dateline
    country = country_name(located[0].country or "") or dateline.country
    return replace(dateline, located=located, country=country)


def _nearest(place: Place, spots: set[tuple[float, float]]) -> Place:
    bearers = [c for c in _bearers(place.name) if c.kind == "P"]
    if not spots or len(bearers) < 2 or max(c.population for c in bearers) >= _MEANT_ALONE:
        return place
    best = max(bearers, key=lambda c: _nearness(c, spots) - _repute(c, place.name)[1])
    return Place(place.span, place.name, best.country, best.latitude, best.longitude, best.geonames)


def _nearness(bearer: Candidate, spots: set[tuple[float, float]]) -> float:
    """Four for a town all the story's places lie around; a tenfold population counts one."""
    near = sum(abs(a - bearer.latitude) < 1.5 and abs(b - bearer.longitude) < 2.0 for a, b in spots)
    return 4.0 * near / len(spots)
