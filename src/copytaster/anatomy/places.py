"""Places the copy names, each resolved to one spot on the map.

A name is looked up longest form first. Which of its bearers is meant is told
by size, by the countries and regions the story's other places lie in, and by
``City, State``. One sense per story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from copytaster.anatomy.gazetteer import (
    Candidate,
    begins_longer,
    candidates,
    country_code,
    place_key,
)
from copytaster.anatomy.lexicon import KNOWN_ORGANISATIONS, ORGANISATIONS, POSTS, SPEECH, TITLES
from copytaster.anatomy.regions import region_of
from copytaster.anatomy.runs import Run
from copytaster.model import Dateline, Name, Place, Span

_TYPE_WORDS = frozenset(
    [
        "Region",
        "Province",
        "City",
        "County",
        "District",
        "State",
        "Republic",
        "Oblast",
        "Governorate",
        "Prefecture",
        "Municipality",
        "Island",
        "Islands",
        "Town",
        "Township",
        "Village",
        "Strip",
        "Peninsula",
        "Airport",
        "Border",
        "University",
        "Street",
        "Road",
        "Avenue",
        "Hospital",
        "Court",
        "Port",
    ]
)
_KEEP_TYPES = frozenset(
    [
        "Region",
        "Province",
        "City",
        "County",
        "District",
        "State",
        "Republic",
        "Oblast",
        "Governorate",
        "Prefecture",
        "Municipality",
        "Island",
    ]
)
_SPATIAL = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "around",
        "across",
        "outside",
        "inside",
        "into",
        "through",
        "toward",
        "towards",
        "of",
    ]
)
# Common words and names that some town also bears; towns of these names need "in" or a state behind them.
_WORDY = frozenset(
    [
        "Of",
        "Most",
        "Same",
        "Reading",
        "Nice",
        "Mobile",
        "Bath",
        "Police",
        "Sunday",
        "March",
        "May",
        "August",
        "Jordan",
        "Victoria",
        "Charlotte",
        "Florence",
        "Austin",
        "Lincoln",
        "Jackson",
        "Madison",
        "Houston",
        "Carson",
        "Taylor",
        "Morgan",
        "Howard",
        "Troy",
        "Clinton",
        "Wilson",
        "Marion",
        "Henderson",
        "Anderson",
        "Warren",
        "Norman",
        "Logan",
        "Tyler",
        "Sidney",
        "Orlando",
        "Santiago",
        "Francis",
        "Martin",
        "Kent",
        "Chelsea",
        "Kelly",
        "Melissa",
        "Eugene",
        "Angel",
        "Bush",
        "Cary",
        "Allen",
        "Parker",
        "Victor",
        "Irving",
        "Young",
        "Carter",
        "Nelson",
        "Douglas",
        "Lawrence",
        "Gary",
        "Hudson",
        "Clayton",
        "Preston",
        "Sultan",
        "Ali",
        "Hamilton",
        "Windsor",
        "Marshall",
        "Jones",
        "Franklin",
        "Salem",
        "Union",
        "Liberty",
        "Independence",
        "Commerce",
        "Industry",
        "Enterprise",
        "Hope",
        "Media",
        "Republic",
        "Central",
        "Park",
        "Beach",
        "Lake",
        "Male",
        "Sur",
        "Man",
        "Bar",
        "Best",
        "Split",
        "Hit",
        "Tours",
        "Along",
        "Date",
        "Enough",
        "Grants",
        "Grant",
        "Post",
        "Federal",
        "Congress",
        "Congo",
        "Ireland",
        "Justice",
        "Mary",
        "Anna",
        "Maria",
        "Diana",
        "Rita",
        "Eden",
        "Moscovy",
        "Trump",
        "Biden",
        "Obama",
        "Putin",
        "Santa",
        "San",
        "Saint",
        "North",
        "South",
        "East",
        "West",
        "Ford",
        "Mercedes",
        "Asia",
        "Africa",
        "Europe",
    ]
)
_CONTINENTS = frozenset(["North", "South", "Latin", "Central"])
_SMALL, _MIDDLING = 20_000, 100_000
_AREA = re.compile(r",\s(?P<area>[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2})")


class _Found(NamedTuple):
    start: int
    end: int
    name: str
    options: tuple[Candidate, ...]
    area: str | None


def find_places(
    text: str, runs: tuple[Run, ...], names: tuple[Name, ...], dateline: Dateline | None
) -> tuple[Place, ...]:
    """The places of the copy, in order, each with its country and coordinates."""
    taken = _person_words(names)
    housed = _organisation_words(names)
    mapped = [run for run in runs if _on_the_map(run.words)]
    found = [f for run in mapped for f in _of_run(text, run, taken, housed)]
    votes = _votes(found, dateline)
    chosen: dict[str, Candidate] = {}
    for item in sorted(found, key=lambda f: f.area is None):
        key = place_key(item.name)
        if item.area or key not in chosen:
            best = max(item.options, key=lambda c: _score(c, item, votes))
            chosen.setdefault(key, best)
    return tuple(_place(item, chosen[place_key(item.name)]) for item in found)


def _person_words(names: Iterable[Name]) -> dict[int, int]:
    """Starts of mentions of people of more than one word or repute → their ends."""
    return {span.start: span.end for n in names if n.kind == "person" for span in n.spans}


def _organisation_words(names: Iterable[Name]) -> frozenset[int]:
    """Starts of all words inside organisations' names of more than one word."""
    return frozenset(
        at
        for n in names
        if n.kind == "organisation" and " " in n.name
        for span in n.spans
        for at in range(span.start, span.end)
    )


