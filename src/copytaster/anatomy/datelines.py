"""Datelines of every house: where, when and by whom the copy was filed.

``Seoul [South Korea], April 27 (ANI):``, ``New Delhi, Jul 7 (PTI)``,
``WASHINGTON (AP) —``, ``PARIS, Nov 22 (Reuters) -``, ``TOKYO —``,
``LONDON/BERLIN``. What only looks like one (``WATCH —``, ``Ukraine: what we
know``) is left alone: a form without agency and date must name a known town.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from copytaster.anatomy.agencies import agency_name, looks_like_agency
from copytaster.anatomy.calendar import MONTHS, make_date, nearest_date
from copytaster.anatomy.gazetteer import (
    Candidate,
    candidates,
    country_code,
    country_name,
    place_key,
)
from copytaster.anatomy.lexicon import LABELS
from copytaster.anatomy.regions import region_of
from copytaster.model import Dateline, Span

# No dateline is longer; the pattern never sees more.
_LONGEST = 180
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|"
    r"MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|"
    r"NOV(?:EMBER)?|DEC(?:EMBER)?)(?![a-zA-Z])\.?"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}"
_JOINER = r"(?:de|del|la|las|los|le|da|do|dos|du|al|el|of|the|upon|on|sur|am|an|der|in|di)"
_PLACE = rf"{_WORD}(?:[ \u00a0](?:{_JOINER}[ \u00a0]){{0,2}}{_WORD}){{0,4}}"
_DATELINE = re.compile(
    rf"""
    (?P<places>(?!{_MONTH}[ ]\d){_PLACE}(?:[ ]?/[ ]?{_PLACE}){{0,3}})?
    (?:\s?\((?P<paren>[^()\[\]\n]{{2,40}})\)(?=\s?[\[,(]))?
    (?:\s?\[(?P<bracket>[^\[\]\n]{{2,40}})\])?
    (?P<areas>(?:,\s?(?!{_MONTH}\s?\d){_PLACE}){{0,2}})
    (?P<date>,?\s?(?:[A-Z][a-z]{{2,8}}day,\s)?(?:
        (?P<month>{_MONTH})\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year>[12]\d{{3}}))?
      | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{_MONTH})(?:,?\s(?P<year2>[12]\d{{3}}))?
    ))?
    (?:,?\s?(?:\((?P<agency>[A-Za-z][^()\[\]\n]{{1,40}})\)|/(?P<slashed>[A-Z][\w ]{{1,24}})/))?
    (?P<mark>\s?(?:\.?\s?--?-?|[—–―]{{1,2}}|:)(?!\d))?
    """,
    re.X,
)
# A sentence, not a line of a list, stands behind such a place; so far it is sought elsewhere in the copy.
_SENTENCE, _SEARCHED = 40, 20_000
_SHOUTED = frozenset(["ABOARD", "EN", "ON", "BOARD"])
_LOWER_WORDS = frozenset(_JOINER.strip("(?:)").split("|"))
_AGENCY_SPLIT = re.compile(r"\s?[/,;]\s?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the pattern saw, sorted into its fields."""

    places: tuple[str, ...]
    areas: tuple[str, ...]
    agencies: tuple[str, ...]
    day: tuple[int, int, int | None] | None
    mark: str
    span: Span


def find_dateline(
    text: str,
    at: int,
    end: int,
    anchor: date | None,
    agency: str | None = None,
    located: str | None = None,
) -> Dateline | None:
    """The dateline that opens ``text[at:end]``, or None.

    ``anchor`` gives the year where the dateline has none; ``agency`` is the
    feed's own, believed even if it is in no list; ``located`` is where the sender
    says the item is from (``Aubrin, Quelland``).
    """
    parts = _parts(text, at, end, (agency,) if agency else ())
    if parts is None or not _credible(parts, text, end, located):
        return None
    region, country = _located(parts, located)
    return Dateline(
        span=parts.span,
        places=tuple(map(_unshouted, parts.places)),
        region=region,
        country=country,
        date=_dated(parts.day, anchor),
        agencies=parts.agencies,
    )


def _parts(text: str, at: int, end: int, known: tuple[str, ...]) -> _Parts | None:
    match = _DATELINE.match(text[at : min(end, at + _LONGEST)])
    if match is None or not match.group().strip():
        return None
    agencies = _agencies(match["agency"] or match["slashed"], known)
    areas = [a.strip() for a in (match["areas"] or "").split(",") if a.strip()]
    for area in (match["paren"], match["bracket"]):
        if area and (names := _agencies(area, known)) and not agencies:
            agencies = names
        elif area:
            areas.append(area.strip())
    if match["agency"] and not agencies:
        # "TIJUANA (Mexico) —": the last bracket held a country after all.
        areas.append(match["agency"].strip())
    places = tuple(p.strip() for p in (match["places"] or "").split("/") if p.strip())
    length = len(match.group().rstrip())
    return _Parts(
        places,
        tuple(areas),
        agencies,
        _day(match),
        (match["mark"] or "").strip(),
        Span(at, at + length),
    )


