"""The site in the formats of the wire: a list of the latest stories in each, and a document per story.

::

    feeds/ninjs.json           the latest stories, a JSON array of ninjs 3.1 news objects
    feeds/newsml-g2.xml        the same as one NewsML-G2 2.35 newsMessage
    stories/<series>/story.ninjs.json, .newsml.xml, .nitf.xml    where the operator wants them

A killed story that was public stands in all of them as canceled, without a
word of its copy, so that those who took it learn of it; see docs/outputs.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from copytaster.model import Page, Publication, Site
from copytaster.publish import wire_g2, wire_ninjs, wire_nitf
from copytaster.publish.guard import require_live
from copytaster.publish.links import segment
from copytaster.publish.listing import newest_first
from copytaster.publish.wire_story import require_killed, wire_story

NINJS_LIST = "feeds/ninjs.json"
G2_LIST = "feeds/newsml-g2.xml"
NINJS_TYPE = "application/json"
XML_TYPE = "application/xml"


@dataclass(frozen=True, slots=True)
class WireFormat:
    """One format: the end of its documents' names, what they are called, how they are made."""

    suffix: str
    title: str
    media_type: str
    document: Callable[[Site, Publication], bytes]
    canceled: Callable[[Site, Publication], bytes]


def documents(site: Site, publication: Publication, formats: Iterable[str]) -> tuple[Page, ...]:
    """The story's documents in the formats named; raises NotPublishable unless it is live."""
    require_live(publication)
    chosen = ((document_path(publication.series, f), FORMATS[f]) for f in formats)
    return tuple(Page(p, f.document(site, publication), f.media_type) for p, f in chosen)


def cancellations(site: Site, publication: Publication, formats: Iterable[str]) -> tuple[Page, ...]:
    """What takes the place of a killed story's documents; raises NotPublishable unless it was killed."""
    require_killed(publication)
    chosen = ((document_path(publication.series, f), FORMATS[f]) for f in formats)
    return tuple(Page(p, f.canceled(site, publication), f.media_type) for p, f in chosen)


def lists(
    site: Site, publications: Iterable[Publication], killed: Iterable[Publication] = ()
) -> tuple[Page, ...]:
    """The latest stories in ninjs and NewsML-G2, newest first, then what was ``killed`` of late.

    Raises NotPublishable where a publication is not live, or one of ``killed`` not killed.
    """
    live, dead = newest_first(tuple(publications)), newest_first(tuple(killed))
    objects = [_ninjs(site, p) for p in live] + [_ninjs_canceled(site, p) for p in dead]
    items = [_g2(site, p) for p in live] + [_g2_canceled(site, p) for p in dead]
    changed = max((p.modified for p in (*live, *dead)), default=None)
    body = b"[\n" + b",\n".join(objects) + b"\n]\n"
    message = wire_g2.message(site, items, changed)
    return Page(NINJS_LIST, body, NINJS_TYPE), Page(G2_LIST, message, XML_TYPE)


def document_path(series: str, name: str) -> str:
    """Where the document of a story in a format stands: beside its page."""
    return f"stories/{segment(series)}/story.{FORMATS[name].suffix}"


def document_paths(series: str) -> dict[str, str]:
    """Format to path, for every format there is: what must go when the story goes."""
    return {name: document_path(series, name) for name in FORMATS}


def _once(kind: str, site: Site, publication: Publication, make: Callable[[], bytes]) -> bytes:
    """A document is made once per publication: it stands in its own file and in lists, pass after pass."""
    require_live(publication)
    p = publication
    key = (kind, site, p.series, p.policy, p.label, p.first_published, p.modified, p.source,
           p.corrections)  # fmt: skip
    return p.story.once(key, make)


def _ninjs(site: Site, publication: Publication) -> bytes:
    def made() -> bytes:
        return wire_ninjs.news_object(site, wire_story(site, publication)).encode()

    return _once("ninjs", site, publication, made)


def _ninjs_canceled(site: Site, publication: Publication) -> bytes:
    return wire_ninjs.canceled_object(site, publication).encode()


def _g2(site: Site, publication: Publication) -> bytes:
    def made() -> bytes:
        return wire_g2.news_item(site, wire_story(site, publication))

    return _once("newsml-g2", site, publication, made)


def _g2_canceled(site: Site, publication: Publication) -> bytes:
    return wire_g2.canceled_item(site, publication)


def _message(
    item: Callable[[Site, Publication], bytes],
) -> Callable[[Site, Publication], bytes]:
    return lambda site, p: wire_g2.message(site, [item(site, p)], p.modified)


def _nitf(site: Site, publication: Publication) -> bytes:
    return wire_nitf.article(site, wire_story(site, publication))


FORMATS: Mapping[str, WireFormat] = {
    "ninjs": WireFormat("ninjs.json", "ninjs 3.1", NINJS_TYPE, _ninjs, _ninjs_canceled),
    "newsml-g2": WireFormat(
        "newsml.xml", "NewsML-G2 2.35", wire_g2.MEDIA_TYPE, _message(_g2), _message(_g2_canceled)
    ),
    "nitf": WireFormat("nitf.xml", "NITF 3.6", wire_nitf.MEDIA_TYPE, _nitf, wire_nitf.canceled),
}
"""By the names of the ``wire`` setting."""
