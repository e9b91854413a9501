"""Nouns of the event: which stories tell it, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from copytaster.model.base import Noun, Row
from copytaster.model.story import Dispute, Figure, Story

EditionKind = Literal["update", "correction", "kill", "write-through", "retitled", "silent"]
GroundKind = Literal["own", "credit", "reprint", "rewrite", "report"]


@dataclass(frozen=True, slots=True)
class Change(Noun):
    """An earlier decision that this arrival revises.

    ``kind`` is ``late-origin`` (``story`` is now a reprint of ``to``), ``merge``
    (coverage ``story`` became part of ``to``), ``split`` or ``killed``
    (``story`` is a reprint of a killed story and goes with it).
    """

    kind: Literal["late-origin", "merge", "split", "killed"]
    story: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Match(Noun):
    """What one arrival is, among what is known.

    ``reprint_of`` and ``edition_of`` are story ids. ``similarity`` is the
    shingle containment with that story, 0 to 1. ``held`` says why an arrival's
    claim about another provider's story was not acted on; None otherwise.
    ``follows`` is the earlier coverage of the same running matter that the
    coverage goes on from, None where there is none.
    """

    coverage: str
    reprint_of: str | None = None
    edition_of: str | None = None
    edition_kind: EditionKind | None = None
    changes: tuple[Change, ...] = ()
    similarity: float = 0.0
    held: str | None = None
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Reprint(Noun, Row):
    """``story`` repeats ``origin``; unpacks as (story, origin)."""

    _row: ClassVar[tuple[str, ...]] = ("story", "origin")
    story: str
    origin: str
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Edition(Noun, Row):
    """``story`` is a later edition of ``of``; unpacks as (story, of, kind)."""

    _row: ClassVar[tuple[str, ...]] = ("story", "of", "kind")
    story: str
    of: str
    kind: EditionKind


@dataclass(frozen=True, slots=True)
class Ground(Noun):
    """Why a story counts for a house.

    ``own``: it is the house's own copy; ``credit``: it credits the house, or ``of``,
    another print of the same words, does;
    ``reprint``, ``rewrite``: it repeats or rewrites the story ``of``; ``report``:
    it mostly says what the house reported, ``of`` being that house's first story.
    """

    story: str
    kind: GroundKind
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Source(Noun):
    """One independent origin: an agency or publisher with all stories that rest on it.

    ``grounds`` says of each story why, in the same order.
    """

    name: str
    stories: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry(Noun):
    """A moment of the coverage: ``at`` is aware UTC, ``text`` the headline or what happened."""

    at: datetime
    story: str
    text: str
    kind: Literal["origin", "reprint", "edition", "correction", "kill"] = "origin"


@dataclass(frozen=True, slots=True)
class Coverage(Noun):
    """One event: the stories that tell it and what they say together.

    ``stories`` are all live editions in order of arrival, ``origins`` those
    that repeat nobody, ``sources`` the independent origins (an agency counts
    once with all its reprints and rewrites). Of a story with several editions
    only the current one is an origin, a reprint or part of a source.
    ``members`` are the stories themselves where they are at hand; the desk
    fills them from the store.
    """

    id: str
    headline: str
    stories: tuple[str, ...]
    origins: tuple[str, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    editions: tuple[Edition, ...] = ()
    sources: tuple[Source, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    members: tuple[Story, ...] = ()

    @property
    def current(self) -> tuple[str, ...]:
        """The live stories, of several editions the last: what a count of stories counts."""
        before = {e.story: e.of for e in self.editions}
        replaced: set[str] = set()
        for story in self.stories:
            while (older := before.get(story)) is not None and older not in replaced:
                replaced.add(older)
                story = older
        return tuple(story for story in self.stories if story not in replaced)

    @property
    def independent(self) -> int:
        """How many independent sources stand behind the event."""
        return len(self.sources)
