"""NewsML-G2 2.35 (iptc.org/std/NewsML-G2): a story as a newsItem in a newsMessage.

The copy is an NITF body in ``inlineXML``, as IPTC's own listings have it. The
order of elements is the schema's. Conformance is ``power`` for the sake of
``signal`` and ``altId``; everything else is core.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from copytaster.model import Publication, Site, Subject
from copytaster.publish import links, words
from copytaster.publish.terms import tidy
from copytaster.publish.wire_nitf import MEDIA_TYPE as _NITF_TYPE
from copytaster.publish.wire_nitf import SPACE as _NITF
from copytaster.publish.wire_nitf import SPACES as _NITF_SPACES
from copytaster.publish.wire_nitf import content
from copytaster.publish.wire_story import (
    WireStory,
    require_killed,
    uri_of,
    version_of,
)

SPACE = "http://iptc.org/std/nar/2006-10-01/"
MEDIA_TYPE = "application/vnd.iptc.g2.newsmessage+xml"  # registered with IANA
_G = f"{{{SPACE}}}"
_SPACES: Any = {None: SPACE}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"
# What that catalogue gives a prefix, as far as copy comes with codes of it.
_PREFIXES = frozenset({"medtop", "subj", "genre"})
_DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
_CODE = re.compile(r"[A-Za-z0-9_-]{1,80}\Z")
_DECK = "headline:subHeadline"  # IPTC has no vocabulary of headlines' roles: the alias is ours


def news_item(site: Site, told: WireStory) -> bytes:
    """The newsItem, without an XML declaration."""
    item = _item(site, told.uri, told.version, told.language)
    _rights(item, told)
    _item_meta(item, site, told)
    _content_meta(_add(item, "contentMeta"), told)
    inside = _add(_add(item, "contentSet"), "inlineXML", contenttype=_NITF_TYPE)
    article = etree.SubElement(inside, f"{{{_NITF}}}nitf", nsmap=_NITF_SPACES)
    content(etree.SubElement(article, f"{{{_NITF}}}body"), told)
    return etree.tostring(item, encoding="utf-8")


def canceled_item(site: Site, publication: Publication) -> bytes:
    """What takes the place of a killed story: its name and that it is canceled; no word of it."""
    require_killed(publication)
    uri, version = uri_of(site, publication.series), version_of(publication.modified)
    item = _item(site, uri, version, "")
    meta = _add(item, "itemMeta")
    _management(meta, site, publication.modified, None, None, "stat:canceled")
    _add(meta, "edNote").text = "This story was withdrawn. Take it down wherever it stands."
    return etree.tostring(item, encoding="utf-8")


def message(site: Site, items: Sequence[bytes], sent: datetime | None) -> bytes:
    """A newsMessage of items; ``sent`` is when the newest of them changed.

    Without items its set is empty: the schema asks for one, but there is none to send.
    """
    root = etree.Element(f"{_G}newsMessage", nsmap=_SPACES)
    header = _add(root, "header")
    _add(header, "sent").text = words.iso(sent) if sent else "1970-01-01T00:00:00Z"
    _add(header, "sender").text = tidy(site.publisher or site.title) or links.base(site)
    _add(root, "itemSet")
    head, tail = etree.tostring(root, encoding="utf-8").split(b"<itemSet/>")
    return b"".join(
        (_DECLARATION, head, b"<itemSet>", b"\n".join(items), b"</itemSet>", tail, b"\n")
    )


def _item(site: Site, uri: str, version: int, language: str) -> etree._Element:
    item = etree.Element(f"{_G}newsItem", nsmap=_SPACES)
    attributes = {"guid": uri, "version": str(version), "standard": "NewsML-G2",
                  "standardversion": "2.35", "conformance": "power"}  # fmt: skip
    for name, value in attributes.items():
        item.set(name, value)
    item.set(_LANG, language or site.language)
    _add(item, "catalogRef", href=_CATALOG)
    roles = links.address(site, "about/index.html") + "#headline-"
    _add(_add(item, "catalog"), "scheme", alias="headline", uri=roles)
    return item


def _rights(item: etree._Element, told: WireStory) -> None:
    terms = told.terms
    if not (terms.holder or terms.notice or terms.terms or terms.link):
        return
    rights = _add(item, "rightsInfo")
    if terms.holder:
        _named(rights, "copyrightHolder", terms.holder, literal=terms.holder)
    _said(rights, "copyrightNotice", terms.notice)
    _said(rights, "usageTerms", terms.terms)
    if terms.link:
        _add(rights, "usageTerms", href=terms.link).text = terms.link


def _management(
    meta: etree._Element,
    site: Site,
    changed: datetime,
    created: datetime | None,
    embargo: datetime | None,
    status: str,
) -> None:
    """The first properties of itemMeta, in the schema's order."""
    _add(meta, "itemClass", qcode="ninat:text")
    house = tidy(site.publisher or site.title) or links.base(site)
    _named(meta, "provider", house, uri=links.address(site, "index.html"))
    _add(meta, "versionCreated").text = words.iso(changed)
    _said(meta, "firstCreated", words.iso(created) if created else "")
    _said(meta, "embargoed", words.iso(embargo) if embargo else "")
    _add(meta, "pubStatus", qcode=status)


