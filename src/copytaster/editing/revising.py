"""Making an edit: from what an editor hands in to the passages that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from copytaster.editing.applying import FIELDS, changes_of, field_of, restored
from copytaster.editing.diffing import Difference, differences, in_kept
from copytaster.errors import CopytasterError
from copytaster.model import Edit, EditField, Passage, Story

LONGEST = 300_000  # code points: what is longer is no story, and is not read to its end either


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it is, when (aware UTC), why, and what they vouch for.

    ``transcription``: that a quotation was written down wrongly. ``open``:
    whether readers may see the words that stood there before.
    """

    who: str
    at: datetime
    reason: str | None = None
    transcription: bool = False
    open: bool = True


def revised(
    base: Story,
    before: Edit | None,
    hand: Hand,
    *,
    headline: str | None = None,
    deck: str | None = None,
    copy: str | None = None,
) -> Edit:
    """The edit after an editor handed in a whole headline, deck or copy; None leaves one as it stands.

    Passages that were changed before and still stand so keep their editor and
    reason. Raises CopytasterError for a text too long to be edited.
    """
    if max(len(base.text), len(copy or "")) > LONGEST:
        raise CopytasterError(f"only copy of up to {LONGEST:,} characters is edited here")
    restores = tuple(p for p in (before.passages if before else ()) if p.kind == "restore")
    passages = list(restores)
    handed: dict[EditField, str | None] = {"headline": headline, "deck": deck, "text": copy}
    for field, text in handed.items():
        if text is None:
            passages += changes_of(before, field)
        else:
            passages += _handed_in(base, restores, field, text)
    return _made(base, before, hand, passages)


def with_passages(base: Story, before: Edit | None, hand: Hand, more: Iterable[Passage]) -> Edit:
    """The edit with more passages; one already there that a new change overlaps gives way to it."""
    new = list(more)
    old = [p for p in (before.passages if before else ()) if not any(_clash(p, n) for n in new)]
    return _made(base, before, hand, [*old, *new])


def without_passage(edit: Edit, number: int, hand: Hand) -> Edit:
    """The edit with one of its passages (from 1) as the wire had it."""
    if not 1 <= number <= len(edit.passages):
        raise CopytasterError(f"the edit has {len(edit.passages)} passages", subject=str(number))
    left = [p for n, p in enumerate(edit.passages, 1) if n != number]
    return replace(edit, passages=tuple(left), at=hand.at, who=hand.who, reason=hand.reason)


def replacing(base: Story, before: Edit | None, old: str, new: str) -> Passage:
    """The one passage of the edition where ``old`` stands, to become ``new``; headline first.

    Raises CopytasterError when it stands nowhere, or in several places.
    """
    found = list(_standing(base, before, old)) if old else []
    if not found:
        raise CopytasterError("these words do not stand in the story", subject=old[:80])
    if len(found) > 1:
        raise CopytasterError(
            "these words stand in it more than once; give some of those around them",
            subject=old[:80],
        )
    field, start = found[0]
    end = start + len(old)
    text = field_of(base, field)
    if not new and text[start - 1 : start] == " " and not text[end : end + 1].isalnum():
        start -= 1  # words taken out leave no space before what follows
    return Passage(field, start, end, text[start:end], new)


def _standing(base: Story, before: Edit | None, old: str) -> Iterator[tuple[EditField, int]]:
    story = restored(base, before.passages if before else ())
    for field in FIELDS:
        text = field_of(base, field)
        at = text.find(old)
        while at >= 0:
            kept = field != "text" or any(s <= at and at + len(old) <= e for s, e in story.kept)
            if kept:
                yield field, at
            at = text.find(old, at + 1)


def _handed_in(
    base: Story, restores: tuple[Passage, ...], field: EditField, text: str
) -> Iterator[Passage]:
    was = field_of(base, field)
    found: Iterable[Difference]
    if field == "text":
        story = restored(base, restores)
        found = in_kept(story.kept, differences(story.copy, text))
    else:
        found = differences(was, " ".join(text.split()))
    for start, end, now in found:
        if was[start:end] != now:
            yield Passage(field, start, end, was[start:end], now)


def _made(base: Story, before: Edit | None, hand: Hand, passages: Iterable[Passage]) -> Edit:
    known = {_key(p): p for p in (before.passages if before else ())}
    signed = (known.get(_key(p)) or _signed(p, hand) for p in passages)
    standing = sorted(signed, key=lambda p: (FIELDS.index(p.field), p.start, p.end, p.kind))
    _check(standing)
    return Edit(base.id, hand.at, hand.who, tuple(standing), hand.reason)


def _signed(passage: Passage, hand: Hand) -> Passage:
    return replace(
        passage,
        who=hand.who,
        reason=hand.reason or None,
        transcription=hand.transcription,
        open=hand.open,
    )


def _key(passage: Passage) -> tuple[str, int, int, str, str]:
    return passage.field, passage.start, passage.end, passage.now, passage.kind


def _clash(one: Passage, other: Passage) -> bool:
    if (one.field, one.kind) != (other.field, other.kind):
        return False
    if (one.start, one.end) == (other.start, other.end):
        return True
    return one.start < other.end and other.start < one.end


def _check(passages: list[Passage]) -> None:
    for field in FIELDS:
        changes = [p for p in passages if p.field == field and p.kind == "change"]
        for one, other in pairwise(changes):
            if _clash(one, other):
                raise CopytasterError("two changes overlap", subject=other.was[:80])
