"""An editor's word on which stories tell one event: merge, split, move, and each taken back.

::

    word → matcher (while the event is live) → rows → decision, ledger, arrangement kept
    a matcher rebuilt from nothing is told the arrangements again, each after the story it came after
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copytaster.desk import threads
from copytaster.desk.chronicle import Chronicle
from copytaster.desk.live import ARRANGED, LiveMatcher
from copytaster.errors import CopytasterError
from copytaster.store import Decision, DecisionKind, Store, StoryRow, Writer

_MOST = 5000
_DIGITS = 9  # keys sort by number


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was done: coverage ``gone`` became part of ``event``, or ``stories`` left it for ``new``."""

    number: int
    kind: DecisionKind
    event: str
    other: str
    stories: tuple[str, ...]
    who: str
    at: datetime
    undone: bool = False
    reason: str = ""


class Arranger:
    """Merges and splits events. ``clock`` gives aware UTC."""

    def __init__(
        self,
        store: Store,
        live: LiveMatcher,
        chronicle: Chronicle,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._live = live
        self._chronicle = chronicle
        self._clock = clock

    def merge(self, into: str, gone: str, who: str, reason: str = "") -> str:
        """Let ``gone`` be part of ``into``; the id of the event that stays."""
        if into == gone:
            raise CopytasterError("an event cannot be merged with itself", subject=into)
        rows = self._rows(gone)
        self._rows(into)
        moved = tuple(row.id for row in rows)
        with self._changing() as tx:
            self._live.merge(into, gone)
            tx.merge_coverage(gone, into)
            threads.merged(tx, gone, into)
            self._keep(tx, "merge", into, gone, moved, who, reason)
        return into

    def split(self, event: str, series: Iterable[str], who: str, reason: str = "") -> str:
        """Let these stories be an event of their own; its id. Their reprints and editions go along."""
        rows = self._rows(event)
        chosen = set(series)
        moved = [r.id for r in rows if r.series in chosen or r.id in chosen]
        moved = _bound_together(rows, moved)
        if not moved or len(moved) == len(rows):
            raise CopytasterError(
                "a split takes some of the stories out and leaves some in", subject=event
            )
        return self._out(event, moved, who, reason)

    def move(self, series: str, to: str, who: str, reason: str = "") -> str:
        """Let a story, its editions and reprints be part of another event."""
        rows = self._store.series(series)
        if not rows:
            raise CopytasterError("there is no such story", subject=series)
        event = rows[-1].coverage
        if event == to:
            raise CopytasterError("it is part of that event already", subject=series)
        self._rows(to)
        members = self._rows(event)
        moved = _bound_together(members, [r.id for r in members if r.series == series])
        if len(moved) == len(members):
            return self.merge(to, event, who, reason)
        return self.merge(to, self._out(event, moved, who, reason), who, reason)

    def undo(self, number: int, who: str, reason: str = "") -> None:
        """Take one arrangement back. Raises CopytasterError where that makes no sense any more."""
        done = next((a for a in self.arrangements() if a.number == number), None)
        if done is None or done.undone:
            raise CopytasterError("there is nothing to take back", subject=str(number))
        if done.kind == "merge":
            there = {r.id for r in self._store.latest(_MOST, coverage=done.event)}
            moved = [id_ for id_ in done.stories if id_ in there]
            if not moved or len(moved) == len(there):
                raise CopytasterError("these stories are not together any more", subject=done.event)
            self._out(done.event, moved, who, reason or "taken back")
        else:
            self.merge(done.event, done.other, who, reason or "taken back")
        with self._store.writing() as tx:
            kept = tx.value(_key(number))
            tx.put_value(_key(number), kept | {"undone": True})

    def unlink(self, event: str, who: str, reason: str = "") -> None:
        """Say that an event goes on from no earlier one. Raises CopytasterError where it does not."""
        now = self._clock()
        with self._changing() as tx:
            before = threads.unlink(tx, event, cut=True)
            if before is None:
                raise CopytasterError("it goes on from no earlier event", subject=event)
            tx.add_decision(Decision(now, f"coverage:{event}", None, "unlink", who, reason or None))
            data = {"decision": "unlink", "other": before, "by": "desk"}
            self._chronicle.append(tx, now, "decision", f"coverage:{event}", data)
            self._chronicle.seal(tx)

    def unlearn(self, who: str, reason: str = "") -> None:
        """Forget what merges and splits taught; what they joined and parted stays so.

        Raises CopytasterError where nothing was learnt.
        """
        if not self._live.matcher.lessons:
            raise CopytasterError("there is nothing to forget")
        with self._changing() as tx:
            self._live.matcher.unlearn()
            self._keep(tx, "unlearn", "", "", (), who, reason)

    def arrangements(self, event: str | None = None) -> tuple[Arrangement, ...]:
        """What was arranged, the last first; of one event only, if asked."""
        kept = self._store.values(ARRANGED)
        found = [_arrangement(int(key.removeprefix(ARRANGED)), v) for key, v in kept.items()]
        found.sort(key=lambda a: -a.number)
        return tuple(a for a in found if event is None or event in (a.event, a.other))

    def _out(self, event: str, moved: Sequence[str], who: str, reason: str) -> str:
        with self._changing() as tx:
            new = self._live.split(event, moved) or self._free_name(tx, moved[0])
            for id_ in moved:
                tx.update_match(id_, coverage=new)
            self._keep(tx, "split", event, new, tuple(moved), who, reason)
        return new

    def _free_name(self, tx: Writer, story: str) -> str:
        """A name for an event that has left the live window."""
        name, number = story, 1
        while tx.latest(1, coverage=name):
            number += 1
            name = f"{story}-{number}"
        return name

    def _rows(self, event: str) -> tuple[StoryRow, ...]:
        rows = tuple(reversed(self._store.latest(_MOST, coverage=event)))
        if not rows:
            raise CopytasterError("there is no such event", subject=event)
        return rows

    @contextmanager
    def _changing(self) -> Iterator[Writer]:
        """A transaction; where it fails the matcher forgets what was not kept."""
        try:
            with self._store.writing() as tx:
                yield tx
        except BaseException:
            self._live.rewind()
            raise

    def _keep(
        self,
        tx: Writer,
        kind: DecisionKind,
        event: str,
        other: str,
        stories: tuple[str, ...],
        who: str,
        reason: str,
    ) -> None:
        """Put it on record, remember it for a matcher made anew, and have the pages made again."""
        now = self._clock()
        number = 1 + max((a.number for a in self.arrangements()), default=0)
        done = {
            "kind": kind, "event": event, "other": other, "stories": list(stories),
            "who": who, "at": now.isoformat(), "after": tx.last_story(), "reason": reason,
        }  # fmt: skip
        tx.put_value(_key(number), done)
        tx.add_decision(Decision(now, f"coverage:{event}", None, kind, who, reason or None))
        data = {"decision": kind, "other": other, "stories": list(stories), "by": "desk"}
        self._chronicle.append(tx, now, "decision", f"coverage:{event}", data)
        for id_ in filter(None, (event, other)):
            tx.touch("coverage", id_)
        for row in tx.rows(list(stories)[:_MOST]):
            tx.touch("series", row.series)
        self._chronicle.seal(tx)
        self._live.keep(tx, 0, now=True)


def _key(number: int) -> str:
    return f"{ARRANGED}{number:0{_DIGITS}}"


def _arrangement(number: int, kept: Mapping[str, Any]) -> Arrangement:
    return Arrangement(
        number,
        kept["kind"],
        kept["event"],
        kept["other"],
        tuple(kept["stories"]),
        kept["who"],
        datetime.fromisoformat(kept["at"]),
        bool(kept.get("undone")),
        str(kept.get("reason") or ""),
    )


def _bound_together(rows: Sequence[StoryRow], chosen: Sequence[str]) -> list[str]:
    """The chosen editions with all that hang on them: other editions, origins and reprints."""
    series = {row.series for row in rows if row.id in set(chosen)}
    grown = True
    while grown:
        ids = {row.id for row in rows if row.series in series}
        tied = {r.series for r in rows if r.reprint_of in ids}
        tied |= {r.series for r in rows if r.id in {x.reprint_of for x in rows if x.id in ids}}
        grown = not tied <= series
        series |= tied
    return [row.id for row in rows if row.series in series]
