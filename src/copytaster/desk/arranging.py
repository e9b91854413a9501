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
    """What was done: ``other`` became part of ``event``, or ``stories`` left it for ``other``.

    ``undone``: it was taken back since. ``undoes`` is the number of what it took
    back, ``back`` whether it is such a step back: taken back itself, it is done again.
    ``thread`` is what a merge did to the running story, for when it is taken back.
    """

    number: int
    kind: DecisionKind
    event: str
    other: str
    stories: tuple[str, ...]
    who: str
    at: datetime
    undone: bool = False
    reason: str = ""
    undoes: int | None = None
    back: bool = False
    thread: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """Who says so, why, and what is taken back by it."""

    who: str
    reason: str = ""
    undoes: Arrangement | None = None


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
        return self._in(into, gone, _Word(who, reason))

    def split(self, event: str, series: Iterable[str], who: str, reason: str = "") -> str:
        """Let these stories be an event of their own; its id. Their reprints and editions go along."""
        rows = self._rows(event)
        chosen = set(series)
        moved = [r.id for r in rows if r.series in chosen or r.id in chosen]
        return self._out(event, rows, moved, _Word(who, reason))

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
        return self.merge(to, self._out(event, members, moved, _Word(who, reason)), who, reason)

    def undo(self, number: int, who: str, reason: str = "") -> None:
        """Take one arrangement back: both events have the ids they had before it.

        What itself took something back is thereby done again. Raises CopytasterError
        where that makes no sense any more.
        """
        done = next((a for a in self.arrangements() if a.number == number), None)
        if done is None or done.undone or done.kind not in ("merge", "split"):
            raise CopytasterError("there is nothing to take back", subject=str(number))
        word = _Word(who, reason or ("done again" if done.back else "taken back"), done)
        if done.kind == "split":
            self._in(done.event, done.other, word)
            return
        there = tuple(reversed(self._store.latest(_MOST, coverage=done.event)))
        moved = [row.id for row in there if row.id in set(done.stories)]
        if not moved:
            raise CopytasterError(
                "these stories are not together any more; take back first what was done since",
                subject=done.event,
            )
        self._out(done.event, there, moved, word, name=done.other)

    def last(self, event: str, *, back: bool = False) -> Arrangement:
        """The last arrangement of an event that stands; ``back``: the last step back, to be done again.

        Raises CopytasterError where there is none.
        """
        known = self.arrangements(event)
        standing = standing_of(known)
        for done in known:
            if done.number in standing and done.back is back:
                return done
        raise CopytasterError(
            f"there is nothing to {'do again' if back else 'take back'}", subject=event
        )

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
            self._keep(tx, "unlearn", "", "", (), _Word(who, reason))

    def arrangements(self, event: str | None = None) -> tuple[Arrangement, ...]:
        """What was arranged, the last first; of one event only, if asked."""
        kept = self._store.values(ARRANGED)
        found = [_arrangement(int(key.removeprefix(ARRANGED)), v) for key, v in kept.items()]
        found.sort(key=lambda a: -a.number)
        return tuple(a for a in found if event is None or event in (a.event, a.other))

    def _in(self, into: str, gone: str, word: _Word) -> str:
        if into == gone:
            raise CopytasterError("an event cannot be merged with itself", subject=into)
        moved = tuple(row.id for row in self._rows(gone))
        self._rows(into)
        with self._changing() as tx:
            self._live.merge(into, gone)
            tx.merge_coverage(gone, into)
            thread = threads.merged(tx, gone, into)
            self._keep(tx, "merge", into, gone, moved, word, thread)
        return into

    def _out(
        self,
        event: str,
        rows: Sequence[StoryRow],
        chosen: Sequence[str],
        word: _Word,
        *,
        name: str | None = None,
    ) -> str:
        """Let these leave the event, with all that hangs on them; ``name`` is the id they had before."""
        moved = _bound_together(rows, chosen)
        if not moved or len(moved) == len(rows):
            raise CopytasterError(
                "a split takes some of the stories out and leaves some in; "
                "editions and reprints of one story stay together",
                subject=event,
            )
        with self._changing() as tx:
            new = self._live.split(event, moved, name)
            if new is None:
                new = name if name and not tx.latest(1, coverage=name) else None
            new = new or self._free_name(tx, moved[0])
            # Whatever else the matcher knows to hang on them went along.
            held = set(self._live.matcher.members(new)) | set(moved)
            moved = [row.id for row in rows if row.id in held]
            for id_ in moved:
                tx.update_match(id_, coverage=new)
            threads.parted(tx, event, new, word.undoes.thread if word.undoes else None)
            self._keep(tx, "split", event, new, tuple(moved), word)
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
        word: _Word,
        thread: Mapping[str, Any] | None = None,
    ) -> None:
        """Put it on record, remember it for a matcher made anew, and have the pages made again."""
        now, undoes = self._clock(), word.undoes
        number = 1 + max((a.number for a in self.arrangements()), default=0)
        done = {
            "kind": kind, "event": event, "other": other, "stories": list(stories),
            "who": word.who, "at": now.isoformat(), "after": tx.last_story(),
            "reason": word.reason, "thread": thread,
        }  # fmt: skip
        if undoes is not None:
            done |= {"undoes": undoes.number, "back": not undoes.back}
            tx.put_value(_key(undoes.number), tx.value(_key(undoes.number)) | {"undone": True})
        tx.put_value(_key(number), done)
        about = f"coverage:{event}"
        tx.add_decision(Decision(now, about, None, kind, word.who, word.reason or None))
        data = {"decision": kind, "other": other, "stories": list(stories), "by": "desk"}
        self._chronicle.append(tx, now, "decision", about, data)
        for id_ in filter(None, (event, other)):
            tx.touch("coverage", id_)
        for row in tx.rows(list(stories)[:_MOST]):
            tx.touch("series", row.series)
        self._chronicle.seal(tx)
        self._live.keep(tx, 0, now=True)


def standing_of(known: Sequence[Arrangement]) -> frozenset[int]:
    """The numbers of those, the last first, that may be taken back or done again.

    What was taken back before something new was done is not offered to be done again.
    """
    newest = max((done.number for done in known if done.undoes is None), default=0)
    return frozenset(
        done.number
        for done in known
        if done.kind in ("merge", "split")
        and not done.undone
        and (not done.back or done.number > newest)
    )


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
        kept.get("undoes"),
        bool(kept.get("back")),
        kept.get("thread"),
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
