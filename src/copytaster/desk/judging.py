"""An editor's decisions: publish, hold, kill and release, checked and put on record.

::

    order → known subject? → decision, ledger record, grave, notice → pages marked for the next pass
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copytaster.desk.chronicle import Chronicle
from copytaster.desk.clock import Clock
from copytaster.desk.errands import Order
from copytaster.desk.events import Events, coverage_rows
from copytaster.desk.graves import Graves
from copytaster.desk.rulings import Rulings, notice_key
from copytaster.errors import CopytasterError
from copytaster.store import Decision, DecisionKind, Store, StoryRow, Writer

DECISIONS: tuple[DecisionKind, ...] = ("publish", "hold", "kill", "release")
_LONGEST_NOTICE = 500
_EVENT = "coverage:"


class Judge:
    """Puts an editor's word on record; the next press pass acts on it."""

    def __init__(
        self,
        store: Store,
        chronicle: Chronicle,
        graves: Graves,
        events: Events,
        rulings: Callable[[], Rulings],
        clock: Clock,
    ) -> None:
        self._store = store
        self._chronicle = chronicle
        self._graves = graves
        self._events = events
        self._rulings = rulings
        self._clock = clock

    def decide(self, order: Order) -> None:
        """Carry the order out. Raises CopytasterError where `Desk.decide` says."""
        decision = _known(order.kind)
        rows = self._store.series(order.series)
        self._check(order.series, decision, rows)
        story = rows[-1].id if rows else None
        now, reason = self._clock(), order.reason or None
        word = Decision(now, order.series, story, decision, order.who, reason)
        try:
            with self._store.writing() as tx:
                self._put_on_record(tx, word, rows, _one_line(order.notice))
        except BaseException:
            self._graves.reload()  # what was not committed must not be remembered
            raise

    def _check(self, series: str, decision: DecisionKind, rows: Sequence[StoryRow]) -> None:
        if not rows and not self._is_event(series):
            raise CopytasterError("there is no such story or event", subject=series[:80])
        if decision == "release" and not self._rulings().may_return(series):
            raise CopytasterError(
                "its provider killed it and has sent no new edition since: "
                "there is nothing that may be shown again",
                subject=series,
            )

    def _is_event(self, subject: str) -> bool:
        """Whether ``coverage:…`` names an event: a made-up one would stop the press."""
        event = subject.removeprefix(_EVENT)
        return event != subject and bool(coverage_rows(self._store, event))

    def _put_on_record(
        self, tx: Writer, word: Decision, rows: Sequence[StoryRow], notice: str
    ) -> None:
        tx.add_decision(word)
        record = "kill" if word.kind == "kill" else "decision"
        said = {"decision": word.kind, "by": "desk"}
        self._chronicle.append(tx, word.time, record, word.series, said)
        if word.kind in ("kill", "release"):
            tx.delete_value(notice_key(word.series))
        if word.kind == "kill":
            self._bury(tx, word.series, notice)
        if word.kind == "publish" and not rows:
            self._approve(tx, word.series.removeprefix(_EVENT))
        touch(tx, word.series, rows)
        self._chronicle.seal(tx)

    def _bury(self, tx: Writer, series: str, notice: str) -> None:
        self._graves.bury(tx, series)
        self._graves.reach(tx, series)
        if notice:
            tx.put_value(notice_key(series), notice)

    def _approve(self, tx: Writer, event: str) -> None:
        live = self._events.live(event, self._rulings(), self._clock())
        self._events.approve(tx, event, live)


def touch(tx: Writer, series: str, rows: Sequence[StoryRow]) -> None:
    """Have the next press pass look again at a story (or ``coverage:…``), its copies and its events."""
    if series.startswith(_EVENT):
        tx.touch("coverage", series.removeprefix(_EVENT))
        return
    tx.touch("urgent", series)
    for copy in tx.publications(origin=series, limit=None):
        tx.touch("urgent", copy.series)
    for row in rows:
        tx.touch("coverage", row.coverage)


def _known(kind: str) -> DecisionKind:
    for decision in DECISIONS:
        if decision == kind:
            return decision
    raise CopytasterError(f"a decision is one of {', '.join(DECISIONS)}", subject=kind)


def _one_line(notice: str) -> str:
    return " ".join(notice.split())[:_LONGEST_NOTICE]
