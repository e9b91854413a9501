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
from xml.sax.saxutils import escape

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
    base = links.base(site)
    paths = ("sitemap-pages.xml", *(day_path(day) for day in days))
    parts = [f"<sitemap><loc>{escape(f'{base}/{path}')}</loc></sitemap>" for path in paths]
    return _page("sitemap.xml", "sitemapindex", "", parts)


def day_path(on: date) -> str:
    """Where the sitemap of a day stands: beside the day's page."""
    return f"archive/{on:%Y/%m/%d}/sitemap.xml"


def day_sitemap(site: Site, on: date, cards: Sequence[Card]) -> Page:
    """The stories first published on a day (UTC), each with its last change."""
    urls = [(links.story_path(card.series), card.modified) for card in cards[:SITEMAP_URLS]]
    return _urlset(site, day_path(on), urls)


def news_sitemap(site: Site, cards: Iterable[Card], now: datetime) -> Page:
    """``news-sitemap.xml``: the stories of the two days before ``now`` (aware UTC)."""
    base, name = links.base(site), _text(site.title)
    fresh = [card for card in cards if card.at >= now - NEWS_SPAN][:NEWS_URLS]
    parts = [_news(base, name, card.language or site.language, card) for card in fresh]
    return _page("news-sitemap.xml", "urlset", f' xmlns:news="{_NEWS}"', parts)


def _news(base: str, name: str, language: str, card: Card) -> str:
    return (
        f"<url><loc>{escape(_address(base, links.story_path(card.series)))}</loc><news:news>"
        f"<news:publication><news:name>{name}</news:name>"
        f"<news:language>{_text(_language(language))}</news:language></news:publication>"
        f"<news:publication_date>{words.iso(card.at)}</news:publication_date>"
        f"<news:title>{_text(card.headline)}</news:title></news:news></url>"
    )


def _language(tag: str) -> str:
    return _CHINESE.get(tag.lower()) or tag.partition("-")[0].lower()


def _urlset(site: Site, path: str, urls: Iterable[tuple[str, datetime | None]]) -> Page:
    base = links.base(site)
    parts = []
    for target, changed in urls:
        stamp = f"<lastmod>{words.iso(changed)}</lastmod>" if changed else ""
        parts.append(f"<url><loc>{escape(_address(base, target))}</loc>{stamp}</url>")
    return _page(path, "urlset", "", parts)


def _address(base: str, path: str) -> str:
    """As `links.address`, for a site whose base is known to be sound."""
    return f"{base}/{path.removesuffix('index.html')}"


def _text(text: str) -> str:
    return escape(clean(text))


def _page(path: str, tag: str, more: str, parts: Sequence[str]) -> Page:
    """A sitemap of these entries: a thousand are put together as text ten times as fast as as a tree."""
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<{tag} xmlns="{_MAP}"{more}>\n'
    body = head + "".join(f"{part}\n" for part in parts) + f"</{tag}>\n"
    return Page(path, body.encode(), "application/xml")
