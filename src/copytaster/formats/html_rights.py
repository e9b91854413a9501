"""What a web page allows, and until when: schema.org, meta tags, robots, and the W3C's TDM reservation."""

from __future__ import annotations

import re
from datetime import datetime

from copytaster.formats import embargo
from copytaster.formats.dates import parse_date
from copytaster.formats.html_meta import Meta
from copytaster.formats.markup import plain
from copytaster.model import Embargo, Rights

MAX_TEXT = 2000
_TERMS = ("license", "usageInfo", "copyrightNotice", "conditionsOfAccess", "acquireLicensePage")
_TERM_TAGS = ("copyright", "dc.rights", "dcterms.rights", "rights", "rights-standard", "tdm-policy")
_EMBARGOES = ("embargo", "embargo-date", "embargo_date", "embargoed-until", "article:embargo")
_UNAVAILABLE = re.compile(r"unavailable_after\s{0,3}:\s{0,3}([^;]{6,60})", re.I)


def rights(meta: Meta) -> Rights | None:
    """The rights as declared; None where the page declares none.

    ``noarchive`` is about the archive, ``tdm-reservation`` (TDMRep) reserves mining,
    which is what deriving a story would be.
    """
    holder = meta.said("copyrightHolder")
    said = [meta.said(name) for name in _TERMS] + [meta.tag(name) for name in _TERM_TAGS]
    text = "; ".join(dict.fromkeys(plain(s) for s in said if s))[:MAX_TEXT]
    robots = f"{meta.tag('robots')},{meta.tag('googlebot')}".lower()
    found = Rights(
        derive=False if meta.tag("tdm-reservation") == "1" else None,
        archive=False if "noarchive" in robots else None,
        until=_until(meta, robots),
        holder=plain(holder)[:MAX_TEXT] or None,
        text=text or None,
    )
    return None if found == Rights() else found


def _until(meta: Meta, robots: str) -> datetime | None:
    named = _UNAVAILABLE.search(robots)
    sent = (meta.said("expires"), meta.tag("article:expiration_time"), named[1] if named else "")
    return next((s.moment for text in sent if (s := parse_date(text.strip()))), None)


def declared_embargo(meta: Meta) -> Embargo | None:
    """An embargo in a meta tag."""
    return embargo.declared(meta.tag(*_EMBARGOES))
