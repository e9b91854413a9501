"""The archive's lists, kept equal to what is live: the days a pass touched, their months, the index.

A day of thousands is cut into pages that stay as they are while the day goes
on, and what was made once in this process is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from copytaster.model import Page, Site
from copytaster.publish import pages, sitemaps, writer
from copytaster.publish.listing import Card
from copytaster.store import Store

_DAYS = "archive:days"
_MOST_A_DAY = 20_000  # stories of one day that are listed
_REMEMBERED = 500

CardsOf = Callable[[Iterable[str]], list[Card]]


class Archive:
    """Makes the lists of the days, the newest first."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self._root = root
        self._made: dict[str, tuple[str, int]] = {}

    def pages(self, site: Site, days: Collection[date], cards_of: CardsOf) -> Iterator[Page]:
        """The lists of these days, of their months, and of all."""
        counts = {date.fromisoformat(d): n for d, n in self._store.value(_DAYS, {}).items()}
        for day in sorted(days):
            live = cards_of(self._live_on(day))
            counts[day] = len(live)
            yield from self._day(site, day, live)
        kept = {day: n for day, n in sorted(counts.items(), reverse=True) if n}
        with self._store.writing() as tx:
            tx.put_value(_DAYS, {day.isoformat(): n for day, n in kept.items()})
        yield from self._months(site, days, list(kept.items()))
        yield pages.archive_index(site, list(kept.items()))
        yield sitemaps.index(site, kept)

    def _live_on(self, day: date) -> Sequence[str]:
        """What is live and was first published on that day (UTC), newest first."""
        start = datetime.combine(day, time(), UTC)
        return self._store.live_between(start, start + timedelta(days=1), _MOST_A_DAY)

    def _day(self, site: Site, day: date, live: list[Card]) -> Iterator[Page]:
        parts = pages.day_parts(live)
        for number, cards in enumerate(parts):
            if self._is_new(pages.day_path(day, number), site, cards, len(parts)):
                yield pages.day_page(site, day, cards, number, len(parts))
        if live:
            yield sitemaps.day_sitemap(site, day, live)
        else:
            writer.remove(self._root, [pages.day_path(day), sitemaps.day_path(day)])
        self._drop_behind(day, max(1, len(parts)))

    def _is_new(self, path: str, site: Site, cards: Sequence[Card], parts: int) -> bool:
        """Whether the page would say anything else than when it was last made here."""
        says = (site.theme, hash((tuple(cards), parts, site)))
        if self._made.get(path) == says and (self._root / path).exists():
            return False
        if len(self._made) > _REMEMBERED:
            self._made.clear()
        self._made[path] = says
        return True

    def _drop_behind(self, day: date, number: int) -> None:
        """The day has fewer parts than it had."""
        while (self._root / pages.day_path(day, number)).exists():
            writer.remove(self._root, [pages.day_path(day, number)])
            number += 1

    def _months(
        self, site: Site, days: Collection[date], counts: Sequence[tuple[date, int]]
    ) -> Iterator[Page]:
        for month in sorted({day.replace(day=1) for day in days}):
            its = [(day, n) for day, n in counts if day.replace(day=1) == month]
            if its:
                yield pages.month_page(site, month, its)
            else:
                writer.remove(self._root, [pages.month_path(month)])
