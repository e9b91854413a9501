"""Every kind of file and answer that leaves a desk, held against what it may be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

import strict
from copytaster.publish import links
from payloads import SUM

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*\Z")
_MARKUP_KEYS = frozenset({"html", "content_html"})
_ADDRESS_KEYS = frozenset({"url", "href", "home_page_url", "feed_url", "external_url", "image", "icon", "avatar", "thumbnail_url", "provider_url", "author_url",
                           "contentUrl", "@id", "mainEntityOfPage", "isBasedOn", "publishingPrinciples", "license", "sameAs", "banner_image"})  # fmt: skip
_XML_MARKUP = frozenset({"encoded", "description"})
_XML_ADDRESS = frozenset({"link", "loc", "docs", "comments", "image"})
_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "url", "uri"})
_STYLESHEET = re.compile(rb"<\?xml-stylesheet|<!DOCTYPE|<!ENTITY|<!--", re.IGNORECASE)
_SUM = re.compile(rb"(?<![0-9a-f])" + SUM.encode() + rb"(?![0-9a-f])")
_URN = re.compile(
    r"urn:[A-Za-z0-9:._%-]+\Z|(?:ledger|prov|xsd|schema|rdfs?|dcterms|foaf):[A-Za-z]+\Z"
)
_RELATIVE = re.compile(r"#?[A-Za-z0-9_-]*(?:[/.#][A-Za-z0-9_-]+)*/?\Z")
HEADERS = frozenset({"date", "content-type", "content-length", "content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
                     "cross-origin-resource-policy", "cache-control", "etag", "last-modified", "accept-ranges", "link", "location", "set-cookie", "retry-after",
                     "allow", "transfer-encoding", "server"})  # fmt: skip
"""What an answer's headers may be called."""


def faults(path: str, body: bytes, secret: str) -> Iterator[str]:
    """What is wrong with a file of the site or the body of an answer, by its name."""
    if not _NAME.fullmatch(path):
        yield f"the name {path!r}"
    if _SUM.search(body):
        yield "a template in the copy was worked out"
    if secret.encode() in body:
        yield "a file of the machine was read"
    text = body.decode("utf-8")
    if path.endswith(".html"):
        yield from page(text, strict.SITE)
    elif path.endswith(".json"):
        yield from document(json.loads(text, object_pairs_hook=_once))
    elif path.endswith(".xml"):
        yield from _xml(body)


def page(text: str, rules: strict.Rules) -> Iterator[str]:
    """What is wrong with a page or a piece of one."""
    found = strict.read(text, rules)
    yield from found.faults
    for data in found.data:
        yield from document(json.loads(data, object_pairs_hook=_once))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs) or "evil" in made:
        raise ValueError(f"keys of somebody else's: {sorted(k for k, _ in pairs)}")
    return made


def document(value: Any, key: str = "") -> Iterator[str]:
    """What is wrong with the values of a JSON document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            markup = name == "value" and "html" in str(value.get("contentType"))
            yield from document(inner, "html" if markup else name)
    elif isinstance(value, list):
        for inner in value:
            yield from document(inner, key)
    elif isinstance(value, str):
        if key in _MARKUP_KEYS:
            yield from page(value, strict.CARRIED)
        elif key in _ADDRESS_KEYS and not _is_address(value):
            yield f"the address {key}: {value!r}"


def _is_address(value: str) -> bool:
    return links.web_url(value) is not None or any(
        known.match(value) for known in (_URN, _RELATIVE)
    )


def _xml(body: bytes) -> Iterator[str]:
    if found := _STYLESHEET.search(body):
        yield f"{found[0]!r} in XML"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for element in etree.fromstring(body, parser).iter():
        if not isinstance(element.tag, str):
            yield f"{element!r} is no element"
            continue
        yield from _xml_element(element)


def _xml_element(element: Any) -> Iterator[str]:
    name, text = etree.QName(element).localname, element.text or ""
    if text == "smuggled" or name in ("include", "script"):
        yield f"a smuggled <{name}>"
    entry = element.getparent() is not None and etree.QName(element.getparent()).localname == "item"
    if (entry and name in _XML_MARKUP) or (
        name in ("content", "summary") and element.get("type") == "html"
    ):
        yield from page(text, strict.CARRIED)
    if name in _XML_ADDRESS and text.strip() and not _is_address(text.strip()):
        yield f"the address <{name}>: {text!r}"
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on") or attribute == "style":
            yield f"<{name} {attribute}>"
        if attribute in _ADDRESS_ATTRIBUTES and not _is_address(value):
            yield f"the address {attribute}={value!r}"
