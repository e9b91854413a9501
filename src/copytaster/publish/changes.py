"""What an editor changed, as the page tells it: the words before, the words now, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.anatomy.sentences import fold
from copytaster.editing import new_places
from copytaster.model import Edit, Passage, Span
from copytaster.publish import words
from copytaster.publish.copyview import CopyView

_FIELDS = {"headline": "headline", "deck": "standfirst", "text": "copy"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One passage: ``was`` and ``now`` only where they may be shown, ``sealed`` says why they are not."""

    id: str
    what: str
    reason: str | None
    was: str | None
    now: str | None
    sealed: str | None


def own_words(edit: Edit | None) -> tuple[tuple[Span, int], ...]:
    """The ranges of the edited text that are an editor's words, each with its change's number."""
    return tuple(
        (span, number)
        for number, span in new_places(edit)
        if span.field == "text" and span.end > span.start
    )


def change_lines(edit: Edit, view: CopyView) -> Iterator[ChangeLine]:
    """Every passage in the order of the page; under an excerpt only what the excerpt shows."""
    places = dict(new_places(edit))
    for number, passage in enumerate(edit.passages, start=1):
        yield _line(number, passage, _seen(view, places[number]))


def _seen(view: CopyView, span: Span) -> bool:
    """Whether the page shows the passage; where words were taken out of it, whether it is whole."""
    if view.whole or span.field != "text":
        return view.whole or span.field == "headline"
    return span.end > span.start and view.words_of([span]) is not None


def _line(number: int, passage: Passage, seen: bool) -> ChangeLine:
    return ChangeLine(
        id=f"e{number}",
        what=_what(passage),
        reason=passage.reason,
        was=fold(passage.was) or None if seen and passage.open and _differs(passage) else None,
        now=fold(passage.now) or None if seen else None,
        sealed=_sealed(passage, seen),
    )


def _differs(passage: Passage) -> bool:
    return passage.kind == "change"


def _what(passage: Passage) -> str:
    field = _FIELDS[passage.field]
    if passage.kind == "restore":
        return "Left in: our software had cut this"
    if passage.transcription:
        return "The transcription of a quotation corrected"
    if not passage.now.strip():
        return f"Taken out of the {field}"
    return f"Added to the {field}" if not passage.was.strip() else f"Changed in the {field}"


def _sealed(passage: Passage, seen: bool) -> str | None:
    if not seen:
        return "Not shown: only an excerpt of this copy may be."
    if passage.open or not passage.was:
        return None
    return f"The {words.count(len(passage.was.split()), 'word')} that stood here are not shown."
