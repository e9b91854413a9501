"""From decisions to pages: what is dirty is ruled on, rendered, written and recorded.

::

    outbox → rule → withdraw what may not stand → render → write → record → clean

Withdrawals come first in every pass, whatever else fails. Files are written
before their record and the outbox is cleaned last: a stop in between repeats
the work, and the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.clock import Clock
from copytaster.desk.events import Events, coverage_rows
from copytaster.desk.live import LiveMatcher
from copytaster.desk.recent import Shelf
from copytaster.desk.rulings import Rulings, row_of
from copytaster.desk.settings import Settings
from copytaster.desk.standings import Standings
from copytaster.ledger import WireEdition, publication_data, write_ledger
from copytaster.model import CoverageView, Page, Publication, Related, Site
from copytaster.publish import feeds_out, pages, writer
from copytaster.publish.listing import Card
from copytaster.store import Dirty, Store, Writer

_DAYS = "archive:days"
_MOST_A_DAY = 2000  # stories on one page of the archive


@dataclass(frozen=True, slots=True)
class PressReport:
    """What one pass did to the site: paths written and paths withdrawn."""

    written: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pass:
    """What one pass has worked out so far."""

    now: datetime
    rulings: Rulings
    ruled: dict[str, Publication] = field(default_factory=dict)
    events: dict[str, CoverageView | None] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)


class Press:
    """Keeps the site in ``root`` equal to what the store and the law say."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        live: LiveMatcher,
        chronicle: Chronicle,
        settings: Settings,
        site: Site,
        root: Path,
        clock: Clock,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._live = live
        self._chronicle = chronicle
        self._settings = settings
        self._site = site
        self._root = root
        self._clock = clock
        self._events = Events(store, live, settings)
        self._known: dict[str, CoverageView | None] = {}
        self._standings = Standings()

    def run(self) -> PressReport:
        """One pass over everything that is dirty; cheap when nothing is."""
        self._wake_embargoes()
        dirty = self._store.dirty()
        if not dirty and (self._root / "index.html").exists():
            return PressReport()
        work = _Pass(self._clock(), Rulings(self._store, self._shelf, self._settings.files_policy))
        self._rule(work, _keys(dirty, "series"))
        withdrawn = self._withdraw(work)
        self._see_events(work, _keys(dirty, "coverage"))
        made = [*self._story_pages(work), *self._event_pages(work)]
        written = writer.write(self._root, [*made, *self._lists(work)])
        self._finish(work, made, dirty)
        self._publish_ledger()
        return PressReport(written, withdrawn)

    def _wake_embargoes(self) -> None:
        """An embargo that has lapsed since the last pass is a change like any other."""
        due = self._store.publications_due(self._clock())
        if due:
            with self._store.writing() as tx:
                for row in due:
                    tx.touch("series", row.series)

    def _rule(self, work: _Pass, series: Iterable[str]) -> None:
        """Rule on each series and put the ruling on record before any page is made of it."""
        new = []
        for key in sorted(set(series) - set(work.ruled)):
            found = work.rulings.publication(key, work.now)
            if found is None:  # erased
                self._standings.drop(key)
            else:
                new.append(found)
        with self._store.writing() as tx:
            for publication in new:
                before = tx.publication(publication.series)
                work.days |= {
                    p.first_published.astimezone(UTC).date() for p in (before, publication) if p
                }
                tx.put_publication(row_of(publication))
        for publication in new:
            self._standings.put(publication)
        work.ruled.update((p.series, p) for p in new)

    def _withdraw(self, work: _Pass) -> tuple[str, ...]:
        """Take down what may not stand, and every page that would still link to it."""
        barred = [p for p in work.ruled.values() if p.state != "live"]
        standing = [p for p in barred if (self._root / pages.story_path(p.series)).exists()]
        stones = [pages.tombstone(self._site, p) for p in barred if self._had_page(p)]
        writer.write(self._root, stones)
        gone = [pages.story_path(p.series) for p in standing if p.state != "killed"]
        writer.remove(self._root, gone)
        self._rule(work, self._linking({p.series for p in standing}))
        return tuple(pages.story_path(p.series) for p in standing)

    def _had_page(self, publication: Publication) -> bool:
        """A killed story leaves a tombstone only where the public has seen a page."""
        on_disk = (self._root / pages.story_path(publication.series)).exists()
        return publication.state == "killed" and on_disk

    def _linking(self, withdrawn: set[str]) -> set[str]:
        """The series whose pages link to a withdrawn one: read off the pages themselves."""
        if not withdrawn:
            return set()
        marks = [f"stories/{series}/".encode() for series in withdrawn]
        return {
            page.parent.name
            for page in (self._root / "stories").glob("*/index.html")
            if any(mark in page.read_bytes() for mark in marks)
        } - withdrawn

    def _see_events(self, work: _Pass, coverages: set[str]) -> None:
        """Build the public view of every event that anything dirty belongs to."""
        touched = coverages | {p.coverage for p in work.ruled.values() if p.coverage}
        for id_ in sorted(touched):
            members = self._live_members(work, id_)
            work.events[id_] = self._events.view(id_, members, work.now)
            had, has = self._has_page(id_), work.events[id_] is not None
            if had != has:  # its stories gain or lose their link to it
                self._rule(work, {p.series for p in members.values()})

    def _has_page(self, id_: str) -> bool:
        return (self._root / pages.coverage_path(id_)).exists()

    def _live_members(self, work: _Pass, id_: str) -> dict[str, Publication]:
        """The live publications among an event's stories, by the id of their current edition."""
        series = dict.fromkeys(row.series for row in coverage_rows(self._store, id_))
        found = (self._standings.get(key, work.rulings, work.now) for key in series)
        return {p.story.id: p for p in found if p is not None and p.state == "live"}

    def _story_pages(self, work: _Pass) -> Iterator[Page]:
        for publication in work.ruled.values():
            if publication.state == "live":
                placed = self._in_event(work, publication)
                related = self._related(publication)
                yield pages.story_page(self._site, replace(placed, related=related))

    def _in_event(self, work: _Pass, publication: Publication) -> Publication:
        """The publication with the id of its event, if that has a page."""
        coverage = publication.coverage or ""
        shown = (
            work.events[coverage] is not None
            if coverage in work.events
            else self._has_page(coverage)
        )
        return publication if shown else replace(publication, coverage=None)

    def _related(self, publication: Publication) -> tuple[Related, ...]:
        links = []
        for story_id, _ in self._live.matcher.related(publication.story, limit=3):
            row = self._store.row(story_id)
            standing = self._store.publication(row.series) if row else None
            if row and row.headline and standing and standing.state == "live":
                links.append(Related(row.series, row.headline, row.published))
        return tuple(links)

    def _event_pages(self, work: _Pass) -> Iterator[Page]:
        for id_, view in work.events.items():
            if view is None:
                self._remove_event(id_)
                continue
            if not view.salt:
                with self._store.writing() as tx:
                    view = replace(view, salt=self._events.ensure_salt(tx, id_))
                work.events[id_] = view
            yield pages.coverage_page(self._site, view)
            yield from feeds_out.coverage_feeds(self._site, view)

    def _remove_event(self, id_: str) -> None:
        """Its page and its feeds."""
        folder = (self._root / pages.coverage_path(id_)).parent
        if folder.is_dir():
            found = (path.relative_to(self._root).as_posix() for path in folder.iterdir())
            writer.remove(self._root, sorted(found))

    def _finish(self, work: _Pass, made: Sequence[Page], dirty: Sequence[Dirty]) -> None:
        """Record each page that changed, and only then call the work done."""
        with self._store.writing() as tx:
            for page in made:
                self._record(tx, work, page)
            for mark in dirty:
                tx.clean(mark.kind, mark.key, mark.token)
            self._chronicle.seal(tx, work.now)

    def _record(self, tx: Writer, work: _Pass, page: Page) -> None:
        subject = page.path.split("/")[1] if "/" in page.path else ""
        digest = sha256(page.body).hexdigest()
        if page.media_type != "text/html" or self._store.value(f"page:{page.path}") == digest:
            return
        stories, salt, label = self._behind(work, subject)
        wire = [edition for p in stories if (edition := self._edition(p)) is not None]
        data = publication_data(page.path, label, page.body, salt, wire)
        self._chronicle.append(tx, work.now, "publication", subject, data)
        tx.put_value(f"page:{page.path}", digest)

    def _edition(self, publication: Publication) -> WireEdition | None:
        """What the ledger committed to when this edition came in."""
        records = self._store.records_of(publication.story.id, "edition")
        return WireEdition.of(records[0], publication.salt) if records else None

    def _behind(self, work: _Pass, subject: str) -> tuple[Sequence[Publication], str, str]:
        """The publications, salt and label of the page about ``subject``."""
        view = work.events.get(subject)
        if view is not None:
            return view.publications, view.salt, "composed"
        publication = work.ruled[subject]
        return [publication], publication.salt, publication.label

    def _lists(self, work: _Pass) -> Iterator[Page]:
        """Front page, feeds and the other pages that list stories."""
        shown = [self._in_event(work, p) for p in self._latest(work)]
        views = list(self._views(work, shown))
        yield pages.front_page(self._site, shown, views)
        yield from self._archive(work)
        yield pages.corrections_page(self._site, shown)
        yield pages.about_page(self._site)
        yield pages.not_found(self._site)
        yield from pages.assets()
        yield from feeds_out.site_feeds(self._site, shown, views)

    def _latest(self, work: _Pass) -> Iterator[Publication]:
        """The newest live stories, each ruled on once more: a list must not outrun the law."""
        for row in self._store.publications(state="live", limit=self._settings.front_stories):
            found = self._standings.get(row.series, work.rulings, work.now)
            if found is not None and found.state == "live":
                yield found

    def _views(self, work: _Pass, shown: Sequence[Publication]) -> Iterator[CoverageView]:
        """The events among the stories shown, the newest first; kept between passes."""
        self._known.update(work.events)
        for id_ in dict.fromkeys(p.coverage for p in shown if p.coverage):
            if id_ not in self._known:
                members = self._live_members(work, id_)
                self._known[id_] = self._events.view(id_, members, work.now)
            view = self._known[id_]
            if view is not None:
                yield view

    def _archive(self, work: _Pass) -> Iterator[Page]:
        """The days that changed, and the index of all."""
        counts = {date.fromisoformat(d): n for d, n in self._store.value(_DAYS, {}).items()}
        for day in sorted(work.days):
            live = self._live_on(work, day)
            counts[day] = len(live)
            if live:
                yield pages.day_page(self._site, day, live)
            else:
                writer.remove(self._root, [pages.day_path(day)])
        kept = {day: n for day, n in sorted(counts.items(), reverse=True) if n}
        with self._store.writing() as tx:
            tx.put_value(_DAYS, {day.isoformat(): n for day, n in kept.items()})
        yield pages.archive_index(self._site, list(kept.items()))

    def _live_on(self, work: _Pass, day: date) -> list[Card]:
        """What is live and was first published on that day (UTC), newest first."""
        start = datetime.combine(day, time(), UTC)
        rows = self._store.publications(
            state="live", limit=_MOST_A_DAY, before=start + timedelta(days=1)
        )
        series = (row.series for row in rows if row.first_published >= start)
        found = (self._standings.card(key, work.rulings, work.now) for key in series)
        return [card for card in found if card is not None]

    def _publish_ledger(self) -> None:
        checkpoint = self._store.checkpoint()
        if checkpoint is not None:
            write_ledger(
                self._root / "ledger",
                self._store.records,
                checkpoint,
                self._chronicle.key.public,
            )


def _keys(dirty: Iterable[Dirty], kind: str) -> set[str]:
    return {mark.key for mark in dirty if mark.kind == kind}
