"""What each screen of the desk shows, as plain values for its template."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from copytaster.anatomy.repeats import Learnt
from copytaster.desk.arranging import Arrangement, standing_of
from copytaster.desk.decisions import CARRIES
from copytaster.desk.events import coverage_rows
from copytaster.desk.feeds import FeedState
from copytaster.desk.intervals import OFFERED, seconds_of
from copytaster.desk.newsroom import Desk
from copytaster.errors import ConfigError, CopytasterError
from copytaster.matching.marks import named_marks
from copytaster.model import Coverage, Dispute, Draft, Ground, Policy, Publication
from copytaster.publish.denials import grouped, heading
from copytaster.publish.grounds import GROUNDS
from copytaster.store import Decision, StoryRow

_LOOKED_AT = 200  # live events looked through for composed stories that wait
STATES = ("live", "held", "embargoed", "withheld", "killed")
_POLICIES = ("full", "excerpt", "hold")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the wire list is asked for."""

    state: str | None = None
    feed: str | None = None
    words: str = ""
    before: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """From a query string; what makes no sense is left out."""
        before = query.get("before", "")
        state = query.get("state", "")
        return cls(
            state if state in STATES else None,
            query.get("feed") or None,
            query.get("q", "")[:200],
            int(before) if before.isdecimal() and len(before) < 18 else None,
        )


@dataclass(frozen=True, slots=True)
class WireRow:
    """One line of the wire list."""

    row: StoryRow
    source: str
    mark: str | None
    disputed: bool = False


def wire(desk: Desk, wanted: Wanted, limit: int) -> list[WireRow]:
    """The newest arrivals, or what a search finds."""
    names = {f.id: f.title or f.publisher or f.url for f in desk.store.subscriptions()}
    rows, edited = _found(desk, wanted, limit), desk.store.edited_series()
    standing = _carriers(desk, rows)
    return [
        WireRow(
            row,
            names.get(row.feed or "") or row.provider or "",
            "carries killed copy"
            if row.series in standing
            else "edited"
            if row.series in edited and row.status == "usable"
            else _mark(row),
        )
        for row in rows
    ]


def _found(desk: Desk, wanted: Wanted, limit: int) -> Sequence[StoryRow]:
    if wanted.words.strip():
        return desk.store.search(wanted.words, limit)
    return desk.store.latest(limit, before=wanted.before, state=wanted.state, feed=wanted.feed)


def _carriers(desk: Desk, rows: Sequence[StoryRow]) -> frozenset[str]:
    """Of these the series that stand though what they repeat was killed."""
    copies = [row.series for row in rows if row.reprint_of and row.state == "live"]
    told = desk.store.publications_of(copies) if copies else {}
    return frozenset(s for s, row in told.items() if (row.reason or "").startswith(CARRIES))


