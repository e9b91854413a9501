"""Feeds and sitemaps: what other machines may take from the site.

Each entry obeys the same guard as the page it points to: the whole copy under
``full``, the first sentences under ``excerpt``, nothing and an error otherwise.
RSS 2.0 (rssboard.org), RFC 4287, jsonfeed.org 1.1, sitemaps.org 0.9 and
Google's news sitemap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from lxml import etree

from copytaster.model import CoverageView, Page, Publication, Site
from copytaster.publish import links, words
from copytaster.publish.copyview import view_copy
from copytaster.publish.coverpage import event_headline
from copytaster.publish.guard import require_all_live, require_live, require_view, shown
from copytaster.publish.listing import Card, card, newest_first
from copytaster.publish.render import clean, environment
from copytaster.publish.sections import Section

ENTRIES = 50  # newest first; what a reader polling once a day should not miss
SITEMAP_URLS = 50_000  # sitemaps.org's own limit
NEWS_URLS = 1_000  # Google's
NEWS_SPAN = timedelta(days=2)  # Google's: older articles belong in the other sitemap

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def site_feeds(
    site: Site, publications: Iterable[Publication], views: Iterable[CoverageView] = ()
) -> tuple[Page, ...]:
    """Every feed and sitemap of the site; raises NotPublishable if any member is not live."""
    live = require_all_live(publications)
    events = tuple(views)
    return (
        rss(site, live),
        atom(site, live),
        json_feed(site, live),
        *sitemap(site, live, events),
        news_sitemap(site, live),
    )


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
        "description": clean(site.description),
        "language": site.language,
        **({"hubs": [{"type": "WebSub", "url": site.hub}]} if site.hub else {}),
        "items": [json_item(site, p) for p in live],
    }
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    return Page("feed.json", body, "application/feed+json")


def sitemap(
    site: Site, publications: Iterable[Publication], views: Iterable[CoverageView] = ()
) -> tuple[Page, ...]:
    """``sitemap.xml``, with parts of 50,000 addresses each where one file does not hold all."""
    live = newest_first(require_all_live(publications))
    urls = [(links.story_path(p.series), p.modified) for p in live]
    for view in views:
        require_view(view)
        changed = view.modified or max(p.modified for p in view.publications)
        urls.append((links.coverage_path(view.coverage.id), changed))
    if len(urls) <= SITEMAP_URLS:
        return (_urlset(site, "sitemap.xml", urls),)
    chunks = [urls[i : i + SITEMAP_URLS] for i in range(0, len(urls), SITEMAP_URLS)]
    parts = [_urlset(site, f"sitemap-{n}.xml", chunk) for n, chunk in enumerate(chunks, start=1)]
    index = _root(_SITEMAP, "sitemapindex")
    for part in parts:
        entry = etree.SubElement(index, f"{{{_SITEMAP}}}sitemap")
        _text(entry, f"{{{_SITEMAP}}}loc", links.address(site, part.path))
    return (_xml("sitemap.xml", index, "application/xml"), *parts)


def news_sitemap(site: Site, publications: Iterable[Publication]) -> Page:
    """``news-sitemap.xml``: the stories of the two days up to the newest one."""
    live = newest_first(require_all_live(publications))
    root = _root(_SITEMAP, "urlset", news=_NEWS)
    since = live[0].first_published - NEWS_SPAN if live else None
    for publication in live[:NEWS_URLS]:
        if since and publication.first_published >= since:
            _news_url(etree.SubElement(root, f"{{{_SITEMAP}}}url"), site, publication)
    return _xml("news-sitemap.xml", root, "application/xml")


def content(site: Site, publication: Publication) -> str:
    """The copy as HTML for a feed reader: escaped, its label last, with a link to its page."""
    require_live(publication)
    whole = shown(publication) == "full"
    story, page = publication.story, _url(site, publication)
    label = words.label(publication, excerpt=not whole, where="on its page")

    def rendered() -> str:
        view = view_copy(story, whole=whole)
        source = None if whole else links.web_url(story.item.link)
        template = environment().get_template("feed_entry.html")
        return clean(template.render(view=view, source=source, label=label, page=page))

    # The same entry stands in several feeds, and in the next ones made.
    return story.once((content, whole, label, page), rendered)


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
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _text(author, f"{{{_ATOM}}}name", site.publisher or site.title)
    for publication in live:
        _atom_entry(etree.SubElement(root, f"{{{_ATOM}}}entry"), site, publication)
    return _xml(path, root, "application/atom+xml")


def _atom_entry(entry: etree._Element, site: Site, publication: Publication) -> None:
    shown_as, url = card(publication), _url(site, publication)
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
        etree.SubElement(entry, f"{{{_ATOM}}}category", described)
    rights = publication.story.item.rights
    if rights and rights.text:
        _text(entry, f"{{{_ATOM}}}rights", rights.text)
    _text(entry, f"{{{_ATOM}}}summary", shown_as.summary)
    body = _text(entry, f"{{{_ATOM}}}content", content(site, publication))
    body.set("type", "html")


def _rss_item(item: etree._Element, site: Site, publication: Publication) -> None:
    shown_as, url = card(publication), _url(site, publication)
    _text(item, "title", shown_as.headline)
    _text(item, "link", url)
    _text(item, "guid", url)
    _text(item, "pubDate", _rfc822(publication.first_published))
    _text(item, f"{{{_ATOM}}}updated", words.iso(publication.modified))
    for name in _authors(publication, shown_as):
        _text(item, f"{{{_DC}}}creator", name)
    for topic in publication.story.topics:
        _text(item, "category", topic.name)
    rights = publication.story.item.rights
    if rights and rights.text:
        _text(item, f"{{{_DC}}}rights", rights.text)
    _text(item, "description", shown_as.summary)
    _text(item, f"{{{_CONTENT}}}encoded", content(site, publication))


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
        "language": publication.story.language,
        "authors": [{"name": clean(name)} for name in _authors(publication, shown_as)],
        "tags": [clean(t.name) for t in publication.story.topics],
    }
    return {key: value for key, value in item.items() if value}


def _authors(publication: Publication, shown_as: Card) -> Iterator[str]:
    yield from publication.story.bylines
    if shown_as.source:
        yield shown_as.source


def _news_url(entry: etree._Element, site: Site, publication: Publication) -> None:
    _text(entry, f"{{{_SITEMAP}}}loc", _url(site, publication))
    news = etree.SubElement(entry, f"{{{_NEWS}}}news")
    house = etree.SubElement(news, f"{{{_NEWS}}}publication")
    _text(house, f"{{{_NEWS}}}name", site.title)
    _text(house, f"{{{_NEWS}}}language", publication.story.language or site.language)
    _text(news, f"{{{_NEWS}}}publication_date", words.iso(publication.first_published))
    _text(news, f"{{{_NEWS}}}title", card(publication).headline)


def _urlset(site: Site, path: str, urls: Sequence[tuple[str, datetime]]) -> Page:
    root = _root(_SITEMAP, "urlset")
    for target, changed in urls:
        entry = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        _text(entry, f"{{{_SITEMAP}}}loc", links.address(site, target))
        _text(entry, f"{{{_SITEMAP}}}lastmod", words.iso(changed))
    return _xml(path, root, "application/xml")


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
