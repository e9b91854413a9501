"""How many independent origins stand behind an event, and how that number comes to be.

A house counts once: with its own copy, the reprints of it, rewrites that share
words with it and name it, and reports that mostly say what it reported. Each
story is told with its ground, so that a reader can check the number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from copytaster.anatomy.agencies import agency_name
from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.houses import fold, labels
from copytaster.matching.shelf import Shelf
from copytaster.model import Ground, GroundKind, Source

# The houses of an event: folded name → (the name, its first own story).
_Houses = Mapping[str, tuple[str, str | None]]


def sources_of(shelf: Shelf, live: Sequence[Entry]) -> tuple[Source, ...]:
    """The independent origins of an event's live stories, in order of arrival."""
    houses = _houses(live)
    grouped: dict[str, tuple[str, list[Ground]]] = {}
    for entry in live:
        name, ground = _standing(shelf, entry, houses)
        grouped.setdefault(fold(name) or name, (name, []))[1].append(ground)
    return tuple(
        Source(name, tuple(g.story for g in grounds), tuple(grounds))
        for name, grounds in grouped.values()
    )


def _houses(live: Sequence[Entry]) -> _Houses:
    """The agencies credited in the event, each with the first story that is its own."""
    found: dict[str, tuple[str, str | None]] = {}
    for entry in live:
        for name in entry.agencies[:1]:
            known, first = found.get(fold(name), (name, None))
            own = entry.id if entry.own and entry.is_origin else None
            found[fold(name)] = (known, first or own)
    return found


def _standing(shelf: Shelf, entry: Entry, houses: _Houses) -> tuple[str, Ground]:
    """The house on whose word a story rests, through reprint and rewrite, and why."""
    origin = _rests_on(shelf, entry)
    name, kind, of = _house(origin, shelf.reprints_of(origin.no), houses)
    if entry.root in shelf.entries:
        return name, Ground(entry.id, "reprint", shelf.entries[entry.root].id)
    if entry.rests_on in shelf.entries:
        return name, Ground(entry.id, "rewrite", shelf.entries[entry.rests_on].id)
    return name, Ground(entry.id, kind, of)


def _rests_on(shelf: Shelf, entry: Entry) -> Entry:
    """The origin whose word it is, through reprint and rewrite."""
    seen = {entry.no}
    while True:
        nearer = entry.root if entry.root != NOBODY else entry.rests_on
        if nearer in seen or nearer not in shelf.entries:
            return entry
        seen.add(nearer)
        entry = shelf.entries[nearer]


def _house(
    origin: Entry, copies: Sequence[Entry], houses: _Houses
) -> tuple[str, GroundKind, str | None]:
    """(name, ground, the story that shows it) of a story that repeats nobody's words."""
    if origin.agencies:
        return origin.source, "own" if origin.own else "credit", None
    for copy in copies:
        if copy.agencies:  # another print of the same words says whose they are
            return copy.source, "credit", copy.id
    for label in sorted(labels(origin.provider)):
        if label in houses:  # the agency's own feed, without its name in the copy
            return houses[label][0], "own", None
    for leant in origin.leans:
        if (house := houses.get(fold(leant))) is not None:
            return house[0], "report", house[1]
    known = next(filter(None, map(agency_name, origin.leans)), None)
    return (known, "report", None) if known else (origin.source, "own", None)
