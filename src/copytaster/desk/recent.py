"""The most recently used values, by name."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

from copytaster.model import Story
from copytaster.store import Store

T = TypeVar("T")
_STORIES = 400


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


class Shelf:
    """Editions at hand: an edition never changes, so the last ones used need not be read again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stories: Recent[Story] = Recent(_STORIES)

    def put(self, story: Story) -> None:
        """An edition that was just stored."""
        self._stories.put(story.id, story)

    def story(self, id_: str) -> Story | None:
        """An edition; None if it is unknown or erased."""
        known = self._stories.get(id_)
        if known is None:
            known = self._store.story(id_)
            if known is not None:
                self._stories.put(id_, known)
        return known

    def drop(self, id_: str) -> None:
        """Forget an edition that was erased."""
        self._stories.drop(id_)
