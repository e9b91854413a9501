"""A coverage as others see it, made from the entries of one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from copytaster.claims import conflicts
from copytaster.formats.slugs import core
from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.events import Event
from copytaster.matching.headlines import representative
from copytaster.matching.shelf import Shelf
from copytaster.matching.sources import sources_of
from copytaster.model import (
    Coverage,
    Dispute,
    Edition,
    Figure,
    Ground,
    Reprint,
    Source,
    Story,
    TimelineEntry,
)


def coverage_of(shelf: Shelf, event: Event, stories: dict[str, Story]) -> Coverage:
    """The coverage of an event; ``stories`` are those at hand, by id.

    Killed stories, and kill notices, are in none of its lists but the
    editions and the timeline, where they stand as bare ids. An edition that
    another took the place of is neither a reprint nor a source. Figures are
    those of origins, then what reprints added; disputes are of origins alone.
    """
    members = [shelf.entries[no] for no in event.members]
    live = [e for e in members if not e.killed]
    current = [e for e in live if not _replaced(shelf, e)]
    origins = sorted((e for e in live if e.is_origin), key=lambda e: e.no)
    sources = sources_of(shelf, current)
    figures = tuple(f for e in origins for f in e.figures)
    added = tuple(f for e in current if e.root != NOBODY for f in _added(shelf, e))
    return Coverage(
        id=event.id,
        headline=_headline(origins, current) or _headline(live),
        stories=tuple(e.id for e in live),
        origins=tuple(e.id for e in origins),
        reprints=tuple(_reprint(shelf, e) for e in current if e.root != NOBODY),
        editions=tuple(_edition(shelf, e) for e in members if e.earlier != NOBODY),
        sources=sources,
        disputes=_disputes(origins, figures, sources),
        figures=figures + _once(added),
        timeline=_timeline(members),
        members=tuple(stories[e.id] for e in live if e.id in stories),
    )


def restrict(coverage: Coverage, allowed: Collection[str]) -> Coverage:
    """The coverage with only what the ``allowed`` stories say; fails closed.

    Whatever names a story that is not allowed goes: its reprints, editions,
    figures, disputes, timeline entries, and its part in the sources. A
    dispute or figure that names no story goes too. The headline stays while an
    allowed story on the timeline bears it, so that whoever sees a part calls
    the event as everybody does; else it is chosen anew among those.
    """
    may = frozenset(allowed)
    timeline = tuple(t for t in coverage.timeline if t.story in may)
    return replace(
        coverage,
        headline=_allowed_headline(coverage, timeline, may),
        stories=tuple(s for s in coverage.stories if s in may),
        origins=tuple(s for s in coverage.origins if s in may),
        reprints=tuple(r for r in coverage.reprints if r.story in may and r.origin in may),
        editions=tuple(e for e in coverage.editions if e.story in may and e.of in may),
        sources=_allowed_sources(coverage.sources, may),
        disputes=tuple(d for d in coverage.disputes if _named(d) and _named(d) <= may),
        figures=tuple(f for f in coverage.figures if f.story in may),
        timeline=timeline,
        members=tuple(s for s in coverage.members if s.id in may),
    )


def _allowed_headline(
    coverage: Coverage, timeline: Iterable[TimelineEntry], may: frozenset[str]
) -> str:
    if set(coverage.stories) <= may:
        return coverage.headline
    superseded = {e.of for e in coverage.editions if e.story in may}
    shown = [t for t in timeline if t.text and t.kind != "kill" and t.story not in superseded]
    if any(core(t.text) == coverage.headline for t in shown):
        return coverage.headline
    own = frozenset(coverage.origins)
    origins = [core(t.text) for t in shown if t.story in own]
    copies = [core(t.text) for t in shown if t.story not in own]
    return representative(origins, copies) or representative(copies)


def _allowed_sources(sources: Iterable[Source], may: frozenset[str]) -> tuple[Source, ...]:
    kept = (
        replace(
            s,
            stories=tuple(i for i in s.stories if i in may),
            grounds=tuple(_allowed_ground(g, may) for g in s.grounds if g.story in may),
        )
        for s in sources
    )
    return tuple(s for s in kept if s.stories)


def _allowed_ground(ground: Ground, may: frozenset[str]) -> Ground:
    return ground if ground.of in may else replace(ground, of=None)


def _named(dispute: Dispute) -> set[str]:
    """The stories a dispute rests on: its own, and those of its statements."""
    named = {statement.partition(":")[0] for statement in dispute.statements}
    return named | ({dispute.story} if dispute.story else set())


def _headline(entries: list[Entry], current: Iterable[Entry] = ()) -> str:
    """What current editions call the event; one that was since corrected has no say."""
    superseded = {e.earlier for e in entries}
    ordered = sorted(entries, key=lambda e: (e.at, e.no))
    own = [core(e.headline) for e in ordered if e.no not in superseded]
    return representative(own, [core(e.headline) for e in current if e.root != NOBODY])


def _replaced(shelf: Shelf, entry: Entry) -> bool:
    """Whether a later edition stands in its place."""
    while entry.later != NOBODY:
        entry = shelf.entries[entry.later]
        if not entry.killed:
            return True
    return False


def _reprint(shelf: Shelf, entry: Entry) -> Reprint:
    return Reprint(entry.id, shelf.entries[entry.root].id, round(entry.similarity, 4))


def _added(shelf: Shelf, reprint: Entry) -> list[Figure]:
    """The figures of a reprint that no edition of what it repeats gives: a newer toll, say."""
    told = {
        _said(f) for edition in shelf.series(shelf.entries[reprint.root]) for f in edition.figures
    }
    return [f for f in reprint.figures if _said(f) not in told]


def _once(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Each number of a thing as it was given first."""
    first = {_said(f): f for f in reversed(figures)}
    return tuple(f for f in figures if first[_said(f)] is f)


def _said(figure: Figure) -> tuple[str, float, float | None]:
    return figure.what, figure.value, figure.upper


def _edition(shelf: Shelf, entry: Entry) -> Edition:
    return Edition(entry.id, shelf.entries[entry.earlier].id, entry.kind or "update")


def _disputes(
    origins: list[Entry], figures: tuple[Figure, ...], sources: tuple[Source, ...]
) -> tuple[Dispute, ...]:
    origin_of = {story: source.name for source in sources for story in source.stories}
    stated = tuple(d for e in origins for d in e.disputes)
    return stated + conflicts(figures, origin_of)


def _timeline(members: list[Entry]) -> tuple[TimelineEntry, ...]:
    shown = [e for e in members if not e.killed or e.kind == "kill"]
    return tuple(_moment(e) for e in sorted(shown, key=lambda e: (_when(e), e.no)))


def _when(entry: Entry) -> int:
    return entry.changed if entry.earlier != NOBODY else entry.at


def _moment(entry: Entry) -> TimelineEntry:
    at = datetime.fromtimestamp(_when(entry), UTC)
    if entry.killed:
        return TimelineEntry(at, entry.id, "", "kill")
    text = entry.headline or ""
    if entry.kind == "correction":
        return TimelineEntry(at, entry.id, text, "correction")
    if entry.earlier != NOBODY:
        return TimelineEntry(at, entry.id, text, "edition")
    return TimelineEntry(at, entry.id, text, "origin" if entry.root == NOBODY else "reprint")
