"""What an editor may ask of a desk, as values: said in this process or left for the one that runs.

Each names its stories and events by their ids, and says who asks and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from copytaster.errors import CopytasterError
from copytaster.model.base import Noun

if TYPE_CHECKING:
    from copytaster.desk.newsroom import Desk


@dataclass(frozen=True, slots=True)
class Order(Noun):
    """One decision; the fields are those of `Desk.decide`."""

    series: str
    kind: str
    reason: str = ""
    notice: str = ""
    who: str = "desk"

    def do(self, desk: Desk) -> str:
        """Put it on record; gives nothing."""
        desk.judge.decide(self)
        return ""


@dataclass(frozen=True, slots=True)
class Arranging(Noun):
    """A merge of ``other`` into ``event``, a split of ``stories`` from it, or a step back or forth."""

    kind: Literal["merge", "split", "undo", "redo"]
    event: str
    other: str = ""
    stories: tuple[str, ...] = ()
    who: str = "desk"
    reason: str = ""

    def do(self, desk: Desk) -> str:
        """Put it on record; gives the event that stays or is new, or the kind of what was taken back."""
        arranger = desk.arranger
        if self.kind == "merge":
            return arranger.merge(self.event, self.other, self.who, self.reason)
        if self.kind == "split":
            return arranger.split(self.event, self.stories, self.who, self.reason)
        done = arranger.last(self.event, back=self.kind == "redo")
        arranger.undo(done.number, self.who, self.reason)
        return done.kind


@dataclass(frozen=True, slots=True)
class Editing(Noun):
    """A change of a story's words; the texts are those of `editing.Draft`, ``pairs`` (old, new) words."""

    kind: Literal["revise", "replace", "undo", "revert", "newest", "correct"]
    series: str
    who: str = "desk"
    reason: str = ""
    headline: str | None = None
    deck: str | None = None
    copy: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    number: int = 0
    transcription: bool = False
    open: bool = True
    seen: str = ""

    def do(self, desk: Desk) -> str:
        """Put it on record; gives nothing."""
        editor, said = desk.editor, (self.series, self.who, self.reason)
        if self.kind == "revert":
            editor.revert(*said)
        elif self.kind == "undo":
            editor.undo(self.series, self.number, self.who, self.reason)
        elif self.kind == "newest":
            editor.move_along(*said)
        elif self.kind == "correct":
            editor.correct(self.series, self.reason, self.who)
        else:
            self._change(desk)
        return ""

    def _change(self, desk: Desk) -> None:
        from copytaster.desk.editing import Draft

        draft = Draft(
            self.headline,
            self.deck,
            self.copy,
            self.reason,
            self.transcription,
            self.open,
            self.seen,
        )
        if self.kind == "replace":
            desk.editor.replace(self.series, self.pairs, draft, self.who)
        else:
            desk.editor.revise(self.series, draft, self.who)


Errand = Order | Arranging | Editing
_KINDS: Mapping[str, type[Order | Arranging | Editing]] = {
    "decide": Order,
    "arrange": Arranging,
    "edit": Editing,
}


def to_json(errand: Errand) -> dict[str, Any]:
    """An errand as plain values."""
    name = next(name for name, kind in _KINDS.items() if isinstance(errand, kind))
    return {"errand": name, **errand.to_dict()}


def from_json(said: object) -> Errand:
    """The errand that `to_json` gave. Raises CopytasterError for anything else."""
    kind = _KINDS.get(str(said.get("errand", "decide"))) if isinstance(said, dict) else None
    if kind is None or not isinstance(said, dict):
        raise CopytasterError("this is no errand that the desk knows")
    try:
        return kind.from_dict(said)
    except (KeyError, TypeError, ValueError) as error:
        raise CopytasterError("the errand is not whole", cause=str(error)) from error
