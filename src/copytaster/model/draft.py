"""Nouns of the composed story: every sentence is cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from copytaster.model.base import Noun, Row
from copytaster.model.coverage import Source, TimelineEntry
from copytaster.model.story import Dispute, Figure


@dataclass(frozen=True, slots=True)
class Citation(Noun, Row):
    """Where a sentence stands in the wire: unpacks as (story, start, end), a range of that edition's ``text``."""

    _row: ClassVar[tuple[str, ...]] = ("story", "start", "end")
    story: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence(Noun, Row):
    """A sentence of a draft; unpacks as (text, kind, citations).

    ``verbatim``: the cited range's words, white space folded. ``template``: our
    own words over cited facts, with any quoted part byte-identical to its source.
    """

    _row: ClassVar[tuple[str, ...]] = ("text", "kind", "citations")
    text: str
    kind: Literal["verbatim", "template"]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Draft(Noun):
    """A composed story. ``headline`` is that of an origin, verbatim but for marks of editions; ``dateline`` ours, of cited facts."""

    headline: str
    dateline: str | None = None
    sentences: tuple[Sentence, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as running text."""
        return " ".join(s.text for s in self.sentences)
