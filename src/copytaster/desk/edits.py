"""Editors' changes at the desk: which edit a series is shown with, and how one comes on record.

::

    edition that counts → the edit that stands → same edition?  made
                                               → newer edition? moved along, settled, or it waits
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.recent import Kept, Shelf
from copytaster.editing import edited, rebased
from copytaster.errors import CopytasterError
from copytaster.ledger import edit_data
from copytaster.model import Edit, Publication, Story
from copytaster.store import Store, Writer, stored_form

WAITS = "an edit stands on an older edition; the newest waits for an editor"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a series: an edition, as an editor left it.

    ``waiting`` is the id of the newest edition where the edit does not fit it.
    """

    kept: Kept
    story: Story
    edit: Edit | None = None
    waiting: str | None = None


class Edits:
    """Finds the edit of a series. Holds which series have one, for the length of a pass."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self._edited = store.edited_series()

    def shown(self, series: str, newest: Kept, counting: Collection[str]) -> Shown:
        """The newest edition with the edit that stands, or the older one the edit was made on.

        ``counting`` are the editions that count: one that was killed never comes back.
        """
        edit = self.stored(series)
        if edit is None or edit.base not in counting:
            return Shown(newest, newest.story)
        if edit.base == newest.story.id:
            return self._made(newest, edit)
        base = self._shelf.get(edit.base)
        if base is None:  # erased, and the edit with it
            return Shown(newest, newest.story)
        moved = rebased(edit, base.story, newest.story)
        if moved is None:
            return Shown(base, self._shelf.edited(base, edit), edit, newest.story.id)
        return self._made(newest, moved) if moved.passages else Shown(newest, newest.story)

    def stored(self, series: str) -> Edit | None:
        """The edit of a series that stands, as it was made."""
        return self._store.edit(series) if series in self._edited else None

    def _made(self, kept: Kept, edit: Edit) -> Shown:
        return Shown(kept, self._shelf.edited(kept, edit), edit)

    def has(self, series: str) -> bool:
        """Whether an edit of the series stands."""
        return series in self._edited


def settle(
    tx: Writer, chronicle: Chronicle, shelf: Shelf, found: Publication, now: datetime
) -> None:
    """Keep what became of an edit when a new edition came: moved along with it, or settled by it."""
    stored = tx.edit(found.series)
    if stored is None or stored == found.edit:
        return
    kept = shelf.get(found.story.id)
    if kept is None:
        return
    keep_edit(tx, chronicle, kept, found.series, found.edit or _none(stored, kept), now)
    if stored.base != found.story.id and (old := shelf.get(stored.base)):
        tx.reindex(stored.base, old.story.headline, old.story.copy)


def keep_edit(
    tx: Writer, chronicle: Chronicle, kept: Kept, series: str, edit: Edit, now: datetime
) -> None:
    """Let an edit stand, put it on record, and let the edition be found by what it now says.

    An edit without passages is one taken back. Raises CopytasterError for an
    edition whose salt was erased.
    """
    if not kept.salt:
        raise CopytasterError("it was erased and cannot be edited", subject=kept.story.id)
    made = edited(kept.story, edit)
    if edit.passages:
        tx.put_edit(series, edit)
    else:
        tx.drop_edit(series)
    said = edit_data(edit, kept.story, made, kept.salt, stored_form(edit))
    chronicle.append(tx, now, "edit", series, said)
    tx.reindex(kept.story.id, made.headline, made.copy)


def _none(stored: Edit, kept: Kept) -> Edit:
    return Edit(kept.story.id, stored.at, stored.who, ())
