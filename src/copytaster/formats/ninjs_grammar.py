"""What ninjs allows, version by version: the properties, their types, and when each came.

Read off IPTC's JSON Schemas 1.0 to 3.1 (iptc.org/std/ninjs). Formats of strings are
not held against a sender: readers of dates and addresses tell of those by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

Version: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value: ``kind`` is string, number, integer or any; ``among`` its few words; ``low`` and ``high`` its range."""

    kind: str
    among: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class List:
    """An array whose members are all of one kind."""

    of: Spec


@dataclass(frozen=True, slots=True)
class Map:
    """An object whose names the sender chooses."""

    of: Spec


@dataclass(frozen=True, slots=True)
class Object:
    """An object: its properties (``None``: any at all), those it must have, those of which it must have exactly one.

    ``prefixes`` begin names that the sender may complete; ``prefixed`` is what those hold.
    """

    properties: Mapping[str, Spec] | None = None
    required: tuple[str, ...] = ()
    exactly_one: tuple[str, ...] = ()
    clashing: tuple[tuple[str, str], ...] = ()
    prefixes: tuple[str, ...] = ()
    prefixed: Spec = Value("string")


@dataclass(frozen=True, slots=True)
class Nested:
    """A news object inside another; ``named`` where it must say its name (2.1 on)."""

    named: bool = False
    extra: tuple[str, ...] = field(default=())


Spec: TypeAlias = Value | List | Map | Object | Nested

STRING, NUMBER, INTEGER, ANY = (Value(k) for k in ("string", "number", "integer", "any"))
PERCENT = Value("integer", low=0, high=100)
URGENCY = Value("integer", low=1, high=9)
STATUS = Value("string", ("usable", "withheld", "canceled"))
# A date of which the end may be missing: 2024, 2024-02, 2024-02-29T18:00:00Z.
PARTIAL_DATE = Value(
    "string",
    pattern=re.compile(
        r"^-?\d{4,9}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
        r"(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?$"
    ),
)
GEOJSON = Object({
    "type": Value("string", (
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
        "GeometryCollection", "Feature", "FeatureCollection")),
    "coordinates": List(ANY), "geometries": List(ANY), "features": List(ANY), "geometry": ANY,
    "properties": ANY, "bbox": List(NUMBER), "id": ANY,
}, required=("type",))  # fmt: skip
_TYPES = ("text", "audio", "video", "picture", "graphic", "composite")
_ADDRESS = Object({
    "lines": List(STRING), "locality": STRING, "area": STRING, "postalcode": STRING, "country": STRING,
})  # fmt: skip
_CONTACT = Object(
    {**dict.fromkeys(("type", "role", "lang", "name", "value"), STRING), "address": _ADDRESS},
    exactly_one=("value", "address"),
)
_ADVICE = Object({
    "role": Value("string", ("publish",)), "environments": List(Object()),
    "importance": Object({"code": STRING, "scheme": STRING}),
    "lifetime": Object({"code": STRING, "scheme": STRING}),
})  # fmt: skip


def _strings(*names: str) -> dict[str, Spec]:
    return dict.fromkeys(names, STRING)


@cache
def grammar(version: Version, *, dev: bool = False) -> Object:
    """The news object of a version; ``dev`` with what IPTC's development branch adds."""
    made = (_first, _second, _third)[version[0] - 1](version[1])
    if not dev:
        return made
    properties = {**(made.properties or {}), "advices": List(_ADVICE)}
    return Object(properties, made.required, prefixes=made.prefixes)


