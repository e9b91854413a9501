"""Every page of the site is in a sitemap, and every sitemap keeps its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import etree

import tongues
from copytaster.errors import NotPublishable
from copytaster.publish import sitemaps
from copytaster.publish.listing import card
from copytaster.publish.sections import Section
from feedrules import news_faults, sitemap_faults

BASE = "https://wire.example.org"
NOW = datetime(2027, 3, 4, 9, tzinfo=UTC)


def places(body: bytes) -> list[str]:
    """The addresses in a sitemap."""
    return [e.text or "" for e in etree.fromstring(body).iter("{*}loc")]


@pytest.fixture
def cards(invented):
    """Three stories in three languages, two of one day."""
    return [card(p) for p in (invented.publication(), invented.rival(), tongues.rtl())]


def test_the_index_names_every_part(invented):
    """The site's own pages and every day that has stories."""
    page = sitemaps.index(invented.SITE, [date(2027, 3, 3), date(2027, 2, 28)])
    assert sitemap_faults(page.body, BASE) == []
    assert places(page.body) == [
        f"{BASE}/sitemap-pages.xml",
        f"{BASE}/archive/2027/03/03/sitemap.xml",
        f"{BASE}/archive/2027/02/28/sitemap.xml",
    ]


def test_a_day_names_its_stories_and_their_last_change(invented, cards):
    """Beside the day's page; each address with when it changed."""
    page = sitemaps.day_sitemap(invented.SITE, date(2027, 3, 3), cards)
    assert page.path == "archive/2027/03/03/sitemap.xml"
    assert sitemap_faults(page.body, BASE) == []
    assert places(page.body) == [f"{BASE}/stories/{c.series}/" for c in cards]
    assert b"2027-03-03T16:05:00Z" in page.body


def test_the_sites_own_pages_and_events_are_named(invented):
    """And robots.txt says where the sitemaps are; an event with a story that is not live raises."""
    section = Section("weather", "Weather")
    robots, page = sitemaps.site_pages(invented.SITE, [invented.view()], [section])
    assert sitemap_faults(page.body, BASE) == []
    assert f"{BASE}/events/c0ffee0123456789/" in places(page.body)
    assert f"{BASE}/sections/weather/" in places(page.body)
    assert f"Sitemap: {BASE}/sitemap.xml\n".encode() in robots.body
    barred = replace(invented.view(), publications=(invented.publication(state="held"),))
    with pytest.raises(NotPublishable):
        sitemaps.site_pages(invented.SITE, [barred])


def test_the_news_sitemap_holds_the_two_days_before_now(invented, cards):
    """Older stories are in the other sitemaps; the languages are Google's."""
    old = replace(cards[0], series="aa", at=NOW - timedelta(days=2, seconds=1))
    chinese = replace(cards[0], series="bb", language="zh-Hant")
    british = replace(cards[0], series="cc", language="en-GB")
    page = sitemaps.news_sitemap(invented.SITE, [*cards, old, chinese, british], NOW)
    assert news_faults(page.body, BASE, NOW) == []
    assert len(places(page.body)) == 5
    assert [e.text for e in etree.fromstring(page.body).iter("{*}language")] == [
        "en", "en", "ar", "zh-tw", "en"
    ]  # fmt: skip
    assert places(sitemaps.news_sitemap(invented.SITE, cards, NOW + timedelta(days=3)).body) == []


def test_the_news_sitemap_holds_a_thousand_at_most(invented, cards):
    """Google's own limit."""
    many = [replace(cards[0], series=f"s{n}") for n in range(1200)]
    page = sitemaps.news_sitemap(invented.SITE, many, NOW)
    assert news_faults(page.body, BASE, NOW) == []
    assert len(places(page.body)) == 1000


def test_the_rules_find_what_is_wrong(invented, cards):
    """A foreign address, a double one, a date without a zone, an old article: each is told."""
    good = sitemaps.news_sitemap(invented.SITE, cards, NOW).body.decode()
    for old, new in (
        (BASE, "https://other.example"), (cards[0].series, cards[1].series), ("Z</", "</"),
        ("<news:language>ar", "<news:language>Arabic"), ("2027-03-03T", "2027-03-01T"),
    ):  # fmt: skip
        assert news_faults(good.replace(old, new).encode(), BASE, NOW), new
