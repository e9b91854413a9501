"""From decisions to pages: what is dirty is ruled on, rendered, written and recorded.

::

    outbox → rule → withdraw what may not stand → render → write → record → clean

Withdrawals come first in every pass, whatever else fails; which places they
reach is found by rule (`copytaster.desk.withdrawal`). Files are written
before their record and the outbox is cleaned last: a stop in between repeats
the work, and the same input gives the same bytes.

Marks in the outbox: ``urgent`` may have to be withdrawn and is ruled on in the
next pass, however small; ``gone`` was withdrawn, and what still names it is
looked for again until a pass has ended; ``series``, ``coverage``, ``day`` and
``front`` are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path

from copytaster.desk.archive import Archive
from copytaster.desk.attesting import Attestor, Made
from copytaster.desk.chronicle import Chronicle, lines, new_salt
from copytaster.desk.clock import Clock
from copytaster.desk.documents import Documents
from copytaster.desk.edits import settle
from copytaster.desk.events import Events, coverage_rows
from copytaster.desk.linking import Linking, links_of
from copytaster.desk.live import LiveMatcher
from copytaster.desk.reading_on import ReadingOn
from copytaster.desk.recent import Recent, Shelf
from copytaster.desk.remaking import Remade, Remaking
from copytaster.desk.rulings import Rulings, row_of
from copytaster.desk.sectioning import Sectioning
from copytaster.desk.settings import Settings
from copytaster.desk.signposts import Signposts
from copytaster.desk.standings import Standings
from copytaster.desk.threads import Threads, told_of
from copytaster.desk.unproved import Unproved
from copytaster.desk.wardrobe import Wardrobe, dressed, look_of
from copytaster.desk.withdrawal import Barred, TakenDown, Withdrawals, has_page
from copytaster.ledger import write_ledger
from copytaster.model import CoverageView, Page, Publication, Site
from copytaster.publish import feeds_out, pages, sitemaps, wire_out, writer
from copytaster.publish.links import named
from copytaster.publish.listing import Card
from copytaster.publish.movedpage import moved_salt
from copytaster.store import Dirty, PublicationRow, Store, StoryRow, Writer

_FIRST = ("urgent", "gone", "day")  # marks that no pass leaves for the next
_CHUNK = 100  # series asked for at one go
_SET = 400  # pages held in memory, put in place together and recorded in one transaction
_EVENTS = 60  # events at hand for the front page
_KILLED = 60  # withdrawn stories that the lists tell of
_SOON = timedelta(days=1)  # a sender's clock may be ahead of ours


@dataclass(frozen=True, slots=True)
class PressReport:
    """What one pass did to the site: paths written and withdrawn, and whether ``more`` waits.

    ``unproved`` says of each story met that is not what the ledger has of it what differs.
    """

    written: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    more: bool = False
    unproved: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pass:
    """What one pass has worked out so far; no copy, so that a pass over a whole archive stays small.

    ``live`` are the series whose pages are to be made, ``retitled`` those linked to by an old headline,
    ``events`` says of each event seen whether it has a page; ``tokens`` are those of its own marks.
    """

    now: datetime
    rulings: Rulings
    down: TakenDown
    live: dict[str, None] = field(default_factory=dict)
    retitled: set[str] = field(default_factory=set)
    ruled: set[str] = field(default_factory=set)
    events: dict[str, bool] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    tokens: set[int] = field(default_factory=set)


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
        wardrobe: Wardrobe,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self.reading_on = ReadingOn(store, live)
        self._chronicle = chronicle
        self._settings = settings
        self._site = site
        self._root = root
        self._clock = clock
        self._documents = Documents(site, root)
        self._events = Events(store, shelf, live, settings)
        self._attestor = Attestor(chronicle, shelf, self._events)
        self._linking = Linking(store, root)
        self._archive = Archive(store, root)
        self._sections = Sectioning(store, root, settings.sections)
        self._withdrawals = Withdrawals(
            store, chronicle, self._linking, self._documents, site, root
        )
        self._known: Recent[CoverageView] = Recent(_EVENTS)
        self._standings = Standings()
        self._threads = Threads(store)
        self._signposts = Signposts(store, root)
        self._wardrobe = wardrobe
        self.remaking = Remaking(store)
        self.unproved = Unproved(store)
        # As far as is known: a stop or a full disk may have cut it short.
        self._ledger_behind = True

    def run(self, most: int | None = None) -> PressReport:
        """One pass over what is dirty; cheap when nothing is.

        ``most`` bounds how many stories and events are made anew, so that a
        decision need not wait for a whole archive; what must be withdrawn is
        never left for the next pass.
        """
        self._wake_embargoes()
        self.unproved.recall()
        look = self._dress()
        waiting = self._store.dirty()
        if not waiting and (self._root / "index.html").exists() and not self.remaking.waits(look):
            if self._ledger_behind:
                self.publish_ledger()
            return PressReport()
        dirty = _chosen(waiting, most)
        again = self.remaking.next(look, None if most is None else most - len(dirty))
        self._threads.begin()
        rulings = Rulings(self._store, self._shelf, self._settings.files_policy)
        work = _Pass(self._clock(), rulings, TakenDown(_keys(dirty, "gone")))
        work.days |= {date.fromisoformat(key) for key in _keys(dirty, "day")}
        work.retitled |= _keys(dirty, "linked")
        self._settle(work, _keys(dirty, "urgent", "gone", "series") | set(again.series))
        written: list[str] = []
        events = self._event_pages(work, _keys(dirty, "coverage"))
        lists = (Made(page) for page in self._lists(work))
        making = chain(events, self._story_pages(work), lists)
        while several := list(islice(making, _SET)):
            written += self._put_out(work, several)
        self._withdrawals.sweep(work.down, work.live)
        self._finish(work, dirty, again)
        more = len(dirty) < len(waiting) or not again.last
        self.unproved.note(rulings.unproved, work.ruled)
        return PressReport(
            tuple(written), tuple(work.down.places), more, self.unproved.told(work.ruled)
        )

    def _dress(self) -> str:
        """Put on what the operator's templates say; gives a name for the look of the whole site."""
        self._site = dressed(self._site, self._wardrobe.look())
        self._withdrawals.dress(self._site)
        return look_of(self._site, self._settings)

    def _put_out(self, work: _Pass, made: Sequence[Made]) -> tuple[str, ...]:
        """Write some pages and put on record what they say; of two for one place the later."""
        made = list({one.page.path: one for one in made}.values())
        links = links_of(one.page for one in made)
        with self._store.writing() as tx:
            self._linking.note(tx, links)
            self._threads.keep(tx, work.tokens)
        written = writer.write(self._root, [m.page for m in made])
        with self._store.writing() as tx:
            self._linking.settle(tx, links)
            self._attestor.attest(tx, work.now, made)
        return written

    def _wake_embargoes(self) -> None:
        """An embargo that has lapsed since the last pass is a change like any other."""
        due = self._store.publications_due(self._clock())
        if due:
            with self._store.writing() as tx:
                for row in due:
                    tx.touch("urgent", row.series)

    def _settle(self, work: _Pass, series: Iterable[str]) -> None:
        """Rule on each series, take down at once what may not stand; rule on what links there, or to a new headline."""
        barred = self._rule(work, series)
        while barred or work.retitled:
            linking = self._linking.to(work.retitled)
            work.retitled.clear()
            linking |= self._withdrawals.take_down(barred, work.down, work.now)
            barred = self._rule(work, linking)

    def _rule(self, work: _Pass, series: Iterable[str]) -> Barred:
        """Rule on each series and put the ruling on record; gives those that may not be shown."""
        barred: Barred = {}
        for keys in _chunks(sorted(set(series) - work.ruled)):
            with work.rulings.expecting(keys), self._store.writing() as tx:
                self._offer(tx, keys)
                work.sections |= self._sections.stood(tx, keys)
                stood, stand = tx.publications_of(keys), []
                for key in keys:
                    found = self._ruled(tx, work, key, stood.get(key))
                    fault = work.rulings.unproved.get(key)
                    stand.append(_standing(found, stood.get(key), fault or "erased"))
                    if found is None or found.state != "live":
                        barred[key] = found
                tx.put_publications([row for row in stand if row is not None])
                work.tokens.add(tx.token or 0)
        return barred

    def _offer(self, tx: Writer, series: Sequence[str]) -> None:
        """What was ruled on is offered to the outlets, by the very transaction that rules."""
        if tx.has_outlets():
            for key in series:
                tx.offer(key)

    def _ruled(
        self, tx: Writer, work: _Pass, series: str, before: PublicationRow | None
    ) -> Publication | None:
        """The ruling on a series that stood as ``before``."""
        work.ruled.add(series)
        found = work.rulings.publication(series, work.now)
        self._unsettle(tx, work, series, [p for p in (before, found) if p is not None])
        if before is not None and before.state == "live" and (not found or found.state != "live"):
            work.down.gone.add(series)
        if found is None:  # erased: nothing of it is left to show
            self._standings.drop(series)
            return None
        if work.rulings.is_edited(series):
            settle(tx, self._chronicle, self._shelf, found, work.now)
        if before is not None and self._linking.misname(before, found):
            work.retitled.add(series)
            tx.touch("linked", series)  # a stop in mid-pass must not forget it
        self._standings.put(found)
        if found.state == "live":
            work.live[series] = None
        return found

    def _unsettle(
        self,
        tx: Writer,
        work: _Pass,
        series: str,
        was_and_is: Sequence[Publication | PublicationRow],
    ) -> None:
        """Every day and every event that shows the series, or did, is to be made anew.

        The days are marked in the outbox too, so that a stop in mid-pass forgets none.
        """
        for day in {p.first_published.astimezone(UTC).date() for p in was_and_is}:
            work.days.add(day)
            tx.touch("day", day.isoformat())
        shown_in = {p.coverage for p in was_and_is} | {
            r.coverage for r in work.rulings.rows(series)
        }
        for coverage in shown_in - {None}:
            work.events.setdefault(str(coverage), False)
            tx.touch("coverage", str(coverage))

    def _event_pages(self, work: _Pass, coverages: set[str]) -> Iterator[Made]:
        """The pages of every event that anything dirty belongs to, and what old addresses lead to them."""
        touched = sorted(coverages | set(work.events))
        shared, threaded = self._store.shared(touched), self._threads.threaded(touched)
        public = self._signposts.public(touched)
        lost = self._signposts.towards(touched) | public
        while touched:
            id_ = touched.pop(0)
            if id_ not in shared | threaded | public and not self._signposts.folder(id_).exists():
                work.events[id_] = False  # most stand alone
                continue
            rows = coverage_rows(self._store, id_)
            members = self._members(work, id_, rows)
            view = self._events.view(id_, rows, members, work.now)
            if id_ in threaded:  # pages that call it by another name are made anew too
                touched += self._threads.tell(id_, told_of(view, members))
            yield from self._event(work, id_, view)
        ruled, shows = partial(self._live_now, work), partial(self._shows, work)
        for page in self._signposts.pages(self._site, sorted(lost), ruled, shows):
            yield Made(page, "moved", moved_salt(page.path), str(named(page.path)), ())

    def _shows(self, work: _Pass, event: str) -> bool:
        """Whether the event has a page once this pass is done."""
        return work.events[event] if event in work.events else self._signposts.has_page(event)

    def _event(self, work: _Pass, id_: str, view: CoverageView | None) -> Iterator[Made]:
        had, has = self._signposts.has_page(id_), view is not None
        work.events[id_] = has
        if had != has:  # its stories gain or lose their link to it
            rows = coverage_rows(self._store, id_)  # those too that its page does not tell in full
            self._settle(work, {row.series for row in rows if row.state == "live"})
        if view is None:
            self._known.drop(id_)
            if had:
                self._signposts.remove(id_)
        else:
            yield from self._event_page(id_, view)

    def _event_page(self, id_: str, view: CoverageView) -> Iterator[Made]:
        if not view.salt:
            view = replace(view, salt=new_salt())  # kept with the record of the page
        earlier, later = self._threads.around(id_)
        view = replace(view, earlier=earlier, later=later)
        self._known.put(id_, view)
        page = pages.coverage_page(self._site, view)
        yield Made(page, "composed", view.salt, id_, view.publications)
        for extra in feeds_out.coverage_feeds(self._site, view):
            yield Made(extra)

    def _members(self, work: _Pass, id_: str, rows: Sequence[StoryRow]) -> dict[str, Publication]:
        """The live publications among the stories its page tells, by the id of their current edition."""
        series = dict.fromkeys(row.series for row in self._events.told(id_, rows))
        found = (self._standings.get(key, work.rulings, work.now) for key in series)
        return {p.story.id: p for p in found if p is not None and p.state == "live"}

    def _story_pages(self, work: _Pass) -> Iterator[Made]:
        for chunk in _chunks(list(work.live)):
            found = (self._standings.get(series, work.rulings, work.now) for series in chunk)
            live = [p for p in found if p is not None and p.state == "live"]
            with self._store.writing() as tx:  # the sections' pages are made in the same set
                work.sections |= self._sections.note(tx, live)
            related = self.reading_on.links(live, partial(self._headline, work))
            for publication in live:
                placed = self._in_event(work, publication)
                shown = replace(placed, related=related[publication.series])
                page = pages.story_page(self._site, shown, self._sections.of(shown))
                yield Made(page, shown.label, shown.salt, shown.series, (publication,))
                for extra in wire_out.documents(self._site, shown):
                    yield Made(extra)
                self._documents.drop(shown.series, keep=self._site.wire)

    def _in_event(self, work: _Pass, publication: Publication) -> Publication:
        """The publication with the id of its event, if that has a page."""
        coverage = publication.coverage or ""
        return publication if self._shows(work, coverage) else replace(publication, coverage=None)

    def _headline(self, work: _Pass, row: StoryRow) -> str:
        """The headline of a live story as an editor left it."""
        edited = work.rulings.is_edited(row.series)
        found = self._standings.get(row.series, work.rulings, work.now) if edited else None
        return (found.story.headline if found else row.headline) or ""

    def _finish(self, work: _Pass, dirty: Sequence[Dirty], again: Remade) -> None:
        """Only now is the work done: what was dirty is clean, and the ledger is signed and public."""
        with self._store.writing() as tx:
            tx.clean(dirty)
            self.remaking.done(tx, again)
            own = work.tokens | work.down.tokens
            tx.clean([mark for mark in tx.dirty() if mark.token in own])
            self._chronicle.seal(tx)
        self.publish_ledger()

    def _lists(self, work: _Pass) -> Iterator[Page]:
        """Front page, feeds and the other pages that list stories."""
        shown = [self._in_event(work, p) for p in self._latest(work)]
        views = list(self._views(work, shown))
        killed = list(islice(self._killed_lately(work), _KILLED))
        first = self._sections.first()
        yield from self._sections.pages(
            self._site,
            work.sections,
            first,
            lambda series: self._standings.card(series, work.rulings, work.now),
            lambda series: self._live_now(work, series),
        )
        yield pages.front_page(self._site, shown, views, tuple(first))
        yield from self._archive.pages(
            self._site, work.days, lambda series: self._cards(work, series)
        )
        yield pages.corrections_page(self._site, shown, killed)
        yield pages.about_page(self._site)
        yield pages.not_found(self._site)
        yield from pages.assets(self._site.theme)
        yield from feeds_out.site_feeds(self._site, shown)
        yield from sitemaps.site_pages(self._site, views, tuple(first))
        yield sitemaps.news_sitemap(self._site, self._fresh(work), work.now)
        yield from wire_out.lists(self._site, shown, killed)

    def _latest(self, work: _Pass) -> Iterator[Publication]:
        """The newest live stories, each ruled on once more: a list must not outrun the law."""
        for row in self._store.publications(state="live", limit=self._settings.front_stories):
            if (found := self._live_now(work, row.series)) is not None:
                yield found

    def _live_now(self, work: _Pass, series: str) -> Publication | None:
        """The series as it may be shown at this moment."""
        found = self._standings.get(series, work.rulings, work.now)
        return found if found is not None and found.state == "live" else None

    def _killed_lately(self, work: _Pass) -> Iterator[Publication]:
        """The killed stories that the public has seen, the last killed first: their pages are tombstones."""
        for row in self._store.killed_lately(_KILLED * 10):
            if has_page(self._root, row.series):
                found = self._standings.get(row.series, work.rulings, work.now)
                if found is not None and found.state == "killed":
                    yield found

    def _views(self, work: _Pass, shown: Sequence[Publication]) -> Iterator[CoverageView]:
        """The events among the stories shown, the newest first; kept between passes."""
        for id_ in dict.fromkeys(p.coverage for p in shown if p.coverage):
            view = self._known.get(id_) or self._view(work, id_)
            if view is not None:
                yield view

    def _view(self, work: _Pass, id_: str) -> CoverageView | None:
        rows = coverage_rows(self._store, id_)
        view = self._events.view(id_, rows, self._members(work, id_, rows), work.now)
        if view is not None:
            self._known.put(id_, view)
        return view

    def _fresh(self, work: _Pass) -> list[Card]:
        """The live stories of the last two days, newest first: what news search engines ask for."""
        since = work.now - sitemaps.NEWS_SPAN
        newest = self._store.live_between(since, work.now + _SOON, sitemaps.NEWS_URLS)
        return self._cards(work, newest)

    def _cards(self, work: _Pass, series: Iterable[str]) -> list[Card]:
        """The cards of those that are live."""
        found = (self._standings.card(one, work.rulings, work.now) for one in series)
        return [card for card in found if card is not None]

    def publish_ledger(self) -> None:
        """Bring the public ledger up to the last checkpoint."""
        self._ledger_behind = True
        checkpoint = self._store.checkpoint()
        if checkpoint is not None:
            write_ledger(
                self._root / "ledger",
                partial(lines, self._store),
                checkpoint,
                self._chronicle.key.public,
            )
        self._ledger_behind = False


def _standing(
    found: Publication | None, before: PublicationRow | None, why: str
) -> PublicationRow | None:
    """What is kept of a ruling; of what was erased or is past reading, that it may not be shown."""
    if found is not None:
        return row_of(found)
    return None if before is None else replace(before, state="withheld", reason=why)


def _keys(dirty: Iterable[Dirty], *kinds: str) -> set[str]:
    return {mark.key for mark in dirty if mark.kind in kinds}


def _chosen(waiting: Sequence[Dirty], most: int | None) -> Sequence[Dirty]:
    """What this pass takes on: all that may have to be withdrawn, then the longest waiting."""
    if most is None or len(waiting) <= most:
        return waiting
    first = [mark for mark in waiting if mark.kind in _FIRST]
    return first + [mark for mark in waiting if mark.kind not in _FIRST][:most]


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))
