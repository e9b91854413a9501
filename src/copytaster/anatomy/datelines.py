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
from datetime import date

from copytaster.anatomy.agencies import AGENCIES, looks_like_agency
from copytaster.anatomy.calendar import make_date, nearest_date
from copytaster.anatomy.dateline_forms import CAPITALS, Form, Site, read_form
from copytaster.anatomy.dateline_places import (
    area_of,
    display_name,
    known,
    located,
    same_place,
    senders_area,
    town,
)
from copytaster.anatomy.gazetteer import candidates, country_name
from copytaster.anatomy.lexicon import LABELS, TOPONYMIC
from copytaster.anatomy.place_words import WORDY
from copytaster.model import Dateline, Place, Span

# A sentence, not a line of a list, stands behind such a place; so far it is sought elsewhere in the copy.
_SENTENCE, _SEARCHED = 40, 20_000
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
    form = read_form(text, at, end, (agency,) if agency else ())
    if form is None:
        return None
    form = _settled(form)
    if not _credible(form, text, end, located_at, language):
        return None
    return _dateline(form, anchor, located_at)


def find_glued(text: str, at: int, end: int, anchor: date | None) -> Dateline | None:
    """A dateline in capitals, signed by a known house, that other words were run into from before."""
    match = _SIGNED.search(text, at, min(end, at + _GLUED_WITHIN))
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
        return form
    if form.sites and area_of(form.signed):
        last = form.sites[-1]
        whole = Site(last.start, last.end, last.name, (*last.areas, form.signed))
        return _with(form, sites=(*form.sites[:-1], whole), signed="")
    if _house(form):
        return _with(form, agencies=(form.signed,))
    return form


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
    if year is not None:
        return make_date(year, month, number)
    return nearest_date(month, number, anchor) if anchor else None


def _credible(form: Form, text: str, end: int, senders: str | None, language: str | None) -> bool:
    if form.day and make_date(form.day[2] or 2024, form.day[0], form.day[1]) is None:
        return False
    if _TWEETED.search(text, max(form.end, end - 60), end):
        return False
    if form.agencies:
        return _signed(form, text, end)
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
    if known(form.sites):
        return bool(form.mark or form.day or form.end < end or form.sites[0].areas)
    if form.sites:
        return bool(form.mark or form.day)
    return bool(form.mark or form.day) or (form.headed and form.end < end)


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
        return town(first) is not None and not areas and not _in_list(text, end)
    if form.mark == "-" and not areas and not text[form.end - 2 : form.end - 1].isspace():
        return False
    if not known(form.sites):
        return _german_village(form, text, language)
    if shouted or _shouted_enough(form):
        return True
    if first in WORDY or _apposed(text, form, end):
        return False
    return areas or form.mark in "—–" or len(form.sites) > 1 or language == "de"


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


def _in_list(text: str, end: int) -> bool:
    """``Boston: Celtics 110`` among lines of the same cut."""
    return _LIST_ENTRY.match(text, end, min(len(text), end + 80)) is not None


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