def _first(minor: int) -> Object:
    """1.x: one headline, bodies and descriptions by suffix, concepts by scheme and code."""
    concept = _strings("name", "rel", "scheme", "code")
    whom = concept | ({"contactinfo": List(_CONTACT)} if minor >= 5 else {})
    symbols = _strings("ticker", "exchange", *(("symboltype", "symbol") if minor >= 5 else ()))
    graded = {"creator": STRING, "relevance": PERCENT, "confidence": PERCENT} if minor >= 5 else {}
    measures = dict.fromkeys(("height", "width", "sizeinbytes"), NUMBER)
    measures |= {"duration": NUMBER, "format": STRING} if minor >= 2 else {}
    place = Object(whom, prefixes=("geometry_",) if minor >= 1 else (), prefixed=Object())
    found: dict[str, Spec] = {
        **_strings("uri", "mimetype", "profile", "version", "versioncreated", "embargoed",
                   "copyrightholder", "copyrightnotice", "language", "byline", "headline", "located"),
        "type": Value("string", (*_TYPES, *(("component",) if minor >= 2 else ()))),
        "representationtype": Value("string", ("complete", "incomplete")),
        "pubstatus": STATUS,
        "person": List(Object(whom)),
        "organisation": List(Object({**whom, "symbols": List(Object(symbols))})),
        "place": List(place),
        "subject": List(Object({**concept, **graded})),
        "event": List(Object(concept)),
        "object": List(Object(concept)),
        "renditions": Map(Object({**_strings("href", "mimetype", "title"), **measures})),
        "associations": Map(Nested()),
    }  # fmt: skip
    if minor >= 1:
        found |= {"urgency": NUMBER, "usageterms": STRING}
    if minor >= 2:
        found |= _strings("firstcreated", "ednote", "title", "slugline")
        found |= {"infosource": List(Object(whom)), "charcount": NUMBER, "wordcount": NUMBER}
    if minor >= 3:
        found |= {
            "altids": Object(), "genre": List(Object(concept)),
            "trustindicator": List(Object(_strings("scheme", "code", "title", "href"))),
            "$standard": Object(_strings("name", "version", "schema")),
        }  # fmt: skip
    if minor >= 4:
        found |= {
            **_strings("contentcreated", "expires"),
            "rightsinfo": _rights("langid", "linkedrights", "encodedrights"),
        }
    if minor >= 6:
        found["digitalsourcetype"] = Object(_strings("name", "uri", "literal"))
    prefixes = ("body_", "description_", *(("headline_",) if minor >= 3 else ()))
    return Object(found, ("uri",), prefixes=prefixes)


def _rights(language: str, linked: str, encoded: str) -> Object:
    return Object(_strings(language, linked, encoded), exactly_one=(linked, encoded))


def _second(minor: int) -> Object:
    """2.x: lists of roles for headlines, bodies and descriptions; concepts by uri."""
    found = _roles(integer=NUMBER, camel=False)
    found |= {
        **_strings("versioncreated", "firstcreated", "contentcreated", "embargoed", "copyrightholder",
                   "copyrightnotice", "usageterms", "ednote"),
        "type": Value("string", (*_TYPES, "component")),
        "representationtype": Value("string", ("full", "partial")),
        "pubstatus": STATUS, "urgency": NUMBER,
        "rightsinfo": _rights("langid", "linkedrights", "encodedrights"),
        "renditions": List(Object({
            **_strings("name", "href", "contenttype", "title", "format"),
            **dict.fromkeys(("height", "width", "sizeinbytes", "duration"), NUMBER)}, ("name",))),
        "associations": List(Nested(named=minor >= 1, extra=("name",))),
    }  # fmt: skip
    if minor >= 1:
        found["expires"] = STRING
    if minor >= 2:
        found["digitalsourcetype"] = Object(_strings("name", "uri", "literal"))
    return Object(found, ("uri",))