def _agencies(written: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    if not written:
        return ()
    if whole := agency_name(written, known):
        return (whole,)
    parts = _AGENCY_SPLIT.split(written.strip())
    names = [agency_name(p, known) or (p if looks_like_agency(p) else None) for p in parts]
    return tuple(n for n in names if n) if all(names) else ()


def _day(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    month = match["month"] or match["month2"]
    if not month:
        return None
    day = int(match["day"] or match["day2"])
    year = match["year"] or match["year2"]
    return MONTHS[month.rstrip(".").lower()], day, int(year) if year else None


def _dated(day: tuple[int, int, int | None] | None, anchor: date | None) -> date | None:
    if day is None:
        return None
    month, number, year = day
    if year is not None:
        return make_date(year, month, number)
    return nearest_date(month, number, anchor) if anchor else None


def _credible(parts: _Parts, text: str, end: int, located: str | None) -> bool:
    if parts.day and make_date(parts.day[2] or 2024, parts.day[0], parts.day[1]) is None:
        return False
    rest = text[parts.span.end : min(end, parts.span.end + 40)].strip()
    if not rest or rest[0].islower():
        return False
    if parts.agencies:
        return bool(parts.mark or parts.day or (parts.places and _known_place(parts)))
    if not parts.places or not parts.mark:
        return False
    if parts.day:
        return _known_place(parts) or parts.places[0].isupper()
    return _bare(parts) or _unheard_of(parts, text, end, located)


def _unheard_of(parts: _Parts, text: str, end: int, located: str | None) -> bool:
    """``ORSKELL - The ferry …``: capitals and a spaced dash, of a place no gazetteer knows.

    More than one word only where the sender or the copy names the place too.
    """
    place = parts.places[0]
    opening = text[parts.span.start : parts.span.end]
    if (
        parts.mark in ("", ":")
        or parts.areas
        or len(parts.places) > 1
        or not place.isupper()
        or not opening.removesuffix(parts.mark)[-1:].isspace()
        or end - parts.span.end < _SENTENCE
        or LABELS.intersection(place.split())
    ):
        return False
    if _same_place(place, located) or _named_in(text[: parts.span.start + _SEARCHED], place):
        return True
    return " " not in place and _wordlike(place) and place.lower() not in text[:_SEARCHED]


def _same_place(place: str, located: str | None) -> bool:
    return located is not None and place_key(located.split(",")[0]) == place_key(place)


def _named_in(text: str, place: str) -> bool:
    return re.search(rf"\b{re.escape(_unshouted(place))}\b", text) is not None


def _wordlike(place: str) -> bool:
    """Long enough, and with enough vowels, to be no abbreviation."""
    vowels = sum(c in "AEIOUYÄÖÜÉÈÁÍÓÚÅØÆ" for c in place)
    return place.isalpha() and len(place) >= 5 and vowels >= 2


def _bare(parts: _Parts) -> bool:
    """Neither agency nor date: ``TOKYO —``, ``KRAMATORSK, Ukraine —``, ``Mumbai: The …``."""
    shouted = all(p.isupper() for p in parts.places)
    first = parts.places[0].split()[0]
    if shouted and first in _SHOUTED and len(parts.places[0].split()) > 1:
        return True
    if parts.mark == ":":
        return _town(parts.places[0]) is not None and not parts.areas
    if not shouted and "-" in parts.mark:
        return False
    return _known_place(parts) and (shouted or bool(parts.areas) or parts.mark in "—–")


def _known_place(parts: _Parts) -> bool:
    if any(country_code(a) or region_of(a) for a in parts.areas):
        return True
    return all(_town(p) is not None for p in parts.places)


# A lone word before a dash or colon must be a town readers know, or it may be anything.
_BARE_POPULATION = 15_000


def _town(name: str) -> Candidate | None:
    found = candidates(name)
    towns = [c for c in found if c.kind == "P" and c.population >= _BARE_POPULATION]
    same = [c for c in towns if place_key(c.name) == place_key(name)]
    return (same or towns or [None])[0]  # type: ignore[list-item]


def _unshouted(place: str) -> str:
    """``RIO DE JANEIRO`` as a reader would write it; other spellings stay."""
    if not place.isupper():
        return place
    own = [c.name for c in candidates(place) if place_key(c.name) == place_key(place)]
    if own:
        return own[0]
    words = [w if w in _LOWER_WORDS else w.capitalize() for w in place.lower().split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _located(parts: _Parts, located: str | None) -> tuple[str | None, str | None]:
    """(region, country): as the dateline says it, as the sender says it, else of the best-known town of that name."""
    region = country = None
    for area in parts.areas:
        if state := region_of(area):
            region, country = state[0], country or country_name(state[1])
        elif code := country_code(area):
            country = country_name(code)
        elif country is None:
            country = area
        else:
            region = region or area
    if country is None and parts.places:
        country = _senders_country(parts.places[0], located) or _best_known(parts.places[0])
    return region, country


def _senders_country(place: str, located: str | None) -> str | None:
    """The last part of ``Aubrin, Quelland`` where that is the same place."""
    if located is None or "," not in located or not _same_place(place, located):
        return None
    written = located.rpartition(",")[2].strip()
    if state := region_of(written):
        return country_name(state[1])
    code = country_code(written)
    return country_name(code or written) or written or None


def _best_known(place: str) -> str | None:
    towns = candidates(place)
    return country_name(towns[0].country) if towns else None
