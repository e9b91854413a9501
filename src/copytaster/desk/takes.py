"""Which two takes of a desk's stories to lay side by side, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass

from copytaster.editing import Takes, compared
from copytaster.errors import CopytasterError
from copytaster.model import Story
from copytaster.store import Store, StoryRow


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions and what the second made of the first."""

    before: StoryRow
    after: StoryRow
    takes: Takes

    @property
    def of_one_story(self) -> bool:
        """Whether they are editions of one story rather than a reprint and its origin."""
        return self.before.series == self.after.series


def paired(store: Store, after: str, before: str | None = None) -> Pair:
    """Two editions, each named by its id or by its series (which means its newest).

    Without ``before`` it is the edition that ``after`` followed, else the origin it
    repeats. Raises CopytasterError where there is no such edition, no text of it any
    more, or nothing to compare with.
    """
    row = _named(store, after)
    other = _named(store, before) if before else _counterpart(store, row)
    old, new = _text(store, other), _text(store, row)
    return Pair(other, row, compared(old, new))


def _named(store: Store, word: str) -> StoryRow:
    rows = store.series(word)
    row = rows[-1] if rows else store.row(word)
    if row is None:
        raise CopytasterError("there is no such story; see: copytaster search", subject=word)
    return row


def _counterpart(store: Store, row: StoryRow) -> StoryRow:
    found = store.row(row.edition_of or "") or store.row(row.reprint_of or "")
    if found is None:
        raise CopytasterError(
            "it is the first edition of its story and no reprint; name what to compare it with",
            subject=row.id,
        )
    return found


def _text(store: Store, row: StoryRow) -> Story:
    story = store.story(row.id)
    if story is None:
        raise CopytasterError("its text was erased", subject=row.id)
    return story
