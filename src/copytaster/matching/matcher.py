"""The matcher: each arrival gets its place, and earlier decisions may be revised.

story → entry → place (edition? reprint? event?) → Match
                  └ shelf: entries, shingles, keys, events ┘
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Literal

from copytaster.errors import CopytasterError
from copytaster.matching.chains import bound_together, promote, reached
from copytaster.matching.counterparts import Counterpart, counterparts
from copytaster.matching.editions import names_in
from copytaster.matching.entry import NOBODY, Entry, entry_of, gist_of
from copytaster.matching.events import Event
from copytaster.matching.keepsakes import Keepsake
from copytaster.matching.lessons import Lesson, Lessons
from copytaster.matching.meanings import Embed, Meanings, is_bare
from copytaster.matching.placing import Placing
from copytaster.matching.related import Archived, Keyword, keepsake_of, keywords_of, related_to
from copytaster.matching.shelf import Shelf, first_name
from copytaster.matching.standing import alike
from copytaster.matching.tone import Tones, shipped_tones
from copytaster.matching.traces import Trace, trace_of_entry
from copytaster.matching.view import coverage_of
from copytaster.model import Change, Coverage, Match, Story

WINDOW = timedelta(days=4)


class Matcher:
    """Groups stories as they arrive: reprints, editions, coverage, related.

    ``keep``: hold the stories themselves, so that coverages carry ``members``
    (a desk keeps them in its store and passes False). ``window``: how long a
    coverage stays live after its newest story, by the stories' own times.
    ``limit``: live stories beyond this expire, oldest coverage first.
    ``speaks_for``: provider → the agencies whose copies it may kill.
    ``embed``: a headline's vector of unit length, for stories that are headlines
    only (`minilm.vector_of`); without it they are compared by their words.
    ``tones``: the words of the tone gate, the package's own where None; a story
    keeps the tone it was added with.

    Time comes from the stories alone; the same stories in the same order give
    the same answers. Not safe for use by two threads at once.
    """

    def __init__(
        self,
        *,
        keep: bool = True,
        window: timedelta = WINDOW,
        limit: int = 50_000,
        speaks_for: Mapping[str, Collection[str]] | None = None,
        embed: Embed | None = None,
        tones: Tones | None = None,
    ) -> None:
        self.keep = keep
        self.limit = limit
        self.speaks_for = {p: tuple(names) for p, names in (speaks_for or {}).items()}
        self.tones = tones or shipped_tones()
        self._shelf = Shelf(int(window.total_seconds()))
        self._shelf.meanings = Meanings(embed)
        self._stories: dict[str, Story] = {}

    def add(self, story: Story) -> Match:
        """Place one story. Adding the same edition again changes nothing."""
        shelf = self._shelf
        known = shelf.numbers.get(story.id)
        if known is not None:
            return self._match(shelf.entries[known])
        gist = gist_of(story, self.tones)
        entry = entry_of(story, gist, shelf.next_no, shelf.clock.now, self.speaks_for)
        if entry.dated or entry.at:
            shelf.clock.tick(entry.at, entry.provider)
        self._expire()
        shelf.events.weigh(entry, gist)
        shelf.put(entry)
        if is_bare(story):
            shelf.meanings.put(entry)
        placing = Placing(shelf, self.speaks_for)
        changes = placing.place(entry, story, names_in(entry, story))
        if placing.taught:
            shelf.events.weigher.learn(gist.counted.keys())
        self._follow(entry, changes)
        if self.keep:
            self._stories[story.id] = story
        return self._match(entry, changes)

    def coverage(self, id: str) -> Coverage:
        """The coverage of that id, or of the one it was merged into.

        Raises CopytasterError when it is not live.
        """
        return coverage_of(self._shelf, self._event(id), self._stories)

    def coverage_id(self, story: str) -> str | None:
        """The id of the coverage a live story is in, or None."""
        no = self._shelf.numbers.get(story)
        return None if no is None else self._event_of(self._shelf.entries[no]).id

    def members(self, id: str) -> tuple[str, ...]:
        """All live stories, killed ones too, of the coverage that bears this very id; none where none does."""
        no = self._shelf.coverages.get(id)
        held = () if no is None else self._shelf.events.live[no].members
        return tuple(self._shelf.entries[n].id for n in held)

    def coverages(self) -> tuple[str, ...]:
        """The ids of the live coverages that have a story to show, newest activity first."""
        entries = self._shelf.entries
        live = [
            e
            for e in self._shelf.events.live.values()
            if any(not entries[no].killed for no in e.members)
        ]
        return tuple(e.id for e in sorted(live, key=lambda e: (-e.newest, -e.no)))

    def related(
        self,
        story: Story,
        limit: int = 3,
        *,
        coverage: str = "",
        archived: Iterable[Archived] = (),
    ) -> list[tuple[str, float]]:
        """Background and follow-ups to read next: (story id, score), best first.

        Never the same story again, in its own words or in others'; the tone gate keeps the
        frivolous from the grave, both ways. The story need not have been added.
        ``archived``: stories live no more, to consider beside the live ones;
        ``coverage``: the one the story was in, where it is itself live no more.
        """
        return related_to(self._shelf, self.tones, story, limit, coverage, archived)

    def counterparts(self, id: str, limit: int = 5) -> tuple[Counterpart, ...]:
        """Events in other languages that may be the same as this one, best first.

        By names, places and numbers that survive translation. Only a suggestion:
        nothing but `merge` makes them one. Raises CopytasterError when it is not live.
        """
        return counterparts(self._shelf, self._event(id), limit)

    def alike(self, a: str, b: str) -> float:
        """How much of the smaller of two live stories is a copy of the other, 0 to 1.

        From `reprints.SAME` on they are the same copy. Raises CopytasterError when one is not live.
        """
        return alike(self._shelf, self._entry(a), self._entry(b))

    def thread(self, id: str) -> tuple[str, ...]:
        """The earlier coverages that this one goes on from, the newest first, live or past.

        Ids of the last two months; empty where nothing older is known.
        """
        return self._shelf.threads.before(self._shelf.resolve(id))

    def keepsake(self, story: Story) -> Keepsake:
        """What to keep of a story for good, so that it may stand in ``archived`` when it is live no more.

        Of a live one as it was weighed when it came, of any other as if it had just come.
        """
        return keepsake_of(self._shelf, self.tones, story)

    def keywords(self, story: Story) -> list[Keyword]:
        """The words that say what a story is about, the heaviest first: to look for its like elsewhere."""
        return keywords_of(self.keepsake(story), story)

    @property
    def live(self) -> int:
        """How many stories are live."""
        return len(self._shelf.entries)

    def reaches(self, story: str) -> tuple[str, ...]:
        """The ids of live reprints that a kill or correction of this story reaches."""
        entry = self._entry(story)
        return tuple(
            reprint.id
            for edition in self._shelf.series(entry)
            for reprint in reached(self._shelf, edition, entry.provider, self.speaks_for)
        )

    def trace(self, story: str) -> Trace | None:
        """What is kept of a live story if it is killed; None when it is not live."""
        no = self._shelf.numbers.get(story)
        return None if no is None else trace_of_entry(self._shelf.entries[no])

    def remove(self, id: str) -> None:
        """Forget a story; its best reprint, if any, becomes the origin of the others.

        Removing what is not there does nothing.
        """
        no = self._shelf.numbers.get(id)
        if no is not None:
            self._remove(self._shelf.entries[no])

    def merge(self, a: str, b: str) -> str:
        """An editor's word that two coverages are one: ``b`` becomes part of ``a``."""
        into, gone = self._event(a), self._event(b)
        if into is not gone:
            self._learn("joined", into.members, gone.members)
            self._shelf.absorb(into, gone)
            self._shelf.threads.merged(gone.id, into.id)
        into.fixed = True
        return into.id

    def split(self, id: str, ids: Iterable[str], *, name: str | None = None) -> str:
        """An editor's word that these stories are another event; the new coverage's id.

        Their reprints and other editions go with them. ``name`` gives back the id that
        a merge took away; so does a split that its first story opens. Raises
        CopytasterError when none of the stories, or all, are in the coverage.
        """
        event = self._event(id)
        moved = bound_together(self._shelf, [self._entry(i) for i in ids], event)
        if not moved or len(moved) == len(event.members):
            raise CopytasterError(
                "a split must move some of the stories and leave some", subject=id
            )
        numbers = [e.no for e in moved]
        self._learn("parted", [no for no in event.members if no not in numbers], numbers)
        apart = self._shelf.open_event(moved[0], name or first_name(moved[0].id))
        for entry in moved:
            self._shelf.transfer(entry, apart)
        event.fixed = apart.fixed = True
        return apart.id

    def rename(self, id: str, name: str, *, lead: bool = True) -> str:
        """Let a coverage have another id: that of one, live no more, which an editor merged it with.

        ``lead``: its old id leads to the new one. Raises CopytasterError when the
        coverage is not live, or ``name`` another's.
        """
        event = self._event(id)
        if name in self._shelf.coverages:
            raise CopytasterError("another coverage has that id", subject=name)
        if lead:
            self._shelf.threads.merged(event.id, name)
        self._shelf.rename(event, name, lead=lead)
        event.fixed = True
        return name

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """What editors' merges and splits taught, the oldest first."""
        return tuple(self._shelf.lessons.all)

    def unlearn(self) -> None:
        """Forget all lessons. Events that an editor merged or split stay as they are."""
        self._shelf.lessons = Lessons()

    def to_bytes(self) -> bytes:
        """Everything the matcher knows, compressed; see `snapshot`."""
        from copytaster.matching.snapshot import dump

        return dump(self, self._shelf, self._stories)

    @classmethod
    def from_bytes(cls, data: bytes, *, embed: Embed | None = None) -> Matcher:
        """The matcher that `to_bytes` saved; it goes on exactly as that one would have.

        ``embed`` as for a new one; without it saved vectors are not used.
        Raises FormatError when the bytes are not a matcher's, too large or of a
        version this program does not know.
        """
        from copytaster.matching.snapshot import load

        options, shelf, stories = load(data, embed)
        matcher = cls(**options, embed=embed)
        matcher._shelf, matcher._stories = shelf, stories
        return matcher

    # below the face

    def _follow(self, entry: Entry, changes: tuple[Change, ...]) -> None:
        """Keep the threads in step: events made one, and a new event's predecessor."""
        shelf = self._shelf
        for change in changes:
            if change.kind == "merge" and change.to is not None:
                shelf.threads.merged(change.story, change.to)
        event = self._event_of(entry)
        if entry.weighs and event.members == [entry.no]:
            before = shelf.threads.seek(entry, shelf.entries, lambda e: self._event_of(e).id)
            if before is not None:
                shelf.threads.follows[event.id] = before

    def _match(self, entry: Entry, changes: tuple[Change, ...] = ()) -> Match:
        entries = self._shelf.entries
        return Match(
            coverage=self._event_of(entry).id,
            reprint_of=entries[entry.root].id if entry.root != NOBODY else None,
            edition_of=self._neighbour(entry),
            edition_kind=entry.kind,
            changes=changes,
            similarity=round(entry.similarity, 4),
            held=entry.held,
            follows=self._shelf.threads.follows.get(self._event_of(entry).id),
        )

    def _neighbour(self, entry: Entry) -> str | None:
        """The edition before it; the one after where it is the oldest of a story and came late."""
        no = entry.earlier if entry.earlier != NOBODY else entry.later
        return None if no == NOBODY else self._shelf.entries[no].id

    def _event(self, name: str) -> Event:
        shelf = self._shelf
        no = shelf.coverages.get(shelf.resolve(name))
        if no is None:
            raise CopytasterError("no such live coverage", subject=name)
        return shelf.events.live[no]

    def _event_of(self, entry: Entry) -> Event:
        return self._shelf.events.live[entry.event]

    def _entry(self, story: str) -> Entry:
        no = self._shelf.numbers.get(story)
        if no is None:
            raise CopytasterError("no such live story", subject=story)
        return self._shelf.entries[no]

    def _expire(self) -> None:
        shelf = self._shelf
        horizon = shelf.clock.now - shelf.clock.window
        while (event := shelf.oldest(horizon)) is not None:
            self._drop(event)
        while len(shelf.entries) >= self.limit and (event := shelf.oldest(None)) is not None:
            self._drop(event)

    def _drop(self, event: Event) -> None:
        members = [self._shelf.entries[no] for no in event.members]
        self._shelf.threads.close(event.id, members)
        for entry in members:
            self._shelf.leave(entry)
        for entry in members:
            self._shelf.forget(entry)
            self._stories.pop(entry.id, None)
        self._shelf.threads.expire(self._shelf.clock.now)

    def _remove(self, entry: Entry) -> None:
        promote(self._shelf, entry)
        entries = self._shelf.entries
        before, after = entries.get(entry.earlier), entries.get(entry.later)
        if before is not None:
            before.later = entry.later
        if after is not None:
            after.earlier = entry.earlier
            after.kind = after.kind if before is not None else None
        self._shelf.leave(entry)
        self._shelf.forget(entry)
        self._stories.pop(entry.id, None)
        if before is not None and before.is_origin and not before.weighs:
            self._shelf.weigh(before)
            self._shelf.editions.put(before)

    def _learn(
        self, kind: Literal["joined", "parted"], one: Iterable[int], other: Iterable[int]
    ) -> None:
        entries = self._shelf.entries
        sides = ([entries[no] for no in side if entries[no].is_origin] for side in (one, other))
        self._shelf.lessons.learn(kind, *sides)
