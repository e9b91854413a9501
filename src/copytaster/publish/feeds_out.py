"""Feeds: what other machines may take from the site.

Each entry obeys the same guard as the page it points to: the whole copy under
``full``, the first sentences under ``excerpt``, nothing and an error otherwise;
with it go its credit, its rights and every correction the public was told of.
RSS 2.0 with the Best Practices Profile (rssboard.org), RFC 4287, jsonfeed.org 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from lxml import etree

from copytaster.model import CoverageView, Page, Publication, Site
from copytaster.publish import links, words
from copytaster.publish.copyview import view_copy
from copytaster.publish.guard import require_all_live, require_live, require_view, shown
from copytaster.publish.listing import Card, card, newest_first
from copytaster.publish.naming import event_headline
from copytaster.publish.render import clean, environment
from copytaster.publish.sections import Section
from copytaster.publish.storypage import correction_line, pictures
from copytaster.publish.wire_story import language_of

GENERATOR = "Copytaster"
ENTRIES = 50  # newest first; what a reader polling once a day should not miss
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def site_feeds(site: Site, publications: Iterable[Publication]) -> tuple[Page, ...]:
    """The site's feeds; raises NotPublishable if any member is not live."""
    live = require_all_live(publications)
    return rss(site, live), atom(site, live), json_feed(site, live)


def coverage_feeds(site: Site, view: CoverageView) -> tuple[Page, ...]:
    """The event's own feed, ``events/<id>/feed.xml`` (Atom)."""
    require_view(view)
    path = coverage_feed_path(view.coverage.id)
    title = f"{event_headline(view)} - {site.title}"
    home = links.coverage_path(view.coverage.id)
    return (_atom(site, path, title, home, newest_first(view.publications)),)


def section_feeds(
    site: Site, section: Section, publications: Iterable[Publication]
) -> tuple[Page, ...]:
    """The section's own feed, ``sections/<slug>/feed.xml`` (Atom)."""
    home = links.section_path(section.slug)
    path = home.removesuffix("index.html") + "feed.xml"
    live = newest_first(require_all_live(publications))
    return (_atom(site, path, f"{section.name} - {site.title}", home, live),)


def coverage_feed_path(coverage: str) -> str:
    """Where an event's feed stands: it must go when the event's page goes."""
    return links.coverage_path(coverage).removesuffix("index.html") + "feed.xml"


def rss(site: Site, publications: Iterable[Publication]) -> Page:
    """``feed.xml``: RSS 2.0, newest first."""
    live = newest_first(require_all_live(publications))[:ENTRIES]
    root = etree.Element("rss", {"version": "2.0"}, {"atom": _ATOM, "dc": _DC, "content": _CONTENT})
    channel = etree.SubElement(root, "channel")
    _text(channel, "title", site.title)
    _text(channel, "link", links.address(site, "index.html"))
    _text(channel, "description", site.description or site.title)
    _text(channel, "language", site.language)
    own = {"rel": "self", "href": links.address(site, "feed.xml"), "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{_ATOM}}}link", own)
    if site.hub:
        etree.SubElement(channel, f"{{{_ATOM}}}link", {"rel": "hub", "href": site.hub})
    _text(channel, "docs", "https://www.rssboard.org/rss-specification")
    _text(channel, "generator", GENERATOR)
    if live:
        _text(channel, "lastBuildDate", _rfc822(max(p.modified for p in live)))
    for publication in live:
        _rss_item(etree.SubElement(channel, "item"), site, publication)
    return _xml("feed.xml", root, "application/rss+xml")


def atom(site: Site, publications: Iterable[Publication]) -> Page:
    """``atom.xml``: RFC 4287, newest first."""
    live = newest_first(require_all_live(publications))
    return _atom(site, "atom.xml", site.title, "index.html", live)


def json_feed(site: Site, publications: Iterable[Publication]) -> Page:
    """``feed.json``: JSON Feed 1.1, newest first."""
    live = newest_first(require_all_live(publications))[:ENTRIES]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(site.title),
        "home_page_url": links.address(site, "index.html"),
        "feed_url": links.address(site, "feed.json"),
        "language": site.language,
        **({"description": clean(site.description)} if site.description else {}),
        **({"hubs": [{"type": "WebSub", "url": site.hub}]} if site.hub else {}),
        "items": [json_item(site, p) for p in live],
    }
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    return Page("feed.json", body, "application/feed+json")


def content(site: Site, publication: Publication) -> str:
    """The copy as HTML for a feed reader: escaped, its label last, with a link to its page."""
    require_live(publication)
    whole = shown(publication) == "full"
    story, page = publication.story, _url(site, publication)
    label = words.label(publication, excerpt=not whole, where="on its page")

    def rendered() -> str:
        view = view_copy(story, whole=whole)
        source = None if whole else links.web_url(story.item.link)
        told = [correction_line(c) for c in publication.corrections]
        shots = pictures(story) if whole else ()
        template = environment().get_template("feed_entry.html")
        return clean(
            template.render(
                view=view, source=source, label=label, page=page, corrections=told, pictures=shots
            )
        )

    # The same entry stands in several feeds, and in the next ones made.
    return story.once((content, whole, label, page, publication.corrections), rendered)


