"""Keeping what editors changed: every edit ever made, and which one of a series stands."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from copytaster.model import Edit
from copytaster.store.base import Reads, Writes
from copytaster.store.packing import pack, unpack
from copytaster.store.schema import edits

_STANDS = edits.c.current.is_(True)
_CURRENT = select(edits.c.body).where(_STANDS, edits.c.series == bindparam("series"))
_ALL = select(edits.c.body).where(edits.c.series == bindparam("series")).order_by(edits.c.seq)
_EDITED = select(edits.c.series).where(_STANDS).order_by(edits.c.series)


class EditReads(Reads):
    """Reading edits."""

    def edit(self, series: str) -> Edit | None:
        """The edit of a series that stands; None where it is as the wire has it."""
        row = self._first(_CURRENT, {"series": series})
        return None if row is None else Edit.from_dict(unpack(row.body))

    def edits(self, series: str) -> tuple[Edit, ...]:
        """Every edit of a series ever made, the first first; what was erased is left out."""
        return tuple(Edit.from_dict(unpack(r.body)) for r in self._all(_ALL, {"series": series}))

    def edited_series(self) -> frozenset[str]:
        """The series of which an edit stands."""
        return frozenset(row.series for row in self._all(_EDITED))


class EditWrites(Writes):
    """Writing edits."""

    def put_edit(self, series: str, edit: Edit) -> None:
        """Let this edit stand, in place of the one that stood."""
        self.drop_edit(series)
        values = {"series": series, "story": edit.base, "current": True}
        self._connection.execute(edits.insert().values(**values, body=pack(edit.to_dict())))

    def drop_edit(self, series: str) -> bool:
        """Let the series stand as the wire has it. False if it did."""
        standing = update(edits).where(edits.c.series == series, _STANDS)
        return bool(self._connection.execute(standing.values(current=False)).rowcount)
