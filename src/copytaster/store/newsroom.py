"""Keeping what the desk decides: decisions, the public state, and the pages to be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, select, tuple_

from copytaster.model import Correction
from copytaster.store.base import AnyRow, AnySelect, Reads, Writes
from copytaster.store.packing import plain, plain_or_none, to_json
from copytaster.store.rows import Decision, Dirty, PublicationRow
from copytaster.store.schema import decisions, outbox, publications

_DECISION = tuple(c for c in decisions.c if c.name != "seq")
_NEWEST_FIRST = (publications.c.first_published, publications.c.series)

_DECISIONS = (
    select(*_DECISION)
    .where(decisions.c.series.in_(bindparam("series", expanding=True)))
    .order_by(decisions.c.seq)
)
_STATE = select(publications).where(publications.c.series == bindparam("series"))
_STATES = select(publications).where(publications.c.series.in_(bindparam("keys", expanding=True)))
_COPIES = (
    select(publications)
    .where(publications.c.origin.in_(bindparam("keys", expanding=True)))
    .order_by(*(c.desc() for c in _NEWEST_FIRST))
)
_MARKS = (
    select(outbox.c.kind, outbox.c.key, outbox.c.token)
    .where(outbox.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(outbox.c.token, outbox.c.kind, outbox.c.key)
)
_CLEAN = delete(outbox).where(
    outbox.c.kind == bindparam("k"),
    outbox.c.key == bindparam("y"),
    outbox.c.token == bindparam("t"),
)


class NewsroomReads(Reads):
    """Reading decisions, publications and the outbox."""

    def decisions(self, series: str) -> tuple[Decision, ...]:
        """All decisions about a series, the first taken first."""
        return self.decisions_of((series,))[series]

    def decisions_of(self, series: Sequence[str]) -> dict[str, tuple[Decision, ...]]:
        """All decisions about each of these series (at most some hundred), the first taken first."""
        found: dict[str, tuple[Decision, ...]] = dict.fromkeys(series, ())
        for row in self._all(_DECISIONS, {"series": tuple(series)}):
            found[row.series] += (Decision(*row),)
        return found

    def recent_decisions(self, limit: int = 50) -> tuple[Decision, ...]:
        """The last decisions about anything, newest first."""
        query = select(*_DECISION).order_by(decisions.c.seq.desc()).limit(limit)
        return tuple(Decision(*row) for row in self._all(query))

    def publication(self, series: str) -> PublicationRow | None:
        """The public state of a series; None where nothing was decided yet."""
        row = self._first(_STATE, {"series": series})
        return None if row is None else _publication(row)

    def publications_of(self, series: Sequence[str]) -> dict[str, PublicationRow]:
        """The public states of these series (at most some hundred), by series."""
        found = _publications(self._all(_STATES, {"keys": tuple(series)}))
        return {row.series: row for row in found}

    def copies_of(self, series: Sequence[str]) -> dict[str, tuple[PublicationRow, ...]]:
        """The reprints of each of these series (at most some hundred), the last first published first."""
        found: dict[str, list[PublicationRow]] = {key: [] for key in series}
        for row in _publications(self._all(_COPIES, {"keys": tuple(series)})):
            found[str(row.origin)].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def publications(
        self,
        *,
        state: str | None = None,
        limit: int | None = 50,
        before: PublicationRow | datetime | None = None,
        since: datetime | None = None,
        coverage: str | None = None,
        origin: str | None = None,
    ) -> tuple[PublicationRow, ...]:
        """Public states, the last first published first.

        ``before`` is the last row already seen, or a moment, ``since`` a moment
        of first publication; ``origin`` asks
        for the reprints of that series.
        """
        same: dict[str, Any] = {"state": state, "coverage": coverage, "origin": origin}
        same |= {"since": since, "limit": limit, **_cursor(before)}
        asked = {name: value for name, value in same.items() if value is not None}
        return _publications(self._all(_publications_asked(tuple(asked)), asked))

    def publications_due(self, now: datetime) -> tuple[PublicationRow, ...]:
        """Those whose embargo, or whose rights, have passed at ``now``, the longest passed first."""
        moving = publications.c.state.in_(("embargoed", "live"))
        due = (publications.c.until <= now) & moving
        return _publications(
            self._all(select(publications).where(due).order_by(publications.c.until))
        )

    def killed_lately(self, limit: int) -> tuple[PublicationRow, ...]:
        """The killed series, the last killed first."""
        query = select(publications).where(publications.c.state == "killed")
        newest = query.order_by(publications.c.modified.desc(), publications.c.series.desc())
        return _publications(self._all(newest.limit(limit)))

    def count_publications(self) -> dict[str, int]:
        """How many series are in each public state."""
        query = select(publications.c.state, func.count()).group_by(publications.c.state)
        return {row[0]: row[1] for row in self._all(query.order_by(publications.c.state))}

    def marks(self, *kinds: str) -> tuple[Dirty, ...]:
        """What of these kinds must be made again, the longest waiting first."""
        self._ready(outbox)
        return tuple(Dirty(*row) for row in self._all(_MARKS, {"kinds": kinds}))

    def dirty(self, limit: int | None = None) -> tuple[Dirty, ...]:
        """What must be made again, the longest waiting first."""
        self._ready(outbox)
        query = select(outbox.c.kind, outbox.c.key, outbox.c.token)
        query = query.order_by(outbox.c.token, outbox.c.kind, outbox.c.key).limit(limit)
        return tuple(Dirty(*row) for row in self._all(query))


def _cursor(before: PublicationRow | datetime | None) -> dict[str, Any]:
    if isinstance(before, PublicationRow):
        return {"before": before.first_published, "behind": before.series}
    return {"before": before}


@cache
def _publications_asked(asked: tuple[str, ...]) -> AnySelect:
    """The query of `NewsroomReads.publications`, with a place for each value that is asked for."""
    query = select(publications).order_by(*(c.desc() for c in _NEWEST_FIRST))
    for name in (n for n in ("state", "coverage", "origin") if n in asked):
        query = query.where(publications.c[name] == bindparam(name))
    if "since" in asked:
        query = query.where(publications.c.first_published >= bindparam("since"))
    if "behind" in asked:
        last = zip(("before", "behind"), _NEWEST_FIRST, strict=True)
        cursor = tuple_(*(bindparam(name, type_=column.type) for name, column in last))
        query = query.where(tuple_(*_NEWEST_FIRST) < cursor)
    elif "before" in asked:
        query = query.where(publications.c.first_published < bindparam("before"))
    return query.limit(bindparam("limit", type_=Integer)) if "limit" in asked else query


class NewsroomWrites(Writes):
    """Writing decisions, publications and the outbox."""

    def add_decision(self, decision: Decision) -> None:
        """Keep a decision. Decisions are never changed or removed."""
        self._connection.execute(
            decisions.insert().values(
                time=decision.time,
                series=decision.series,
                story=decision.story,
                kind=decision.kind,
                who=plain(decision.who),
                reason=plain_or_none(decision.reason),
            )
        )

    def put_publications(self, rows: Iterable[PublicationRow]) -> None:
        """Set the public states of some series, in place of those they had."""
        for row in rows:
            self._put_later(publications, _values(row))
        self._write_out(publications)

    def put_publication(self, row: PublicationRow) -> None:
        """Set the public state of a series, in place of the one it had."""
        self.put_publications((row,))

    def touch(self, kind: str, key: str = "") -> None:
        """Say that the pages of this (a series, a coverage, the front) must be made again."""
        if (kind, key) not in self._touched:
            self._touched.add((kind, key))
            self._put_later(outbox, {"kind": kind, "key": key, "token": self._token()})

    def clean(self, marks: Iterable[Dirty]) -> None:
        """Say that these were made, as of their tokens; what was touched since stays dirty."""
        self._write_out(outbox)
        done = [{"k": mark.kind, "y": mark.key, "t": mark.token} for mark in marks]
        if done:
            self._connection.execute(_CLEAN, done)

    @property
    def token(self) -> int | None:
        """The token of what this transaction touched, None if nothing yet."""
        return self._numbers.get("outbox")

    def _token(self) -> int:
        """One token for all that this transaction touches."""
        if "outbox" not in self._numbers:
            self._numbers["outbox"] = self._next_number("outbox")
        return self._numbers["outbox"]


def _values(row: PublicationRow) -> dict[str, Any]:
    values = {c.name: getattr(row, c.name) for c in publications.c}
    values["corrections"] = to_json([c.to_dict() for c in row.corrections])
    values["reason"] = plain_or_none(row.reason)
    values["source"] = plain_or_none(row.source)
    return values


def _publications(rows: Sequence[AnyRow]) -> tuple[PublicationRow, ...]:
    return tuple(_publication(row) for row in rows)


def _publication(row: AnyRow) -> PublicationRow:
    corrections = tuple(Correction.from_dict(c) for c in json.loads(row.corrections))
    return PublicationRow(**{**row._mapping, "corrections": corrections})
