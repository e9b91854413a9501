"""When the wire sends a new edition: does the edit still fit?

A passage fits where the words around it stand unchanged and once. One that
the wire has meanwhile changed in the same way is settled and falls away. If
any passage fits nowhere, the edit as a whole does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from copytaster.editing.applying import FIELDS, edited, field_of
from copytaster.model import Edit, Passage, Story

_AROUND = (400, 160, 60)  # characters of context on each side, the most telling first
_LEAST = 12  # of context and words together: what is shorter may stand anywhere
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def rebased(edit: Edit, base: Story, new: Story) -> Edit | None:
    """The edit as made on the new edition; None where it does not fit. Its passages may be none."""
    moved: list[Passage] = []
    for passage in edit.passages:
        found = _moved(passage, base, new)
        if found is None:
            return None
        moved += found
    return replace(edit, base=new.id, passages=tuple(moved)) if _fits(moved) else None


def fitting(edit: Edit, base: Story, new: Story) -> Edit:
    """The edit as made on the new edition with only those of its passages that fit there."""
    left: list[Passage] = []
    for passage in edit.passages:
        found = _moved(passage, base, new) or ()
        left += [p for p in found if _fits([*left, p])]
    return replace(edit, base=new.id, passages=tuple(left))


def _moved(passage: Passage, base: Story, new: Story) -> tuple[Passage, ...] | None:
    """The passage in the new edition: none where it is settled, None where its place is gone."""
    there = field_of(new, passage.field)
    start = _place(passage, field_of(base, passage.field), there)
    if start is None:
        return () if _settled(passage, base, new) else None
    moved = replace(passage, start=start, end=start + len(passage.was))
    if passage.kind == "restore":
        cut = any(c.start < moved.end and moved.start < c.end for c in new.cuts)
        return (moved,) if cut else ()
    return (moved,) if _is_kept(new, moved) else None


def _place(passage: Passage, old: str, new: str) -> int | None:
    """Where the passage stands in the new text, as its surroundings tell."""
    if old == new:
        return passage.start
    for before, after in _surroundings(passage, old):
        sought = old[before:after]
        at = new.find(sought)
        if at < 0 or len(sought) < _LEAST:
            continue
        # Both ways once: words that stand twice do not say which of them was meant.
        if new.find(sought, at + 1) < 0 and old.find(sought) == before:
            once = old.find(sought, before + 1) < 0
            return at + passage.start - before if once else None
    return None


def _surroundings(passage: Passage, text: str) -> Iterator[tuple[int, int]]:
    """Ranges around the passage: its line, then ever fewer characters on each side."""
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    yield start, len(text) if end < 0 else end
    for reach in _AROUND:
        yield max(0, passage.start - reach), min(len(text), passage.end + reach)


def _settled(passage: Passage, base: Story, new: Story) -> bool:
    """Whether the new edition says at that place what the editor made it say."""
    if passage.kind == "restore":
        return False
    alone = edited(base, Edit(base.id, _NEVER, "", (passage,)))
    made, there = field_of(alone, passage.field), field_of(new, passage.field)
    if made == there:
        return True
    kept = replace(passage, end=passage.start + len(passage.now), was=passage.now)
    return _place(kept, made, there) is not None


def _is_kept(story: Story, passage: Passage) -> bool:
    """Whether no cut of the edition reaches into the passage."""
    if passage.field != "text":
        return True
    return not any(c.start < passage.end and passage.start < c.end for c in story.cuts)


def _fits(passages: list[Passage]) -> bool:
    """Whether the changes keep their order and touch none of one another."""
    for field in FIELDS:
        changes = [p for p in passages if p.field == field and p.kind == "change"]
        if any(a.end > b.start for a, b in pairwise(changes)):
            return False
    return True
