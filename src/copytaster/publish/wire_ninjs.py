"""ninjs 3.1 (iptc.org/std/ninjs): a story as one JSON news object.

``uri`` is the story's address, ``altIds`` has the edition; the body is one
``text/html`` value, pictures are associations. ninjs has no place for a signal:
corrections are told of in ``edNote``. ``trustIndicators`` point at the record.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from copytaster.model import Publication, Site, Subject
from copytaster.publish import links, words
from copytaster.publish.wire_body import fill
from copytaster.publish.wire_story import (
    Shot,
    WireStory,
    count_words,
    require_killed,
    uri_of,
    version_of,
)

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
# The vocabularies whose codes IPTC gives an address, by their usual prefix.
_VOCABULARIES = {"medtop": "mediatopic", "subj": "subjectcode", "genre": "genre"}
_CODES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_PROVENANCE = "http://www.w3.org/ns/prov#has_provenance"
_POLICY = "https://schema.org/correctionsPolicy"


def news_object(site: Site, told: WireStory) -> str:
    """The news object as JSON."""
    copy = "\n\n".join(p.text for p in told.view.paragraphs)
    described: dict[str, Any] = {
        "uri": told.uri,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full" if told.view.whole else "partial",
        "pubStatus": "usable",
        "version": str(told.version),
        "firstCreated": words.iso(told.created),
        "versionCreated": words.iso(told.changed),
        "contentCreated": words.iso(told.sent) if told.sent else None,
        "embargoedUntil": words.iso(told.embargo) if told.embargo else None,
        "expires": words.iso(told.terms.until) if told.terms.until else None,
        "language": told.language,
        "urgency": told.urgency,
        "slugline": told.slug,
        "headlines": _headlines(told),
        "by": told.byline,
        "located": told.located,
        "bodies": _bodies(told, copy),
        "subjects": [_concept(s) for s in told.subjects if not s.code.startswith("genre:")],
        "genres": [_concept(s) for s in told.subjects if s.code.startswith("genre:")],
        "infoSources": [{"name": name, "role": "agency"} for name in told.agencies],
        **_rights(told),
        "edNote": told.note,
        "altIds": [{"role": "edition", "value": told.edition}],
        "trustIndicators": _trust(site, told),
        "associations": [_association(n, s) for n, s in enumerate(told.shots, start=1)],
    }
    return _json(described)


def canceled_object(site: Site, publication: Publication) -> str:
    """What takes the place of a killed story: its name and that it is canceled; no word of it."""
    require_killed(publication)
    return _json(
        {
            "uri": uri_of(site, publication.series),
            "standard": _STANDARD,
            "type": "text",
            "pubStatus": "canceled",
            "version": str(version_of(publication.modified)),
            "versionCreated": words.iso(publication.modified),
            "edNote": "This story was withdrawn. Take it down wherever it stands.",
        }
    )


def _json(described: dict[str, Any]) -> str:
    present = {key: value for key, value in described.items() if value not in (None, "", [], {})}
    return json.dumps(present, ensure_ascii=False, separators=(",", ":"))


def _headlines(told: WireStory) -> list[dict[str, str]]:
    said = (("main", told.headline), ("subtitle", told.deck))
    return [{"role": r, "contentType": "text/plain", "value": v} for r, v in said if v]


def _bodies(told: WireStory, copy: str) -> list[dict[str, Any]]:
    root = etree.Element("div")
    fill(root, told.view.paragraphs)
    html = "".join(etree.tostring(e, encoding="unicode", method="html") for e in root)
    if not html:
        return []
    counts = {"charCount": len(copy), "wordCount": count_words(copy)}
    return [{"role": "main", "contentType": "text/html", **counts, "value": html}]


def _concept(subject: Subject) -> dict[str, Any]:
    """A code of IPTC's by its address, any other as it was sent."""
    scheme, _, code = subject.code.partition(":")
    known = scheme in _VOCABULARIES and code and _CODES.issuperset(code)
    address = f"http://cv.iptc.org/newscodes/{_VOCABULARIES[scheme]}/{code}" if known else ""
    named = {"uri": address} if address else {"literal": subject.code}
    return {**named, "name": subject.name} if subject.name else named


def _rights(told: WireStory) -> dict[str, Any]:
    terms = told.terms
    return {
        "copyrightHolder": terms.holder,
        "copyrightNotice": terms.notice,
        "usageTerms": terms.terms,
        "rightsInfo": {"linkedRights": terms.link} if terms.link else None,
    }


def _trust(site: Site, told: WireStory) -> list[dict[str, str]]:
    record = {"role": _PROVENANCE, "title": "Provenance of this story", "href": told.provenance}
    policy = links.address(site, "corrections/index.html")
    return [record, {"role": _POLICY, "title": "Corrections", "href": policy}]


def _association(number: int, shot: Shot) -> dict[str, Any]:
    rendition = {
        "name": "main",
        "href": shot.url,
        "contentType": shot.type,
        "width": shot.width,
        "height": shot.height,
    }
    caption = {"role": "caption", "contentType": "text/plain", "value": shot.caption}
    described = {
        "name": shot.alt or shot.caption or f"{shot.kind.capitalize()} {number}",
        "uri": shot.url,
        "type": shot.kind,
        "title": shot.alt,
        "by": shot.credit,
        "copyrightNotice": shot.rights,
        "descriptions": [caption] if shot.caption else None,
        "renditions": [{key: value for key, value in rendition.items() if value}],
    }
    return {key: value for key, value in described.items() if value}
