"""The front page: which event leads, what each rests on, what came in last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from copytaster.model import CoverageView, Publication
from copytaster.publish import words
from copytaster.publish.coverpage import reprinted
from copytaster.publish.guard import visible_sources
from copytaster.publish.listing import Card, by_day, card, newest_first
from copytaster.publish.naming import event_headline, lead_of

_LATEST = 24
_EVENTS = 24


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event on the front page."""

    id: str
    headline: str
    summary: str
    language: str | None
    independent: int
    stories: int
    reprints: int
    sources: tuple[str, ...]
    disputed: tuple[str, ...]
    modified: datetime
    members: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """The lead event, the others, and the latest stories by day."""

    lead: EventCard | None
    events: tuple[EventCard, ...]
    latest: tuple[tuple[date, tuple[Card, ...]], ...]
    modified: datetime | None


def front_view(publications: Sequence[Publication], views: Sequence[CoverageView]) -> FrontView:
    """Events by how many independent sources stand behind them, then by their last change."""
    ranked = sorted((event_card(v) for v in views), key=_rank)
    here = {p.series for p in publications}
    # A reprint says nothing new while what it repeats stands on the same page.
    fresh = [p for p in publications if p.origin not in here]
    latest = tuple(card(p) for p in newest_first(fresh)[:_LATEST])
    moments = [p.modified for p in publications] + [e.modified for e in ranked]
    return FrontView(
        lead=ranked[0] if ranked else None,
        events=tuple(ranked[1:_EVENTS]),
        latest=by_day(latest),
        modified=max(moments, default=None),
    )


def event_card(view: CoverageView) -> EventCard:
    """The event as the front page shows it."""
    copied = reprinted(view)
    originals = [card(p) for p in view.publications if p.story.id not in copied]
    lead = card(lead_of(view))
    sources = visible_sources(view)
    return EventCard(
        id=view.coverage.id,
        headline=event_headline(view),
        summary=lead.summary,
        language=lead.language,
        independent=len(sources),
        stories=view.stories,
        reprints=len(copied) + view.copies,
        sources=tuple(name for name, _ in sources),
        disputed=_disputed(view),
        modified=view.modified or max(p.modified for p in view.publications),
        members=tuple(c for c in originals if c.headline != lead.headline)[:3],
    )


def _disputed(view: CoverageView) -> tuple[str, ...]:
    """Who denies, of the disputes that rest on a published story."""
    public = {p.story.id for p in view.publications}
    return tuple(
        dict.fromkeys(
            words.party(d.denier) for d in view.coverage.disputes if (d.story or "") in public
        )
    )


def _rank(event: EventCard) -> tuple[int, float, str]:
    return (-event.independent, -event.modified.timestamp(), event.id)
