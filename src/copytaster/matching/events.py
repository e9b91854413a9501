"""The live events, and the stories that weigh in them: current origins, linked by likeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copytaster.matching.entry import Entry, Gist
from copytaster.matching.neighbours import Neighbours
from copytaster.matching.weighing import Weigher


@dataclass(slots=True)
class Event:
    """One running event: its members in order of arrival.

    ``fixed``: an editor merged or split it; the matcher adds to it, and never takes it apart.
    """

    no: int
    id: str
    members: list[int] = field(default_factory=list)
    newest: int = 0
    fixed: bool = False


class Events:
    """All live events and what their stories are about."""

    def __init__(self) -> None:
        self.weigher = Weigher()
        self.neighbours = Neighbours()
        self.live: dict[int, Event] = {}

    def weigh(self, entry: Entry, gist: Gist) -> None:
        """Give the entry the weights of its gist, by what is known so far."""
        entry.body, entry.lead = self.weigher.weigh(gist.counted, gist.lead)

    def put(self, entry: Entry, meant: Mapping[int, float]) -> None:
        """Let the entry weigh: index it and link it with its like, ``meant`` by their headlines' meaning."""
        self.restore(entry)
        self.neighbours.relate(entry, meant)

    def restore(self, entry: Entry) -> None:
        """Let the entry weigh as it did when its links were saved."""
        entry.weighs = True
        self.neighbours.put(entry)

    def take(self, entry: Entry) -> None:
        """Let the entry weigh no more."""
        if entry.weighs:
            entry.weighs = False
            self.neighbours.unrelate(entry)
            self.neighbours.take(entry)
