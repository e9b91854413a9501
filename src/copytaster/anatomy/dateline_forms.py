"""The form of a dateline, as every house sets it: what stands where, before anything is believed.

::

    (ANSA) - ROMA, 3 MAR -         head, sites, day, mark
    HOLLYWOOD, Fla./SAN JUAN, Puerto Rico (Reuters) -
    Lucknow (Uttar Pradesh) [India], May 19 (ANI):
    MOSCOW, March 3. /TASS/.       LONDON--(BUSINESS WIRE)--
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copytaster.anatomy.agencies import agency_name, agency_names
from copytaster.anatomy.calendar import month_number
from copytaster.anatomy.regions import region_of

#: No dateline is longer; the patterns never see more.
LONGEST = 180
#: Capitals of the Latin, Greek and Cyrillic scripts.
CAPITALS = "".join(c for c in map(chr, range(0x530)) if c.isupper())

#: Small words inside places' names: Rio de Janeiro, Bosnia and Herzegovina.
JOINERS = ("de", "del", "della", "la", "las", "los", "le", "da", "do", "dos", "du", "al", "el", "of", "the", "upon", "on", "sur", "am", "an", "der", "in", "di", "and", "i", "y")  # fmt: skip
_JOINED = "|".join(JOINERS)
# A word before a number is a month, or no place; a capital "AND" parts two places.
_WORD = (
    rf"(?!AND\b|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|[^\W\d_]{{3,10}}\.?[ \u00a0]\d{{1,2}}(?!\d|[ .]{{1,2}}[a-zа-яёії]{{3}}))(?:[dDlL]['’])?[{CAPITALS}][\w'’\u00ad]{{0,24}}"
    rf"(?:(?!(?<=[{CAPITALS}]{{2}})-[A-Z][a-z])[.-](?=\w)[\w'’\u00ad]{{1,24}}){{0,5}}\.?"
)
_PLACE = rf"{_WORD}(?:[ \u00a0](?:(?:{_JOINED})[ \u00a0]){{0,2}}{_WORD}){{0,4}}"
# A state or country behind a place: in brackets of either kind, or behind a comma.
_AREA = rf"[ ]?\((?P<paren>[^()\[\]\n]{{2,40}})\)(?=[ ]?[\[,(/])|[ ]?\[(?P<bracket>[^\[\]\n]{{2,40}})\]|,[ \u00a0]?(?P<comma>{_PLACE})"
_ANY_AREA = re.sub(r"\?P<\w+>", "?:", _AREA)
_SITE = rf"{_PLACE}(?:[ ]AND[ ]{_PLACE})?(?:{_ANY_AREA}){{0,3}}"
_SITES = re.compile(rf"{_SITE}(?:(?:,?/|[ ]/[ ]){_SITE}){{0,3}}")
_NAMES = re.compile(rf"(?P<name>{_PLACE})(?:[ ]AND[ ](?P<second>{_PLACE}))?")
_AREAS = re.compile(_AREA)
# "FERGUSON Mo.": the comma is lost.
_STATE_BEHIND = re.compile(
    rf"(?P<name>[{CAPITALS} .'-]{{4,30}}?) (?P<state>(?:[A-Z]\.){{2}}|[A-Z][a-z]+\.)$"
)
_SPLIT = re.compile(r",?/|[ ]/[ ]")
_AND = re.compile(r"[ ](?:and|&)[ ]")

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_YEAR = r"(?:,?\s(?:de\s)?(?P<year>[12]\d{3})(?!\d))?"
_DAYS = (
    re.compile(
        rf"[,.]?\s?{_WEEKDAY}(?P<month>[^\W\d_]{{3,10}})\.?[ \u00a0]?(?P<day>\d{{1,2}})"
        rf"(?:st|nd|rd|th)?(?!\d|[:.]\d){_YEAR}"
    ),
    re.compile(
        rf"[,.]?\s?{_WEEKDAY}(?:le\s|den\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?[ \u00a0]?(?:de\s|di\s)?"
        rf"(?P<month>[^\W\d_]{{3,10}})(?:\.(?![ ]?[-–—]?[ ]?$))?{_YEAR}"
    ),
    re.compile(r"[,.]?\s?(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>[12]\d{3})(?!\d)"),
    re.compile(r"[,.]?\s?(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
)
_HEAD = re.compile(r"\(\s?(?P<agency>[^\W\d_][^()\[\]\n]{1,24}?)\s?\)\s?(?:(?:--?|[–—])\s)?")
_AGENCIES = (
    re.compile(r"[,.]?\s{0,2}(?:--|—)?\(\s?(?P<agency>@?[^\W\d_][^()\[\]\n]{1,40}?)\s?\)\*{0,2}"),
    re.compile(r"[,.]?\s?/(?P<agency>[^\W\d_][^/\n]{1,24})/"),
)
_BARE_AGENCY = re.compile(
    r"[,.]?\s(?:[–—-]\s)?(?P<agency>[^\W\d_][\w.]{1,12}(?:[ ][^\W\d_]\w{1,12})?)(?=[ ]?[-–—]|\.\s|\n)"
)
_MARK = re.compile(r"[\s]?(?:\.?\s?(?:--?-?|[—–―]{1,2}|_)(?!\d)|:(?!\d))")
# Words in small print right behind the first: neither day nor house nor mark stands there, nearly every paragraph opens so.
_RUNS_ON = re.compile(r",? [a-z]+ [a-z]+ [a-z]")
_STOP = re.compile(r"\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Site:
    """A place as written, where it stands, and the state or country written behind it."""

    start: int
    end: int
    name: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form of a dateline at ``start``..``end``.

    ``signed`` are the names in the place of an agency, known or not; ``agencies`` those known.
    ``day`` is (month, day of month, year or None); ``mark`` the dash, colon or stop that ends it.
    ``headed`` says that the agency stands first.
    """

    start: int
    end: int
    sites: tuple[Site, ...] = ()
    day: tuple[int, int, int | None] | None = None
    signed: str = ""
    agencies: tuple[str, ...] = ()
    mark: str = ""
    headed: bool = False


