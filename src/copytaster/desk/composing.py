"""Events some of whose stories an editor changed: what they say together, and what may be quoted of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from copytaster.anatomy.sentences import copy_sentences
from copytaster.editing import edited_ranges
from copytaster.formats.slugs import core
from copytaster.model import Coverage, Cut, Edit, Figure, Publication, Span, Story, TimelineEntry
from copytaster.publish.copyview import view_copy


def as_edited(coverage: Coverage, publications: Mapping[str, Publication]) -> Coverage:
    """The coverage with its members as they are published, and what edited ones say as edited."""
    members = tuple(publications[s].story for s in coverage.stories)
    edited = {s: publications[s].story for s in coverage.stories if publications[s].edit}
    if not edited:
        return replace(coverage, members=members)
    disputes = [d for d in coverage.disputes if d.story not in edited]
    for id_ in (s for s in coverage.origins if s in edited):
        disputes += [replace(d, story=id_) for d in edited[id_].disputes]
    return replace(
        coverage,
        headline=_renamed(coverage, edited),
        members=members,
        disputes=tuple(disputes),
        figures=_recounted(coverage, edited),
        timeline=tuple(_retold(entry, edited) for entry in coverage.timeline),
    )


def _renamed(coverage: Coverage, edited: Mapping[str, Story]) -> str:
    """The name of the event as an editor left it, where only edited stories bear it."""
    bearers = [t.story for t in coverage.timeline if core(t.text) == coverage.headline]
    if not bearers or not all(story in edited for story in bearers):
        return coverage.headline
    first = next((s for s in coverage.origins if s in bearers), bearers[-1])
    return core(edited[first].headline)


def _retold(entry: TimelineEntry, edited: Mapping[str, Story]) -> TimelineEntry:
    story = edited.get(entry.story)
    return replace(entry, text=story.headline or "") if story and entry.text else entry


def to_quote(coverage: Coverage, quotable: Mapping[str, Story]) -> Coverage:
    """The coverage with its members as far as they may be quoted, and no fact from beyond that.

    ``quotable`` are those stories, by id, that may not be quoted whole.
    """
    if not quotable:
        return coverage
    members = tuple(_narrowed(quotable.get(m.id, m), m.id in quotable) for m in coverage.members)
    narrow = {m.id: m for m in members if m.id in quotable}
    disputes = [d for d in coverage.disputes if d.story not in narrow]
    for id_ in (s for s in coverage.origins if s in narrow):
        disputes += [replace(d, story=id_) for d in narrow[id_].disputes]
    figures = _recounted(coverage, narrow)
    return replace(coverage, members=members, disputes=tuple(disputes), figures=figures)


def _recounted(coverage: Coverage, told: Mapping[str, Story]) -> tuple[Figure, ...]:
    """The figures where some stories are told otherwise: of an origin all, of a reprint what it added and still says."""
    added = {(f.story, f.what, f.value) for f in coverage.figures}
    figures = [f for f in coverage.figures if f.story not in told]
    for id_ in (s for s in coverage.stories if s in told):
        own = id_ in coverage.origins
        said = (f for f in told[id_].figures if own or (id_, f.what, f.value) in added)
        figures += [replace(f, story=id_) for f in said]
    return tuple(figures)


def untouched(wire: Story, published: Story, edit: Edit) -> Story:
    """The wire's edition, its headline as published, every sentence an editor touched cut out of it."""
    ranges = edited_ranges(edit)
    touched = (
        Cut(s.start, s.end, "marker", "an editor changed it")
        for s in copy_sentences(wire)
        if any(start <= s.end and s.start <= end for start, end in ranges)
    )
    item = replace(wire.item, headline=published.headline)
    return wire.with_(item=item, cuts=(*wire.cuts, *touched))


def excerpted(story: Story) -> Story:
    """The story with everything cut out that an excerpt does not show."""
    pieces = [p for paragraph in view_copy(story, whole=False).paragraphs for p in paragraph.pieces]
    cuts, at = [], 0
    for piece in sorted(pieces, key=lambda p: p.start):
        if piece.start > at:
            cuts.append(Cut(at, piece.start, "marker", "only an excerpt may be quoted"))
        at = max(at, piece.end)
    if at < len(story.text):
        cuts.append(Cut(at, len(story.text), "marker", "only an excerpt may be quoted"))
    return story.with_(cuts=(*story.cuts, *cuts))


def _narrowed(story: Story, narrow: bool) -> Story:
    """The story less what it says, disputes and counts outside its kept copy."""
    if not narrow:
        return story
    kept = story.kept

    def inside(span: Span | None) -> bool:
        if span is None or span.field != "text":
            return span is not None
        return any(k.start <= span.start and span.end <= k.end for k in kept)

    said = tuple(s for s in story.statements if all(map(inside, s.content)))
    ids = {s.id for s in said}
    return story.with_(
        statements=said,
        disputes=tuple(
            d for d in story.disputes if inside(d.span) and ids.issuperset(d.statements)
        ),
        figures=tuple(f for f in story.figures if inside(f.span)),
    )