def _mark(row: StoryRow) -> str | None:
    """What the arrival is, in one word."""
    if row.status == "canceled":
        return "held kill" if row.held else "kill"
    if row.edition_kind:
        return row.edition_kind
    if row.held:
        return "held claim"
    return "reprint" if row.reprint_of else None


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of a composed story with where it comes from: (number, series, headline)."""

    text: str
    kind: str
    sources: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Abroad:
    """An event in another language that may be the same: one of its stories, and what both name."""

    id: str
    headline: str
    language: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventScreen:
    """All that the desk shows of one event; ``rows`` are its editions, killed ones too.

    ``others`` are events it may be merged with, ``called`` gives the first headline of what
    came or went, by the number of the arrangement.
    """

    coverage: Coverage
    rows: tuple[StoryRow, ...]
    draft: Draft | None
    barred: str | None
    decisions: tuple[Decision, ...]
    arranged: tuple[Arrangement, ...]
    others: tuple[tuple[str, str], ...]
    waits: str | None
    abroad: tuple[Abroad, ...] = ()
    earlier: tuple[StoryRow, ...] = ()
    later: tuple[StoryRow, ...] = ()
    called: Mapping[int, str] = field(default_factory=dict)

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Each denial once, as the public is told of it."""
        return tuple(map(heading, grouped(self.coverage.disputes)))

    @property
    def standing(self) -> frozenset[int]:
        """The numbers of what was arranged and can be taken back, or done again."""
        return standing_of(self.arranged)

    @property
    def listed(self) -> tuple[tuple[StoryRow, int], ...]:
        """Each story by its current edition, in order of arrival, and how many editions there are."""
        count = Counter(row.series for row in self.rows)
        current = set(self.coverage.current)
        last = {row.series: row for row in sorted(self.rows, key=lambda r: r.id in current)}
        shown = (last[series] for series in dict.fromkeys(row.series for row in self.rows))
        return tuple((row, count[row.series]) for row in shown)

    def series(self, story_id: str) -> str:
        """The series an edition belongs to, for a link."""
        return next((r.series for r in self.rows if r.id == story_id), "")

    def headline(self, story_id: str) -> str:
        """An edition's headline."""
        return next((r.headline or r.id for r in self.rows if r.id == story_id), story_id)

    def provider(self, story_id: str) -> str:
        """Who sent an edition."""
        return next((r.provider or "" for r in self.rows if r.id == story_id), "")

    def ground(self, ground: Ground) -> str:
        """Why a story counts for its house."""
        return GROUNDS[ground.kind]

    @property
    def sentences(self) -> tuple[Cited, ...]:
        """The composed story, each sentence with its numbered sources."""
        numbers: dict[str, int] = {}
        made = []
        for sentence in self.draft.sentences if self.draft else ():
            cited = dict.fromkeys(c.story for c in sentence.citations)
            sources = tuple(
                (numbers.setdefault(s, len(numbers) + 1), self.series(s), self.headline(s))
                for s in cited
            )
            made.append(Cited(sentence.text, sentence.kind, sources))
        return tuple(made)


def event(desk: Desk, id_: str) -> EventScreen | None:
    """One event by its id, with what it may be merged with."""
    found = _event(desk, id_)
    if found is None:
        return None
    return replace(
        found,
        abroad=tuple(_abroad(desk, found.coverage)),
        earlier=desk.first_stories(desk.threads.back(id_)),
        later=desk.first_stories(desk.threads.then(id_)),
    )


def _abroad(desk: Desk, coverage: Coverage) -> Iterator[Abroad]:
    """Events in other languages that may be the same."""
    names: dict[str, str] = {}
    for story in reversed(coverage.members):
        names |= named_marks(story)
    for found in desk.counterparts(coverage.id):
        row = desk.store.row(found.story)
        shared = tuple(dict.fromkeys(names.get(mark, mark[2:]) for mark in found.shared))
        if row is not None:
            name = desk.event_name(found.coverage) or row.id
            yield Abroad(found.coverage, name, found.language, shared)


def _event(desk: Desk, id_: str) -> EventScreen | None:
    coverage = desk.coverage(id_)
    if coverage is None:
        return None
    draft, barred = _draft(desk, id_)
    proposal = desk.proposal(id_)
    rows, arranged = coverage_rows(desk.store, id_), desk.arranger.arrangements(id_)
    return EventScreen(
        coverage,
        tuple(row for row in rows if not row.erased),
        draft,
        barred,
        desk.store.decisions(f"coverage:{id_}"),
        arranged,
        tuple(_near(desk, coverage)),
        proposal.waits if proposal else None,
        called=_called(desk, arranged),
    )


def _called(desk: Desk, arranged: Sequence[Arrangement]) -> dict[int, str]:
    """The first headline of the stories of each arrangement."""
    first = {done.number: done.stories[0] for done in arranged if done.stories}
    rows = {row.id: row for row in desk.store.rows(list(dict.fromkeys(first.values())))}
    named = {number: rows[id_].headline for number, id_ in first.items() if id_ in rows}
    return {number: headline for number, headline in named.items() if headline}


def _near(desk: Desk, coverage: Coverage) -> Iterator[tuple[str, str]]:
    """Other events whose stories are like this one's: (id, headline)."""
    seen = {coverage.id}
    for story in coverage.members[:3]:
        for id_, _ in desk.live.matcher.related(story, limit=8):
            other = desk.live.matcher.coverage_id(id_)
            if other and other not in seen:
                seen.add(other)
                yield other, desk.event_name(other) or other


