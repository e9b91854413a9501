"""The line, run once per delivery.

::

    delivery → parse → (per item) own → read → match → record → store
                 ↓                ↓
              refused          known edition: nothing to do

A delivery is stored before it is worked on and finished in the transaction
that holds its last stories, so a desk killed at any moment does the rest when
it starts again, and nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from copytaster.desk import threads
from copytaster.desk.authority import is_kill, number_of
from copytaster.desk.chronicle import Chronicle, new_salt
from copytaster.desk.doubts import doubts, missing
from copytaster.desk.feeds import merged
from copytaster.desk.graves import Graves
from copytaster.desk.habits import Habits, delivered
from copytaster.desk.hubs import note_hub
from copytaster.desk.live import LiveMatcher
from copytaster.desk.meters import Meter
from copytaster.desk.opening import Opened, opened
from copytaster.desk.pages import Pages, note_page
from copytaster.desk.recent import Kept, Shelf
from copytaster.desk.targets import is_first, meant, named, placed
from copytaster.errors import CopytasterError
from copytaster.intake import heed
from copytaster.intake.documents import shown_path, spoken
from copytaster.ledger import edition_data, leaf
from copytaster.matching.editions import CLAIMS, UNPLACED, kind_between
from copytaster.model import (
    Delivery,
    Feed,
    Item,
    Match,
    ReadingContext,
    Story,
    Subscription,
    edition_id,
)
from copytaster.reading import read_each
from copytaster.store import Decision, PublicationRow, Store, StoryRow, Writer, stored_form

_LONGEST_TITLE = 120
_BATCH = 25  # stories per transaction: well under a second, so that nobody waits long


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in: which, and why."""

    subject: str
    reason: str


