"""From a coverage to what the public may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from copytaster.compose import compose
from copytaster.desk.composing import as_edited, excerpted, to_quote, untouched
from copytaster.desk.crowds import FULL, Beside, beside, told_in_full
from copytaster.desk.live import LiveMatcher
from copytaster.desk.recent import Shelf
from copytaster.desk.rulings import Rulings
from copytaster.desk.settings import Settings
from copytaster.errors import CopytasterError
from copytaster.matching import Matcher, restrict
from copytaster.model import Coverage, CoverageView, Draft, Publication, Source, Story
from copytaster.store import Store, StoryRow, Writer

_APPROVED = "approved:"
_FOREVER = timedelta(days=36_500)
_MOST = 5000  # editions shown of one event: beyond that a page helps nobody


def coverage_rows(store: Store, id_: str) -> Sequence[StoryRow]:
    """The editions of a coverage, in order of arrival."""
    return tuple(reversed(store.latest(_MOST, coverage=id_)))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A composed story before an editor: ``waits`` says what for, None where it is out or kept in."""

    draft: Draft
    waits: str | None = None


def _standing(rows: Sequence[StoryRow], members: Sequence[Story]) -> frozenset[str]:
    """The stories that stand behind an event: no word to editors, and none kept from the public.

    Where the public sees none of them, all that are copy.
    """
    copy = {m.id for m in members if m.item.kind != "advisory" and "advisory" not in m.item.signals}
    shown = {row.id for row in rows if row.state not in ("held", "withheld", "embargoed", "killed")}
    return frozenset(copy & shown or copy)


