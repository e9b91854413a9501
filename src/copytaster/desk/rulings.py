"""From what the store knows of a series to the `Publication` that may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from copytaster.desk.authority import may_kill, number_of
from copytaster.desk.decisions import Ruling, Standing, rule
from copytaster.desk.edits import WAITS, Edits, Shown
from copytaster.desk.recent import Shelf
from copytaster.desk.why import Step, reasons
from copytaster.desk.witness import UNPROVED, Witness
from copytaster.model import Correction, Item, Policy, Publication, Story, Subscription
from copytaster.store import Decision, DecisionKind, PublicationRow, Store, StoryRow

_NOTES = {
    "correction": "Corrected by its provider. The text shown is the corrected one.",
    "update": "Updated by its provider.",
    "write-through": "Replaced by its provider with a full new version.",
    "retitled": "Its provider changed the headline.",
    "silent": "Its provider changed the text without saying so.",
}
FILE_POLICIES = "policy:files"  # whether any file has a policy of its own
FILE_POLICY = "policy:file:"  # and which, by the sha256 of its bytes
_WAITING = (
    "Its provider has since corrected this story. An editor of this site is looking at "
    "what that changes; the text shown is the earlier one."
)


_REPEATED = "Of the story that this one repeats: "


class Rulings:
    """Rules on series. Holds the subscriptions of one pass.

    ``unproved`` are the series met whose store does not agree with the ledger, each with what differs.
    """

    def __init__(self, store: Store, shelf: Shelf, files_policy: Policy) -> None:
        self._store = store
        self._shelf = shelf
        self._files_policy = files_policy
        self._feeds: Mapping[str, Subscription] = {s.id: s for s in store.subscriptions()}
        self._edits = Edits(store, shelf)
        self._witness = Witness(store, shelf)
        self.unproved: dict[str, str] = {}
        self._said_of_files = bool(store.value(FILE_POLICIES))
        self._rows: Mapping[str, tuple[StoryRow, ...]] = {}
        self._words: Mapping[str, tuple[Decision, ...]] = {}
        self._asked: tuple[str, tuple[Decision, ...]] = ("", ())

    @contextmanager
    def expecting(self, series: Sequence[str]) -> Iterator[None]:
        """What rulings on these series will ask for is read at one go, and forgotten after."""
        self._rows = self._store.series_of(series)
        self._words = self._store.decisions_of(series)
        self._witness.expect(series)
        try:
            yield
        finally:
            self._rows, self._words = {}, {}
            self._witness.expect(())

    def rows(self, series: str) -> tuple[StoryRow, ...]:
        """The editions of a series, in order of arrival."""
        return self._rows.get(series) or self._store.series(series)

    def _last_word(self, series: str, *kinds: DecisionKind) -> Decision | None:
        """The last decision of these kinds about a series."""
        return next((w for w in reversed(self._said(series)) if w.kind in kinds), None)

    def _said(self, series: str) -> tuple[Decision, ...]:
        """All decisions about a series; asked for once, however many questions they answer."""
        if self._asked[0] != series:
            kept = self._words.get(series)
            said = self._store.decisions(series) if kept is None else kept
            kill = self._witness.kill(series, said)
            self._asked = series, (*said, kill) if kill else said
        return self._asked[1]

    def publication(self, series: str, now: datetime) -> Publication | None:
        """How the series stands at ``now``; None if nothing is known of it."""
        self._asked = ("", ())
        rows = self._after_release(self.rows(series))
        if not rows:
            return None
        newest = self._current(rows)
        kept = self._shelf.get(newest.id)
        if kept is None:  # erased, or past reading
            if self._shelf.is_damaged(newest.id):
                self.unproved[series] = f"{UNPROVED}its stored copy is damaged past reading"
            return None
        standing = self._standing(rows, newest, kept.story)
        ruling = rule(kept.story, standing, now)
        shown = self._edits.shown(series, kept, [row.id for row in rows])
        if shown.waiting:
            ruling = _both(ruling, rule(shown.kept.story, standing, now))
        found = self._compose(rows, newest, shown, self._proved(series, rows, ruling))
        return self._buried(found) if found.state == "killed" else found

    def _proved(self, series: str, rows: Sequence[StoryRow], ruling: Ruling) -> Ruling:
        """The ruling, if what it was made of is what the ledger has; nothing outranks that but a kill."""
        self.unproved.pop(series, None)
        editions = [kept for row in rows if (kept := self._shelf.get(row.id)) is not None]
        edit = self._edits.stored(series)
        fault = self._witness.fault(series, editions, edit, self._said(series))
        if fault is None:
            return ruling
        self.unproved[series] = f"{UNPROVED}{fault}"
        if ruling.state == "killed":
            return ruling
        return Ruling("withheld", "hold", self.unproved[series])

    def _after_release(self, rows: tuple[StoryRow, ...]) -> tuple[StoryRow, ...]:
        """The editions that count: where an editor lifted the wire's kill, those that came after it.

        Its sender must have sent something since; what it killed never comes back.
        """
        if not any(map(_kills, rows)):
            return rows
        word = self._last_word(rows[0].series, "kill", "release")
        if word is None or word.kind != "release":
            return rows
        return _since_kill(rows, word.time) or rows

    def may_return(self, series: str) -> bool:
        """Whether a release would leave anything to show: not where all there is was killed by the wire."""
        rows = self.rows(series)
        killed = [n for n, row in enumerate(rows) if _kills(row)]
        return not killed or killed[-1] < len(rows) - 1

    def why(self, series: str, now: datetime) -> tuple[Step, ...]:
        """The questions that decided how the newest edition stands; none where nothing is known."""
        rows = self._after_release(self.rows(series))
        newest = self._current(rows) if rows else None
        kept = self._shelf.get(newest.id) if newest else None
        if newest is None or kept is None:
            return ()
        return reasons(kept.story, self._standing(rows, newest, kept.story), now)

    def reached(self, series: str, copies: Sequence[PublicationRow]) -> Iterator[StoryRow]:
        """Of the copies of a series those that a kill of it reaches: within its agency's authority."""
        origins = self.rows(series)
        for copy in copies:
            row, kept = self._store.row(copy.story), self._shelf.get(copy.story)
            if row and kept and origins and self._speaks(origins[-1], kept.story):
                yield row

    def is_edited(self, series: str) -> bool:
        """Whether an editor's change of the series stands, as of the beginning of this pass."""
        return self._edits.has(series)

    def _standing(self, rows: Sequence[StoryRow], row: StoryRow, story: Story) -> Standing:
        kill = self._last_word(row.series, "kill", "release")
        word = self._last_word(row.series, "publish", "hold")
        killed = kill if kill and kill.kind == "kill" else None
        # An editor who let this very story go has seen what it repeats.
        released = kill is not None and kill.kind == "release"
        origin = None if released else self._killed_origin(row)
        authorised = origin is not None and self._speaks(origin[0], story)
        # A copy that was here before the kill cannot be taken down by whoever copies it later.
        barred = origin is not None and (authorised or row.received >= origin[1])
        return Standing(
            policy=self._policy(row),
            decision="kill" if killed else word.kind if word else None,
            reason=killed.reason if killed else word.reason if word else None,
            held=row.held,
            killed=any(map(_kills, rows)),
            killed_origin=origin[0].series if origin and barred else None,
            authorised=authorised,
            killer=_killer(origin[0]) if origin and not barred else None,
        )

    def _policy(self, row: StoryRow) -> Policy:
        if row.feed is None:
            return self._policy_of_file(row)
        feed = self._feeds.get(row.feed)
        # Copy of a feed that is no longer taken keeps the last word its operator had on it.
        return feed.policy if feed else self._store.value(f"policy:{row.feed}", "hold")

    def _policy_of_file(self, row: StoryRow) -> Policy:
        """What was said when the file was taken in, else what holds for files."""
        if not self._said_of_files:
            return self._files_policy
        said: Policy = self._store.value(f"{FILE_POLICY}{row.delivery}", self._files_policy)
        return said

    def _killed_origin(self, row: StoryRow) -> tuple[StoryRow, datetime] | None:
        """The origin this repeats, if it was killed, and when."""
        origin = self._store.row(row.reprint_of) if row.reprint_of else None
        if origin is None:
            return None
        word = self._last_word(origin.series, "kill", "release")
        if word is not None:
            return (origin, word.time) if word.kind == "kill" else None
        kills = [r for r in self.rows(origin.series) if _kills(r)]
        return (origin, kills[0].received) if kills else None

    def _speaks(self, origin: StoryRow, story: Story) -> bool:
        """Whether the killed origin's provider has authority over this copy."""
        feed = self._feeds.get(origin.feed or "")
        return may_kill(origin.provider or "", feed.speaks_for if feed else (), story)

    def _compose(
        self, rows: Sequence[StoryRow], newest: StoryRow, shown: Shown, ruling: Ruling
    ) -> Publication:
        story, kept = shown.story, shown.kept
        feed = self._feeds.get(newest.feed or "")
        origin = self._store.row(newest.reprint_of) if newest.reprint_of else None
        return Publication(
            series=newest.series,
            story=story,
            state=ruling.state,
            policy=ruling.policy,
            reason=ruling.reason,
            first_published=_first_published(story, rows[0]),
            modified=self._modified(rows, shown),
            label="edited" if shown.edit else "unedited",
            source=(feed.title or feed.publisher or feed.agency) if feed else newest.provider,
            coverage=newest.coverage,
            origin=origin.series if origin else None,
            salt=kept.salt,
            record=kept.record.seq if kept.record else None,
            corrections=self._corrections(rows, origin, shown),
            edit=shown.edit,
            waiting=shown.waiting,
        )

    def _modified(self, rows: Sequence[StoryRow], shown: Shown) -> datetime:
        """When what the public sees last changed. Versions are counted by it, so it goes back in one
        case only: an edit taken back leaves everything as it was.

        A sender's own date counts for a first edition alone, and not beyond its arrival.
        """
        arrived = max(row.received for row in rows)
        changed = min(shown.story.item.updated or arrived, arrived) if len(rows) == 1 else arrived
        if shown.edit:
            changed = shown.edit.at if shown.waiting else max(changed, shown.edit.at)
        words = (self._last_word(rows[0].series, kind) for kind in ("release", "correct"))
        return max([changed, *(word.time for word in words if word)])

    def _corrections(
        self, rows: Sequence[StoryRow], origin: StoryRow | None, shown: Shown
    ) -> tuple[Correction, ...]:
        """What its sender, its agency and this desk said was changed, the first first."""
        told = [*_own_corrections(rows, shown), *self._origin_corrections(origin, shown.story)]
        told += self._told(rows[0].series)
        if origin is not None:  # its readers have read the same words
            told += [replace(c, note=f"{_REPEATED}{c.note}") for c in self._told(origin.series)]
        return tuple(sorted(told, key=lambda c: c.at))

    def _told(self, series: str) -> list[Correction]:
        """What this desk told the public was wrong in a series."""
        return [
            Correction(word.time, "correction", word.reason)
            for word in self._said(series)
            if word.kind == "correct" and word.reason
        ]

    def _current(self, rows: Sequence[StoryRow]) -> StoryRow:
        """The edition that counts: a kill before anything, then what its sender went back to,
        then the highest version, then the latest change, then the newest arrival.
        """
        kills = [row for row in rows if _kills(row)]
        if kills or len(rows) == 1:
            return (kills or rows)[-1]
        again = self._store.value(f"again:{rows[0].series}")
        for row in rows:
            if row.id == again:
                return row
        items = {r.id: k.item for r in rows if (k := self._shelf.story(r.id)) is not None}
        return max(rows, key=lambda row: _order(row, items))

    def _buried(self, publication: Publication) -> Publication:
        """When it was withdrawn, by whom, and what the public is told of it."""
        series, origin = publication.series, publication.origin
        word = self._kill(series) or (self._kill(origin) if origin else None)
        by = "its agency" if origin else "its provider"
        if word is not None and word.who != "wire":
            by = "the desk"
        return replace(
            publication,
            modified=word.time if word else publication.modified,
            withdrawn_by=by,
            notice=self._store.value(notice_key(series)),
        )

    def _kill(self, series: str) -> Decision | None:
        """The kill of a series that stands."""
        word = self._last_word(series, "kill", "release")
        return word if word is not None and word.kind == "kill" else None

    def _origin_corrections(self, origin: StoryRow | None, story: Story) -> tuple[Correction, ...]:
        """A copy must tell its readers that the agency has since corrected it."""
        if origin is None:
            return ()
        return tuple(
            Correction(row.received, "correction", "The agency has since corrected this copy.")
            for row in self.rows(origin.series)
            if row.edition_kind == "correction" and self._speaks(origin, story)
        )


