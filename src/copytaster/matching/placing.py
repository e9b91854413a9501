"""Where an arrival belongs: an edition, a reprint, part of a running event, or new."""

from __future__ import annotations

from collections.abc import Mapping

from copytaster.matching.chains import (
    origins_like,
    precedes,
    reached,
    rewritten,
    take_over,
    within,
)
from copytaster.matching.editions import (
    UNPLACED,
    Claim,
    canonical,
    core_headline,
    declared,
    edition_kind,
    is_older,
)
from copytaster.matching.entry import NOBODY, Entry
from copytaster.matching.events import Event
from copytaster.matching.marks import plain
from copytaster.matching.neighbours import THOUSAND
from copytaster.matching.regrouping import regroup
from copytaster.matching.reprints import SAME, SAME_OF_ONE_HOUSE
from copytaster.matching.shelf import Shelf
from copytaster.matching.shingles import similarity
from copytaster.matching.standing import (
    goes_on_from,
    next_day,
    of_one_matter,
    repeats_its_house,
)
from copytaster.model import Change, Story

# How much of one house's words a story must share to be an edition under another guid and headline.
_SAME_WORDS = {"kill": SAME_OF_ONE_HOUSE, "correction": 0.6, "write-through": 0.6, "update": 0.6}
Likely = list[tuple[float, Entry]]
# Editions of one story share more than this of their words, rewritten though they be.
_UNLIKE = 0.02