class Events:
    """Builds coverages and their public views."""

    def __init__(self, store: Store, shelf: Shelf, live: LiveMatcher, settings: Settings) -> None:
        self._store = store
        self._shelf = shelf
        self._live = live
        self._settings = settings

    def coverage(self, id_: str, now: datetime) -> Coverage | None:
        """The coverage with its members, from the live window or, when that has passed, the store.

        What an editor killed counts no more in it than what the wire killed, and what is kept
        from the public is no source of what it is told. It is called what the public calls it,
        as far as the public sees any of it.
        """
        rows = coverage_rows(self._store, id_)
        if not rows:
            return None
        found = self._unkilled(id_, rows)
        members = self._store.stories(row.id for row in rows if row.state != "killed")
        sources = restrict(found, _standing(rows, members)).sources
        return replace(found, headline=self._name(found, now), members=members, sources=sources)

    def name(self, id_: str, now: datetime) -> str:
        """What an event is called, by whomever; empty where it has no headline."""
        rows = coverage_rows(self._store, id_)
        return self._name(self._unkilled(id_, rows), now) if rows else ""

    def _unkilled(self, id_: str, rows: Sequence[StoryRow]) -> Coverage:
        found, killed = self._bare(id_, rows), {row.id for row in rows if row.state == "killed"}
        if killed.isdisjoint(found.stories):
            return found
        return restrict(found, [s for s in found.stories if s not in killed])

    def _name(self, coverage: Coverage, now: datetime) -> str:
        shown = self._store.publications(coverage=coverage.id, state="live", limit=None)
        seen = {p.story for p in shown} & set(coverage.stories)
        if not seen:
            return coverage.headline
        if any(p.label == "edited" for p in shown):
            live = self.live(coverage.id, self._rulings(), now)
            seen &= set(live)
            return as_edited(restrict(coverage, seen), live).headline
        return restrict(coverage, seen).headline

    def _rulings(self) -> Rulings:
        return Rulings(self._store, self._shelf, self._settings.files_policy)

    def _bare(self, id_: str, rows: Sequence[StoryRow]) -> Coverage:
        matcher = self._live.matcher
        if set(matcher.members(id_)).issuperset(row.id for row in rows if not row.erased):
            return matcher.coverage(id_)
        # It has left the live window, or was merged with one that has.
        return _rebuilt(id_, self._shelf.stories(row.id for row in rows))

    def view(
        self,
        id_: str,
        rows: Sequence[StoryRow],
        publications: Mapping[str, Publication],
        now: datetime,
    ) -> CoverageView | None:
        """The event as the public may see it; None where fewer than two live stories tell it.

        ``rows`` are its `coverage_rows`, ``publications`` the live ones among its stories (of
        those `told` in full), by story id.
        """
        if len(publications) < 2:
            return None
        coverage = self._bare(id_, rows)
        allowed = [s for s in coverage.stories if s in publications]
        if len(allowed) < 2:
            return None
        public = restrict(_as_shown(coverage, rows, publications), allowed)
        public = as_edited(public, publications)
        shown = _origins_first(public, publications)
        rest = self._beside(id_, rows, shown)
        return CoverageView(
            coverage=replace(public, members=()),
            publications=shown,
            draft=self._draft(public, publications, now),
            salt=self._salt(id_),
            modified=max(p.modified for p in shown),
            others=rest.others,
            more=rest.more,
            copies=rest.copies,
        )

    def told(self, id_: str, rows: Sequence[StoryRow]) -> Sequence[StoryRow]:
        """Those of an event's rows whose stories its page tells in full: all, but where they are very many."""
        few = len(rows) <= FULL
        return rows if few else told_in_full(rows, self._bare(id_, rows).headline, FULL)

    def _beside(self, id_: str, rows: Sequence[StoryRow], shown: Sequence[Publication]) -> Beside:
        if len(rows) <= FULL:
            return Beside()
        live = self._store.publications(coverage=id_, state="live", limit=None)
        return beside(rows, live, {p.series for p in shown})

    def _draft(
        self, coverage: Coverage, publications: Mapping[str, Publication], now: datetime
    ) -> Draft | None:
        """The composed story, as far as policy, rights and an editor's word allow one."""
        word = self._word(coverage.id)
        if word == "hold":
            return None
        approved = self._approved(coverage.id) if word == "publish" else frozenset[str]()
        free = self._settings.composed == "auto"
        usable = [
            s
            for s in coverage.stories
            if _may_derive(publications[s])
            and (s in approved or (free and publications[s].policy == "full"))
        ]
        return self._composed(coverage, publications, usable, now)

    def proposal(
        self, id_: str, publications: Mapping[str, Publication], now: datetime
    ) -> Proposal | None:
        """What would be composed of an event if an editor let it out, and why it waits for that.

        ``publications`` are as in `view`. None where nothing can be composed.
        """
        rows = coverage_rows(self._store, id_)
        coverage = self._bare(id_, rows)
        usable = [s for s in coverage.stories if s in publications and _may_derive(publications[s])]
        if len(usable) < 2:
            return None
        public = restrict(_as_shown(coverage, rows, publications), usable)
        draft = self._composed(as_edited(public, publications), publications, usable, now)
        if draft is None:
            return None
        return Proposal(draft, self._waits(id_, draft, publications))

    def live(self, id_: str, rulings: Rulings, now: datetime) -> dict[str, Publication]:
        """What of an event is live at ``now``, by edition."""
        series = dict.fromkeys(row.series for row in coverage_rows(self._store, id_))
        found = (rulings.publication(key, now) for key in series)
        return {p.story.id: p for p in found if p is not None and p.state == "live"}

    def _waits(self, id_: str, draft: Draft, publications: Mapping[str, Publication]) -> str | None:
        """Why the draft is not out; None where nothing keeps it or an editor has spoken."""
        word = self._word(id_)
        if word == "hold":
            return None
        cited = {c.story for sentence in draft.sentences for c in sentence.citations}
        new = cited - (self._approved(id_) if word == "publish" else frozenset[str]())
        if self._settings.composed == "editor":
            why = "the site asks an editor before it composes"
        else:
            new = {s for s in new if publications[s].policy != "full"}
            why = f"it quotes {len(new)} of its stories that may be shown as an excerpt only"
        if not new:
            return None
        return f"{why}; newer copy came in since it was let out" if word == "publish" else why

    def _composed(
        self,
        coverage: Coverage,
        publications: Mapping[str, Publication],
        usable: Sequence[str],
        now: datetime,
    ) -> Draft | None:
        if len(usable) < self._settings.compose_sources:
            return None
        narrow = {
            s: story for s in usable if (story := self._quotable(publications[s])) is not None
        }
        told = to_quote(restrict(coverage, usable), narrow)
        try:
            return compose(told, words=self._settings.compose_words, now=now)
        except CopytasterError:
            return None  # nothing in it stands alone: the page says who says what instead

    def _quotable(self, publication: Publication) -> Story | None:
        """The edition as far as it may be quoted: the wire's own words, within its excerpt. None: whole."""
        edit, story = publication.edit, publication.story
        if edit:
            wire = self._shelf.story(story.id)
            story = untouched(wire, story, edit) if wire else story
        if publication.policy != "full":
            return excerpted(story)
        return story if edit else None

    def _word(self, id_: str) -> str | None:
        """The last an editor said of the composed story: publish, hold or nothing."""
        words = self._store.decisions(f"coverage:{id_}")
        return next((w.kind for w in reversed(words) if w.kind in ("publish", "hold")), None)

    def _approved(self, id_: str) -> frozenset[str]:
        """The editions an editor let the composed story be made of: what came later is not among them."""
        return frozenset(self._store.value(f"{_APPROVED}{id_}") or ())

    def approve(self, tx: Writer, id_: str, editions: Iterable[str]) -> None:
        """Keep which editions an editor saw."""
        tx.put_value(f"{_APPROVED}{id_}", sorted(editions))

    def _salt(self, id_: str) -> str:
        return str(self._store.value(f"salt:coverage:{id_}") or "")

    def keep_salt(self, tx: Writer, id_: str, salt: str) -> None:
        """Keep the salt of an event's page, drawn once."""
        tx.put_value(f"salt:coverage:{id_}", salt)

    def publishable(self, coverage: Coverage, now: datetime) -> Coverage:
        """The coverage less everything that is not live."""
        live = {
            p.story
            for p in self._store.publications(coverage=coverage.id, state="live", limit=None)
        }
        del now
        return restrict(coverage, [s for s in coverage.stories if s in live])