def _order(row: StoryRow, items: Mapping[str, Item]) -> tuple[int, float, int]:
    """Versions compare only if every edition has a number, and times only if all are dated."""
    numbers = [number_of(item.version) for item in items.values()]
    times = [item.updated or item.published for item in items.values()]
    item = items.get(row.id)
    version = number_of(item.version) if item and None not in numbers else None
    changed = (item.updated or item.published) if item and None not in times else None
    return version or 0, changed.timestamp() if changed else 0.0, row.seq


def _kills(row: StoryRow) -> bool:
    return row.held is None and (row.status == "canceled" or row.edition_kind == "kill")


def _killer(origin: StoryRow) -> str:
    return origin.provider or "its provider"


def notice_key(series: str) -> str:
    """Where it is kept what an editor tells the public about a withdrawal."""
    return f"notice:{series}"


def _since_kill(rows: tuple[StoryRow, ...], lifted: datetime) -> tuple[StoryRow, ...]:
    """The editions after the last kill that came before the moment of its release."""
    killed = [n for n, row in enumerate(rows) if _kills(row) and row.received <= lifted]
    return rows[killed[-1] + 1 :] if killed else rows


def _first_published(story: Story, first: StoryRow) -> datetime:
    """What the sender says, unless that lies in the future of its own arrival."""
    said = story.published
    return said if said is not None and said <= first.received else first.received


