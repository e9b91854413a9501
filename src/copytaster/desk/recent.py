"""The most recently used values, by name."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from copytaster.editing import edited
from copytaster.ledger import edition_fault
from copytaster.model import Edit, Record, Story
from copytaster.store import SealedStory, Store

T = TypeVar("T")
_STORIES = 400
_EDITED = 100


class Recent(Generic[T]):
    """At most ``most`` values; the one unused for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()  # the desk's screens read while its writer writes

    def get(self, name: str) -> T | None:
        """The value of that name, if it is still kept."""
        with self._lock:
            value = self._values.get(name)
            if value is not None:
                self._values.move_to_end(name)
            return value

    def put(self, name: str, value: T) -> None:
        """Keep a value."""
        with self._lock:
            self._values[name] = value
            self._values.move_to_end(name)
            if len(self._values) > self._most:
                self._values.popitem(last=False)

    def drop(self, name: str) -> None:
        """Keep it no longer."""
        with self._lock:
            self._values.pop(name, None)


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, and what the ledger committed to when it came in.

    ``fault`` says how what is stored differs from that: such copy is not published.
    """

    story: Story
    salt: str
    record: Record | None
    fault: str | None = None


class Shelf:
    """Editions at hand: an edition never changes, so the last ones used need not be read again.

    Whatever is read is held against the ledger; that it was changed stays with it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Recent[Kept] = Recent(_STORIES)
        self._edited: Recent[tuple[Edit, Story]] = Recent(_EDITED)
        self._damaged: set[str] = set()

    def put(self, kept: Kept) -> None:
        """An edition that was just stored."""
        self._kept.put(kept.story.id, kept)

    def get(self, id_: str) -> Kept | None:
        """An edition; None if it is unknown, erased or damaged past reading."""
        known = self._kept.get(id_)
        return known if known is not None else self._read([id_]).get(id_)

    def is_damaged(self, id_: str) -> bool:
        """Whether an edition that `get` did not find is there, but cannot be read."""
        return id_ in self._damaged

    def _read(self, ids: Iterable[str]) -> dict[str, Kept]:
        """What the store has of these, held against the ledger."""
        found = {}
        for sealed in self._store.sealed(ids):
            if sealed.story is None:
                self._damaged.add(sealed.id)
                continue
            self._damaged.discard(sealed.id)
            kept = Kept(sealed.story, sealed.salt or "", sealed.record, stored_fault(sealed))
            found[sealed.id] = kept
            if kept.fault is None:  # what is put right is to be seen at once
                self._kept.put(sealed.id, kept)
        return found

    def story(self, id_: str) -> Story | None:
        """The edition alone."""
        kept = self.get(id_)
        return kept.story if kept else None

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """These editions, in the order asked for, less what was erased or is not what came in."""
        wanted = tuple(ids)
        found = {id_: known for id_ in wanted if (known := self._kept.get(id_)) is not None}
        absent = [id_ for id_ in wanted if id_ not in found]
        found |= self._read(absent) if absent else {}
        kept = [found[id_] for id_ in wanted if id_ in found]
        return tuple(one.story for one in kept if one.fault is None)

    def edited(self, kept: Kept, edit: Edit) -> Story:
        """The edition with an edit made; an edit is read once, not at every pass."""
        known = self._edited.get(kept.story.id)
        if known is not None and known[0] == edit:
            return known[1]
        made = edited(kept.story, edit)
        self._edited.put(kept.story.id, (edit, made))
        return made

    def drop(self, id_: str) -> None:
        """Forget an edition that was erased."""
        self._kept.drop(id_)
        self._edited.drop(id_)


def stored_fault(sealed: SealedStory) -> str | None:
    """How an edition as stored differs from what came in; None where it does not."""
    if sealed.story is None or sealed.form is None:
        return "its stored copy is damaged past reading"
    if sealed.id != sealed.story.id:
        return f"the copy of another edition stands in its place ({sealed.story.id})"
    fault = edition_fault(sealed.record, sealed.salt, sealed.story, sealed.form)
    if fault is None and sealed.astray:
        return f"the database lists it under another {', '.join(sealed.astray)}"
    return fault