def _item_meta(item: etree._Element, site: Site, told: WireStory) -> None:
    meta = _add(item, "itemMeta")
    _management(meta, site, told.changed, told.created, told.embargo, "stat:usable")
    _add(meta, "edNote").text = told.note
    for signal in told.signals:
        _add(meta, "signal", qcode=f"sig:{signal}")
    _said(meta, "expires", words.iso(told.terms.until) if told.terms.until else "")
    described = (
        (told.uri, "text/html", "The page"),
        (told.provenance, "application/json", "Provenance of this story"),
        (told.source, "text/html", "Source"),
    )
    for href, type_, title in described:
        if href:
            link = _add(meta, "link", rel="irel:seeAlso", contenttype=type_, href=href)
            _add(link, "title").text = title


def _content_meta(meta: etree._Element, told: WireStory) -> None:
    _said(meta, "urgency", str(told.urgency or ""))
    _said(meta, "contentCreated", words.iso(told.sent) if told.sent else "")
    if told.located:
        _named(meta, "located", told.located, literal=told.located)
    for name in told.agencies:
        _named(meta, "infoSource", name, literal=name)
    _said(meta, "altId", told.edition)
    if told.language:
        _add(meta, "language", tag=told.language)
    for subject in sorted(told.subjects, key=_rank):
        _concept(meta, subject)
    _said(meta, "slugline", told.slug)
    _said(meta, "headline", told.headline)
    _said(meta, "headline", told.deck, role=_DECK)
    _said(meta, "by", told.byline)
    _said(meta, "creditline", told.credit)


def _rank(subject: Subject) -> int:
    """Genres before keywords before subjects, as the schema's own examples order them."""
    return 0 if subject.code.startswith("genre:") else 1 if _is_keyword(subject) else 2


def _is_keyword(subject: Subject) -> bool:
    return subject.code.startswith("keyword:") and subject.code.count(":") == 1


def _concept(meta: etree._Element, subject: Subject) -> None:
    scheme, _, code = subject.code.partition(":")
    if _is_keyword(subject) and code.strip():
        _add(meta, "keyword").text = code
        return
    tag = "genre" if scheme == "genre" else "subject"
    known = scheme in _PREFIXES and _CODE.match(code)
    attributes = {"qcode": subject.code} if known else {"literal": subject.code}
    if subject.name:
        _named(meta, tag, subject.name, **attributes)
    else:
        _add(meta, tag, **attributes)


def _named(parent: etree._Element, tag: str, name: str, /, **attributes: str) -> etree._Element:
    """A concept with its name."""
    made = _add(parent, tag, **attributes)
    _add(made, "name").text = name
    return made


def _said(parent: etree._Element, tag: str, text: str, /, **attributes: str) -> None:
    """A property with its text, where there is any."""
    if text:
        _add(parent, tag, **attributes).text = text


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{_G}{tag}", attributes)
