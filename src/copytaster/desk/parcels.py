"""What is to go to which outlet: offered, taken, settled, each in one transaction.

    press rules → offers → plan → parcels due → take (rule again, render, note the try)
                                                   ↓ sent
                                      settle ← Outcome → receipt in the ledger

A try is noted before it is made: a desk killed in between knows that the copy
may have arrived, makes the same try again, and never forgets to withdraw it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from copytaster.desk.newsroom import Desk
from copytaster.desk.rulings import FILE_POLICIES, Rulings
from copytaster.dispatch import Outcome
from copytaster.dispatch.schedule import MOST_TRIES, PAUSED_AFTER, next_try, pause
from copytaster.model import Outlet, Publication
from copytaster.publish import webhook, wordpress
from copytaster.publish.granted import granted
from copytaster.store import WITHDRAWN, Parcel, Writer

_OFFERS = 200  # looked through in one transaction
_CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class Job:
    """One try: to whom, the parcel as it was noted before, and what is sent.

    ``content`` are a post's fields or a message's data; empty where the copy is withdrawn.
    """

    outlet: Outlet
    parcel: Parcel
    action: str  # published, updated or withdrawn
    at: datetime
    content: Mapping[str, Any]

    @property
    def withdraws(self) -> bool:
        """Whether the copy is to go."""
        return self.action == WITHDRAWN

    @property
    def id(self) -> str:
        """The same in every attempt to send the same version to the same outlet."""
        p = self.parcel
        text = "\n".join((p.outlet, p.series, str(p.number), p.trying or ""))
        return "msg_" + sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A series as it stands: its publication, and the feed its current edition came by."""

    publication: Publication | None = None
    feed: str | None = None


