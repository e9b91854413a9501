"""From what the store knows of a series to the `Publication` that may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from copytaster.desk.authority import may_kill
from copytaster.desk.decisions import Ruling, Standing, rule
from copytaster.desk.recent import Kept, Shelf
from copytaster.model import Correction, Policy, Publication, Story, Subscription
from copytaster.store import PublicationRow, Store, StoryRow

_NOTES = {
    "correction": "Corrected by its provider. The text shown is the corrected one.",
    "update": "Updated by its provider.",
    "write-through": "Replaced by its provider with a full new version.",
    "retitled": "Its provider changed the headline.",
    "silent": "Its provider changed the text without saying so.",
}


class Rulings:
    """Rules on series. Holds the subscriptions of one pass."""

    def __init__(self, store: Store, shelf: Shelf, files_policy: Policy) -> None:
        self._store = store
        self._shelf = shelf
        self._files_policy = files_policy
        self._feeds: Mapping[str, Subscription] = {s.id: s for s in store.subscriptions()}

    def publication(self, series: str, now: datetime) -> Publication | None:
        """How the series stands at ``now``; None if nothing is known of it."""
        rows = self._store.series(series)
        if not rows:
            return None
        newest = self._current(rows)
        kept = self._shelf.get(newest.id)
        if kept is None:  # erased
            return None
        ruling = rule(kept.story, self._standing(newest, kept.story), now)
        return self._compose(rows, newest, kept, ruling)

    def _standing(self, row: StoryRow, story: Story) -> Standing:
        decisions = self._store.decisions(row.series)
        newest = decisions[-1] if decisions else None
        origin = self._store.row(row.reprint_of) if row.reprint_of else None
        killed = self._killed(origin)
        return Standing(
            policy=self._policy(row),
            decision=newest.kind if newest else None,
            reason=newest.reason if newest else None,
            held=row.held,
            killed_origin=killed.series if killed else None,
            authorised=bool(killed and self._speaks(killed, story)),
        )

    def _policy(self, row: StoryRow) -> Policy:
        feed = self._feeds.get(row.feed or "")
        return feed.policy if feed else self._files_policy

    def _killed(self, origin: StoryRow | None) -> StoryRow | None:
        if origin is None:
            return None
        decisions = self._store.decisions(origin.series)
        if decisions and decisions[-1].kind == "kill":
            return origin
        editions = self._store.series(origin.series)
        return origin if any(map(_kills, editions)) else None

    def _speaks(self, origin: StoryRow, story: Story) -> bool:
        """Whether the killed origin's provider has authority over this copy."""
        feed = self._feeds.get(origin.feed or "")
        return may_kill(origin.provider or "", feed.speaks_for if feed else (), story)

    def _compose(
        self, rows: Sequence[StoryRow], newest: StoryRow, kept: Kept, ruling: Ruling
    ) -> Publication:
        story = kept.story
        feed = self._feeds.get(newest.feed or "")
        origin = self._store.row(newest.reprint_of) if newest.reprint_of else None
        return Publication(
            series=newest.series,
            story=story,
            state=ruling.state,
            policy=ruling.policy,
            reason=ruling.reason,
            first_published=_first_published(story, rows[0]),
            modified=newest.received if len(rows) > 1 else story.item.updated or newest.received,
            source=(feed.title or feed.publisher or feed.agency) if feed else newest.provider,
            coverage=newest.coverage,
            origin=origin.series if origin else None,
            salt=kept.salt,
            record=kept.record.seq if kept.record else None,
            corrections=(*_own_corrections(rows), *self._origin_corrections(origin)),
        )

    def _current(self, rows: Sequence[StoryRow]) -> StoryRow:
        """The edition that counts: a kill before anything, then the highest version, then the newest."""
        kills = [row for row in rows if _kills(row)]
        if kills or len(rows) == 1:
            return (kills or rows)[-1]
        stories = filter(None, (self._shelf.story(row.id) for row in rows))
        versions = {s.id: s.item.version or "" for s in stories}
        if all(v.isdecimal() for v in versions.values()):
            return max(rows, key=lambda row: (int(versions.get(row.id, "0")), row.seq))
        return rows[-1]

    def _origin_corrections(self, origin: StoryRow | None) -> tuple[Correction, ...]:
        """A copy must tell its readers that the agency has since corrected it."""
        if origin is None:
            return ()
        return tuple(
            Correction(row.received, "correction", "The agency has since corrected this copy.")
            for row in self._store.series(origin.series)
            if row.edition_kind == "correction"
        )


def _kills(row: StoryRow) -> bool:
    return row.held is None and (row.status == "canceled" or row.edition_kind == "kill")


def _first_published(story: Story, first: StoryRow) -> datetime:
    """What the sender says, unless that lies in the future of its own arrival."""
    said = story.published
    return said if said is not None and said <= first.received else first.received


def _own_corrections(rows: Sequence[StoryRow]) -> tuple[Correction, ...]:
    return tuple(
        Correction(row.received, row.edition_kind, _NOTES[row.edition_kind])
        for row in rows[1:]
        if row.edition_kind in _NOTES
    )


def row_of(publication: Publication) -> PublicationRow:
    """What the store keeps of a ruling."""
    return PublicationRow(
        series=publication.series,
        story=publication.story.id,
        state=publication.state,
        policy=publication.policy,
        first_published=publication.first_published,
        modified=publication.modified,
        reason=publication.reason,
        coverage=publication.coverage,
        origin=publication.origin,
        corrections=publication.corrections,
        label=publication.label,
        source=publication.source,
        record=publication.record,
        until=publication.story.embargo.until if publication.story.embargo else None,
    )
