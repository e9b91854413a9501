"""Who is told of by a bare surname, and where the story gave the name in full: "Holm" after "Ed Holm".

A sentence taken out of its story is told after one that introduces its people,
where any does; so nothing is changed, and only the order is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copytaster.model import Story

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """The people of one story by the last words of their names, and where each stands, in full or bare."""

    full: tuple[tuple[int, str], ...]
    bare: tuple[tuple[int, str], ...]

    def within(self, start: int, end: int) -> tuple[Names, Names]:
        """(who is named in full between these offsets, whose surname stands there alone)."""
        introduced = frozenset(name for at, name in self.full if start <= at < end)
        return introduced, frozenset(n for at, n in self.bare if start <= at < end) - introduced


def people_of(story: Story) -> People:
    """Who is named in a story. A surname that it never gave in full introduces itself."""
    full, bare = list[tuple[int, str]](), list[tuple[int, str]]()
    for name in story.names:
        surname = name.name.rpartition(" ")[2].casefold()
        if name.kind == "organisation" or len(surname) == len(name.name):
            continue
        for span in name.spans:
            if span.field == "text":
                said = story.text[span.start : span.end]
                (full if " " in said.strip() else bare).append((span.start, surname))
    return People(tuple(full), tuple(bare))


def introduced_first(
    groups: Sequence[list[int]], people: Sequence[tuple[Names, Names]]
) -> list[list[int]]:
    """The groups of sentences in their order, but a bare surname after the name in full, if that is told at all.

    ``people`` gives for each sentence who is introduced in it, and who stands there bare.
    """
    waiting, told, known = list(groups), list[list[int]](), set[str]()
    while waiting:
        coming = frozenset(name for group in waiting for i in group for name in people[i][0])
        ready = (g for g in waiting if not _missing(g, people, known) & coming)
        group = next(ready, waiting[0])
        waiting.remove(group)
        told.append(group)
        known.update(name for i in group for names in people[i] for name in names)
    return told


def _missing(group: list[int], people: Sequence[tuple[Names, Names]], known: set[str]) -> Names:
    """Whose surname the group tells before anybody has introduced them."""
    here, missing = set(known), set[str]()
    for i in group:
        introduced, bare = people[i]
        missing |= bare - here
        here |= introduced | bare
    return frozenset(missing)
