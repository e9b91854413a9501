"""Sitemaps: every page of the site, for search engines.

::

    robots.txt            names the two below
    sitemap.xml           the index of all others
    sitemap-pages.xml     the front page, the lists, the sections, the latest events
    archive/…/sitemap.xml the stories of a day, made when the day's page is
    news-sitemap.xml      the stories of the last two days

sitemaps.org 0.9: at most 50,000 addresses to a file. Google's news sitemap: at
most 1,000, of the last two days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from lxml import etree

from copytaster.model import CoverageView, Page, Site
from copytaster.publish import links, words
from copytaster.publish.guard import require_view
from copytaster.publish.listing import Card
from copytaster.publish.render import clean
from copytaster.publish.sections import Section

NEWS_URLS = 1_000
NEWS_SPAN = timedelta(days=2)
SITEMAP_URLS = 50_000

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_M, _N = f"{{{_MAP}}}", f"{{{_NEWS}}}"
_OWN = ("index.html", "archive/index.html", "corrections/index.html", "about/index.html")
# Google asks for two or three letters, and tells two kinds of Chinese apart.
_CHINESE = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh-cn": "zh-cn", "zh-tw": "zh-tw"}


def site_pages(
    site: Site, views: Iterable[CoverageView] = (), sections: Iterable[Section] = ()
) -> tuple[Page, ...]:
    """``robots.txt`` and ``sitemap-pages.xml``; raises NotPublishable for an event that may not be shown."""
    urls: list[tuple[str, datetime | None]] = [(path, None) for path in _OWN]
    urls += [(links.section_path(section.slug), None) for section in sections]
    for view in views:
        require_view(view)
        changed = view.modified or max(p.modified for p in view.publications)
        urls.append((links.coverage_path(view.coverage.id), changed))
    named = (links.address(site, path) for path in ("sitemap.xml", "news-sitemap.xml"))
    robots = "User-agent: *\nDisallow:\n\n" + "".join(f"Sitemap: {n}\n" for n in named)
    return (
        Page("robots.txt", robots.encode(), "text/plain"),
        _urlset(site, "sitemap-pages.xml", urls),
    )


def index(site: Site, days: Iterable[date]) -> Page:
    """``sitemap.xml``: the index of the site's own pages and of every day that has stories."""
    root = _root("sitemapindex")
    for path in ("sitemap-pages.xml", *(day_path(day) for day in days)):
        _text(etree.SubElement(root, f"{_M}sitemap"), f"{_M}loc", links.address(site, path))
    return _xml("sitemap.xml", root)


def day_path(on: date) -> str:
    """Where the sitemap of a day stands: beside the day's page."""
    return f"archive/{on:%Y/%m/%d}/sitemap.xml"


def day_sitemap(site: Site, on: date, cards: Sequence[Card]) -> Page:
    """The stories first published on a day (UTC), each with its last change."""
    urls = [(links.story_path(card.series), card.modified) for card in cards[:SITEMAP_URLS]]
    return _urlset(site, day_path(on), urls)


def news_sitemap(site: Site, cards: Iterable[Card], now: datetime) -> Page:
    """``news-sitemap.xml``: the stories of the two days before ``now`` (aware UTC)."""
    root = _root("urlset", news=_NEWS)
    fresh = [card for card in cards if card.at >= now - NEWS_SPAN]
    for card in fresh[:NEWS_URLS]:
        _news_url(etree.SubElement(root, f"{_M}url"), site, card)
    return _xml("news-sitemap.xml", root)


def _news_url(entry: etree._Element, site: Site, card: Card) -> None:
    _text(entry, f"{_M}loc", links.address(site, links.story_path(card.series)))
    news = etree.SubElement(entry, f"{_N}news")
    house = etree.SubElement(news, f"{_N}publication")
    _text(house, f"{_N}name", site.title)
    _text(house, f"{_N}language", _language(card.language or site.language))
    _text(news, f"{_N}publication_date", words.iso(card.at))
    _text(news, f"{_N}title", card.headline)


def _language(tag: str) -> str:
    return _CHINESE.get(tag.lower()) or tag.partition("-")[0].lower()


def _urlset(site: Site, path: str, urls: Iterable[tuple[str, datetime | None]]) -> Page:
    root = _root("urlset")
    for target, changed in urls:
        entry = etree.SubElement(root, f"{_M}url")
        _text(entry, f"{_M}loc", links.address(site, target))
        if changed is not None:
            _text(entry, f"{_M}lastmod", words.iso(changed))
    return _xml(path, root)


def _root(tag: str, **more: str) -> etree._Element:
    spaces: Any = {None: _MAP, **more}
    return etree.Element(f"{_M}{tag}", nsmap=spaces)


def _text(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = clean(text)


def _xml(path: str, root: etree._Element) -> Page:
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return Page(path, body, "application/xml")
