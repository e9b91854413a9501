"""Datelines of every house: where, when and by whom the copy was filed.

``Seoul [South Korea], April 27 (ANI):``, ``New Delhi, Jul 7 (PTI)``,
``WASHINGTON (AP) —``, ``PARIS, Nov 22 (Reuters) -``, ``TOKYO —``,
``LONDON/BERLIN``. What only looks like one (``WATCH —``, ``Ukraine: what we
know``) is left alone: a form without agency and date must name a known town.
Forms are read by `dateline_forms` and, of scripts without capitals, by
`dateline_scripts`; here is decided what is believed, and what it says.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from copytaster.anatomy.agencies import AGENCIES, looks_like_agency
from copytaster.anatomy.calendar import last_date, make_date
from copytaster.anatomy.dateline_forms import CAPITALS, Form, Site, read_forms
from copytaster.anatomy.dateline_places import (
    area_of,
    display_name,
    known,
    located,
    same_place,
    senders_area,
    town,
)
from copytaster.anatomy.dateline_scripts import read_foreign
from copytaster.anatomy.gazetteer import candidates, country_name
from copytaster.anatomy.lexicon import LABELS, TOPONYMIC
from copytaster.anatomy.place_words import WORDY
from copytaster.model import Dateline, Place, Span

# A sentence, not a line of a list, stands behind such a place; so far it is sought elsewhere in the copy.
_SENTENCE, _CLAUSE, _SEARCHED = 40, 25, 20_000
# Before a colon a name must be a city's: speakers' and teams' stand there too.
_LABEL_POPULATION = 50_000
# Clocks and zones differ; copy is dated for the morrow, or an item for its first version.
_AHEAD = 31
_AFLOAT = ("ABOARD ", "ON BOARD ", "EN ROUTE", "AT SEA", "OFF ", "NEAR ", "Aboard ", "On board ")
_HOUSE = re.compile(r"[A-Z]{2,6}|[A-Z][\w]*[a-z][A-Z]\w*|\w+\.(?:com|org|net|news)|[a-z]{3}")
_NAMED_HOUSE = re.compile(r"[A-Z][\w.]{2,20}(?: [A-Z][\w.]{1,20}){0,2}|[A-Z]{2,6}(?: [A-Z]{2,6})?")
_OTHER_DAYS = frozenset(["UPDATE", "UPDATED", "CORRECTION", "PUBLISHED", "POSTED", "PHOTO"])
_TWEETED = re.compile(r"\(@\w{1,20}\)\s+[A-Z][a-z]+ \d{1,2}, \d{4}\s*$")
# A dateline run into what stands before it ("… | Twitter WASHINGTON (CNN) —").
_SIGNED = re.compile(
    rf"\s(?P<form>(?:[{CAPITALS}][{CAPITALS}.'’-]+\s){{1,4}}(?:(?<=,\s)(?:[{CAPITALS}][\w.]+\s){{1,2}})?"
    rf"\((?:{'|'.join(sorted(map(re.escape, AGENCIES)))})\)\s?(?:—|–|--?)\s)"
)
_SHUT = re.compile(r"\)\s?[—–-]")
_GLUED_WITHIN = 600
_LIST_ENTRY = re.compile(rf"\s*[{CAPITALS}][^\n:.]{{1,30}}: ")


def find_dateline(
    text: str,
    at: int,
    end: int,
    anchor: date | None,
    agency: str | None = None,
    located_at: str | None = None,
    language: str | None = None,
) -> Dateline | None:
    """The dateline that opens ``text[at:end]``, or None.

    ``anchor`` gives the year where the dateline has none; ``agency`` is the
    feed's own, believed even if it is in no list; ``located_at`` is where the sender
    says the item is from (``Aubrin, Quelland``). ``language``: German copy sets towns small.
    """
    houses = (agency,) if agency else ()
    foreign = read_foreign(text, at, end)
    for read in (foreign,) if foreign else read_forms(text, at, end, houses):
        form = _settled(read)
        if _credible(form, text, end, located_at, language):
            return _dateline(form, anchor, located_at)
    return None


def find_glued(text: str, at: int, end: int, anchor: date | None) -> Dateline | None:
    """A dateline in capitals, signed by a known house, that other words were run into from before."""
    end_of_search = min(end, at + _GLUED_WITHIN)
    # Few paragraphs have a bracket before a dash: most need no slow look.
    if not _SHUT.search(text, at, end_of_search):
        return None
    match = _SIGNED.search(text, at, end_of_search)
    return find_dateline(text, match.start("form"), end, anchor) if match else None


def _dateline(form: Form, anchor: date | None, senders: str | None) -> Dateline:
    places = located(form.sites, senders)
    region, country = _region_country(form, places, senders)
    return Dateline(
        span=Span(form.start, form.end),
        places=tuple(display_name(s.name) for s in form.sites),
        region=region,
        country=country,
        date=_dated(form.day, anchor),
        agencies=form.agencies,
        located=places,
    )


def _settled(form: Form) -> Form:
    """The form with what stood in an agency's place judged: a state or country, or an unknown house."""
    if form.agencies or not form.signed:
        return _prefixed(form)
    if form.sites and area_of(form.signed):
        last = form.sites[-1]
        whole = Site(last.start, last.end, last.name, (*last.areas, form.signed))
        return _with(form, sites=(*form.sites[:-1], whole), signed="")
    if _house(form):
        return _with(form, agencies=(form.signed,))
    return form


