"""The desk's loss meters: counted as the line works, kept in the very transaction that stores.

What a stop undoes is undone here too, so the sums always agree with the store.
"""

from __future__ import annotations

from copytaster.intake.meter import Arrival, Facts, add, finished, unread
from copytaster.model import Delivery, Item, Story
from copytaster.store import Store, Writer

_KEY = "meter:"


def all_facts(store: Store) -> dict[str, Facts]:
    """What every feed brought so far, by the feed's id."""
    return {key.removeprefix(_KEY): _facts(v) for key, v in store.values(_KEY).items()}


class Meter:
    """Counts one batch of items at a time."""

    def __init__(self) -> None:
        self._arrivals: list[Arrival] = []
        self._again = 0

    def begin(self) -> None:
        """A batch begins; what a failed one left is forgotten."""
        self._arrivals, self._again = [], 0

    def again(self) -> None:
        """An item came that is known."""
        self._again += 1

    def refused(self, item: Item) -> None:
        """An item came that nothing could be made of."""
        self._arrivals.append(Arrival(len(item.body.split()), refused=True))

    def arrived(self, story: Story) -> None:
        """An item came and became a story."""
        item, words = story.item, len(story.text.split())
        kept, cut = words_of(story) if story.cuts else (words, 0)
        self._arrivals.append(Arrival(words, kept, cut, item.published))

    def keep(self, tx: Writer, delivery: Delivery) -> None:
        """Add the batch to its feed's meter."""
        if delivery.feed and (self._arrivals or self._again):
            known = _facts(tx.value(_KEY + delivery.feed))
            facts = add(known, self._arrivals, self._again, delivery.received)
            tx.put_value(_KEY + delivery.feed, facts.to_dict())
        self.begin()

    def finish(self, tx: Writer, delivery: Delivery, missing: str | None) -> None:
        """A delivery was worked through; ``missing`` is what was cut off of it."""
        if delivery.feed:
            known = _facts(tx.value(_KEY + delivery.feed))
            tx.put_value(_KEY + delivery.feed, finished(known, missing).to_dict())

    def unread(self, tx: Writer, delivery: Delivery, reason: str) -> None:
        """Nothing could be made of a delivery."""
        if delivery.feed:
            known = _facts(tx.value(_KEY + delivery.feed))
            tx.put_value(_KEY + delivery.feed, unread(known, reason).to_dict())


def words_of(story: Story) -> tuple[int, int]:
    """(kept, cut) words of a story: those of its copy, and those that stand in a cut.

    A word that is cut in part stands in both.
    """
    gone = at = 0
    for start, end in sorted((cut.start, cut.end) for cut in story.cuts):
        start = max(start, at)
        if start < end:
            gone += len(story.text[start:end].split())
            at = end
    return len(story.copy.split()), gone


def _facts(value: object) -> Facts:
    return Facts.from_dict(value) if isinstance(value, dict) else Facts()
