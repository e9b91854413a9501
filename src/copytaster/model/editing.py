"""Nouns of the editor's hand: what was changed of the wire's copy, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from copytaster.model.base import Noun

EditField = Literal["text", "headline", "deck"]
PassageKind = Literal["change", "restore"]


@dataclass(frozen=True, slots=True)
class Passage(Noun):
    """One passage of a wire edition as an editor left it.

    ``start`` and ``end`` are code points of the edition's own ``field``, where
    ``was`` stands; on the page ``now`` stands there (empty: taken out; ``start``
    equal to ``end``: added). A ``restore`` puts back what was cut: its ``now``
    is its ``was``. ``transcription``: the editor's word that it
    corrects how a quotation was written down. Where ``open`` is False the page
    does not show the words that stood there before.
    """

    field: EditField
    start: int
    end: int
    was: str
    now: str
    kind: PassageKind = "change"
    reason: str | None = None
    who: str | None = None
    transcription: bool = False
    open: bool = True


@dataclass(frozen=True, slots=True)
class Edit(Noun):
    """All that editors changed of one edition; the edition itself stays as it came.

    ``base`` is the edition's id, ``at`` (aware UTC) and ``who`` say when the
    last change was made and by whom. Passages are in order of field and start;
    changes never overlap.
    """

    base: str
    at: datetime
    who: str
    passages: tuple[Passage, ...]
    reason: str | None = None

    @property
    def editors(self) -> tuple[str, ...]:
        """Everybody who changed a passage that still stands, the first first."""
        named = (p.who or self.who for p in self.passages)
        return tuple(dict.fromkeys(named)) or (self.who,)
