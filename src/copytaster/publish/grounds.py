"""How the number of independent sources came to be: for each house, which stories rest on it and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copytaster.model import CoverageView, Ground, Publication, Source
from copytaster.publish.naming import credit_of, headline_of

GROUNDS = {
    "own": "its own copy",
    "credit": "credited to it",
    "reprint": "a reprint",
    "rewrite": "a rewrite that names its source",
    "report": "mostly what it reported",
}
_MOST = 40  # stories told of one house; the count says how many there are


@dataclass(frozen=True, slots=True)
class GroundRow:
    """One story: its page, who published it, why it counts for the house.

    ``headline`` is empty for a reprint, which has the same; ``of`` is (series, source) of the story it rests on, where that has a page.
    """

    series: str
    headline: str
    source: str
    language: str | None
    why: str
    of: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class SourceRows:
    """One house with the stories that count for it; ``more`` are not listed."""

    name: str
    rows: tuple[GroundRow, ...]
    more: int


def grounds_of(view: CoverageView) -> tuple[SourceRows, ...]:
    """The houses behind an event as far as their stories are published."""
    public = {p.story.id: p for p in view.publications}
    found = (_source(source, public) for source in view.coverage.sources)
    return tuple(source for source in found if source.rows)


def _source(source: Source, public: Mapping[str, Publication]) -> SourceRows:
    rows = tuple(_rows(source, public))
    return SourceRows(source.name, rows[:_MOST], max(0, len(rows) - _MOST))


def _rows(source: Source, public: Mapping[str, Publication]) -> Iterator[GroundRow]:
    for ground in source.grounds:
        publication = public.get(ground.story)
        if publication is not None:
            yield _row(ground, publication, public.get(ground.of or ""))


def _row(ground: Ground, publication: Publication, of: Publication | None) -> GroundRow:
    return GroundRow(
        series=publication.series,
        headline=headline_of(publication.story) if ground.kind != "reprint" else "",
        source=_printed_by(publication),
        language=publication.story.language,
        why=GROUNDS[ground.kind],
        of=(of.series, _printed_by(of)) if of else None,
    )


def _printed_by(publication: Publication) -> str:
    """Where it was printed, which for a reprint is not whose copy it is."""
    return publication.source or credit_of(publication)