class Parcels:
    """All parcels of a desk. Every method runs in the writing thread."""

    def __init__(self, desk: Desk, chance: Callable[[], float]) -> None:
        self._desk = desk
        self._chance = chance
        self._flying: set[tuple[str, str]] = set()
        self._stirred: set[tuple[str, str]] = set()
        self._rulings: tuple[object, Rulings] | None = None

    # Offered

    def plan(self) -> bool:
        """Look through some of what was ruled on for every outlet; whether more waits."""
        store = self._desk.store
        offers = store.offers(_OFFERS)
        if not offers:
            return False
        outlets, now, rulings = store.outlets(), self._desk.clock(), self._ruling()
        with rulings.expecting([mark.key for mark in offers]), store.writing() as tx:
            for mark in offers if outlets else ():
                ruled = self._ruled(mark.key, now)
                for outlet in outlets:
                    self._plan_one(tx, outlet, mark.key, ruled, now)
            tx.offered(offers)
        return len(offers) == _OFFERS

    def _plan_one(
        self, tx: Writer, outlet: Outlet, series: str, ruled: _Ruled, now: datetime
    ) -> None:
        known = tx.parcel(outlet.id, series)
        given = _given(outlet, ruled, now)
        if known is None:
            if given is not None:
                tx.put_parcel(Parcel(outlet.id, series, due=now))
        elif known.state != "past" and not self._is_as_tried(outlet, known, given):
            if (outlet.id, series) in self._flying:
                self._stirred.add((outlet.id, series))
            due = now if given or known.may_be_there else None
            urgent = given is None and due is not None
            tx.put_parcel(replace(known, state="waiting", due=due, urgent=urgent, tries=0))

    def _is_as_tried(self, outlet: Outlet, known: Parcel, given: Publication | None) -> bool:
        """Whether nothing has changed since the tries that failed: those go on as they were."""
        if not known.tries:
            return False
        digest = _digest(self._rendered(outlet, given)) if given else WITHDRAWN
        return known.trying == digest

    def _ruling(self) -> Rulings:
        """Rulings by all that they remember as it is now: policies of feeds and files, and edits."""
        store = self._desk.store
        known = (self._desk.feeds.version(), store.value(FILE_POLICIES), store.edited_series())
        if self._rulings is None or self._rulings[0] != known:
            self._rulings = known, self._desk.rulings()
        return self._rulings[1]

    def _ruled(self, series: str, now: datetime) -> _Ruled:
        rulings = self._ruling()
        found = rulings.publication(series, now)
        if found is None:
            return _Ruled()
        rows = rulings.rows(series)
        feed = next((row.feed for row in rows if row.id == found.story.id), None)
        return _Ruled(found, feed)

    # Taken

    def take(self, id_: str) -> Job | None:
        """The next try to make for an outlet, noted as made; None while there is nothing to send.

        Withdrawals come first, also while the outlet is being left alone; an
        outlet that fails gets one parcel at a time.
        """
        now = self._desk.clock()
        with self._desk.store.writing() as tx:
            outlet = tx.outlet(id_)
            if outlet is None or outlet.state == "off":
                return None
            for parcel in self._candidates(tx, outlet, now):
                job = self._prepared(tx, outlet, parcel, now)
                if job is not None:
                    self._flying.add((id_, parcel.series))
                    return job
        return None

    def _candidates(self, tx: Writer, outlet: Outlet, now: datetime) -> Iterator[Parcel]:
        paused = outlet.paused_until is not None and outlet.paused_until > now
        failing = outlet.failures and any(flown == outlet.id for flown, _ in tuple(self._flying))
        for urgent in (True, False):
            if (failing or paused) and not urgent:
                return
            for parcel in tx.due_parcels(outlet.id, now, _CANDIDATES, urgent=urgent):
                if (outlet.id, parcel.series) not in self._flying:
                    yield parcel

    def _prepared(self, tx: Writer, outlet: Outlet, parcel: Parcel, now: datetime) -> Job | None:
        """The parcel's try as things stand at this moment; None if nothing need be sent."""
        ruled = self._ruled(parcel.series, now)
        given = _given(outlet, ruled, now)
        if given is None and not parcel.may_be_there:
            tx.put_parcel(replace(parcel, state="withdrawn", due=None, urgent=False, problem=None))
            return None
        content = self._rendered(outlet, given) if given else {}
        digest = _digest(content) if given else WITHDRAWN
        if parcel.sent == parcel.trying == digest:
            tx.put_parcel(replace(parcel, state="sent", due=None, urgent=False, problem=None))
            return None
        noted = _noted(parcel, digest, given)
        tx.put_parcel(noted)
        at = (given or ruled.publication or _Now(now)).modified
        if given is None:
            killed = ruled.publication is not None and ruled.publication.state == "killed"
            return Job(outlet, noted, WITHDRAWN, at, {"killed": killed})
        there = parcel.sent not in (None, WITHDRAWN)
        return Job(outlet, noted, "updated" if there else "published", at, content)

    def _rendered(self, outlet: Outlet, given: Publication) -> Mapping[str, Any]:
        render = webhook.story_data if outlet.kind == "webhook" else wordpress.post
        return render(self._desk.site, given, outlet)

    # Settled

    def settle(self, job: Job, outcome: Outcome) -> None:
        """Put on record how a try went."""
        with self._desk.store.writing() as tx:
            outlet = tx.outlet(job.outlet.id)
            current = tx.parcel(job.outlet.id, job.parcel.series)
            if outlet is not None and current is not None:  # not removed meanwhile
                self._settled(tx, outlet, current, job, outcome)

    def landed(self, job: Job) -> None:
        """The try is over, however it ended."""
        self._flying.discard((job.outlet.id, job.parcel.series))
        self._stirred.discard((job.outlet.id, job.parcel.series))

    def _settled(
        self, tx: Writer, outlet: Outlet, current: Parcel, job: Job, outcome: Outcome
    ) -> None:
        now = self._desk.clock()
        told = replace(job.parcel, status=outcome.status, problem=outcome.problem, at=now)
        taken = outcome.kind == "taken"
        after = _taken(told, job, outcome) if taken else self._failed(told, outcome, now)
        if (told.outlet, told.series) in self._stirred:  # ruled on while it was on its way
            after = replace(after, state="waiting", due=now, urgent=current.urgent)
        tx.put_parcel(after)
        if taken:
            self._receipt(tx, job, outcome, now)
            self._well(tx, outlet, now)
        else:
            tx.put_outlet(self._troubled(outlet, outcome, now))

    def _failed(self, told: Parcel, outcome: Outcome, now: datetime) -> Parcel:
        over = outcome.kind == "refused" or told.tries >= MOST_TRIES
        due = next_try(told.tries, now, self._chance(), wait=outcome.wait, urgent=told.urgent)
        # It was deleted there: a retry makes it anew.
        anew = outcome.kind == "refused" and outcome.status in (404, 410)
        return replace(
            told,
            state="failed" if over else "waiting",
            # What must go is flagged like the rest, but tried on.
            due=None if over and not told.urgent else due,
            remote=None if anew else told.remote,
        )

    def _troubled(self, outlet: Outlet, outcome: Outcome, now: datetime) -> Outlet:
        if outcome.kind == "refused":
            return outlet
        if outcome.kind == "gone":
            return replace(outlet, state="off", problem=outcome.problem)
        failures = outlet.failures + 1
        troubled = replace(outlet, failures=failures)
        if outcome.kind == "retry" and failures < PAUSED_AFTER:
            return troubled
        until = pause(failures, now, self._chance(), wait=outcome.wait)
        return replace(troubled, paused_until=until, problem=outcome.problem)

    def _well(self, tx: Writer, outlet: Outlet, now: datetime) -> None:
        if outlet.paused_until is not None and outlet.paused_until > now:
            tx.put_outlet(replace(outlet, last_success=now))  # the wish to be left alone stands
            return
        if outlet.failures >= PAUSED_AFTER:  # it is back: nothing waits for its own turn
            tx.hurry_parcels(outlet.id, now)
        well = replace(outlet, failures=0, paused_until=None, problem=None, last_success=now)
        tx.put_outlet(well)

    def _receipt(self, tx: Writer, job: Job, outcome: Outcome, now: datetime) -> None:
        """What the outlet has, or has no more, is on record: ids and a status, never a word."""
        said = {
            "outlet": job.outlet.id,
            "action": job.action,
            "number": job.parcel.number,
            "edition": None if job.withdraws else job.parcel.edition,
            "status": outcome.status,
            "remote": outcome.remote or job.parcel.remote,
        }
        data = {name: value for name, value in said.items() if value is not None}
        self._desk.chronicle.append(tx, now, "receipt", job.parcel.series, data)

    def seal(self) -> None:
        """Sign the ledger's head, receipts included."""
        with self._desk.store.writing() as tx:
            self._desk.chronicle.seal(tx)

    def dismiss(self, outlet: Outlet) -> bool:
        """Forget an outlet that was to leave and has no copy left; whether it had none."""
        if outlet.state != "leaving" or self._desk.store.copies_at(outlet.id):
            return False
        self._desk.outlets.remove(outlet)
        return True


