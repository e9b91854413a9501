"""The site in the formats of the wire: a list of the latest stories in each, and a document per story.

::

    feeds/ninjs.json           the latest stories, a JSON array of ninjs 3.1 news objects
    feeds/newsml-g2.xml        the same as one NewsML-G2 2.35 newsMessage
    stories/<series>/story.ninjs.json, .newsml.xml, .nitf.xml, oembed.json    where the operator wants them

A killed story that was public stands in the formats of the wire as canceled,
without a word of its copy, so that those who took it learn of it; see
docs/outputs.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from copytaster.model import Page, Publication, Site
from copytaster.publish import links, oembed, wire_g2, wire_ninjs, wire_nitf
from copytaster.publish.guard import require_live
from copytaster.publish.listing import newest_first
from copytaster.publish.wire_story import require_killed, wire_story

NINJS_LIST = "feeds/ninjs.json"
G2_LIST = "feeds/newsml-g2.xml"


def documents(site: Site, publication: Publication) -> tuple[Page, ...]:
    """The story's documents, those of ``site.wire``; raises NotPublishable unless it is live."""
    require_live(publication)
    return tuple(_page(publication, name, _MAKE[name](site, publication)) for name in site.wire)


def cancellations(site: Site, publication: Publication, names: Iterable[str]) -> tuple[Page, ...]:
    """What takes the place of a killed story's documents, where its format knows of kills.

    Raises NotPublishable unless it was killed.
    """
    require_killed(publication)
    known = [name for name in names if name in _CANCEL]
    return tuple(_page(publication, name, _CANCEL[name](site, publication)) for name in known)


def document_paths(series: str) -> dict[str, str]:
    """Name to path, for every document there may be: what must go when the story goes."""
    return {name: links.document_path(series, name) for name in links.DOCUMENTS}


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
    return Page(NINJS_LIST, body, "application/json"), Page(G2_LIST, message, "application/xml")


def _page(publication: Publication, name: str, body: bytes) -> Page:
    path = links.document_path(publication.series, name)
    return Page(path, body, links.DOCUMENTS[name].type)


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


_Make = Callable[[Site, Publication], bytes]
_MAKE: Mapping[str, _Make] = {
    "ninjs": _ninjs,
    "newsml-g2": _message(_g2),
    "nitf": _nitf,
    "oembed": oembed.response,
}
_CANCEL: Mapping[str, _Make] = {
    "ninjs": _ninjs_canceled,
    "newsml-g2": _message(_g2_canceled),
    "nitf": wire_nitf.canceled,
}