@dataclass(slots=True)
class Tally:
    """What became of deliveries: counts, a reason for each refusal, a word on each doubtful one.

    ``files`` are all that were looked at, ``unchanged`` those of them that came before.
    """

    files: int = 0
    items: int = 0
    new: int = 0
    reprints: int = 0
    editions: int = 0
    known: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    doubtful: list[Refusal] = field(default_factory=list)

    def count(self, match: Match) -> None:
        """Add one arrival."""
        if match.edition_of:
            self.editions += 1
        elif match.reprint_of:
            self.reprints += 1
        else:
            self.new += 1

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in ("files", "items", "new", "reprints", "editions", "known", "unchanged"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refused.extend(other.refused)
        self.doubtful.extend(other.doubtful)


@dataclass(frozen=True, slots=True)
class _Series:
    """What the store says of the series of a batch, asked for at one go; ``met`` have an edition."""

    asked: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)
    copies: Mapping[str, tuple[PublicationRow, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, tx: Writer, stories: Iterable[object]) -> _Series:
        """Of the stories among these."""
        keys = tuple(dict.fromkeys(s.series for s in stories if isinstance(s, Story)))
        known = tx.series_of(keys)
        return cls(frozenset(keys), {k for k in keys if known[k]}, tx.copies_of(keys))

    def is_new(self, series: str) -> bool:
        """Whether no edition of the series came yet."""
        return series in self.asked and series not in self.met

    def copies_of(self, tx: Writer, series: str) -> tuple[PublicationRow, ...]:
        """The reprints of a series."""
        found = self.copies.get(series)
        return tx.publications(origin=series, limit=None) if found is None else found


class Pipeline:
    """Takes deliveries to stories. ``clock`` gives aware UTC."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        live: LiveMatcher,
        chronicle: Chronicle,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._live = live
        self._chronicle = chronicle
        self._clock = clock
        self._meter = Meter()
        self.habits = Habits()
        self._series = _Series()
        self._pages = Pages(store)
        self.graves = Graves(store, live)

    def accept(self, delivery: Delivery, subscription: Subscription | None = None) -> bool:
        """Keep the bytes before anything is concluded from them; False if they are known.

        ``subscription``, as polling left it, is kept in the same transaction:
        its validators say that these bytes were had.
        """
        with self._store.writing() as tx:
            if subscription is not None:
                tx.put_subscription(merged(tx, subscription))
            return self._receive(tx, delivery)

    def accept_page(self, page: Delivery, key: str) -> None:
        """Keep the page an item links to, under that item's key; it is no delivery of items."""
        with self._store.writing() as tx:
            if self._receive(tx, page):
                tx.finish_delivery(page.sha256, page.feed, "done")
            note_page(tx, key, page)

    def _receive(self, tx: Writer, delivery: Delivery) -> bool:
        salt = new_salt()
        if not tx.add_delivery(delivery):
            return False
        tx.put_value(f"salt:delivery:{delivery.sha256}", salt)
        self._chronicle.append(
            tx,
            self._clock(),
            "delivery",
            leaf(salt, delivery.sha256),
            {"feed": delivery.feed, "bytes": len(delivery.body), "cut": delivery.truncated},
        )
        return True

    def process(self, delivery: Delivery, subscription: Subscription | None = None) -> Tally:
        """Take one kept delivery apart and store what is in it."""
        tally = Tally()
        for _ in self.steps(opened(delivery, subscription), tally):
            pass
        return tally

    def steps(self, come: Opened, tally: Tally) -> Iterator[None]:
        """`process` of what was opened, pausing after each transaction: other work goes in between."""
        tally.files += 1
        feed, delivery, subscription = come.feed, come.delivery, come.subscription
        if feed is None:
            self._refuse(delivery, tally, come.refused)
            return
        tally.items += len(feed.items)
        if doubt := "; ".join(doubts(feed, delivery)):
            tally.doubtful.append(Refusal(_subject(delivery), doubt))
        items = self._pages.opened(_owned(feed, subscription, delivery), subscription)
        context = delivered(feed, subscription)
        while batch := list(islice(items, _BATCH)):
            self._store_batch(batch, context, delivery, tally)
            yield
        self._finish(delivery, feed)

    def _refuse(self, delivery: Delivery, tally: Tally, reason: str) -> None:
        if delivery.truncated:
            reason += f"; it was cut off at the limit of {spoken(len(delivery.body))}"
        with self._store.writing() as tx:
            tx.finish_delivery(delivery.sha256, delivery.feed, "refused", reason)
            self._meter.unread(tx, delivery, reason)
        tally.refused.append(Refusal(_subject(delivery), reason))

    def _store_batch(
        self, items: Sequence[Item], context: ReadingContext, delivery: Delivery, tally: Tally
    ) -> None:
        self._meter.begin()
        try:
            with self._store.writing() as tx:
                taken = list(self._take(tx, items, context, delivery, tally))
                self._live.keep(tx, len(items))
                self._meter.keep(tx, delivery)
                self.habits.keep(tx, delivery.feed)
        except BaseException:
            # What was matched but not stored must not be remembered as known.
            self._live.rewind()
            self.graves.reload()
            self.habits.forget()
            raise
        for kept in taken:
            self._shelf.put(kept)

    def _take(
        self,
        tx: Writer,
        items: Sequence[Item],
        context: ReadingContext,
        delivery: Delivery,
        tally: Tally,
    ) -> Iterator[Kept]:
        """Store what is new of a batch, in order; stage by stage, as `read_each` reads it."""
        ids = [edition_id(item) for item in items]
        known = {row.id for row in tx.rows(ids)}
        new = {id_: item for id_, item in zip(ids, items, strict=True) if id_ not in known}
        context = self.habits.context(tx, delivery.feed if new else None, context)
        read = read_each((item, context) for item in new.values())
        stories = dict(zip(new, read, strict=True))
        self._series = _Series.of(tx, stories.values())
        matches = {
            id_: self._live.matcher.add(story)
            for id_, story in stories.items()
            if isinstance(story, Story)
        }
        for id_, item in zip(ids, items, strict=True):
            found = stories.get(id_)
            if isinstance(found, CopytasterError):
                self._unreadable(item, found, tally)
            elif found is None or id_ not in matches:
                self._once_more(tx, id_, delivery, tally)
            else:
                yield self._arrive(tx, found, matches.pop(id_), delivery, tally)

    def _once_more(self, tx: Writer, id_: str, delivery: Delivery, tally: Tally) -> None:
        tally.known += 1
        self._meter.again()
        known = tx.row(id_)
        if known is not None:
            _again(tx, known, delivery)

    def _unreadable(self, item: Item, error: CopytasterError, tally: Tally) -> None:
        tally.refused.append(Refusal(item.guid or item.link or "an item", str(error)))
        self._meter.refused(item)

    def _arrive(
        self, tx: Writer, story: Story, match: Match, delivery: Delivery, tally: Tally
    ) -> Kept:
        match = self._long_known(tx, story, _on_its_own(tx, story, match))
        match = placed(tx, story, match)
        story = self._in_series(tx, story, match, delivery)
        match = self.graves.recognised(tx, story, match)
        tally.count(match)
        self._meter.arrived(story)
        self.habits.arrived(story, match, self._clock())
        return self._record(tx, story, match, delivery)

    def _long_known(self, tx: Writer, story: Story, match: Match) -> Match:
        """The match, as an edition of a story that the matcher has forgotten and the store has not."""
        if match.edition_of or (match.held and match.held != UNPLACED):
            return match
        rows = () if self._series.is_new(story.series) else tx.series(story.series)
        earlier = _replaced(tx, story, rows)
        if earlier is None or self._live.matcher.coverage_id(earlier.id):
            return match
        kind = kind_between(story, earlier)
        return replace(match, edition_of=earlier.id, edition_kind=kind, held=None)

    def _in_series(self, tx: Writer, story: Story, match: Match, delivery: Delivery) -> Story:
        """The story in the series where it belongs, which its guid alone does not always say.

        An edition found by content or relation joins the series of the one it
        follows. Two different items of one delivery under one guid and version are
        a sender's mistake: neither may take the other's place, so each has its own series.
        """
        if not self._series.is_new(story.series) and _shares_guid(tx, story, delivery):
            return story.with_(series=story.id)
        earlier = tx.row(match.edition_of) if match.edition_of else None
        return story if earlier is None else story.with_(series=earlier.series)

    def _record(self, tx: Writer, story: Story, match: Match, delivery: Delivery) -> Kept:
        now, salt, form = self._clock(), new_salt(), stored_form(story)
        data = {
            "feed": delivery.feed,
            "coverage": match.coverage,
            # A bare digest of a short message could be guessed; behind the salt it cannot.
            **edition_data(story, salt, leaf(salt, delivery.sha256), form),
        }
        record = self._chronicle.append(tx, now, "edition", story.id, data)
        tx.add_story(
            story,
            match,
            delivery=delivery.sha256,
            feed=delivery.feed,
            received=now,
            salt=salt,
            kept=self._live.matcher.keepsake(story).to_bytes(),
            form=form,
        )
        self._series.met.add(story.series)
        self._revise(tx, story, match, now)
        return Kept(story, salt, record)

    def _revise(self, tx: Writer, story: Story, match: Match, now: datetime) -> None:
        """Act on what this arrival changes about earlier ones, and mark every page it touches."""
        touched = {story.series}
        self._kill_or_die(tx, story, match, now)
        if match.edition_kind == "correction" and not match.held:
            self.graves.reach(tx, story.series)
        for change in match.changes:
            touched |= self._apply(tx, now, change.kind, change.story, change.to)
        touched |= {copy.series for copy in self._series.copies_of(tx, story.series)}
        for series in sorted(touched):
            tx.touch("series", series)
        tx.drop_value(f"again:{story.series}")
        if story.item.status != "usable" or story.embargo or story.item.rights:
            for series in {story.series, *named(tx, story)}:
                tx.touch("urgent", series)
        if match.follows:
            threads.link(tx, match.coverage, match.follows)
        tx.touch("coverage", match.coverage)
        tx.touch("front", "")

    def _kill_or_die(self, tx: Writer, story: Story, match: Match, now: datetime) -> None:
        """Carry a kill out, or kill what one named before it came; a claim on another's story does neither."""
        if is_kill(story.item) or match.edition_kind == "kill":
            if not match.held:
                self._carry_out(tx, story, now)
            elif match.held == UNPLACED:
                self.graves.name(tx, story)
        elif (kill := self.graves.foretold(story.item)) and is_first(tx, story):
            self._kill(tx, now, story.series, kill, "its provider killed it before it came")

    def _carry_out(self, tx: Writer, kill: Story, now: datetime) -> None:
        """Kill all that the kill names, whenever it came or comes, however its name is spelt."""
        reason = kill.item.note or "killed by its provider"
        for series in sorted({kill.series, *meant(tx, kill)}):
            self._kill(tx, now, series, kill.id, reason)
        self.graves.name(tx, kill)

    def _apply(
        self, tx: Writer, now: datetime, kind: str, story_id: str, to: str | None
    ) -> set[str]:
        if kind == "merge":
            tx.merge_coverage(story_id, to or story_id)
            threads.merged(tx, story_id, to or story_id)
            tx.touch("coverage", story_id)
            return set()
        row = tx.row(story_id)
        if row is None:
            return set()
        if kind == "late-origin":
            tx.update_match(story_id, reprint_of=to)
        elif kind == "split" and to:
            tx.update_match(story_id, coverage=to)
            tx.touch("coverage", to)
        elif kind == "killed":
            self._kill(tx, now, row.series, story_id, "its agency killed the copy it repeats")
        tx.touch("coverage", row.coverage)
        return {row.series}

    def _kill(self, tx: Writer, now: datetime, series: str, story_id: str, reason: str) -> None:
        tx.add_decision(Decision(now, series, story_id, "kill", "wire", reason))
        self.graves.bury(tx, series)
        self.graves.reach(tx, series)
        tx.touch("urgent", series)
        for copy in tx.publications(origin=series, limit=None):
            tx.touch("urgent", copy.series)
        self._chronicle.append(tx, now, "kill", series, {"edition": story_id, "by": "wire"})

    def _finish(self, delivery: Delivery, feed: Feed) -> None:
        problems = "; ".join(sorted({p.code for p in feed.problems})) or None
        with self._store.writing() as tx:
            tx.finish_delivery(delivery.sha256, delivery.feed, "done", problems)
            self._meter.finish(tx, delivery, missing(feed))
            note_hub(tx, delivery, feed)
            subscription = tx.subscription(delivery.feed) if delivery.feed else None
            if subscription is not None and (known := _learnt(subscription, feed)) != subscription:
                tx.put_subscription(known)
            self._chronicle.seal(tx)


def _learnt(subscription: Subscription, feed: Feed) -> Subscription:
    """What a feed says of itself: how often to ask, and its title where the operator gave none."""
    known = heed(subscription, feed.ttl)
    title = " ".join((feed.title or "").split())[:_LONGEST_TITLE]
    return replace(known, title=title) if title and known.title is None else known


def _shares_guid(tx: Writer, story: Story, delivery: Delivery) -> bool:
    if is_kill(story.item) or story.item.status != "usable" or story.embargo is not None:
        return False
    beside = [row.id for row in tx.series(story.series) if row.delivery == delivery.sha256]
    return any(
        other.item.version == story.item.version and other.item.status == "usable"
        for other in tx.stories(beside)
    )


def _again(tx: Writer, known: StoryRow, delivery: Delivery) -> None:
    """An edition that is sent again after another: its sender went back to it.

    Only the feed that sent the newest edition can take it back; another feed of
    the same house may simply be behind.
    """
    rows = tx.series(known.series)
    current = tx.value(f"again:{known.series}") or rows[-1].id
    together = rows[-1].delivery == delivery.sha256
    if known.id == current or rows[-1].feed != delivery.feed or together:
        return
    numbers = [number_of(s.item.version) for s in tx.stories((known.id, rows[-1].id))]
    if None not in numbers and numbers[0] != numbers[-1]:
        return  # versions say which counts
    tx.put_value(f"again:{known.series}", known.id)
    tx.touch("urgent", known.series)
    tx.touch("front")


def _on_its_own(tx: Writer, story: Story, match: Match) -> Match:
    """A provider's word on its own item is no claim on another's, whatever the matcher remembers."""
    if match.held and any(row.provider == story.item.provider for row in tx.series(story.series)):
        return replace(match, held=None)
    return match


def _replaced(tx: Writer, story: Story, rows: Sequence[StoryRow]) -> Story | None:
    """The newest edition of its series, or of what it says it replaces of its own provider."""
    provider, relations = story.item.provider or "", story.item.relations
    for relation in () if rows else relations:
        rows = rows or (tx.by_guid(provider, relation.target) if relation.kind in CLAIMS else ())
    return next(iter(tx.stories(row.id for row in reversed(rows))), None)


def _owned(feed: Feed, subscription: Subscription | None, delivery: Delivery) -> Iterator[Item]:
    """The feed's items under the authority they arrived by, never the one they claim."""
    for item in feed.items:
        if subscription is not None:
            provider = subscription.provider
        elif delivery.feed:  # given up while this was on its way: it speaks for nobody any more
            provider = f"feed:{delivery.feed}"
        else:
            provider = _claimed(item)
        yield replace(item, provider=provider)


def _subject(delivery: Delivery) -> str:
    """What a person calls the delivery: a file by its path, as they typed it."""
    return shown_path(delivery.url or delivery.feed or delivery.sha256[:12])


def _claimed(item: Item) -> str:
    """The provider of a file an operator ingests: their own hand vouches for it."""
    return item.provider or urlsplit(item.link or "").hostname or "files"