@dataclass(frozen=True, slots=True)
class _Now:
    """Stands in for a publication of which nothing is left."""

    modified: datetime


def _given(outlet: Outlet, ruled: _Ruled, now: datetime) -> Publication | None:
    if ruled.publication is None or outlet.state == "leaving":
        return None
    return granted(outlet, ruled.publication, ruled.feed, now)


def _taken(told: Parcel, job: Job, outcome: Outcome) -> Parcel:
    return replace(
        told,
        state="withdrawn" if job.withdraws else "sent",
        sent=told.trying,
        due=None,
        urgent=False,
        tries=0,
        remote=None if job.withdraws else outcome.remote or told.remote,
    )


def _noted(parcel: Parcel, digest: str, given: Publication | None) -> Parcel:
    """The parcel before its try: what is tried, so that it is never forgotten to be there."""
    tried_before = parcel.trying if parcel.sent in (None, WITHDRAWN) else parcel.sent
    return replace(
        parcel,
        urgent=given is None,
        number=parcel.number + (digest != parcel.trying),
        trying=digest,
        sent=parcel.sent if given else tried_before,
        tries=parcel.tries + 1,
        edition=given.story.id if given else parcel.edition,
        name=parcel.name or (wordpress.slug_of(given) if given else None),
    )


def _digest(content: Mapping[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
