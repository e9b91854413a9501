"""What each screen of the desk shows, as plain values for its template."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from copytaster.desk.feeds import FeedState
from copytaster.desk.newsroom import Desk
from copytaster.errors import ConfigError, CopytasterError
from copytaster.model import Coverage, Draft, Policy, Publication, Statement, Story
from copytaster.store import Decision, StoryRow

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
    rows = _found(desk, wanted, limit)
    return [
        WireRow(row, names.get(row.feed or "") or row.provider or "", _mark(row)) for row in rows
    ]


def _found(desk: Desk, wanted: Wanted, limit: int) -> Sequence[StoryRow]:
    if wanted.words.strip():
        return desk.store.search(wanted.words, limit)
    return desk.store.latest(limit, before=wanted.before, state=wanted.state, feed=wanted.feed)


def _mark(row: StoryRow) -> str | None:
    """What the arrival is, in one word."""
    if row.status == "canceled":
        return "kill"
    if row.edition_kind:
        return row.edition_kind
    if row.held:
        return "held claim"
    return "reprint" if row.reprint_of else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text with one look; ``kinds`` become classes, ``note`` is said to all."""

    text: str
    kinds: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoryScreen:
    """All that the desk shows of one story."""

    publication: Publication
    editions: tuple[StoryRow, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    statements: tuple[tuple[Statement, str], ...]
    decisions: tuple[Decision, ...]
    copies: tuple[StoryRow, ...]

    @property
    def story(self) -> Story:
        """The current edition."""
        return self.publication.story


def story(desk: Desk, series: str) -> StoryScreen | None:
    """One story by its series."""
    publication = desk.rulings().publication(series, desk.clock())
    if publication is None:
        return None
    current = publication.story
    copies = desk.store.publications(origin=series, limit=None)
    rows = (desk.store.row(copy.story) for copy in copies)
    return StoryScreen(
        publication,
        desk.store.series(series),
        tuple(_paragraphs(current)),
        tuple((s, " ".join(current.quote(*s.content).split())) for s in current.statements),
        desk.store.decisions(series),
        tuple(row for row in rows if row is not None),
    )


def _paragraphs(story: Story) -> Iterator[tuple[Piece, ...]]:
    """The text as it came, block by block, cut where any finding begins or ends."""
    findings = list(_findings(story))
    edges = {e for start, end, _, _ in findings for e in (start, end)}
    at = 0
    for line in story.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            bounds = sorted({start, end, *(e for e in edges if start < e < end)})
            yield tuple(_piece(story.text, a, b, findings) for a, b in itertools.pairwise(bounds))


def _piece(text: str, start: int, end: int, findings: list[tuple[int, int, str, str]]) -> Piece:
    over = [f for f in findings if f[0] <= start and end <= f[1]]
    kinds = " ".join(dict.fromkeys(kind for _, _, kind, _ in over))
    return Piece(text[start:end], kinds, "; ".join(note for *_, note in over if note))


def _findings(story: Story) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, kind, note) of everything found in the body."""
    if story.dateline:
        yield story.dateline.span.start, story.dateline.span.end, "dateline", ""
    for cut in story.cuts:
        yield cut.start, cut.end, "cut", f"left out: {cut.reason}"
    for flag in story.flags:
        if flag.span and flag.span.field == "text":
            yield flag.span.start, flag.span.end, "flag", flag.message
    for statement in story.statements:
        for span in statement.content:
            if span.field == "text":
                yield span.start, span.end, statement.kind, statement.speaker or ""


@dataclass(frozen=True, slots=True)
class EventScreen:
    """All that the desk shows of one event."""

    coverage: Coverage
    rows: tuple[StoryRow, ...]
    draft: Draft | None
    barred: str | None
    decisions: tuple[Decision, ...]

    def series(self, story_id: str) -> str:
        """The series an edition belongs to, for a link."""
        return next((r.series for r in self.rows if r.id == story_id), "")

    def headline(self, story_id: str) -> str:
        """An edition's headline."""
        return next((r.headline or r.id for r in self.rows if r.id == story_id), story_id)


def event(desk: Desk, id_: str) -> EventScreen | None:
    """One event by its id."""
    coverage = desk.coverage(id_)
    if coverage is None:
        return None
    draft, barred = _draft(desk, id_)
    rows = (desk.store.row(s) for s in coverage.stories)
    return EventScreen(
        coverage,
        tuple(row for row in rows if row is not None),
        draft,
        barred,
        desk.store.decisions(f"coverage:{id_}"),
    )


def _draft(desk: Desk, id_: str) -> tuple[Draft | None, str | None]:
    try:
        return desk.compose(id_), None
    except CopytasterError as error:
        return None, str(error)


@dataclass(frozen=True, slots=True)
class FeedList:
    """Some feeds, those in trouble first; ``all`` counts those that the words name."""

    rows: tuple[FeedState, ...]
    all: int
    words: str


def feeds(desk: Desk, words: str = "", limit: int = 300) -> FeedList:
    """The feeds whose title or address holds the words, at most so many."""
    wanted = words.casefold().strip()
    states = [
        s for s in desk.feeds.states() if wanted in f"{s.feed.title or ''} {s.feed.url}".casefold()
    ]
    states.sort(key=lambda s: s.word not in ("trouble", "notice"))
    return FeedList(tuple(states[:limit]), len(states), words)


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
    else:
        desk.feeds.change(feed, policy=checked_policy(action))