def _prefixed(form: Form) -> Form:
    """``VMPL New Delhi [India], May 3:``: a house's initials run into the place."""
    if not form.sites or form.agencies or not form.day or not form.mark:
        return form
    site = form.sites[0]
    house, _, place = site.name.partition(" ")
    if not looks_like_agency(house) or not place or place.isupper() or not candidates(place):
        return form
    own = Site(site.start + len(house) + 1, site.end, place, site.areas)
    return _with(form, sites=(own, *form.sites[1:]), agencies=(house,))


def _with(
    form: Form,
    sites: tuple[Site, ...] | None = None,
    signed: str | None = None,
    agencies: tuple[str, ...] = (),
) -> Form:
    return Form(
        form.start,
        form.end,
        form.sites if sites is None else sites,
        form.day,
        form.signed if signed is None else signed,
        agencies,
        form.mark,
        form.headed,
    )


def _house(form: Form) -> bool:
    """Whether an unknown name in an agency's place may sign: the surer the rest, the more it may be."""
    if form.signed.upper() in LABELS or not form.mark:
        return looks_like_agency(form.signed) and known(form.sites)
    if form.day:
        return bool((_HOUSE if form.mark == ":" else _NAMED_HOUSE).fullmatch(form.signed))
    if form.sites:
        shouted = all(s.name.isupper() for s in form.sites)
        pattern = _NAMED_HOUSE if shouted else _HOUSE
        if not (pattern.fullmatch(form.signed) or _HOUSE.fullmatch(form.signed)):
            return False
        if known(form.sites):
            return True
        return shouted and form.mark != ":" and looks_like_agency(form.signed)
    return bool(_HOUSE.fullmatch(form.signed)) and not form.signed.isupper()


def _dated(day: tuple[int, int, int | None] | None, anchor: date | None) -> date | None:
    if day is None:
        return None
    month, number, year = day
    if not month:
        return _day_alone(number, anchor)
    if year is not None:
        return make_date(year, month, number)
    return last_date(month, number, anchor, _AHEAD) if anchor else None


def _day_alone(number: int, anchor: date | None) -> date | None:
    """``［東京　３日　…］``: the last such day of a month, tomorrow's included."""
    if anchor is None:
        return None
    days = (anchor + timedelta(days=1 - back) for back in range(32))
    return next((d for d in days if d.day == number), None)


def _credible(form: Form, text: str, end: int, senders: str | None, language: str | None) -> bool:
    if form.day and make_date(form.day[2] or 2024, form.day[0] or 1, form.day[1]) is None:
        return False
    if _TWEETED.search(text, max(form.end, end - 60), end):
        return False
    if form.agencies:
        return _signed(form, text, end)
    if form.day and not form.mark and not form.signed:
        return _on_its_line(form, text)
    rest = text[form.end : min(end, form.end + 40)].strip()
    if form.signed or not form.sites or not form.mark or not rest or rest[0].islower():
        return False
    if form.day:
        return _plausible(form)
    return _bare(form, text, end, language) or _unheard_of(form, text, end, senders)


def _signed(form: Form, text: str, end: int) -> bool:
    """With an agency little more is needed: a mark, a day or a known place, and copy behind it."""
    rest = text[form.end : form.end + 40].strip()
    if not rest or (rest[0].islower() and not form.mark):
        return False
    if form.headed and form.sites:
        return known(form.sites) and not LABELS.intersection(form.sites[0].name.upper().split())
    if known(form.sites):
        return True
    if form.sites:
        return bool(form.mark or form.day) and _may_be_place(form)
    return bool(form.mark or form.day) or (form.headed and form.end < end)


def _may_be_place(form: Form) -> bool:
    """No list knows the place: neither what the initials stand for (``Veldorian Press (VP)``) nor a person."""
    name = form.sites[0].name
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    if initials.endswith(form.signed):
        return False
    plain = not form.day and not form.sites[0].areas and form.mark
    return not plain or name.isupper() or " " not in name


def _on_its_line(form: Form, text: str) -> bool:
    """``Chandigarh, July 7``: a known place and a day, alone on a line above the copy."""
    behind = text[form.end : form.end + 40]
    return (
        len(form.sites) == 1 and known(form.sites) and behind[:1] == "\n" and not behind.isspace()
    )


