"""Long-running stories: which event goes on from which, kept for good, and what their pages call each other.

The matcher forgets an event two months after it is over; the store does not.
One value for each event in a thread::

    thread:<event>  →  follows: the event it goes on from   then: those that go on from it
                       told: its headline, date and page, as the press last made it
                       cut: an editor said that it goes on from nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from copytaster.model import CoverageView, Publication, ThreadEvent
from copytaster.publish.naming import event_headline, headline_of, lead_of
from copytaster.store import Store, Writer

_KEY = "thread:"
_BECAME = "became:"  # of an event that became part of another: which
_LONGEST = 12  # earlier events told on a page
_BRANCHES = 24  # later events that are kept of one
_CHUNK = 400

_Told = tuple[str, str, str, bool]  # as `told_of` gives it


def link(tx: Writer, event: str, before: str) -> None:
    """Put on record what a new event goes on from, unless it is known or would go in a circle."""
    own, other = _at(tx, event), _at(tx, before)
    if own["follows"] or own["cut"] or event == before or event in _back(tx, before):
        return
    tx.put_value(_KEY + event, own | {"follows": before})
    tx.put_value(_KEY + before, other | {"then": [*other["then"], event][-_BRANCHES:]})
    tx.touch("coverage", before)


def unlink(tx: Writer, event: str, *, cut: bool = False) -> str | None:
    """Let an event go on from nothing, for good where that is an editor's word; what it was thought to."""
    own = _at(tx, event)
    before: str | None = own["follows"]
    if before:
        other = _at(tx, before)
        then = [id_ for id_ in other["then"] if id_ != event]
        tx.put_value(_KEY + before, other | {"then": then})
        tx.put_value(_KEY + event, own | {"follows": None, "cut": cut})
        tx.touch("coverage", before)
        tx.touch("coverage", event)
    return before


def merged(tx: Writer, gone: str, into: str) -> dict[str, Any] | None:
    """One event became part of another: what it followed, and what followed it, goes along.

    Gives what `parted` needs to put that back; None where there was nothing.
    """
    tx.put_value(_BECAME + gone, into)
    old = tx.value(_KEY + gone)
    if old is None:
        return None
    before = _at(tx, into)["follows"]
    unlink(tx, gone)
    for later in old["then"]:
        unlink(tx, later)
        link(tx, later, into)
    if old["follows"]:
        link(tx, into, old["follows"])
    tx.drop_value(_KEY + gone)
    gained = before != _at(tx, into)["follows"]
    return {k: old.get(k) for k in ("follows", "then", "cut")} | {"gained": gained}


def parted(tx: Writer, event: str, new: str, thread: Mapping[str, Any] | None = None) -> None:
    """An event left another; where that takes a merge back ``thread`` is what `merged` gave."""
    tx.delete_value(_BECAME + new)
    if thread is None:
        return
    if thread["gained"] and _at(tx, event)["follows"] == thread["follows"]:
        unlink(tx, event)
    for later in thread["then"]:
        if _at(tx, later)["follows"] == event:
            unlink(tx, later)
            link(tx, later, new)
    if thread["follows"]:
        link(tx, new, thread["follows"])
    if thread["cut"]:
        tx.put_value(_KEY + new, _at(tx, new) | {"cut": True})