class Placing:
    """Decides for one shelf; ``speaks_for`` is the operator's word on agencies.

    ``taught``: whether the words of the story placed last tell how common words are; what is repeated does not.
    """

    def __init__(self, shelf: Shelf, speaks_for: Mapping[str, tuple[str, ...]]) -> None:
        self.shelf = shelf
        self.speaks_for = speaks_for
        self.taught = False

    def place(self, entry: Entry, story: Story, named: tuple[str, ...] = ()) -> tuple[Change, ...]:
        """Put the shelved entry of a story where it belongs; what earlier decisions that revises.

        ``named``: what a kill or correction calls the story it means (`formats.notices.named_by`).
        """
        likely = origins_like(self.shelf, entry)
        claim = self._claim(entry, likely, named)
        entry.held = claim.held
        if claim.of == NOBODY and claim.held is None and declared(entry) == "kill":
            entry.held = UNPLACED
        if claim.of != NOBODY:
            changes = self._edition(entry, self.shelf.entries[claim.of], likely)
        else:
            changes = self._arrival(entry, story, likely)
        self.shelf.editions.put(entry)
        edition = claim.of != NOBODY
        self.taught = entry.weighs and (edition or not repeats_its_house(entry, likely))
        return changes

    # editions

    def _claim(self, entry: Entry, likely: Likely, named: tuple[str, ...]) -> Claim:
        claim = self.shelf.editions.claim(
            entry, self.shelf.entries, lambda no, sort: self._agrees(entry, no, sort), named
        )
        if claim.of != NOBODY:
            return claim
        if claim.held is None and (found := self._by_slug(entry, named)) != NOBODY:
            return Claim(found)
        return Claim(self._by_words(entry, likely), claim.held)

    def _by_words(self, entry: Entry, likely: Likely) -> int:
        """The story of the same house that it says again, as much as it must for what it says it is.

        Where the sender changed the guid and said nothing, under the same headline.
        """
        least = _SAME_WORDS.get(declared(entry) or "", SAME)
        for contained, other in likely[:3]:
            same_house = other.provider == entry.provider and entry.provider != ""
            if contained < min(SAME, least) or not same_house or next_day(entry, other):
                continue
            if self._same_title(entry, other) or (contained >= least > SAME):
                return other.no
        return NOBODY

    def _by_slug(self, entry: Entry, named: tuple[str, ...]) -> int:
        """The one live story of its provider that bears the slug which a kill names; NOBODY for several."""
        if declared(entry) != "kill" or not entry.provider:
            return NOBODY
        slugs = {f"s:{plain(name)[:40]}" for name in named} | set(entry.marks[:1])
        entries = self.shelf.entries
        last = {
            _last(entries, other)
            for other in entries.values()
            if other.provider == entry.provider
            and other.no != entry.no
            and other.marks[:1]
            and other.marks[0].startswith("s:")
            and other.marks[0] in slugs
        }
        return last.pop() if len(last) == 1 else NOBODY

    def _agrees(self, entry: Entry, no: int, sort: str) -> bool:
        other = self.shelf.entries[no]
        if sort == "guid" and self._strangers(entry, other):
            return False
        if sort == "guid" or (sort == "link" and not (entry.guid and other.guid)):
            return True
        if declared(entry) in ("kill", "correction"):
            alone = sort == "link" and self.shelf.editions.alone_at(entry, self.shelf.entries)
            return sort == "headline" or alone or self._same_title(entry, other)
        return similarity(entry.sample, other.sample) >= SAME

    def _strangers(self, entry: Entry, other: Entry) -> bool:
        """Whether one guid was given twice: other link, other headline, other words, and nothing said."""
        if not (entry.link and other.link) or declared(entry) is not None:
            return False
        return (
            canonical(entry.link) != canonical(other.link)
            and not self._same_title(entry, other)
            and similarity(entry.sample, other.sample) < _UNLIKE
        )

    def _same_title(self, entry: Entry, other: Entry) -> bool:
        core = core_headline(entry.headline)
        return bool(core) and core == core_headline(other.headline)

    def _edition(self, entry: Entry, known: Entry, likely: Likely) -> tuple[Change, ...]:
        *_, current = self.shelf.series(known)
        event = self.shelf.events.live[current.event]
        self._link(entry, current)
        self.shelf.index_entry(entry)
        if current.killed and entry.later == NOBODY and not self._reissued(entry, current):
            if entry.kind != "kill":
                entry.held = "the story was killed before this edition came"
            entry.killed = True
        entry.killed |= entry.kind == "kill" or (current.killed and entry.later != NOBODY)
        if entry.later == NOBODY:
            self.shelf.events.take(current)
            self._inherit_root(entry, current, likely)
        elif current.held == UNPLACED:
            current.held = None  # what it kills has come
        self.shelf.enter(event, entry, weigh=entry.is_origin)
        return self._kill(entry, current) if entry.kind == "kill" else ()

    def _link(self, entry: Entry, current: Entry) -> None:
        """Into its series, before the editions that are newer than it."""
        after, before = NOBODY, current
        while is_older(entry, before):
            after = before.no
            if before.earlier == NOBODY:
                self._join(entry.no, after)
                return
            before = self.shelf.entries[before.earlier]
        self._join(before.no, entry.no)
        if after != NOBODY:
            self._join(entry.no, after)

    def _join(self, old: int, new: int) -> None:
        earlier, later = self.shelf.entries[old], self.shelf.entries[new]
        earlier.later, later.earlier = new, old
        contained = similarity(earlier.sample, later.sample)
        later.kind = edition_kind(later, earlier, contained)
        if later.root == NOBODY:
            later.similarity = contained

    def _reissued(self, entry: Entry, killed: Entry) -> bool:
        """A killed story comes back only as an edition that is later beyond doubt."""
        return declared(entry) != "kill" and is_older(killed, entry)

    def _inherit_root(self, entry: Entry, earlier: Entry, likely: Likely) -> None:
        own = {e.no for e in self.shelf.series(entry)}
        for contained, other in likely:
            # What repeats a story of another event stays where its other editions are, and none's reprint.
            if contained < SAME or other.no in own or other.event != earlier.event:
                continue
            if not precedes(entry, other):
                if earlier.root == other.no or not self._repeats(other, own):
                    self.shelf.set_root(entry, other.no, contained)
                return

    def _repeats(self, other: Entry, own: set[int]) -> bool:
        return other.root in own

    def _kill(self, entry: Entry, current: Entry) -> tuple[Change, ...]:
        changes = []
        for edition in self.shelf.series(current):
            edition.killed = True
            self.shelf.events.take(edition)
            for reprint in reached(self.shelf, edition, entry.provider, self.speaks_for):
                if not reprint.killed:
                    reprint.killed = True
                    changes.append(Change("killed", reprint.id, edition.id))
        return tuple(changes)

    # reprints and events

    def _first_take(self, entry: Entry) -> Entry | None:
        """The story that this take continues in other words: one event, and each keeps its own text."""
        if "take" not in entry.signals or not entry.provider:
            return None
        shelf = self.shelf
        no = shelf.editions.titled(entry.provider, entry.headline)
        found = shelf.entries.get(no)
        return None if found is None or next_day(entry, found) else found

    def _arrival(self, entry: Entry, story: Story, likely: Likely) -> tuple[Change, ...]:
        entry.killed = declared(entry) == "kill"
        same = [(contained, o) for contained, o in likely if contained >= SAME]
        before = [o for _, o in same if goes_on_from(entry, o, story)]
        same = [(contained, o) for contained, o in same if o not in before]
        if same:
            contained, origin = same[0]
            if precedes(entry, origin) and not origin.killed:
                return self._late_origin(entry, same)
            return self._reprint(entry, origin, contained)
        self.shelf.index_entry(entry)
        entry.rests_on = rewritten(entry, likely)
        background = next((o for o in before if of_one_matter(entry, o)), None)
        return self._join_event(entry, self._first_take(entry) or background)

    def _reprint(self, entry: Entry, origin: Entry, contained: float) -> tuple[Change, ...]:
        shelf = self.shelf
        shelf.set_root(entry, origin.no, contained)
        shelf.enter(shelf.events.live[origin.event], entry, weigh=False)
        if not origin.killed or not self._reaches(origin, entry):
            return ()
        entry.killed = True
        return (Change("killed", entry.id, origin.id),)

    def _reaches(self, killed: Entry, entry: Entry) -> bool:
        return within(entry, killed.provider, self.speaks_for)

    def _late_origin(self, entry: Entry, same: Likely) -> tuple[Change, ...]:
        shelf = self.shelf
        shelf.index_entry(entry)
        changes: list[Change] = []
        event = shelf.events.live[same[0][1].event]
        for _, old in same:
            if self._parted(event, old):
                continue
            if precedes(entry, old) and not old.killed:
                changes += take_over(shelf, entry, old)
                if old.event != event.no:
                    gone = shelf.events.live[old.event]
                    shelf.absorb(event, gone)
                    changes.append(Change("merge", gone.id, event.id))
        shelf.enter(event, entry, weigh=entry.is_origin)
        return tuple(changes)

    def _parted(self, event: Event, other: Entry) -> bool:
        """Whether an editor has spoken on both events: one text in both does not make them one."""
        there = self.shelf.events.live[other.event]
        return there is not event and event.fixed and there.fixed

    def _join_event(self, entry: Entry, first: Entry | None) -> tuple[Change, ...]:
        """Into the event of the story it goes on from, where there is one, else into that of its like."""
        shelf = self.shelf
        if first is not None:
            shelf.enter(shelf.events.live[first.event], entry, weigh=entry.is_origin)
            if first.weighs and entry.weighs:
                entry.links[first.no] = first.links[entry.no] = THOUSAND
            return ()
        shelf.enter(shelf.open_event(entry), entry, weigh=entry.is_origin)
        return regroup(shelf, entry)


def _last(entries: Mapping[int, Entry], entry: Entry) -> int:
    while entry.later != NOBODY:
        entry = entries[entry.later]
    return entry.no
