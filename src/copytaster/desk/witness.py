"""What the store says of a series held against the ledger, before anything of it is shown.

::

    editions that count, the edit that stands, decisions  ⟷  their records  →  fault | None

Copy that cannot be shown to be what came in is not published, and a page of it is taken
down: what bars copy (embargo, rights, its sender's status) stands in the same row, so that
nobody can say any more whether it may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from copytaster.desk.recent import Kept, Shelf
from copytaster.ledger import DECIDED, decisions_fault, edit_data, edit_fault
from copytaster.model import Edit, Record
from copytaster.store import Decision, Store, stored_form

UNPROVED = "cannot be shown to be what came in: "
"""How the reason begins that copy is kept back with which does not agree with the ledger."""
CURE = "put a backup of the desk in its place, then 'copytaster publish --all'; 'copytaster ledger check' names all there is"
_KINDS = ("kill", "decision", "edit")


class Witness:
    """Asks the ledger about series; what a pass will ask for can be read at one go."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self._expected: Mapping[str, tuple[Record, ...]] = {}

    def expect(self, series: Sequence[str]) -> None:
        """These will be asked about; none: forget what was read."""
        self._expected = self._store.records_about(series, _KINDS) if series else {}

    def records(self, series: str) -> tuple[Record, ...]:
        """What is on record of decisions and edits about a series, in order."""
        known = self._expected.get(series)
        if known is not None:
            return known
        return self._store.records_about((series,), _KINDS)[series]

    def kill(self, series: str, decisions: Sequence[Decision]) -> Decision | None:
        """The kill that stands on record of a series whose kept decisions know of none."""
        words = [r for r in self.records(series) if _is_last_word(r)]
        kept = [word.kind for word in decisions if word.kind in ("kill", "release")]
        if not words or words[-1].kind != "kill" or (kept and kept[-1] == "kill"):
            return None
        record = words[-1]
        who = "wire" if record.data.get("by") == "wire" else "desk"
        return Decision(record.time, series, None, "kill", who, _KILL_GONE)

    def fault(
        self, series: str, editions: Iterable[Kept], edit: Edit | None, said: Sequence[Decision]
    ) -> str | None:
        """The first thing about a series that is not as the ledger has it.

        ``editions`` are those that count, ``edit`` is the stored one that stands.
        """
        for kept in editions:
            if kept.fault:
                return kept.fault
        records = self.records(series)
        if not records and not edit and not said:  # nearly all
            return None
        if self._spoken_fault(records, edit, said) is None:
            return None
        # Somebody may have decided between two of these questions: asked again, they agree.
        read = self._store
        records = read.records_about((series,), _KINDS)[series]
        return self._spoken_fault(records, read.edit(series), read.decisions(series))

    def _spoken_fault(
        self, records: Sequence[Record], edit: Edit | None, said: Sequence[Decision]
    ) -> str | None:
        """Of what editors and the wire said of a series, what is not as the ledger has it."""
        kinds = [w.kind for w in said if w.kind in DECIDED and w.reason != _KILL_GONE]
        return decisions_fault(records, kinds) or self._edit_fault(records, edit)

    def _edit_fault(self, records: Sequence[Record], edit: Edit | None) -> str | None:
        on_record = [r for r in records if r.kind == "edit"]
        last = on_record[-1] if on_record else None
        kept = self._shelf.get(edit.base) if edit else None
        if edit is None or kept is None:
            # An erased edition takes its edit along: that is on record as an erasure.
            gone = last is not None and self._shelf.get(str(last.data.get("edition"))) is None
            return None if gone else edit_fault(last, None)
        if kept.fault:
            return kept.fault
        made = self._shelf.edited(kept, edit)
        return edit_fault(last, edit_data(edit, kept.story, made, kept.salt, stored_form(edit)))


_KILL_GONE = f"{UNPROVED}its kill is on record, and gone from the database"


def _is_last_word(record: Record) -> bool:
    return record.kind == "kill" or record.data.get("decision") == "release"