def _atom(
    site: Site, path: str, title: str, home: str, publications: Sequence[Publication]
) -> Page:
    live = publications[:ENTRIES]
    root = _root(_ATOM, "feed")
    _text(root, f"{{{_ATOM}}}title", title)
    _text(root, f"{{{_ATOM}}}id", links.address(site, path))
    moments = [p.modified for p in live]
    _text(
        root, f"{{{_ATOM}}}updated", words.iso(max(moments)) if moments else "1970-01-01T00:00:00Z"
    )
    for rel, target in (("self", path), ("alternate", home)):
        etree.SubElement(
            root, f"{{{_ATOM}}}link", {"rel": rel, "href": links.address(site, target)}
        )
    if site.hub:
        etree.SubElement(root, f"{{{_ATOM}}}link", {"rel": "hub", "href": site.hub})
    root.set(_LANG, site.language)
    _text(root, f"{{{_ATOM}}}generator", GENERATOR)
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _text(author, f"{{{_ATOM}}}name", site.publisher or site.title)
    for publication in live:
        _atom_entry(etree.SubElement(root, f"{{{_ATOM}}}entry"), site, publication)
    return _xml(path, root, "application/atom+xml")


def _atom_entry(entry: etree._Element, site: Site, publication: Publication) -> None:
    shown_as, url = card(publication), _url(site, publication)
    if language := language_of(publication.story):
        entry.set(_LANG, language)
    _text(entry, f"{{{_ATOM}}}title", shown_as.headline)
    _text(entry, f"{{{_ATOM}}}id", url)
    etree.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "href": url})
    source = links.web_url(publication.story.item.link)
    if source:
        etree.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "via", "href": source})
    _text(entry, f"{{{_ATOM}}}published", words.iso(publication.first_published))
    _text(entry, f"{{{_ATOM}}}updated", words.iso(publication.modified))
    for name in _authors(publication, shown_as):
        _text(etree.SubElement(entry, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", name)
    for topic in publication.story.topics:
        described = {"term": clean(topic.code), "label": clean(topic.name)}
        if described["term"]:
            etree.SubElement(entry, f"{{{_ATOM}}}category", described)
    if declared := _rights(publication):
        _text(entry, f"{{{_ATOM}}}rights", declared)
    _text(entry, f"{{{_ATOM}}}summary", shown_as.summary)
    body = etree.SubElement(entry, f"{{{_ATOM}}}content", {"type": "html"})
    body.text = content(site, publication)  # clean already


def _rss_item(item: etree._Element, site: Site, publication: Publication) -> None:
    shown_as, url = card(publication), _url(site, publication)
    _text(item, "title", shown_as.headline)
    _text(item, "link", url)
    _text(item, "guid", url)
    _text(item, "pubDate", _rfc822(publication.first_published))
    _text(item, f"{{{_ATOM}}}updated", words.iso(publication.modified))
    for name in _authors(publication, shown_as):
        _text(item, f"{{{_DC}}}creator", name)
    for name in _topics(publication):
        _text(item, "category", name)
    if language := language_of(publication.story):
        _text(item, f"{{{_DC}}}language", language)
    if declared := _rights(publication):
        _text(item, f"{{{_DC}}}rights", declared)
    # What readers take for HTML (Best Practices Profile): a "<" in the copy must not begin a tag there.
    _text(item, "description", escape(shown_as.summary, quote=False))
    etree.SubElement(item, f"{{{_CONTENT}}}encoded").text = content(site, publication)


def json_item(site: Site, publication: Publication) -> dict[str, Any]:
    """One item of the JSON feed; raises NotPublishable unless the publication is live."""
    shown_as, url = card(publication), _url(site, publication)
    item = {
        "id": url,
        "url": url,
        "external_url": links.web_url(publication.story.item.link),
        "title": clean(shown_as.headline),
        "summary": clean(shown_as.summary),
        "content_html": content(site, publication),
        "date_published": words.iso(publication.first_published),
        "date_modified": words.iso(publication.modified),
        "language": language_of(publication.story),
        "authors": [{"name": name} for name in _authors(publication, shown_as)],
        "tags": list(_topics(publication)),
        "image": _image(publication),
        "_copytaster": _extension(publication),
    }
    return {key: value for key, value in item.items() if value}


def _image(publication: Publication) -> str | None:
    """The first picture's address, where the whole story may be shown."""
    if shown(publication) != "full":
        return None
    return next((picture.url for picture in pictures(publication.story)), None)


def _extension(publication: Publication) -> dict[str, Any]:
    """What JSON Feed has no word for: rights, corrections, the edition (docs/outputs.md)."""
    told = (correction_line(c) for c in publication.corrections)
    described = {
        "rights": _rights(publication),
        "corrections": [
            {"at": words.iso(c.at), "kind": c.kind, "note": clean(c.note)} for c in told
        ],
        "edition": publication.story.id,
    }
    return {key: value for key, value in described.items() if value}


def _rights(publication: Publication) -> str:
    rights = publication.story.item.rights
    return clean(rights.text or "").strip() if rights else ""


def _topics(publication: Publication) -> Iterator[str]:
    named = (clean(topic.name).strip() for topic in publication.story.topics)
    yield from dict.fromkeys(filter(None, named))


def _authors(publication: Publication, shown_as: Card) -> Iterator[str]:
    named = (clean(name).strip() for name in (*publication.story.bylines, shown_as.source))
    yield from dict.fromkeys(filter(None, named))


def _root(namespace: str, tag: str, **more: str) -> etree._Element:
    """A root element whose own namespace needs no prefix."""
    spaces: Any = {None: namespace, **more}
    return etree.Element(f"{{{namespace}}}{tag}", nsmap=spaces)


def _url(site: Site, publication: Publication) -> str:
    return links.address(site, links.story_path(publication.series))


def _text(parent: etree._Element, tag: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, tag)
    element.text = clean(text)
    return element


def _rfc822(at: datetime) -> str:
    return format_datetime(words.utc(at), usegmt=True)


def _xml(path: str, root: etree._Element, media_type: str) -> Page:
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return Page(path, body, media_type)