def _as_shown(
    coverage: Coverage, rows: Sequence[StoryRow], publications: Mapping[str, Publication]
) -> Coverage:
    """A copy repeats a story, not an edition, and so does a source count: told of those that are shown.

    The edition shown is the newest, or that which an editor's change still holds to.
    """
    shown = {row.series: row.id for row in rows}
    shown |= {p.series: p.story.id for p in publications.values()}
    now = {row.id: shown[row.series] for row in rows}
    moved = (
        replace(r, story=now.get(r.story, r.story), origin=now.get(r.origin, r.origin))
        for r in coverage.reprints
    )
    return replace(
        coverage,
        reprints=tuple(dict.fromkeys(r for r in moved if r.story != r.origin)),
        sources=tuple(_source_as_shown(source, now) for source in coverage.sources),
    )


def _source_as_shown(source: Source, now: Mapping[str, str]) -> Source:
    grounds = (
        replace(g, story=now.get(g.story, g.story), of=now.get(g.of, g.of) if g.of else None)
        for g in source.grounds
    )
    stories = dict.fromkeys(now.get(s, s) for s in source.stories)
    return replace(source, stories=tuple(stories), grounds=tuple(dict.fromkeys(grounds)))


def _may_derive(publication: Publication) -> bool:
    rights = publication.story.item.rights
    return rights is None or rights.derive is not False


def _origins_first(
    coverage: Coverage, publications: Mapping[str, Publication]
) -> tuple[Publication, ...]:
    order = [*coverage.origins, *(s for s in coverage.stories if s not in set(coverage.origins))]
    return tuple(publications[s] for s in order if s in publications)


def _rebuilt(id_: str, members: Sequence[Story]) -> Coverage:
    """The coverage of stories that have left the live window."""
    matcher = Matcher(keep=False, window=_FOREVER, limit=len(members) + 1)
    for story in members:
        matcher.add(story)
    found = list(dict.fromkeys(filter(None, (matcher.coverage_id(s.id) for s in members))))
    if not found:
        return Coverage(id_, "", ())
    for other in found[1:]:
        matcher.merge(found[0], other)
    return replace(matcher.coverage(found[0]), id=id_)
