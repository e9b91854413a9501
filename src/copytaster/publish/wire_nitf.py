"""NITF 3.6 (iptc.org/std/NITF): a story as an article; NewsML-G2 carries the same body.

NITF knows no version's date and no signal: corrections stand in the revision
history, the version in ``du-key``. A subject code must be one token there; one
with white space goes among the keywords.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from copytaster.model import Publication, Site, Subject
from copytaster.publish import words
from copytaster.publish.terms import tidy
from copytaster.publish.wire_body import fill
from copytaster.publish.wire_story import (
    Shot,
    WireStory,
    require_killed,
    uri_of,
    version_of,
)

SPACE = "http://iptc.org/std/NITF/2006-10-18/"
MEDIA_TYPE = "application/nitf+xml"
SPACES: Any = {None: SPACE}
_N = f"{{{SPACE}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = {"picture": "image", "graphic": "graphic", "video": "video", "audio": "audio"}
_TOKEN = re.compile(r"[A-Za-z0-9._:-]{1,300}\Z")


def article(site: Site, told: WireStory) -> bytes:
    """The article as a document."""
    root = etree.Element(f"{_N}nitf", nsmap=SPACES)
    _set(root, baselang=told.language)
    head = _add(root, "head")
    if told.headline:
        _add(head, "title").text = told.headline
    for name, content in (("provenance", told.provenance), ("edition", told.edition)):
        _set(_add(head, "meta"), name=name, content=content)
    _topics(head, told)
    _docdata(_add(head, "docdata", management_status="usable"), told)
    published = {"type": "web", "date.publication": words.iso(told.created)}
    _set(_add(head, "pubdata"), **published, **{"name": tidy(site.title), "ex-ref": told.uri})
    for at, kind, note in told.corrections:
        said = {"norm": words.iso(at), "comment": f"{kind}: {note}"}
        _set(_add(head, "revision-history"), function="other", **said)
    _body(root, told)
    return _bytes(root)


def canceled(site: Site, publication: Publication) -> bytes:
    """What takes the place of a killed story: its name and that it is canceled; no word of it."""
    require_killed(publication)
    root = etree.Element(f"{_N}nitf", nsmap=SPACES)
    data = _add(_add(root, "head"), "docdata", management_status="canceled")
    uri = uri_of(site, publication.series)
    _set(_add(data, "doc-id"), regsrc=_host(uri), **{"id-string": uri})
    _set(_add(data, "date.issue"), norm=words.iso(publication.modified))
    _set(_add(data, "du-key"), version=str(version_of(publication.modified)))
    note = "This story was withdrawn. Take it down wherever it stands."
    _set(_add(data, "ed-msg"), info=note)
    _add(root, "body")
    return _bytes(root)


def content(parent: etree._Element, told: WireStory) -> None:
    """Append ``body.content``: the copy, then the pictures with captions and credits."""
    made = _add(parent, "body.content")
    fill(made, told.view.paragraphs, space=_N, head="hl2")
    for shot in told.shots:
        _media(made, shot)


def _topics(head: etree._Element, told: WireStory) -> None:
    """The codes that are one token; each stands where its depth among the Media Topics puts it."""
    fit = [s for s in told.subjects if _is_token(s)]
    if not fit:
        return
    described = _add(head, "tobject")
    for subject in fit:
        scheme, _, code = subject.code.partition(":")
        iptc = scheme in ("medtop", "subj") and len(code) == 8 and code.isdecimal()
        one = _add(described, "tobject.subject")
        one.set("tobject.subject.refnum", code if iptc else subject.code)
        if not iptc:
            one.set("tobject.subject.ipr", "other")
        if subject.name:
            one.set("tobject.subject.detail", subject.name)


def _is_token(subject: Subject) -> bool:
    return bool(_TOKEN.match(subject.code)) and not subject.code.startswith("keyword:")


def _docdata(data: etree._Element, told: WireStory) -> None:
    if told.located:
        _set(_add(data, "evloc"), city=told.located)
    _set(_add(data, "doc-id"), regsrc=_host(told.uri), **{"id-string": told.uri})
    for name in told.agencies:
        sources = data.find(f"{_N}del-list")
        one = _add(sources if sources is not None else _add(data, "del-list"), "from-src")
        one.set("src-name", name)
    if told.urgency:
        _set(_add(data, "urgency"), **{"ed-urg": str(told.urgency)})
    _set(_add(data, "date.issue"), norm=words.iso(told.created))
    if told.embargo:
        _set(_add(data, "date.release"), norm=words.iso(told.embargo))
    if told.terms.until:
        _set(_add(data, "date.expire"), norm=words.iso(told.terms.until))
    _set(_add(data, "ed-msg"), info=told.note)
    _set(_add(data, "du-key"), version=str(told.version), key=told.slug)
    _rights(data, told)
    _keywords(data, told)


def _rights(data: etree._Element, told: WireStory) -> None:
    terms = told.terms
    if terms.holder:
        _set(_add(data, "doc.copyright"), year=str(told.created.year), holder=terms.holder)
    declared = " ".join(filter(None, (terms.notice, terms.terms, terms.link)))
    if declared:
        _set(_add(data, "doc.rights"), limitations=declared)


def _keywords(data: etree._Element, told: WireStory) -> None:
    rest = [s.code.removeprefix("keyword:") for s in told.subjects if not _is_token(s)]
    if rest:
        listed = _add(data, "key-list")
        for key in rest:
            _set(_add(listed, "keyword"), key=key)


def _body(root: etree._Element, told: WireStory) -> None:
    body = _add(root, "body")
    if told.language:
        body.set(_LANG, told.language)
    head = _add(body, "body.head")
    if told.headline:
        hedline = _add(head, "hedline")
        _add(hedline, "hl1").text = told.headline
        if told.deck:
            _add(hedline, "hl2").text = told.deck
    for name in told.bylines:
        _add(_add(head, "byline"), "person").text = name
    if told.credit:
        _add(_add(head, "distributor"), "org").text = told.credit
    if told.deck and not told.headline:  # a hedline begins with its hl1
        _add(_add(head, "abstract"), "p").text = told.deck
    content(body, told)


def _media(parent: etree._Element, shot: Shot) -> None:
    made = _add(parent, "media", media_type=_MEDIA[shot.kind])
    attributes = {
        "mime-type": shot.type,
        "source-credit": shot.credit,
        "copyright": shot.rights,
        "alternate-text": shot.alt,
        "width": str(shot.width or ""),
        "height": str(shot.height or ""),
    }
    _set(_add(made, "media-reference"), source=shot.url, **attributes)
    if shot.caption:
        _add(made, "media-caption").text = shot.caption
    if shot.credit:
        _add(made, "media-producer").text = shot.credit


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """A child; ``_`` in the names of attributes stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return etree.SubElement(parent, f"{_N}{tag}", named)


def _set(element: etree._Element, /, **attributes: str) -> None:
    for name, value in attributes.items():
        if value:
            element.set(name, value)


def _host(uri: str) -> str:
    return urlsplit(uri).hostname or ""


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
