"""What a check of everything stored asks for: each in order, a bounded part at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import exists, select

from copytaster.store.base import Reads
from copytaster.store.schema import decisions, deliveries, edits, records, stories, story_bodies

_PART = 200


class AuditReads(Reads):
    """Reading all there is, to hold it against the ledger."""

    def every_edition(self) -> Iterator[tuple[tuple[str, str], ...]]:
        """(edition, series) of all that are not erased, some hundred at a time."""
        query = select(stories.c.seq, stories.c.id, stories.c.series).order_by(stories.c.seq)
        query, at = query.where(stories.c.erased.is_(False)).limit(_PART), 0
        while rows := self._all(query.where(stories.c.seq > at)):
            yield tuple((row.id, row.series) for row in rows)
            at = rows[-1].seq

    def lost_editions(self) -> tuple[str, ...]:
        """The editions on record of which no copy is stored, though no erasure is on record."""
        erased, kept = records.alias("erased"), stories.join(story_bodies)
        has = exists().select_from(kept).where(stories.c.id == records.c.subject)
        gone = exists().where(erased.c.subject == records.c.subject, erased.c.kind == "erasure")
        query = select(records.c.subject).where(records.c.kind == "edition", ~has, ~gone)
        return tuple(row.subject for row in self._all(query.order_by(records.c.seq)))

    def spoken_of(self) -> tuple[str, ...]:
        """The series that anything was decided or edited of, in the database or on record."""
        kinds = ("kill", "decision", "edit")
        said = select(records.c.subject.label("series")).where(records.c.kind.in_(kinds))
        every = said.union(select(decisions.c.series), select(edits.c.series)).subquery()
        query = select(every.c.series).where(~every.c.series.like("coverage:%"))
        return tuple(row.series for row in self._all(query.order_by(every.c.series)))

    def every_delivery(self) -> Iterator[tuple[str, bool]]:
        """The digest of each delivery whose bytes are kept, and whether they still have it."""
        light = select(deliveries.c.feed, deliveries.c.sha256).order_by(deliveries.c.seq)
        body = select(deliveries.c.body)
        for row in self._all(light.where(deliveries.c.state != "erased")):
            which = (deliveries.c.feed == row.feed) & (deliveries.c.sha256 == row.sha256)
            found = self._first(body.where(which))
            yield row.sha256, found is not None and _digest(found.body) == row.sha256


def _digest(body: bytes | None) -> str:
    try:
        return sha256(zlib.decompress(body or b"")).hexdigest()
    except zlib.error:
        return ""