def read_forms(text: str, at: int, end: int, known: tuple[str, ...] = ()) -> tuple[Form, ...]:
    """What a dateline that opens ``text[at:end]`` may be, the longest form first; empty where there is none."""
    window = text[at : min(end, at + LONGEST)]
    head = _HEAD.match(window)
    if head and (names := agency_names(head["agency"], known)):
        whole = _tail(window, at, head.end(), (head["agency"], names), known)
        alone = _signed_only(window, at, head, names)
        return (whole, alone) if whole and whole.sites and whole.mark else (alone,)
    form = _tail(window, at, 0, ("", ()), known) or _unknown_head(window, at, head)
    return (form,) if form else ()


def _signed_only(window: str, at: int, head: re.Match[str], names: tuple[str, ...]) -> Form:
    """``(Reuters) -``, ``(CNN)``: an agency, no place."""
    shut = window.index(")", head.start()) + 1
    mark = _MARK.match(window, shut)
    end = mark.end() if mark else shut
    return Form(at, at + end, (), None, head["agency"], names, _trimmed(mark), True)


def _unknown_head(window: str, at: int, head: re.Match[str] | None) -> Form | None:
    """``(Newsquill.com) —``: in the form of an agency that no list knows, with a mark."""
    if head is None:
        return None
    form = _signed_only(window, at, head, ())
    return form if form.mark else None


def _tail(
    window: str, at: int, begin: int, signed: tuple[str, tuple[str, ...]], known: tuple[str, ...]
) -> Form | None:
    """Sites, day, agency and mark from ``begin`` on, in whatever order the house has them."""
    found = _SITES.match(window, begin)
    if found and not signed[0] and _is_prose(found):
        return None
    sites = _sites(found, at) if found else ()
    pos = found.end() if found else begin
    headed = bool(signed[1])
    day = None
    if sites and not signed[0] and (bare := _trailing_house(sites[-1], known)):
        sites, signed = (*sites[:-1], bare[0]), bare[1]
    for _ in range(3):
        if day is None and (dated := _day(window, pos)):
            day, pos = dated
        elif not signed[0] and (agency := _agency(window, pos, known, day is not None)):
            signed, pos = agency[:2], agency[2]
        else:
            break
    mark = _MARK.match(window, pos) or (_STOP.match(window, pos) if signed[0] else None)
    if mark and sites and day is None and (later := _dated_behind(window, mark.end())):
        day, mark = later
    if not sites and not signed[0] and day is None:
        return None
    stop = mark.end() if mark else pos
    return Form(
        at + begin if not headed else at,
        at + stop,
        sites,
        day,
        signed[0],
        signed[1],
        _trimmed(mark),
        headed,
    )