def _third(minor: int) -> Object:
    """3.x: camel case, events and plans."""
    found = _roles(integer=INTEGER, camel=True)
    kinds = Value("string", (*_TYPES, "component", "event", "planning"))
    renditions = List(_camel_rendition())
    found |= {
        **_strings("versionCreated", "firstCreated", "contentCreated", "embargoedUntil", "expires",
                   "copyrightHolder", "copyrightNotice", "usageTerms", "edNote"),
        "type": kinds, "representationType": Value("string", ("full", "partial")),
        "pubStatus": STATUS, "urgency": URGENCY,
        "rightsInfo": _rights("langId", "linkedRights", "encodedRights"),
        "renditions": renditions,
        "associations": List(Nested(named=True, extra=("name", "rel"))),
        "eventDetails": Object({
            **_strings("eventStatus", "plannedCoverageStatus"), "dates": _dates(), "organiser": Object()}),
        "plannedCoverage": List(_plan(kinds, renditions)),
    }  # fmt: skip
    if minor >= 1:
        found["digitalSourceType"] = Object(_strings("name", "uri", "literal"))
    return Object(found, ("uri",))


def _roles(integer: Value, *, camel: bool) -> dict[str, Spec]:
    """What 2.x and 3.x share but for the spelling of their names."""
    kind, count = ("contentType", "Count") if camel else ("contenttype", "count")
    contact = "contactInfo" if camel else "contactinfo"
    entry = Object(_strings("role", kind, "value"), ("value",))
    body = Object(
        {**_strings("role", kind, "value"), f"char{count}": integer, f"word{count}": integer},
        ("value",),
    )
    concept = _strings("name", "rel", "uri", "literal")
    whom: dict[str, Spec] = {**concept, contact: List(Object(exactly_one=("value", "address")))}
    symbols = _strings("ticker", "exchange", "symbol", "symbolType" if camel else "symboltype")
    graded: dict[str, Spec] = {"creator": STRING, "relevance": PERCENT, "confidence": PERCENT}
    return {
        **_strings("uri", "profile", "version", "language", "title", "by", "slugline", "located"),
        "headlines": List(entry), "descriptions": List(entry), "bodies": List(body),
        "people": List(Object(whom)), "places": List(Object({**whom, "geoJSON" if camel else "geojson": GEOJSON})),
        "organisations": List(Object({**whom, "symbols": List(Object(symbols))})),
        "subjects": List(Object({**concept, **graded})), "objects": List(Object(concept)),
        "events": List(Object({**concept, "id": STRING})), "genres": List(Object(concept)),
        "infoSources" if camel else "infosources": List(Object({**whom, "role": STRING})),
        "altIds" if camel else "altids": List(Object(_strings("role", "value"))),
        "trustIndicators" if camel else "trustindicators": List(Object(_strings("role", "title", "href"))),
        "standard": Object(_strings("name", "version", "schema")),
    }  # fmt: skip


def _camel_rendition() -> Object:
    integers = dict.fromkeys(("width", "height", "sizeInBytes"), INTEGER)
    numbers = dict.fromkeys(("duration", "frameRate"), NUMBER)
    words = _strings("name", "href", "contentType", "title", "format", "aspectRatio", "videoCodec",
                     "transportProtocol", "bitrate")  # fmt: skip
    scan = Value("string", ("progressive", "interlaced"))
    poi = Object({"x": INTEGER, "y": INTEGER})
    return Object({**words, **integers, **numbers, "scanType": scan, "poi": poi}, ("name",))


def _dates() -> Object:
    return Object(
        {**_strings("startDate", "endDate", "expectedDuration"), "expectedStartDate": PARTIAL_DATE,
         "expectedEndDate": PARTIAL_DATE, "recurrence": Object()},
        clashing=(("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")),
    )  # fmt: skip


def _plan(kinds: Value, renditions: List) -> Object:
    return Object({
        **_strings("uri", "title", "edNote", "language"), "pubStatus": STATUS, "type": kinds,
        "commissioned": Object(), "dates": _dates(), "urgency": URGENCY, "wordCount": INTEGER,
        "audiences": List(Object({"audience": STRING, "significance": INTEGER})),
        "exclAudience": List(STRING), "renditions": renditions,
        "itemCount": Object({"rangeFrom": INTEGER, "rangeTo": INTEGER}),
    })  # fmt: skip
