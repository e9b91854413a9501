"""The article a page describes to machines: schema.org in JSON-LD, mended where it is broken, else microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from copytaster.formats.jsontext import whole_characters
from copytaster.formats.names import Element, line
from copytaster.words import wordset

Object = dict[str, Any]
_ARTICLES = wordset(
    "NewsArticle Article ReportageNewsArticle BlogPosting AnalysisNewsArticle "
    "OpinionNewsArticle ReviewNewsArticle BackgroundNewsArticle AskPublicNewsArticle "
    "LiveBlogPosting AdvertiserContentArticle SatiricalArticle TechArticle Report Review "
    "SocialMediaPosting"
)
# What hangs below an article and is another one.
_OTHERS = wordset(
    "liveBlogUpdate comment review hasPart isPartOf itemListElement relatedLink mentions citation"
)
_MAX_JSON = 1 << 20
_MAX_NODES = 5000
_MAX_PROPERTIES = 500
_MAX_VALUES = 50
_OPENINGS = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "/*]]>*/", "]]>")
_LOOSE_COMMA = re.compile(r",\s{0,200}([}\]])")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class Structured:
    """The article's own object (empty where there is none), and every object that has an ``@id``."""

    article: Object = field(default_factory=dict)
    by_id: dict[str, Object] = field(default_factory=dict)

    def resolved(self, value: Any) -> Any:
        """What a reference (an object with nothing but an ``@id``) refers to; any other value as it is."""
        if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def structured(page: Element, scripts: list[Element], address: str | None) -> Structured:
    """The article of a page in its scripts; of several the one that says most, or that it is at ``address``."""
    found = Structured()
    best = 0
    for script in scripts:
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        for node, is_own in _nodes(decoded(script.text[:_MAX_JSON])):
            if isinstance(node.get("@id"), str) and len(node) > 2:
                found.by_id[node["@id"]] = node
            richness = _richness(node, address) if is_own and types(node) & _ARTICLES else 0
            if richness > best:
                best, found.article = richness, node
    if not best:
        found.article = _microdata(page)
    return found


def decoded(text: str) -> list[Any]:
    """The JSON values in a script: wrapped in comments, one after the other, with commas too many or cut off."""
    text = text.strip()
    for opening, closing in zip(_OPENINGS, _CLOSINGS, strict=True):
        text = text.removeprefix(opening).removesuffix(closing).strip()
    if text.lstrip()[:6] in ("{&quot", "[&quot"):
        text = text.replace("&quot;", '"')
    text = whole_characters(text)
    values, at = _values(text)
    if at < len(text.rstrip(" ;\r\n\t")) and "," in text:
        mended, _ = _values(_LOOSE_COMMA.sub(r"\1", text))
        values = mended if len(mended) > len(values) else values
    return values


def _values(text: str) -> tuple[list[Any], int]:
    values: list[Any] = []
    at = 0
    while len(values) < _MAX_VALUES:
        while at < len(text) and text[at] in " \t\r\n;,\ufeff":
            at += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values, at


def _nodes(values: list[Any]) -> Iterator[tuple[Object, bool]]:
    """The objects, outermost first, each with whether it may be the page's own."""
    stack: list[tuple[Any, bool]] = [(value, True) for value in reversed(values)]
    seen = 0
    while stack and seen < _MAX_NODES:
        (node, is_own), seen = stack.pop(), seen + 1
        if isinstance(node, dict):
            yield node, is_own
            stack.extend((v, is_own and k not in _OTHERS) for k, v in reversed(list(node.items())))
        elif isinstance(node, list):
            stack.extend((v, is_own) for v in reversed(node))


def types(node: Object) -> set[str]:
    """The local names of an object's types."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {k.rpartition("/")[2] for k in kinds if isinstance(k, str)}


def _richness(node: Object, address: str | None) -> int:
    said = sum(bool(node.get(k)) for k in ("headline", "datePublished", "author", "articleBody"))
    places = (
        string(node.get("url")),
        string(node.get("mainEntityOfPage")),
        string(node.get("@id")),
    )
    is_here = bool(address) and any(p.partition("#")[0] == address for p in places if p)
    return 1 + said + 3 * is_here


def string(value: Any) -> str:
    """A property as a string: an object's name, a list's first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("@value") or value.get("@id")
    return value.strip() if isinstance(value, str) else ""


def _microdata(page: Element) -> Object:
    """The first article in microdata, as JSON-LD would say it; nested objects one level deep."""
    scopes = cast(
        "list[Element]", page.xpath("//*[@itemscope and contains(@itemtype, 'schema.org')]")
    )
    scope = next((s for s in scopes if _kind(s) in _ARTICLES), None)
    if scope is None:
        return {}
    found: Object = {"@type": _kind(scope)}
    inner: dict[Element, Object] = {scope: found}
    marked = cast("list[Element]", scope.xpath(".//*[@itemprop]"))
    for element in marked[:_MAX_PROPERTIES]:
        owner = inner.get(_scope_above(element, scope))
        if owner is not None:
            value = _value(element)
            if isinstance(value, dict):
                inner[element] = value
            for name in (element.get("itemprop") or "").split()[:5]:
                _add(owner, name, value)
    return found


def _kind(element: Element) -> str:
    return (element.get("itemtype") or "").strip().rpartition("/")[2]


def _scope_above(element: Element, scope: Element) -> Element:
    for above in element.iterancestors():
        if above is scope or above.get("itemscope") is not None:
            return above
    return scope


def _value(element: Element) -> Any:
    if element.get("itemscope") is not None:
        return {"@type": _kind(element)}
    sent = next((v for k in ("content", "datetime", "href", "src") if (v := element.get(k))), None)
    return (sent or line(element))[:_MAX_JSON]


def _add(owner: Object, name: str, value: Any) -> None:
    if name not in owner:
        owner[name] = value
    elif isinstance(owner[name], list):
        owner[name].append(value)
    else:
        owner[name] = [owner[name], value]
