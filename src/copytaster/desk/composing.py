"""Events some of whose stories an editor changed: what they say together, and what may be quoted of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from copytaster.anatomy.sentences import copy_sentences
from copytaster.editing import edited_ranges
from copytaster.model import Coverage, Cut, Publication, Story, TimelineEntry


def as_edited(coverage: Coverage, publications: Mapping[str, Publication]) -> Coverage:
    """The coverage with its members as they are published, and what edited ones say as edited."""
    members = tuple(publications[s].story for s in coverage.stories)
    edited = {s: publications[s].story for s in coverage.stories if publications[s].edit}
    if not edited:
        return replace(coverage, members=members)
    disputes = [d for d in coverage.disputes if d.story not in edited]
    figures = [f for f in coverage.figures if f.story not in edited]
    for id_ in (s for s in coverage.origins if s in edited):
        disputes += [replace(d, story=id_) for d in edited[id_].disputes]
        figures += [replace(f, story=id_) for f in edited[id_].figures]
    return replace(
        coverage,
        members=members,
        disputes=tuple(disputes),
        figures=tuple(figures),
        timeline=tuple(_retold(entry, edited) for entry in coverage.timeline),
    )


def _retold(entry: TimelineEntry, edited: Mapping[str, Story]) -> TimelineEntry:
    story = edited.get(entry.story)
    return replace(entry, text=story.headline or "") if story and entry.text else entry


def untouched(wire: Story, publication: Publication) -> Story:
    """The wire's edition, its headline as published, every sentence an editor touched cut out of it."""
    touched = tuple(_touched(wire, edited_ranges(publication.edit)))
    item = replace(wire.item, headline=publication.story.headline)
    return wire.with_(item=item, cuts=(*wire.cuts, *touched))


def _touched(wire: Story, ranges: tuple[tuple[int, int], ...]) -> Iterator[Cut]:
    for sentence in copy_sentences(wire):
        if any(start <= sentence.end and sentence.start <= end for start, end in ranges):
            yield Cut(sentence.start, sentence.end, "marker", "an editor changed it")
