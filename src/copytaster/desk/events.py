"""From a coverage to what the public may see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from copytaster.compose import compose
from copytaster.desk.composing import as_edited, untouched
from copytaster.desk.live import LiveMatcher
from copytaster.desk.settings import Settings
from copytaster.errors import CopytasterError
from copytaster.matching import Matcher, restrict
from copytaster.model import Coverage, CoverageView, Draft, Publication, Story
from copytaster.store import Store, StoryRow, Writer

_FOREVER = timedelta(days=36_500)
_MOST = 5000  # editions shown of one event: beyond that a page helps nobody


def coverage_rows(store: Store, id_: str) -> Sequence[StoryRow]:
    """The editions of a coverage, in order of arrival."""
    return tuple(reversed(store.latest(_MOST, coverage=id_)))


class Events:
    """Builds coverages and their public views."""

    def __init__(self, store: Store, live: LiveMatcher, settings: Settings) -> None:
        self._store = store
        self._live = live
        self._settings = settings

    def coverage(self, id_: str) -> Coverage | None:
        """The coverage with its members, from the live window or, when that has passed, the store."""
        rows = coverage_rows(self._store, id_)
        if not rows:
            return None
        found = self._bare(id_, rows)
        return replace(found, members=self._store.stories(row.id for row in rows))

    def _bare(self, id_: str, rows: Sequence[StoryRow]) -> Coverage:
        try:
            return self._live.matcher.coverage(id_)
        except CopytasterError:  # it has left the live window
            return _rebuilt(id_, self._store.stories(row.id for row in rows))

    def view(
        self, id_: str, publications: Mapping[str, Publication], now: datetime
    ) -> CoverageView | None:
        """The event as the public may see it; None where fewer than two live stories tell it.

        ``publications`` are the live ones among its stories, by story id.
        """
        if len(publications) < 2:
            return None
        rows = coverage_rows(self._store, id_)
        coverage = self._bare(id_, rows)
        allowed = [s for s in coverage.stories if s in publications]
        if len(allowed) < 2:
            return None
        public = restrict(_in_current_editions(coverage, rows), allowed)
        public = as_edited(public, publications)
        shown = _origins_first(public, publications)
        return CoverageView(
            coverage=replace(public, members=()),
            publications=shown,
            draft=self._draft(public, publications, now),
            salt=self._salt(id_),
            modified=max(p.modified for p in shown),
        )

    def _draft(
        self, coverage: Coverage, publications: Mapping[str, Publication], now: datetime
    ) -> Draft | None:
        """The composed story, where policy and rights allow one without an editor."""
        if self._settings.composed == "editor" and not self._approved(coverage.id):
            return None
        usable = [s for s in coverage.stories if _may_derive(publications[s])]
        if len(usable) < self._settings.compose_sources:
            return None
        told = replace(
            coverage, members=tuple(self._quotable(publications[s]) for s in coverage.stories)
        )
        try:
            return compose(restrict(told, usable), words=self._settings.compose_words, now=now)
        except CopytasterError:
            return None  # nothing in it stands alone: the page says who says what instead

    def _quotable(self, publication: Publication) -> Story:
        """The edition less every sentence an editor touched: what is cited is the wire's own."""
        wire = self._store.story(publication.story.id) if publication.edit else None
        return publication.story if wire is None else untouched(wire, publication)

    def _approved(self, id_: str) -> bool:
        decisions = self._store.decisions(f"coverage:{id_}")
        return bool(decisions) and decisions[-1].kind == "publish"

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


def _in_current_editions(coverage: Coverage, rows: Sequence[StoryRow]) -> Coverage:
    """A copy repeats a story, not an edition: it stays a copy when its origin is updated."""
    newest = {row.series: row.id for row in rows}
    now = {row.id: newest[row.series] for row in rows}
    moved = (
        replace(r, story=now.get(r.story, r.story), origin=now.get(r.origin, r.origin))
        for r in coverage.reprints
    )
    return replace(coverage, reprints=tuple(dict.fromkeys(moved)))


def _may_derive(publication: Publication) -> bool:
    rights = publication.story.item.rights
    return publication.policy == "full" and (rights is None or rights.derive is not False)


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
