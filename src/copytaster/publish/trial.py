"""Trying a theme on before it is worn: every kind of page, made of invented copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from copytaster.compose import compose
from copytaster.matching import Matcher
from copytaster.model import (
    Correction,
    CoverageView,
    Item,
    Media,
    Page,
    Publication,
    Related,
    Rights,
    Site,
)
from copytaster.publish import pages, searchpage
from copytaster.publish.listing import card
from copytaster.publish.movedpage import moved_page
from copytaster.publish.render import environment
from copytaster.publish.sections import Section
from copytaster.publish.theme import Theme, faults, forget_faults, in_plain_words, wear
from copytaster.reading import read

_AT = datetime(2027, 3, 3, 12, 40, tzinfo=UTC)
_WIRE = """\
ORLEN FALLS, Velmark, March 3 (Marisk) - The gates of the Orlen dam were opened on schedule on Tuesday night, the water ministry said, after a flood wave killed at least 12 people in the Halden valley.

"The sirens were sounded at nine and the gates moved at ten," water minister Ilse Tarrow said, according to the broadcaster Valley One.

Also Read | Ten hotel pools you will never want to leave.

Bram Oskeld, the mayor of Lower Halden, denied that any warning had reached his town. "No siren was heard here," he wrote on the town's notice board.

- about 40 missing
- 31 in hospital

(This story came from a syndicated feed and was published without changes.)"""
_RIVAL = """\
LOWER HALDEN, Velmark, March 3 (Nordhav) - The gates of the Orlen dam were opened on Tuesday night and water reached Lower Halden in the Halden valley, killing 14 people, a hospital spokesperson said.

"We woke because the dog would not stop," said Merit Aune, a baker. Mayor Bram Oskeld said no warning had reached the town."""


def try_on(theme: Theme) -> str:
    """Make the theme known and make a page of each kind with it; gives its digest.

    Raises ThemeError naming file and line of the first template that fails.
    """
    digest = wear(theme)
    forget_faults(digest)
    for name in sorted(theme.templates):
        try:
            environment(digest).get_template(name)
        except Exception as error:
            raise in_plain_words(theme, name, error) from error
    for _ in _pages(Site("Trial", "https://trial.example", "A trial.", theme=digest, search=True)):
        if found := faults(digest):
            raise found[0]
    return digest


def _pages(site: Site) -> Iterator[Page]:
    """A page of each kind, with and without what a page may lack."""
    full, excerpt, section = *_publications(), Section("trial", "Trial")
    bare = replace(full, story=full.story.with_(statements=(), cuts=(), topics=(), flags=()))
    view, cards = _view(), [card(full), card(excerpt)]
    yield pages.story_page(site, full, [section])
    yield pages.story_page(site, excerpt)
    yield pages.story_page(site, replace(bare, coverage=None, corrections=(), record=None))
    yield pages.coverage_page(site, view)
    yield pages.coverage_page(site, replace(view, draft=None))
    yield pages.front_page(site, [full, excerpt], [view], [section])
    yield pages.front_page(replace(site, search=False), [])
    yield pages.section_page(site, section, cards)
    yield pages.sections_page(site, [(section, cards)])
    yield pages.archive_index(site, [(_AT.replace(month=n).date(), 2) for n in (3, 2, 1)])
    yield pages.month_page(site, _AT.date(), [(_AT.date(), 2)])
    yield pages.day_page(site, _AT.date(), cards)
    yield pages.day_page(site, _AT.date(), cards, 1, 3)
    yield pages.corrections_page(site, [full])
    yield pages.tombstone(site, replace(full, state="killed", withdrawn_by="the desk"))
    yield moved_page(site, "events/trial/index.html", "events/other/index.html")
    yield moved_page(site, "events/trial/index.html", "stories/0123456789abcdef/index.html")
    yield pages.about_page(site)
    yield pages.not_found(site)
    yield searchpage.search_page(site, "dam", [full])


@cache
def _publications() -> tuple[Publication, Publication]:
    picture = Media(
        "picture", "https://trial.example/dam.jpg", "The dam.", "A. Feld", width=3, height=2
    )
    first = read(
        Item(_WIRE, headline="Dam gates opened on schedule, ministry says; mayor denies warning",
             provider="marisk.example", guid="1", link="https://marisk.example/1", published=_AT,
             bylines=("Sanne Dorrit",), deck="Twelve dead", media=(picture,), rights=Rights(text="© Marisk"))
    )  # fmt: skip
    second = read(
        Item(_RIVAL, headline="Families search after Orlen dam gates flood Lower Halden",
             provider="nordhav.example", guid="2", link="https://nordhav.example/2", published=_AT)
    )  # fmt: skip
    full = Publication(
        first.series, first, "live", "full", _AT, _AT, source="Marisk", coverage="trial",
        origin=second.series, salt="00" * 16, record=1,
        corrections=(Correction(_AT, "correction", "The number of dead was corrected."),),
        related=(Related("0123456789abcdef", "Another story", _AT),),
    )  # fmt: skip
    told = Publication(second.series, second, "live", "excerpt", _AT, _AT, salt="11" * 16)
    return full, replace(told, source="Nordhav", record=2)


@cache
def _view() -> CoverageView:
    full, other = _publications()
    matcher = Matcher()
    found = [matcher.add(p.story).coverage for p in (full, other)]
    if found[0] != found[1]:
        matcher.merge(found[0], found[1])
    coverage = matcher.coverage(found[0])
    draft = compose([full.story, other.story], now=_AT)
    return CoverageView(coverage, (full, other), draft, "22" * 16, _AT)
