"""What the ledger says of an editor's change: where, by whom behind the salt, and no word of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from copytaster.errors import LedgerError
from copytaster.ledger.commit import edition_leaves, keyed, leaf
from copytaster.model import Edit, Record, Story


@dataclass(frozen=True, slots=True)
class OwnSentences:
    """The sentences an ``edit`` record answers for, as leaves under its edition's salt."""

    record: int
    subject: str
    leaves: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> Self:
        """Those of one record. Raises LedgerError for a record that is no edit."""
        if record.kind != "edit":
            raise LedgerError(f"record {record.seq} is no edit but a {record.kind}")
        return cls(record.seq, record.subject, frozenset(record.data["leaves"]))


def edit_data(
    edit: Edit, base: Story, made: Story, salt: str, stored: str | None = None
) -> dict[str, Any]:
    """What the ``edit`` record says of an edit of edition ``base`` that made ``made``.

    ``passages`` are [field, start, end, kind, length now] in code points of
    the edition; ``leaves`` the commitments to the sentences that are not the
    wire's any more; ``by`` commits to the editors' names, ``stored`` to the
    form in which the edit is kept. All under the edition's own salt, so that
    erasing it seals the edit too.
    """
    wire = frozenset(edition_leaves(base, salt))
    own = (value for value in edition_leaves(made, salt) if value not in wire)
    return {
        "edition": edit.base,
        "by": [leaf(salt, name) for name in edit.editors] if edit.passages else [],
        "passages": [[p.field, p.start, p.end, p.kind, len(p.now)] for p in edit.passages],
        "leaves": list(dict.fromkeys(own)),
        **({"stored": keyed(salt)(stored)} if stored is not None else {}),
    }


def edit_fault(record: Record | None, said: Mapping[str, Any] | None) -> str | None:
    """How the edit that stands differs from the last one on record; None where it does not.

    ``said`` is the `edit_data` of the one that stands, None where none does.
    """
    on_record = record.data if record is not None and record.data.get("passages") else None
    if said is None:
        return None if on_record is None else "an editor's change of it on record is gone"
    if on_record is None:
        return "an editor's change of it is on no record"
    # Of the oldest, not by its leaves: how sentences are parted has changed since.
    names = ("stored",) if "stored" in on_record else ("edition", "passages")
    same = all(on_record.get(name) == said.get(name) for name in names)
    return None if same else "an editor's change of it is not what is on record"
