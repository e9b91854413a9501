"""The matcher's state: every live entry, and the indexes that find them."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from copytaster.matching.clock import Clock
from copytaster.matching.editions import Editions
from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.events import Event, Events
from copytaster.matching.lessons import Lessons
from copytaster.matching.meanings import Meanings
from copytaster.matching.shingle_index import ShingleIndex
from copytaster.matching.shingles import lookup_hashes
from copytaster.matching.threads import Threads

_NONE = array("I")


class Shelf:
    """Entries by number, with their events, shingles and keys kept in step."""

    def __init__(self, window: int) -> None:
        self.clock = Clock(window)
        self.next_no = 0
        self.next_event = 0
        self.entries: dict[int, Entry] = {}
        self.numbers: dict[str, int] = {}
        self.coverages: dict[str, int] = {}
        self.aliases: dict[str, str] = {}
        self.events = Events()
        self.index = ShingleIndex()
        self.editions = Editions()
        self.threads = Threads()
        self.lessons = Lessons()
        self.meanings = Meanings(None)
        self.repeaters: dict[int, list[int]] = {}
        self._houses: dict[str, array[int]] = {}
        self._forwarded: dict[str, list[str]] = {}
        self._ages: list[tuple[int, int]] = []

    def put(self, entry: Entry) -> None:
        """Shelve an entry, not yet in any event."""
        self.entries[entry.no] = entry
        self.numbers[entry.id] = entry.no
        self._houses.setdefault(entry.provider, array("I")).append(entry.no)
        self.threads.put(entry.no, entry.marks)
        self.next_no = max(self.next_no, entry.no + 1)

    def open_event(self, entry: Entry, name: str | None = None) -> Event:
        """A new event named after the entry that founds it, or by a ``name`` it had and nothing bears."""
        free = name if name and name not in self.coverages else self._free_name(entry.id)
        self._take_back(free)
        event = Event(self.next_event, free)
        self.next_event += 1
        self.events.live[event.no] = event
        self.coverages[event.id] = event.no
        return event

    def enter(self, event: Event, entry: Entry, *, weigh: bool) -> None:
        """Make the entry a member of the event; ``weigh`` it where it is an origin."""
        self._admit(event, entry)
        if weigh:
            self.weigh(entry)

    def weigh(self, entry: Entry) -> None:
        """Let a shelved origin weigh, by its words and, for a bare headline, by its meaning."""
        self.events.put(entry, self.meanings.near(entry.no, self.entries))

    def leave(self, entry: Entry) -> None:
        """Take the entry out of its event; an event without members closes."""
        self.events.take(entry)
        self._dismiss(entry)
        entry.event = NOBODY

    def transfer(self, entry: Entry, event: Event) -> None:
        """Take the entry from its event into another, its weight and links untouched."""
        self._dismiss(entry)
        self._admit(event, entry)

    def absorb(self, event: Event, gone: Event) -> None:
        """Move all members of ``gone`` into ``event``, and leave a forwarding name."""
        event.fixed |= gone.fixed
        self.forward({gone.id: event.id})
        for no in list(gone.members):
            self.transfer(self.entries[no], event)

    def rename(self, event: Event, name: str, *, lead: bool) -> None:
        """Let the event have another id, which nothing bears; its old one may ``lead`` to it."""
        self._take_back(name)
        old, event.id = event.id, name
        self.coverages[name] = self.coverages.pop(old)
        if lead:
            self.forward({old: name})
        else:
            self._forget_names(old)

    def forward(self, names: Mapping[str, str]) -> None:
        """Let each name lead to the one it is given with."""
        self.aliases.update(names)
        for name, to in names.items():
            self._forwarded.setdefault(to, []).append(name)

    def resolve(self, name: str) -> str:
        """The name where one leads, through all merges since: itself where it leads nowhere."""
        for _ in self.aliases:  # no longer way is possible
            if name not in self.aliases:
                break
            name = self.aliases[name]
        return name

    def _take_back(self, name: str) -> None:
        """Let a name be an event's own again; names that lead to it still do."""
        to = self.aliases.pop(name, None)
        if to is not None:
            self._forwarded[to].remove(name)

    def _admit(self, event: Event, entry: Entry) -> None:
        entry.event = event.no
        event.members.append(entry.no)
        if len(event.members) > 1 and event.members[-2] > entry.no:
            event.members.sort()
        if entry.at > event.newest or len(event.members) == 1:
            event.newest = entry.at
            heapq.heappush(self._ages, (event.newest, event.no))

    def _dismiss(self, entry: Entry) -> None:
        event = self.events.live[entry.event]
        event.members.remove(entry.no)
        if not event.members:
            self.close(event)
        elif entry.at >= event.newest:
            event.newest = max(self.entries[no].at for no in event.members)
            heapq.heappush(self._ages, (event.newest, event.no))

    def close(self, event: Event) -> None:
        """Forget an event that has no members."""
        del self.events.live[event.no]
        del self.coverages[event.id]
        if event.id not in self.aliases:
            self._forget_names(event.id)

    def _forget_names(self, gone: str) -> None:
        """What led to a name that is nobody's any more leads nowhere."""
        closing = [gone]
        while closing:
            names = self._forwarded.pop(closing.pop(), ())
            for name in names:
                del self.aliases[name]
            closing += names

    def index_entry(self, entry: Entry) -> None:
        """Index an entry's shingles: all of an origin's, of a reprint those its origin lacks."""
        self.index.remove(entry.no, entry.indexed)
        if entry.root == NOBODY:
            entry.indexed = lookup_hashes(entry.sample)
        else:
            known = set(self.entries[entry.root].sample.hashes)
            added = (h for h in lookup_hashes(entry.sample) if h not in known)
            entry.indexed = array("I", added)
        self.index.add(entry.no, entry.indexed)

    def set_root(self, entry: Entry, root: int, similarity: float) -> None:
        """Make the entry a reprint of ``root`` (or of nobody) and index it so."""
        if entry.root != NOBODY:
            chain = self.repeaters[entry.root]
            chain.remove(entry.no)
            if not chain:
                del self.repeaters[entry.root]
        entry.root, entry.similarity = root, similarity
        if root != NOBODY:
            self.repeaters.setdefault(root, []).append(entry.no)
        self.index_entry(entry)

    def reprints_of(self, no: int) -> list[Entry]:
        """The entries that repeat this one, in order of arrival."""
        return [self.entries[n] for n in sorted(self.repeaters.get(no, ()))]

    def last_of(self, provider: str, count: int) -> array[int]:
        """The last entries of a provider, in order of arrival."""
        return self._houses.get(provider, _NONE)[-count:]

    def series(self, entry: Entry) -> Iterator[Entry]:
        """All editions of the entry's story, the first one first."""
        while entry.earlier != NOBODY:
            entry = self.entries[entry.earlier]
        yield entry
        while entry.later != NOBODY:
            entry = self.entries[entry.later]
            yield entry

    def forget(self, entry: Entry) -> None:
        """Take the entry off the shelf altogether; it must have left its event."""
        self.index.remove(entry.no, entry.indexed)
        self.editions.drop(entry)
        if entry.root != NOBODY:
            chain = self.repeaters.get(entry.root, [])
            if entry.no in chain:
                chain.remove(entry.no)
            if not chain:
                self.repeaters.pop(entry.root, None)
        self.meanings.drop(entry.no)
        if entry.no not in self.threads.past:
            self.threads.drop(entry.no, entry.marks)
        house = self._houses[entry.provider]
        del house[bisect_left(house, entry.no)]
        if not house:
            del self._houses[entry.provider]
        del self.entries[entry.no]
        del self.numbers[entry.id]

    def oldest(self, before: int | None) -> Event | None:
        """The event whose newest story is oldest, if that is earlier than ``before``."""
        while self._ages:
            newest, no = self._ages[0]
            event = self.events.live.get(no)
            if event is None or event.newest != newest:
                heapq.heappop(self._ages)
                continue
            return event if before is None or newest < before else None
        return None

    def _free_name(self, base: str) -> str:
        name, n = first_name(base), 1
        while name in self.coverages or name in self.aliases:
            n += 1
            name = f"{first_name(base)}-{n}"
        return name


def first_name(story: str) -> str:
    """The id of the event that this story founds, where no other bears it."""
    return f"c{story}"
