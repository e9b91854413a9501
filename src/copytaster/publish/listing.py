"""Stories and events as a list shows them: front page, archive, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from copytaster.model import Publication
from copytaster.model.base import quick
from copytaster.publish import words
from copytaster.publish.copyview import summary_of
from copytaster.publish.guard import require_live
from copytaster.publish.naming import credit_of, headline_of


@quick
@dataclass(frozen=True, slots=True)
class Card:
    """One story in a list. ``summary`` is its first sentences, which every policy allows."""

    id: str
    series: str
    headline: str
    summary: str
    source: str
    at: datetime
    language: str | None
    reprint: bool
    corrected: bool
    disputed: bool
    modified: datetime


def card(publication: Publication) -> Card:
    """The publication as a list shows it. Raises NotPublishable unless it is live."""
    require_live(publication)
    story = publication.story
    return Card(
        id=story.id,
        series=publication.series,
        headline=headline_of(story),
        summary=summary_of(story),
        source=credit_of(publication),
        at=publication.first_published,
        language=story.language,
        reprint=publication.origin is not None,
        corrected=any(c.kind == "correction" for c in publication.corrections),
        disputed=bool(story.disputes),
        modified=publication.modified,
    )


def by_day(cards: Iterable[Card]) -> tuple[tuple[date, tuple[Card, ...]], ...]:
    """The cards under the days (UTC) of their first publication, in the order given."""
    grouped = groupby(cards, key=lambda c: words.utc(c.at).date())
    return tuple((day, tuple(those)) for day, those in grouped)


def newest_first(publications: Sequence[Publication]) -> list[Publication]:
    """By first publication, newest first; the series decides between equals."""
    return sorted(publications, key=lambda p: (-p.first_published.timestamp(), p.series))
