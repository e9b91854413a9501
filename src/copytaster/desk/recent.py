"""The most recently used values, by name."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from copytaster.editing import edited
from copytaster.model import Edit, Record, Story
from copytaster.store import Store

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
    """An edition, and what the ledger committed to when it came in."""

    story: Story
    salt: str
    record: Record | None


class Shelf:
    """Editions at hand: an edition never changes, so the last ones used need not be read again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Recent[Kept] = Recent(_STORIES)
        self._edited: Recent[tuple[Edit, Story]] = Recent(_EDITED)

    def put(self, kept: Kept) -> None:
        """An edition that was just stored."""
        self._kept.put(kept.story.id, kept)

    def get(self, id_: str) -> Kept | None:
        """An edition; None if it is unknown or erased."""
        known = self._kept.get(id_)
        if known is not None:
            return known
        story = self._store.story(id_)
        if story is None:
            return None
        records = self._store.records_of(id_, "edition")
        kept = Kept(story, self._store.salt(id_) or "", records[0] if records else None)
        self._kept.put(id_, kept)
        return kept

    def story(self, id_: str) -> Story | None:
        """The edition alone."""
        kept = self.get(id_)
        return kept.story if kept else None

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """These editions, in the order asked for; the rest, and what was erased, as `Store.stories`."""
        wanted = tuple(ids)
        found = {id_: kept.story for id_ in wanted if (kept := self._kept.get(id_)) is not None}
        absent = [id_ for id_ in wanted if id_ not in found]
        found |= {story.id: story for story in (self._store.stories(absent) if absent else ())}
        return tuple(found[id_] for id_ in wanted if id_ in found)

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
