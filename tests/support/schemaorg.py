"""Which properties schema.org gives which types, as far as a news page uses them.

Read off schema.org's own definitions (https://schema.org/<name>, release 29):
``DOMAINS`` is each property's "Used on these types", ``RANGES`` its "Values
expected to be one of these types", ``ABOVE`` the type's parents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

ABOVE = {
    "NewsArticle": "Article", "Article": "CreativeWork", "CreativeWork": "Thing",
    "CorrectionComment": "Comment", "Comment": "CreativeWork", "ImageObject": "MediaObject",
    "MediaObject": "CreativeWork", "NewsMediaOrganization": "Organization",
    "Organization": "Thing", "Person": "Thing", "Place": "Thing",
}  # fmt: skip

# property: (types it is used on, types of its values)
PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "url": ({"Thing"}, {"URL"}),
    "name": ({"Thing"}, {"Text"}),
    "description": ({"Thing"}, {"Text"}),
    "image": ({"Thing"}, {"ImageObject", "URL"}),
    "mainEntityOfPage": ({"Thing"}, {"CreativeWork", "URL"}),
    "dateline": ({"NewsArticle"}, {"Text"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "alternativeHeadline": ({"CreativeWork"}, {"Text"}),
    "datePublished": ({"CreativeWork"}, {"DateTime"}),
    "dateModified": ({"CreativeWork"}, {"DateTime"}),
    "expires": ({"CreativeWork"}, {"DateTime"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "author": ({"CreativeWork"}, {"Person", "Organization"}),
    "editor": ({"CreativeWork"}, {"Person"}),
    "publisher": ({"CreativeWork"}, {"Person", "Organization"}),
    "creditText": ({"CreativeWork"}, {"Text"}),
    "copyrightHolder": ({"CreativeWork"}, {"Person", "Organization"}),
    "copyrightNotice": ({"CreativeWork"}, {"Text"}),
    "license": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "usageInfo": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "publishingPrinciples": ({"CreativeWork", "Organization", "Person"}, {"CreativeWork", "URL"}),
    "locationCreated": ({"CreativeWork"}, {"Place"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "citation": ({"CreativeWork"}, {"CreativeWork", "Text"}),
    "keywords": ({"CreativeWork"}, {"Text"}),
    "correction": ({"CreativeWork"}, {"CorrectionComment", "Text", "URL"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "isAccessibleForFree": ({"CreativeWork"}, {"Boolean"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "caption": ({"ImageObject", "MediaObject"}, {"Text", "MediaObject"}),
    "width": ({"MediaObject"}, {"Number"}),
    "height": ({"MediaObject"}, {"Number"}),
    "correctionsPolicy": ({"Organization"}, {"CreativeWork", "URL"}),
    "verificationFactCheckingPolicy": ({"NewsMediaOrganization"}, {"CreativeWork", "URL"}),
}
# What Google asks of an article's markup (search docs, "Article structured data").
_WANTED = ("headline", "datePublished", "dateModified", "author", "publisher")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


def kinds(name: str) -> Iterator[str]:
    """The type and those above it."""
    yield name
    if name in ABOVE:
        yield from kinds(ABOVE[name])


def faults(data: Any, at: str = "$") -> list[str]:
    """Properties that are none of their type's, values of a type that is not expected."""
    return [*_wanted(data), *_object(data, at)]


def _wanted(data: Any) -> Iterator[str]:
    if data.get("@context") != "https://schema.org" or data.get("@type") != "NewsArticle":
        yield "no NewsArticle of schema.org"
    yield from (f"no {name}" for name in _WANTED if not data.get(name))
    if len(data.get("headline", "")) > 110:
        yield "the headline is longer than 110 characters"


def _object(data: Any, at: str) -> Iterator[str]:
    name = data.get("@type", "")
    if name not in ABOVE:
        yield f"{at}: {name!r} is no type known here"
        return
    for key, value in data.items():
        if key.startswith("@"):
            continue
        used_on, expected = PROPERTIES.get(key, (set(), set()))
        if not used_on & set(kinds(name)):
            yield f"{at}: {key} is no property of {name}"
        for one in value if isinstance(value, list) else [value]:
            if not _fits(one, expected):
                yield f"{at}.{key}: {one!r} is none of {sorted(expected)}"
            elif isinstance(one, dict):
                yield from _object(one, f"{at}.{key}")


def _fits(value: Any, expected: set[str]) -> bool:
    if isinstance(value, dict):
        return bool(expected & set(kinds(value.get("@type", ""))))
    if isinstance(value, bool):
        return "Boolean" in expected
    if isinstance(value, int | float):
        return "Number" in expected
    if "DateTime" in expected:
        return bool(_MOMENT.match(value))
    is_url = isinstance(value, str) and value.startswith(("http://", "https://"))
    return bool(value) and ("Text" in expected or (is_url and "URL" in expected))
