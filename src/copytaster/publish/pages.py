"""The pages of the site, each a pure function of what the desk decided.

Every renderer but `tombstone` raises NotPublishable for a publication that is
not live, and so does every list that holds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby

from copytaster.errors import NotPublishable
from copytaster.model import CoverageView, Page, Publication, Site
from copytaster.publish import words
from copytaster.publish.assets import pages as assets
from copytaster.publish.coverpage import event_view
from copytaster.publish.frontpage import front_view
from copytaster.publish.guard import require_all_live, require_live, require_view
from copytaster.publish.links import coverage_path, day_path, month_path, section_path, story_path
from copytaster.publish.listing import Card, by_day, card
from copytaster.publish.render import page
from copytaster.publish.sections import Section
from copytaster.publish.storypage import correction_line, story_view

__all__ = [
    "about_page",
    "archive_index",
    "assets",
    "corrections_page",
    "coverage_page",
    "coverage_path",
    "day_page",
    "day_parts",
    "day_path",
    "front_page",
    "is_tombstone",
    "month_page",
    "month_path",
    "not_found",
    "section_page",
    "section_path",
    "sections_page",
    "story_page",
    "story_path",
    "tombstone",
    "tombstone_salt",
]

# No other page has this in its head, and no copy can put a tag there.
_WITHDRAWN = b'<meta name="robots" content="noindex, noarchive">'
_HEAD = 8192
_A_PAGE = 250  # stories on one page of the archive, at least; at most twice that
_OPENED = 2  # months that the archive's index shows day by day


def story_page(site: Site, publication: Publication, sections: Sequence[Section] = ()) -> Page:
    """``stories/<series>/index.html``: the copy, whose words they are, and what was done to it.

    ``sections`` are those it stands in.
    """
    require_live(publication)
    path = story_path(publication.series)
    view = story_view(site, publication)
    must = (f'name="copytaster:salt" content="{view.salt}"', _names(path))
    return page(site, "story.html", path, must=must, s=view, sections=sections)


def coverage_page(site: Site, view: CoverageView) -> Page:
    """``events/<coverage id>/index.html``: sources, disputes, figures and all stories of an event."""
    require_view(view)
    path = coverage_path(view.coverage.id)
    shown = event_view(site, view)
    must = (f'name="copytaster:salt" content="{shown.salt}"', _names(path))
    return page(site, "coverage.html", path, must=must, e=shown)


def _names(path: str) -> str:
    """By which a page says where it belongs; the ledger takes no page without."""
    return f'name="copytaster:page" content="{path}"'


def front_page(
    site: Site,
    publications: Iterable[Publication],
    views: Iterable[CoverageView] = (),
    sections: Sequence[Section] = (),
) -> Page:
    """``index.html``: the events, the one with most independent sources leading, and the latest.

    ``sections`` are those that have something in them.
    """
    live = require_all_live(publications)
    events = tuple(views)
    for view in events:
        require_view(view)
    return page(site, "front.html", "index.html", f=front_view(live, events), sections=sections)


def section_page(
    site: Site, section: Section, cards: Sequence[Card], feeds: Sequence[Page] = ()
) -> Page:
    """``sections/<slug>/index.html``: the section's latest stories, in the order given.

    ``feeds`` are its own, for those who want to follow it.
    """
    path = section_path(section.slug)
    return page(site, "section.html", path, section=section, days=by_day(cards), feeds=feeds)


def sections_page(site: Site, parts: Sequence[tuple[Section, Sequence[Card]]]) -> Page:
    """``sections/index.html``: every section that has something in it, with its latest stories."""
    return page(site, "sections.html", "sections/index.html", parts=parts)


def archive_index(site: Site, days: Sequence[tuple[date, int]]) -> Page:
    """``archive/index.html``: every month that has stories, newest first, the last ones day by day."""
    return page(site, "archive.html", "archive/index.html", months=_months(days), opened=_OPENED)


def month_page(site: Site, on: date, days: Sequence[tuple[date, int]]) -> Page:
    """Every day (UTC) of a month that has stories and how many, in the order given."""
    name = words.month(on.year, on.month)
    return page(site, "month.html", month_path(on), name=name, days=days)


def day_parts(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """A day's cards, newest first, cut into pages: the day's own, then part 1, 2, … from morning on.

    Parts are counted from the oldest, so that they stay as they are while the day goes on.
    """
    whole = max(0, len(cards) // _A_PAGE - 1)
    oldest = [
        cards[len(cards) - (n + 1) * _A_PAGE : len(cards) - n * _A_PAGE] for n in range(whole)
    ]
    rest = cards[: len(cards) - whole * _A_PAGE]
    return [rest, *oldest] if rest else []


def day_page(site: Site, on: date, cards: Iterable[Card], part: int = 0, parts: int = 1) -> Page:
    """The stories first published on a day (UTC), in the order given; ``part`` of so many."""
    path = day_path(on, part)
    shown = list(cards)
    return page(site, "day.html", path, on=on, cards=shown, part=part, parts=parts)


def corrections_page(
    site: Site, publications: Iterable[Publication], withdrawn: Iterable[Publication] = ()
) -> Page:
    """``corrections/index.html``: every change the public was told of, and the ``withdrawn``, newest first.

    Of those it says when, by whom, and what an editor tells the public; no word
    of them. Raises NotPublishable where one of them is not killed.
    """
    live, gone = require_all_live(publications), [_Gone.of(p) for p in withdrawn]
    gone.sort(key=lambda one: (-one.at.timestamp(), one.series))
    lines = [(correction_line(c), card(p)) for p in live for c in p.corrections]
    lines.sort(key=lambda pair: (-pair[0].at.timestamp(), pair[1].series))
    return page(site, "corrections.html", "corrections/index.html", lines=lines, gone=gone)


@dataclass(frozen=True, slots=True)
class _Gone:
    """A withdrawal in the list: nothing of the story itself."""

    series: str
    at: datetime
    who: str
    notice: str | None

    @classmethod
    def of(cls, killed: Publication) -> _Gone:
        """What may be said of a killed story."""
        _require_killed(killed)
        who = killed.withdrawn_by or _killer(killed)
        return cls(killed.series, killed.modified, who, killed.notice)


def tombstone(site: Site, publication: Publication) -> Page:
    """The page of a killed story, status 410: that it was withdrawn, when, by whom; no word of it.

    Raises NotPublishable unless the state is ``killed``: a held or embargoed
    story leaves no trace, and a live one has a page.
    """
    _require_killed(publication)
    path = story_path(publication.series)
    salt = tombstone_salt(path)
    return page(
        site,
        "tombstone.html",
        path,
        status=410,
        must=(_WITHDRAWN.decode(), f'name="copytaster:salt" content="{salt}"', _names(path)),
        salt=salt,
        series=publication.series,
        at=publication.modified,
        who=publication.withdrawn_by or _killer(publication),
        record=publication.record,
        edition=publication.story.id,
        notice=publication.notice,
    )


def tombstone_salt(path: str) -> str:
    """The salt of a tombstone's sentences: it seals no copy, so anybody may know it."""
    return sha256(f"tombstone {path}".encode()).hexdigest()[:32]


def _require_killed(publication: Publication) -> None:
    if publication.state != "killed":
        raise NotPublishable(f"is {publication.state}, not killed", subject=publication.series)


def is_tombstone(body: bytes) -> bool:
    """Whether these are the bytes of a `tombstone`: a server then answers 410.

    ``gone.json`` says the same, but is written a moment later: only the bytes
    themselves cannot be out of step with what is served.
    """
    return _WITHDRAWN in body[:_HEAD]


def _killer(publication: Publication) -> str:
    return "its provider" if publication.story.item.status == "canceled" else "the desk"


def about_page(site: Site) -> Page:
    """``about/index.html``: what the labels mean, and how to check them."""
    return page(site, "about.html", "about/index.html")


def not_found(site: Site) -> Page:
    """``404.html``: may be served under any address."""
    return page(site, "not_found.html", "404.html", status=404, anywhere=True)


def _months(days: Sequence[tuple[date, int]]) -> list[tuple[str, list[tuple[date, int]]]]:
    """(month, [(day, number of stories)]), newest first."""
    grouped = groupby(sorted(days, reverse=True), key=lambda pair: (pair[0].year, pair[0].month))
    return [(words.month(*month), list(those)) for month, those in grouped]