def _draft(desk: Desk, id_: str) -> tuple[Draft | None, str | None]:
    try:
        return desk.compose(id_), None
    except CopytasterError as error:
        return None, str(error)


@dataclass(frozen=True, slots=True)
class Taught:
    """A running subject by its words, and how often editors joined and parted its stories."""

    words: tuple[str, ...]
    joined: int
    parted: int


def lessons(desk: Desk) -> tuple[Taught, ...]:
    """What merges and splits taught, the newest first; what cancels out is left out."""
    counted: dict[tuple[str, ...], list[str]] = {}
    for lesson in reversed(desk.live.matcher.lessons):
        counted.setdefault(lesson.words, []).append(lesson.kind)
    taught = (Taught(w, k.count("joined"), k.count("parted")) for w, k in counted.items())
    return tuple(t for t in taught if t.joined != t.parted)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an editor: events whose composed story does, and stories whose edit does not fit."""

    drafts: tuple[EventScreen, ...]
    editions: tuple[Publication, ...]


def queue(desk: Desk, most: int = 30) -> Queue:
    """All that waits, newest first."""
    now, rulings = desk.clock(), desk.rulings()
    found = (rulings.publication(series, now) for series in sorted(desk.store.edited_series()))
    editions = [p for p in found if p is not None and p.waiting]
    editions.sort(key=lambda p: p.modified, reverse=True)
    events = (_event(desk, id_) for id_ in desk.live.matcher.coverages()[:_LOOKED_AT])
    drafts = (e for e in events if e is not None and e.draft and e.waits)
    return Queue(tuple(itertools.islice(drafts, most)), tuple(editions))


@dataclass(frozen=True, slots=True)
class FeedList:
    """Some feeds, those in trouble first; ``all`` counts those that the words name."""

    rows: tuple[FeedState, ...]
    all: int
    words: str
    repeats: Mapping[str, tuple[tuple[str, Learnt], ...]]
    intervals: tuple[tuple[str, str], ...] = OFFERED


def feeds(desk: Desk, words: str = "", limit: int = 300) -> FeedList:
    """The feeds whose title or address holds the words, at most so many."""
    wanted = words.casefold().strip()
    states = [
        s for s in desk.feeds.states() if wanted in f"{s.feed.title or ''} {s.feed.url}".casefold()
    ]
    states.sort(key=lambda s: {"trouble": 0, "notice": 1}.get(s.word, 2))
    return FeedList(tuple(states[:limit]), len(states), words, desk.repeats.all())


def rule_repeat(desk: Desk, feed: str, key: str, action: str, who: str) -> str | None:
    """Accept or undo a repeated block; what an editor must know of it, if anything.

    Raises ConfigError if there is no such block or action.
    """
    if action == "accept":
        desk.repeats.accept(feed, key)
        return None
    if action != "undo":
        raise ConfigError("a repeated block is accepted or undone", subject=action)
    failed = desk.repeats.undo(feed, key, who).failed
    if not failed:
        return None
    return "It is cut no more, but could not be put back into: " + "; ".join(
        f"{series} ({problem})" for series, problem in failed
    )


def checked_policy(word: str) -> Policy:
    """The policy of that name. Raises ConfigError for any other word."""
    if word not in _POLICIES:
        raise ConfigError(f"a policy is one of {', '.join(_POLICIES)}", subject=word)
    return cast(Policy, word)


def change_feed(desk: Desk, id_: str, action: str) -> None:
    """Do what the feeds page asks of one feed. Raises ConfigError if it makes no sense."""
    feed = desk.feeds.find(id_)
    if action == "remove":
        desk.feeds.remove(feed)
    elif action in ("mute", "wake"):
        desk.feeds.change(feed, muted=action == "mute", problem=None, failures=0, next_poll=None)
    elif action.startswith("every:"):
        desk.feeds.ask_every(feed, seconds_of(action.removeprefix("every:")))
    else:
        desk.feeds.change(feed, policy=checked_policy(action))
