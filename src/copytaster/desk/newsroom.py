"""The embedded newsroom: one folder, one writer, everything else hangs off it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Self

from copytaster.compose import compose
from copytaster.desk.arranging import Arranger
from copytaster.desk.chronicle import Chronicle, tree_in
from copytaster.desk.clock import Clock, utc_now
from copytaster.desk.editing import Editor
from copytaster.desk.erasure import Erased, erase, to_erase
from copytaster.desk.errands import Errand, Order
from copytaster.desk.events import Events, Proposal, coverage_rows
from copytaster.desk.feeds import Feeds
from copytaster.desk.furnishing import furnish, private_database
from copytaster.desk.habits import RepeatDesk
from copytaster.desk.judging import DECISIONS, Judge, touch
from copytaster.desk.live import LiveMatcher
from copytaster.desk.lock import DeskLock
from copytaster.desk.opening import opened
from copytaster.desk.outlets import Outlets
from copytaster.desk.pipeline import Pipeline, Refusal, Tally
from copytaster.desk.press import Press, PressReport
from copytaster.desk.provenance import Provenance
from copytaster.desk.reading_on import tones_of
from copytaster.desk.recent import Shelf
from copytaster.desk.rulings import FILE_POLICIES, FILE_POLICY, Rulings
from copytaster.desk.settings import Settings, load_settings
from copytaster.desk.threads import Threads
from copytaster.desk.wardrobe import Wardrobe, theme_folder
from copytaster.errors import ConfigError, CopytasterError, FetchError, LedgerError
from copytaster.intake import Found, Outcome, read_file, read_folder
from copytaster.ledger import Ledger, Proof, open_key, verifier_key, verify
from copytaster.matching import Counterpart, Embed
from copytaster.matching.minilm import bundled, vector_of
from copytaster.model import (
    Coverage,
    Delivery,
    Draft,
    Policy,
    Record,
    Site,
    Story,
    Subscription,
    Verdict,
)
from copytaster.publish import links
from copytaster.store import Store, StoryRow

__all__ = ["DECISIONS", "Desk"]


class Desk:
    """A desk in a folder. Open it with `Desk.open`; it is a context manager.

    Only one process may hold a desk for writing; ``Desk.open(path,
    writer=False)`` reads beside a running one.
    """

    def __init__(self, folder: Path, settings: Settings, *, writer: bool, clock: Clock) -> None:
        self.folder = folder
        self.settings = settings
        self.clock = clock
        embed = _embed(settings)
        self._lock = DeskLock(folder).__enter__() if writer else None
        try:
            self.store = Store.open(settings.database_url or private_database(folder))
        except BaseException:
            self._release()
            raise
        self.shelf = Shelf(self.store)
        self.feeds = Feeds(self.store, clock, folder, settings.allowance)
        self.wardrobe = Wardrobe(self.store, theme_folder(folder, settings))
        self.outlets = Outlets(self.store, clock, folder)
        speaks_for, tones = self.feeds.speaks_for(), tones_of(folder, settings)
        self.live = LiveMatcher(self.store, speaks_for, embed, tones)
        self.events = Events(self.store, self.shelf, self.live, settings)
        self.threads = Threads(self.store)
        self.repeats = RepeatDesk(
            self.store, lambda: self.editor, lambda: self.pipeline.habits.forget()
        )
        if writer:
            self._open_for_writing()

    def _open_for_writing(self) -> None:
        self.live.rewind()
        self.chronicle = Chronicle(self.store, self.folder / "keys", self.settings.base_url)
        self.chronicle.begin(self.clock())
        self.pipeline = Pipeline(self.store, self.shelf, self.live, self.chronicle, self.clock)
        self.editor = Editor(self.store, self.shelf, self.chronicle, self.rulings, self.clock)
        self.arranger = Arranger(self.store, self.live, self.chronicle, self.clock)
        self.judge = Judge(
            self.store, self.chronicle, self.pipeline.graves, self.events, self.rulings, self.clock
        )
        self.press = Press(
            self.store,
            self.shelf,
            self.live,
            self.chronicle,
            self.settings,
            self.site,
            self.site_folder,
            self.clock,
            self.wardrobe,
        )

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        writer: bool = True,
        clock: Clock = utc_now,
        **settings: Any,
    ) -> Self:
        """Open the desk in ``path``, making it where there is none.

        ``settings`` override those of the environment and of
        ``copytaster.toml``. Raises DeskBusy if another process holds it,
        ConfigError if a setting or the folder is unusable, StoreError if the
        database is.
        """
        folder = Path(path).expanduser()
        if not create and not (folder / "desk.sqlite3").exists() and "database_url" not in settings:
            raise ConfigError(
                "there is no desk here; make one with: copytaster init", subject=str(folder)
            )
        try:
            if create or writer:
                furnish(folder)
        except OSError as error:
            raise ConfigError(
                "the desk's folder cannot be written; choose another or change its permissions",
                subject=str(folder),
                cause=error.strerror,
            ) from error
        return cls(folder, load_settings(folder, **settings), writer=writer, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is still in memory and let the desk go."""
        if self._lock is not None:
            with self.store.writing() as tx:
                self.live.keep(tx, 0, now=True)
        self.store.close()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None

    @property
    def site_folder(self) -> Path:
        """Where the public site is written."""
        return self.folder / "site"

    @property
    def inbox(self) -> Path:
        """Files put here are taken in by a running desk."""
        return self.folder / "inbox"

    @property
    def site(self) -> Site:
        """What every page knows of the site."""
        s = self.settings
        host = f"[{s.host}]" if ":" in s.host else s.host
        base = s.base_url or f"http://{host}:{s.port}"
        return Site(
            title=s.title,
            base_url=base,
            description=s.description,
            language=s.language,
            publisher=s.publisher,
            contact=s.contact,
            key=self.chronicle.key.id if self._lock else None,
            search=s.search,
            hub=f"{base}/hub" if s.hub == "self" else s.hub,
            theme=self.wardrobe.digest,
            wire=tuple(s.wire),
        )

    @property
    def provenance(self) -> Provenance:
        """The provenance documents of the site's pages."""
        return Provenance(self.store, self.site, self.site_folder)

    # Intake

    def take(self, delivery: Delivery) -> Tally:
        """Keep one delivery and take it through the line; an empty tally if it is known."""
        tally = Tally()
        for _ in self.taking(delivery, tally):
            pass
        return tally

    def taking(self, delivery: Delivery, tally: Tally) -> Iterator[None]:
        """`take`, pausing after each transaction."""
        if self.pipeline.accept(delivery):
            yield
            yield from self.pipeline.steps(opened(delivery, self._feed_of(delivery)), tally)
        else:
            tally.files, tally.unchanged = tally.files + 1, tally.unchanged + 1

    def land(self, outcome: Outcome) -> Tally:
        """Take over what one poll brought: the new bytes, if any, and where polling stands."""
        if self.accept(outcome) and outcome.delivery is not None:
            return self.process(outcome.delivery)
        return Tally(files=int(outcome.delivery is not None))

    def accept(self, outcome: Outcome) -> bool:
        """Keep what one poll brought; whether it is new and to be taken through the line."""
        feed = outcome.subscription
        if self.store.subscription(feed.id) is None:  # unsubscribed while it was being fetched
            return False
        if outcome.delivery is None:
            self.feeds.polled(feed)
            return False
        return self.pipeline.accept(outcome.delivery, feed)

    def process(self, delivery: Delivery) -> Tally:
        """Take a kept delivery through the line."""
        return self.pipeline.process(delivery, self._feed_of(delivery))

    def _feed_of(self, delivery: Delivery) -> Subscription | None:
        return self.store.subscription(delivery.feed) if delivery.feed else None

    def catch_up(self) -> Tally:
        """Process every delivery that a stop left half done."""
        tally = Tally()
        for delivery in self.store.pending_deliveries():
            tally.add(self.process(delivery))
        return tally

    def ingest(
        self,
        paths: Iterable[str | os.PathLike[str]],
        progress: Callable[[str], None] | None = None,
        *,
        policy: Policy | None = None,
    ) -> Tally:
        """Take in files and folders of any supported format.

        ``policy`` says what may be shown of them, for good; the setting ``files_policy`` if None.
        ``progress`` is told each file's name when it is done. Unreadable or
        unintelligible files are in the tally's ``refused``, each with its reason.
        """
        tally = Tally()
        self.catch_up()
        for found in self._found(Path(p) for p in paths):
            if found.delivery is None:
                tally.add(Tally(files=1, refused=[Refusal(str(found.path), found.reason or "")]))
            else:
                named = replace(found.delivery, url=found.path.absolute().as_uri())
                if policy is not None:
                    self._allow(named, policy)
                tally.add(self.take(named))
            if progress is not None:
                progress(str(found.path))
        return tally

    def _allow(self, delivery: Delivery, policy: Policy) -> None:
        with self.store.writing() as tx:
            tx.put_value(FILE_POLICIES, True)
            tx.put_value(f"{FILE_POLICY}{delivery.sha256}", policy)

    def _found(self, paths: Iterable[Path]) -> Iterator[Found]:
        now, limit = self.clock(), self.settings.max_body
        for path in paths:
            if path.is_dir():
                yield from read_folder(path, received=now, limit=limit)
                continue
            try:
                yield Found(path.name, path, read_file(path, received=now, limit=limit))
            except FetchError as error:
                yield Found(path.name, path, reason=error.message)

    def publish(self, most: int | None = None) -> PressReport:
        """Bring the site up to date with the store; ``most`` as in `Press.run`."""
        report = self.press.run(most)
        withdrawn = map(links.provenance_path, report.withdrawn)
        self.provenance.drop(path for path in withdrawn if path)
        if self.settings.provenance == "written":
            self.provenance.write(report.written)
        return report

    def remake(self) -> None:
        """Have every page made again by the next passes, whether or not anything changed."""
        self.press.remaking.begin()

    # Finding

    def story(self, id_: str) -> Story | None:
        """One edition by its id, or the current edition of a series."""
        found = self.store.story(id_)
        if found is None and (rows := self.store.series(id_)):
            found = self.store.story(rows[-1].id)
        return found

    def series_named(self, word: str) -> str:
        """The series that a person names by its id, an edition's id or a page's address.

        Raises CopytasterError where there is none.
        """
        name = word.strip().removesuffix("index.html").rstrip("/").rpartition("/")[2]
        if self.store.series(name):
            return name
        row = self.store.row(name)
        if row is None:
            raise CopytasterError("there is no such story; see: copytaster search", subject=word)
        return row.series

    def edition_named(self, word: str) -> str:
        """The edition that a person names by its id; by its series or address, the newest.

        Raises CopytasterError where there is none.
        """
        if self.store.row(word.strip()):
            return word.strip()
        return self.store.series(self.series_named(word))[-1].id

    def event_named(self, word: str) -> str:
        """The event that a person names by its id, its address, or one of its stories.

        Raises CopytasterError where there is none.
        """
        name = word.strip().removesuffix("index.html").rstrip("/").rpartition("/")[2]
        if self.store.latest(1, coverage=name):
            return name
        if self.store.latest(1, coverage=(into := self.threads.became(name))):
            return into
        rows = self.store.series(name) or tuple(filter(None, (self.store.row(name),)))
        if not rows:
            raise CopytasterError("there is no such event; see: copytaster coverage", subject=word)
        return rows[-1].coverage

    def search(self, words: str, limit: int = 20) -> Sequence[StoryRow]:
        """Editions in which the words stand, best first; the desk's own view, kills included."""
        return self.store.search(words, limit)

    def coverage(self, id_: str) -> Coverage | None:
        """An event with its stories."""
        return self.events.coverage(id_, self.clock())

    def first_stories(self, events: Iterable[str]) -> tuple[StoryRow, ...]:
        """The first story of each of these events, as far as there are any, under the event's name."""
        first = (rows[0] for rows in (coverage_rows(self.store, e) for e in events) if rows)
        return tuple(replace(row, headline=self.event_name(row.coverage)) for row in first)

    def event_name(self, id_: str) -> str | None:
        """What an event is called on every screen and page; None where nothing in it has a headline."""
        return self.events.name(id_, self.clock()) or None

    def counterparts(self, id_: str) -> tuple[Counterpart, ...]:
        """Events in other languages that may be the same one; none once it has left the live window."""
        try:
            return self.live.matcher.counterparts(id_)
        except CopytasterError:
            return ()

    def compose(self, id_: str, *, words: int | None = None) -> Draft:
        """Compose a story of an event, for an editor's eyes: of what may be quoted, as far as it may.

        Raises NotPublishable if a killed, withheld or embargoed story is the
        only one left, CopytasterError if there is no such event.
        """
        coverage = self.coverage(id_)
        if coverage is None:
            raise CopytasterError("there is no such event", subject=id_)
        if words is None and (found := self.proposal(id_)) is not None:
            return found.draft
        return compose(
            self.events.publishable(coverage, self.clock()),
            words=words or self.settings.compose_words,
            now=self.clock(),
        )

    def proposal(self, id_: str) -> Proposal | None:
        """The story that would be composed of an event if an editor let it out, and why it waits."""
        now = self.clock()
        return self.events.proposal(id_, self.events.live(id_, self.rulings(), now), now)

    def rulings(self) -> Rulings:
        """How series stand by the law and the operator's words, as of now."""
        return Rulings(self.store, self.shelf, self.settings.files_policy)

    # Deciding

    def decide(
        self, series: str, kind: str, *, reason: str = "", who: str = "desk", notice: str = ""
    ) -> None:
        """Put an editor's decision on record: publish, hold, kill or release.

        ``reason`` is for the desk and never published; ``notice`` is what the
        public is told of a kill, in the editor's own words. The next press pass
        acts on it. Raises CopytasterError for an unknown series or decision,
        and for a release that would leave nothing to show.
        """
        self.judge.decide(Order(series, kind, reason=reason, who=who, notice=notice))

    def obey(self, errand: Errand, name: str = "") -> str:
        """Do what was asked from the command line; gives the answer to who asked.

        Of one ``name`` an errand is done once, also where the desk is killed over it.
        """
        if not name:
            return errand.do(self)
        if self.store.value(name):
            return ""
        with self.store.noting(name):
            return errand.do(self)

    def erase(self, name: str) -> Erased:
        """Erase an edition, or all of a series, and take its page down in the same go.

        What was erased cannot come back; that it was there, and when it went,
        stays on record. Raises CopytasterError where there is nothing to erase.
        """
        rows = to_erase(self.store, name)
        with self.store.writing() as tx:
            deliveries, touched = erase(tx, self.chronicle, rows, self.clock())
            for row in rows:
                self.live.matcher.remove(row.id)
            self.live.keep(tx, 0, now=True)
            for series in touched:
                touch(tx, series, [row for row in rows if row.series == series])
        for row in rows:
            self.shelf.drop(row.id)
        self.publish()
        gone = (links.provenance_path(f"stories/{series}/index.html") for series in touched)
        self.provenance.drop(path for path in gone if path)
        self.store.compact()
        return Erased(rows, deliveries)

    # Proving

    def verify(self, page: bytes | str) -> Verdict:
        """Check a page against this desk's ledger."""
        return verify(page, self.ledger())

    def proof(self, record: Record) -> Proof:
        """That a record is in the ledger, under the last checkpoint.

        Raises LedgerError where it is not signed yet.
        """
        checkpoint, at = self.store.checkpoint(), record.seq - 1
        if checkpoint is None or checkpoint.size < record.seq:
            raise LedgerError("is not signed yet; publish first", subject=f"record {record.seq}")
        return Proof(at, tree_in(self.store).inclusion(at, checkpoint.size), checkpoint)

    def rotate_key(self) -> tuple[str, str]:
        """Take a new signing key; gives the ids of the old and the new one."""
        old = self.chronicle.key.id
        self.chronicle.rotate(self.clock())
        self.press.publish_ledger()
        return old, self.chronicle.key.id

    def public_key(self) -> tuple[str, str, str]:
        """The public key: its id, as tools for signed notes take it, and as PEM."""
        public = open_key(self.folder / "keys").public
        checkpoint = self.store.checkpoint()
        name = checkpoint.origin if checkpoint else self.site.title
        return public.id, verifier_key(name, public), public.pem

    def ledger(self) -> Ledger:
        """The ledger up to its last signed checkpoint."""
        checkpoint = self.store.checkpoint()
        size = checkpoint.size if checkpoint else 0
        return Ledger(
            records=tuple(takewhile(lambda r: r.seq <= size, self.store.records())),
            checkpoint=checkpoint,
            public_key=open_key(self.folder / "keys").public.pem,
        )


def _embed(settings: Settings) -> Embed | None:
    """How headlines become vectors. Raises ConfigError where that is asked for and not installed."""
    if settings.headlines == "words":
        return None
    bundled()
    return vector_of
