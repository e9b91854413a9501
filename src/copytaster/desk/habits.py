"""What the desk knows of a feed when its next copy comes: its headlines, and the blocks it repeats.

Learnt and kept in the transaction that stores the stories it was learnt from, in order of
arrival: a desk stopped at any moment goes on knowing just what it knew. What is learnt touches
only what comes after; what is published changes by an editor's hand alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from copytaster.anatomy.repeats import Learnt, Repeats, State, digest, learn, ruled
from copytaster.desk.editing import Editor
from copytaster.desk.recent import Recent
from copytaster.errors import ConfigError, CopytasterError
from copytaster.model import Feed, Match, ReadingContext, Story, Subscription, edition_id
from copytaster.store import Store, Writer

_KEY = "repeats:"
# The last headlines of a feed that may stand in its next stories; of so many feeds at hand.
_HEADLINES, _FEEDS = 150, 300
_REPRINT = 0.8
_REASON = "the feed’s repeated block is copy after all"

Headlines = tuple[tuple[str, str], ...]


class Habits:
    """Knows, and learns, what each feed repeats; the pipeline's own, in its transactions."""

    def __init__(self) -> None:
        self._repeats: Repeats | None = None
        self._known: Recent[Repeats] = Recent(_FEEDS)
        self._headlines: Recent[Headlines] = Recent(_FEEDS)
        self._came: list[tuple[str, str]] = []

    def forget(self) -> None:
        """The store knows otherwise, or not what was learnt: know nothing but what it does."""
        self._repeats, self._came = None, []
        self._headlines, self._known = Recent(_FEEDS), Recent(_FEEDS)

    def context(self, tx: Writer, feed: str | None, known: ReadingContext) -> ReadingContext:
        """``known`` with what earlier deliveries of the feed tell; begins a batch."""
        self._came = []
        if not feed:
            self._repeats = None
            return known
        self._repeats = self._known.get(feed) or repeats_of(tx.value(_KEY + feed))
        earlier = self._headlines.get(feed)
        if earlier is None:
            rows = tx.latest(_HEADLINES, feed=feed)
            earlier = tuple((row.headline, row.id) for row in rows[::-1] if row.headline)
            self._headlines.put(feed, earlier)
        headlines = {**dict(earlier), **known.headlines}
        return replace(known, headlines=headlines, repeated=self._repeats.blocks)

    def arrived(self, story: Story, match: Match, now: datetime) -> None:
        """A story of the batch was placed: learn from it."""
        if self._repeats is None:
            return
        if story.headline:
            self._came.append((story.headline, story.id))
        if event := _event(story, match):
            self._repeats = learn(self._repeats, story, event, now.date().isoformat())

    def keep(self, tx: Writer, feed: str | None) -> None:
        """Keep what the batch taught, in its transaction."""
        if not feed or self._repeats is None:
            return
        tx.put_value(_KEY + feed, self._repeats.to_dict())
        self._known.put(feed, self._repeats)
        if self._came:
            earlier = self._headlines.get(feed) or ()
            self._headlines.put(feed, (*earlier, *self._came)[-_HEADLINES:])
        self._repeats = None


def _event(story: Story, match: Match) -> str | None:
    """The event a story teaches from; None for what another story of it taught already.

    Short stories that share nothing but a box look alike by the box itself:
    a likeness that is no more than that makes no reprint here.
    """
    if match.edition_of or (match.reprint_of and match.similarity >= _REPRINT):
        return None
    return story.id if match.reprint_of else match.coverage


def delivered(feed: Feed, subscription: Subscription | None) -> ReadingContext:
    """What a delivery itself tells of each of its items."""
    known: Mapping[str, str] = {i.headline: edition_id(i) for i in feed.items if i.headline}
    return ReadingContext(
        headlines=known,
        publisher=subscription.publisher if subscription else None,
        agency=subscription.agency if subscription else None,
        zone=subscription.zone if subscription else None,
    )


def repeats_of(value: object) -> Repeats:
    """From the store's value; none, or one of a later make, is nothing known."""
    try:
        return Repeats.from_dict(value) if isinstance(value, dict) else Repeats()
    except (KeyError, TypeError, ValueError):
        return Repeats()


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an undoing: series whose copy was put back, and those where it could not be."""

    restored: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


class RepeatDesk:
    """The operator's word on what feeds repeat."""

    def __init__(
        self, store: Store, editor: Callable[[], Editor], forget: Callable[[], None]
    ) -> None:
        """``forget`` has the pipeline know nothing but what the store does."""
        self._store = store
        self._editor = editor
        self._forget = forget

    def of(self, feed: str) -> tuple[tuple[str, Learnt], ...]:
        """What is known of a feed's repeating blocks, by key, the last learnt first."""
        return repeats_of(self._store.value(_KEY + feed)).learnt[::-1]

    def all(self) -> dict[str, tuple[tuple[str, Learnt], ...]]:
        """The same of every feed that has any."""
        found = ((k.removeprefix(_KEY), repeats_of(v)) for k, v in self._store.values(_KEY).items())
        return {feed: known.learnt[::-1] for feed, known in found if known.learnt}

    def accept(self, feed: str, key: str) -> None:
        """Cut the block from what comes. Raises ConfigError if there is none such."""
        self._rule(feed, key, "accepted")

    def undo(self, feed: str, key: str, who: str) -> Undone:
        """Cut it no more, and put it back into every story it was cut from, as edits on record.

        Raises ConfigError if there is none such.
        """
        known = self._rule(feed, key, "undone")
        restored, failed = [], []
        for series in known.series:
            try:
                if self._restore(series, key, who):
                    restored.append(series)
            except CopytasterError as error:
                failed.append((series, str(error)))
        return Undone(tuple(restored), tuple(failed))

    def _rule(self, feed: str, key: str, state: State) -> Learnt:
        with self._store.writing() as tx:
            known = repeats_of(tx.value(_KEY + feed))
            before = dict(known.learnt).get(key)
            if before is None:
                raise ConfigError("this feed repeats no such block", subject=key)
            tx.put_value(_KEY + feed, ruled(known, key, state).to_dict())
        self._forget()
        return before

    def _restore(self, series: str, key: str, who: str) -> bool:
        """Put the block back into the series' standing edition, wherever it was cut from it."""
        editor = self._editor()
        story = editor.standing(series)
        cuts = [c for c in story.cuts if digest(story.text[c.start : c.end]) == key]
        for cut in cuts:
            editor.restore(series, cut.start, _REASON, who)
        return bool(cuts)