def _of_run(text: str, run: Run, taken: dict[int, int], housed: frozenset[int]) -> Iterator[_Found]:
    tokens, words, at = run.tokens, run.words, 0
    while at < len(tokens):
        start = tokens[at].start
        if start in taken:
            end = taken[start]
            at += sum(1 for t in tokens[at:] if t.start < end)
            continue
        size = _longest(words, at)
        if size and _is_place(text, run, at, size, start in housed):
            yield _found(text, run, at, size)
        at += size or 1


# Names come again, in one story and in the next.
@lru_cache(maxsize=20_000)
def _on_the_map(words: tuple[str, ...]) -> bool:
    """Whether any of the words may be a place's name."""
    return any(_longest(words, at) for at in range(len(words)))


def _longest(words: tuple[str, ...], at: int) -> int:
    """How many words from ``at`` on make the longest name on the map."""
    if at + 1 < len(words) and begins_longer(words[at]):
        for size in range(min(5, len(words) - at), 1, -1):
            if candidates(" ".join(words[at : at + size])):
                return size
    return 1 if candidates(words[at]) else 0


def _is_place(text: str, run: Run, at: int, size: int, within: bool) -> bool:
    """Whether the words are meant as a place; ``within`` an organisation's name only countries are."""
    words = run.words
    name = " ".join(words[at : at + size])
    best = candidates(name)[0]
    rest = [w for w in words[at + size :] if w not in _KEEP_TYPES]
    if any(w in ORGANISATIONS or w in _TYPE_WORDS for w in rest) and best.kind == "P":
        return False
    if name in KNOWN_ORGANISATIONS or name in POSTS or name in TITLES:
        return False
    if name == "America" and at and words[at - 1] in _CONTINENTS:
        return False
    if within and best.kind != "C":
        return False
    if best.kind != "P":
        return len(name) > 2 or name.isupper()
    if rest or at:
        return _inside(run, at, rest, best)
    return _alone(text, run, name, best)


def _inside(run: Run, at: int, rest: list[str], best: Candidate) -> bool:
    """Inside a longer run only well-known towns count, and not behind a first name."""
    if at and not all(w in POSTS or w in TITLES or w.isupper() for w in run.words[:at]):
        return False
    if rest and rest[0] not in POSTS and rest[0] not in TITLES:
        return False  # "Porto Lume" is not Porto
    return best.population >= _MIDDLING and best.name not in _WORDY


def _alone(text: str, run: Run, name: str, best: Candidate) -> bool:
    if _area(text, run.end):
        return True
    spatial = run.before.lower() in _SPATIAL
    if run.after in SPEECH and not spatial:
        return best.population > 1_000_000 and name not in _WORDY
    if name in _WORDY or (name.isupper() and len(name) < 5):
        return spatial and best.population >= _MIDDLING
    if best.population >= _MIDDLING:
        return not run.opens or best.population >= 300_000 or spatial
    if " " in name:
        return True
    return spatial and (best.population >= _SMALL or place_key(best.name) == place_key(name))


def _area(text: str, end: int) -> str | None:
    """The state or country behind a town: ``Paris, Texas``."""
    match = _AREA.match(text[end : end + 70])
    if match is None:
        return None
    words = match["area"].split(" ")
    for size in range(len(words), 0, -1):
        area = " ".join(words[:size])
        if region_of(area) or country_code(area):
            return area
    return None


def _found(text: str, run: Run, at: int, size: int) -> _Found:
    tokens, words = run.tokens, run.words
    name = " ".join(words[at : at + size])
    end = tokens[at + size - 1].end
    if at + size < len(words) and words[at + size] in _KEEP_TYPES:
        end = tokens[at + size].end
    return _Found(tokens[at].start, end, name, candidates(name), _area(text, end))


class _Votes(NamedTuple):
    """What a story's places say of the countries and regions it tells of."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    all_countries: float
    all_regions: float


def _votes(found: list[_Found], dateline: Dateline | None) -> _Votes:
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    if dateline and dateline.country and (code := country_code(dateline.country)):
        countries[code] += 2
    if dateline and dateline.region and (state := region_of(dateline.region)):
        regions[state[1], state[2]] += 2
    for options in {place_key(f.name): f.options for f in found}.values():
        first = options[0]
        if first.kind == "C" or len({c.country for c in options}) == 1:
            countries[first.country] += 1
        if first.kind == "A":
            countries[first.country] += 0.7  # type: ignore[assignment]
            regions[first.country, first.region] += 1.5  # type: ignore[assignment]
        for country, region in {(c.country, c.region) for c in options if c.kind == "P"}:
            regions[country, region] += 0.8 / len(options)  # type: ignore[assignment]
    return _Votes(countries, regions, sum(countries.values()), sum(regions.values()))


def _score(candidate: Candidate, found: _Found, votes: _Votes) -> float:
    score = math.log10(candidate.population + 10)
    score += 0.8 * (place_key(candidate.name) == place_key(found.name)) + 1.5 * (
        candidate.kind == "C"
    )
    score += 2.0 * votes.countries[candidate.country] / (votes.all_countries + 1)
    if candidate.kind == "P":
        share = votes.regions[candidate.country, candidate.region] / (votes.all_regions + 1)
        score += 2.5 * share
    return score + (6.0 if found.area and _agrees(candidate, found.area) else 0.0)


def _agrees(candidate: Candidate, area: str) -> bool:
    state = region_of(area)
    if state and (candidate.country, candidate.region) == state[1:]:
        return candidate.kind == "P"
    return country_code(area) == candidate.country


def _place(found: _Found, chosen: Candidate) -> Place:
    return Place(
        Span(found.start, found.end),
        chosen.name,
        chosen.country,
        chosen.latitude,
        chosen.longitude,
        chosen.geonames,
    )