class Threads:
    """Reads threads, and keeps what their pages call each event."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[str, _Told | None] = {}  # by event, what is to be put on record yet

    def around(self, event: str) -> tuple[tuple[ThreadEvent, ...], tuple[ThreadEvent, ...]]:
        """(earlier, later) events with a page, the newest earlier and the oldest later first."""
        own = _at(self._store, event)
        back, then = _back(self._store, event) if own["follows"] else (), own["then"]
        kept = self._store.values_at([_KEY + id_ for id_ in (*back, *then)])
        told = {id_: self._told_of(id_, kept.get(_KEY + id_)) for id_ in (*back, *then)}
        return _pages(back, told), tuple(sorted(_pages(then, told), key=lambda e: e.at))

    def back(self, event: str) -> tuple[str, ...]:
        """The ids of the events it goes on from, the newest first."""
        return tuple(_back(self._store, event))

    def then(self, event: str) -> tuple[str, ...]:
        """The ids of the events that go on from it."""
        return tuple(_at(self._store, event)["then"])

    def became(self, event: str) -> str:
        """The event that this one is part of by now, which may be itself."""
        seen = {event}
        while (into := self._store.value(_BECAME + event)) and into not in seen:
            seen.add(into)
            event = into
        return event

    def threaded(self, events: Sequence[str]) -> frozenset[str]:
        """Those of these events that are in a thread."""
        found: set[str] = set()
        for at in range(0, len(events), _CHUNK):
            found.update(self._store.values_at([_KEY + id_ for id_ in events[at : at + _CHUNK]]))
        return frozenset(key.removeprefix(_KEY) for key in found)

    def begin(self) -> None:
        """What a pass that came to nothing would have kept is forgotten: the next one finds it again."""
        self._told.clear()

    def tell(self, event: str, told: _Told | None) -> list[str]:
        """What an event is called from now on; gives the events whose pages call it otherwise.

        To be kept (`keep`) before any page says so.
        """
        own = _at(self._store, event)
        before = self._told_of(event, own)
        if (list(before) if before else None) == (list(told) if told else None):
            return []
        self._told[event] = told
        return _beside(self._store, own)

    def keep(self, tx: Writer, tokens: set[int]) -> None:
        """Put on record all that was told since the last time.

        The events beside are marked in the outbox too, so that a stop in mid-pass
        forgets none; ``tokens`` gains that of the marks.
        """
        for event, told in self._told.items():
            own = _at(tx, event)
            tx.put_value(_KEY + event, own | {"told": told})
            for id_ in _beside(tx, own):
                tx.touch("coverage", id_)
        tokens.add(tx.token or 0)
        self._told.clear()

    def _told_of(self, event: str, kept: Mapping[str, Any] | None) -> Sequence[Any] | None:
        """What an event is called, of which ``kept`` is on record."""
        return self._told[event] if event in self._told else (kept or {}).get("told")


def told_of(view: CoverageView | None, members: Mapping[str, Publication]) -> _Told | None:
    """(headline, date, series of the story that has it, whether the event has a page) to call it by."""
    if view is not None:
        lead = lead_of(view)
        first = min(p.first_published for p in view.publications)
        return event_headline(view), first.isoformat(), lead.series, True
    for publication in members.values():
        first = publication.first_published
        return headline_of(publication.story), first.isoformat(), publication.series, False
    return None


def _at(store: Store | Writer, event: str) -> dict[str, Any]:
    kept = store.value(_KEY + event) or {}
    return {"follows": None, "then": [], "told": None, "cut": False} | kept


def _beside(store: Store | Writer, own: Mapping[str, Any]) -> list[str]:
    """The events whose pages name the one on record as ``own``."""
    return sorted({own["follows"], *_after(store, own["then"])} - {None})


def _after(store: Store | Writer, then: Iterable[str]) -> Iterable[str]:
    """All events within a page's reach that go on from these."""
    found: dict[str, None] = {}
    level = list(then)
    for _ in range(_LONGEST):
        level = [id_ for id_ in level if id_ not in found]
        found |= dict.fromkeys(level)
        level = [id_ for one in level for id_ in _at(store, one)["then"]]
    return found


def _back(store: Store | Writer, event: str) -> list[str]:
    found: list[str] = []
    at = event
    while len(found) < _LONGEST and (at := _at(store, at)["follows"]):
        if at in (event, *found):
            break
        found.append(at)
    return found


def _pages(
    events: Iterable[str], told_of: Mapping[str, Sequence[Any] | None]
) -> tuple[ThreadEvent, ...]:
    rows = ((id_, told_of[id_]) for id_ in events)
    return tuple(
        ThreadEvent(id_, told[0], datetime.fromisoformat(told[1]), told[2], bool(told[3]))
        for id_, told in rows
        if told
    )