def _is_prose(found: re.Match[str]) -> bool:
    """Whether a sentence goes on behind what could be a place without its country: such a form would say nothing."""
    if _RUNS_ON.match(found.string, found.end()) is None:
        return False
    return not any(mark in found[0] for mark in ",([")


def _dated_behind(
    window: str, pos: int
) -> tuple[tuple[int, int, int | None], re.Match[str]] | None:
    """``LONDON – May 3, 2025 –``: the day stands between two marks."""
    dated = _day(window, pos)
    mark = _MARK.match(window, dated[1]) if dated else None
    return (dated[0], mark) if dated and mark else None


def _trailing_house(
    site: Site, known: tuple[str, ...]
) -> tuple[Site, tuple[str, tuple[str, ...]]] | None:
    """``Tehran, IRNA –``: a house in the place of the country."""
    written = site.areas[-1] if site.areas else ""
    name = agency_name(written, known)
    if name is None or region_of(written):
        return None
    return Site(site.start, site.end, site.name, site.areas[:-1]), (written, (name,))


def _trimmed(mark: re.Match[str] | None) -> str:
    return mark.group().strip() if mark else ""


def _sites(found: re.Match[str], at: int) -> tuple[Site, ...]:
    sites: list[Site] = []
    start = found.start()
    for cut in [*_SPLIT.finditer(found.string, found.start(), found.end()), None]:
        end = cut.start() if cut else found.end()
        sites += _parted(found.string, start, end, at)
        start = cut.end() if cut else end
    return tuple(sites)


def _parted(window: str, start: int, end: int, at: int) -> list[Site]:
    """One site between slashes, or two that "and" joins."""
    part = _NAMES.match(window, start, end)
    if part is None:
        return []
    behind = _AREAS.finditer(window[: end + 1], part.end())
    areas = tuple((a["paren"] or a["bracket"] or a["comma"]).strip() for a in behind)
    names = [_span(part, "name", at)]
    if not areas and (short := _STATE_BEHIND.match(part["name"])) and region_of(short["state"]):
        names = [(names[0][0], names[0][0] + short.end("name"), short["name"])]
        areas = (short["state"],)
    if part["second"]:
        names.append(_span(part, "second", at))
    elif (joint := _AND.search(part["name"])) and part["name"].replace(" and ", " ").isupper():
        a, b, _ = names[0]
        first, second = joint.span()
        names = [
            (a, a + first, part["name"][:first]),
            (a + second, b, part["name"][second:]),
        ]
    return [Site(a, b, name, areas) for a, b, name in names]


def area_behind(text: str, at: int, end: int) -> bool:
    """Whether a state or country seems to be written behind a place that ends at ``at``."""
    match = _AREAS.match(text, at, end)
    return match is not None and not agency_name(match[match.lastgroup or 0])


def _span(part: re.Match[str], group: str, at: int) -> tuple[int, int, str]:
    start, end = part.span(group)
    name = part[group]
    if name.endswith(".") and len(name) > 5 and "." not in name[:-1]:
        name, end = name[:-1], end - 1  # "Moscow. March 3."
    return at + start, at + end, name


def _day(window: str, pos: int) -> tuple[tuple[int, int, int | None], int] | None:
    for pattern in _DAYS:
        match = pattern.match(window, pos)
        if match is None:
            continue
        month = int(match["month"]) if match["month"].isdigit() else month_number(match["month"])
        if month and 1 <= month <= 12:
            year = int(match["year"]) if match["year"] else None
            return (month, int(match["day"]), year), match.end()
    return None


def _agency(
    window: str, pos: int, known: tuple[str, ...], dated: bool
) -> tuple[str, tuple[str, ...], int] | None:
    for pattern in _AGENCIES:
        if match := pattern.match(window, pos):
            written = match["agency"].removeprefix("@")
            return written, agency_names(written, known), match.end()
    bare = _BARE_AGENCY.match(window, pos) if dated or pos else None
    if bare and (name := agency_name(bare["agency"], known)):
        return bare["agency"], (name,), bare.end()
    return None