def _plausible(form: Form) -> bool:
    """Dated, not signed: ``Dubai, May 10:``; a place no list knows only where nothing else is written."""
    first = form.sites[0].name
    if known(form.sites) or first.isupper():
        return not LABELS.intersection(first.upper().split())
    words = first.upper().split()
    return form.mark == ":" and len(words) == 1 and not {*LABELS, *_OTHER_DAYS}.intersection(words)


def _unheard_of(form: Form, text: str, end: int, senders: str | None) -> bool:
    """``ORSKELL - The ferry …``: capitals and a spaced dash, of a place no gazetteer knows.

    More than one word only where the sender or the copy names the place too, or a word of it says
    what it is (``SILVER MEADOWS``).
    """
    place = form.sites[0].name
    opening = text[form.start : form.end]
    if (
        form.mark in ("", ":")
        or form.sites[0].areas
        or len(form.sites) > 1
        or not place.isupper()
        or not opening.removesuffix(form.mark)[-1:].isspace()
        or end - form.end < _SENTENCE
        or LABELS.intersection(place.split())
    ):
        return False
    if any(c.kind in "CW" for c in candidates(place)):
        return False
    words = place.split()
    if same_place(place, senders) or (len(words) > 1 and TOPONYMIC.intersection(words)):
        return True
    if _named_in(text[: form.start + _SEARCHED], place):
        return True
    return len(words) == 1 and _wordlike(place) and place.lower() not in text[:_SEARCHED]


def _named_in(text: str, place: str) -> bool:
    return re.search(rf"\b{re.escape(display_name(place))}\b", text) is not None


def _wordlike(place: str) -> bool:
    """Long enough, and with enough vowels, to be no abbreviation."""
    vowels = sum(c in "AEIOUYÄÖÜÉÈÁÍÓÚÅØÆ" for c in place)
    return place.isalpha() and len(place) >= 5 and vowels >= 2


def _bare(form: Form, text: str, end: int, language: str | None) -> bool:
    """Neither agency nor date: ``TOKYO —``, ``KRAMATORSK, Ukraine —``, ``Mumbai: The …``."""
    shouted = all(s.name.isupper() for s in form.sites)
    areas = any(site.areas for site in form.sites)
    first = form.sites[0].name
    if first.startswith(_AFLOAT) and (shouted or areas):
        return " " in first
    if form.mark == ":":
        return not areas and _labels_copy(form, text, end)
    if form.mark == "-" and not areas and not text[form.end - 2 : form.end - 1].isspace():
        return False
    if not known(form.sites):
        return _german_village(form, text, language)
    if shouted or _shouted_enough(form):
        return True
    if first in WORDY or _apposed(text, form, end):
        return False
    return areas or form.mark in "—–】］" or len(form.sites) > 1 or language == "de"


def _shouted_enough(form: Form) -> bool:
    """``McALLEN, Texas —``."""
    return all(s.name[2:].isupper() and len(s.name) > 4 for s in form.sites)


def _german_village(form: Form, text: str, language: str | None) -> bool:
    """``Gundelfeld - Die …`` in German copy that names the village again."""
    if language != "de" or len(form.sites) > 1 or form.sites[0].areas:
        return False
    name = form.sites[0].name
    if not any(c.country in ("DE", "AT", "CH") for c in candidates(name)):
        return False
    return _named_in(text[form.end : form.end + _SEARCHED], name)


def _labels_copy(form: Form, text: str, end: int) -> bool:
    """``Mumbai: The …``: a city, with a sentence behind it, no headline, no line of a list, no speaker's words."""
    first = form.sites[0].name
    city = town(first)
    if city is None or city.population < _LABEL_POPULATION or first in WORDY or "." in first:
        return False
    behind = text[form.end : min(len(text), end + 80, form.end + 2000)]
    line, _, following = behind.partition("\n")
    ends = line.rstrip()[-1:] in '.”"’)…' or len(line) > 300
    return len(line) >= _CLAUSE and ends and not _LIST_ENTRY.match(following)


def _apposed(text: str, form: Form, end: int) -> bool:
    """``Charlotte — Mary's sister — left``: the dash has its pair in the same sentence."""
    sentence = text[form.end : min(end, form.end + 250)].split(". ")[0]
    return f" {form.mark} " in sentence


def _region_country(
    form: Form, places: tuple[Place, ...], senders: str | None
) -> tuple[str | None, str | None]:
    """(region, country) of the first place: as written behind it, else as the gazetteer has it."""
    region = country = None
    for written in form.sites[0].areas if form.sites else ():
        area = area_of(written)
        if area is None:
            region, country = (written, country) if country else (region, written)
        elif area.region:
            region, country = area.region, country or area.name
        else:
            country = area.name
    if country is None and places:
        area = senders_area(places[0].name, senders)
        country = area.name if area else country_name(places[0].country or "")
    return region, country