def _own_corrections(rows: Sequence[StoryRow], shown: Shown) -> list[Correction]:
    """What its sender said of the editions up to the one shown, and of a correction that waits."""
    upto = next((n for n, row in enumerate(rows) if row.id == shown.kept.story.id), len(rows) - 1)
    last = upto if shown.waiting else len(rows) - 1
    told = [
        Correction(row.received, row.edition_kind, _NOTES[row.edition_kind])
        for row in rows[1 : last + 1]
        if row.edition_kind in _NOTES
    ]
    waiting = (row for row in rows[last + 1 :] if row.edition_kind == "correction")
    return told + [Correction(row.received, "correction", _WAITING) for row in waiting]


def _both(newest: Ruling, shown: Ruling) -> Ruling:
    """The stricter of what holds for the newest edition and for the older one that is shown."""
    if newest.state != "live":
        return newest
    if shown.state != "live":
        return shown
    policy = min(newest.policy, shown.policy, key=("hold", "excerpt", "full").index)
    return Ruling("live", policy, WAITS)


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
        until=_until(publication),
    )


def _until(publication: Publication) -> datetime | None:
    """When the ruling must be looked at again: an embargo lifts, or rights run out."""
    item = publication.story.item
    if publication.state == "embargoed" and item.embargo:
        return item.embargo.until
    return item.rights.until if publication.state == "live" and item.rights else None
