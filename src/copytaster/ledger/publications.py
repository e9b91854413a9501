"""What the ledger says of a page that is put before the public."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from copytaster.errors import LedgerError
from copytaster.ledger.commit import leaves, sealer
from copytaster.ledger.edits import OwnSentences
from copytaster.ledger.plain import plain_page
from copytaster.ledger.units import PageText, read_page
from copytaster.model import Record


@dataclass(frozen=True, slots=True)
class WireEdition:
    """An edition a page quotes: its ``edition`` record, its salt (hex) and its leaves."""

    record: int
    story: str
    salt: str
    leaves: frozenset[str]

    @classmethod
    def of(cls, record: Record, salt: str) -> Self:
        """The edition that an ``edition`` record commits to."""
        if record.kind != "edition":
            raise LedgerError(f"record {record.seq} is no edition but a {record.kind}")
        return cls(record.seq, record.subject, salt, frozenset(record.data["leaves"]))


def publication_data(
    path: str,
    label: str,
    page: bytes,
    salt: str,
    wire: Iterable[WireEdition] = (),
    edits: Iterable[OwnSentences] = (),
) -> dict[str, Any]:
    """What the ``publication`` record says of a page: commitments to its units, and whose they are.

    ``marks`` has one letter a unit: ``w`` stands, as received, in one of the
    ``editions`` (pairs of record and story id); ``e`` is an editor's, of one of the
    ``edits`` (pairs of record and series); ``t`` is our own. ``label`` is
    the publication's. An edition counts only if the page carries its salt: in
    ``copytaster:salt``, or as ``copytaster:edition`` (``RECORD SALT``).

    Raises LedgerError when the page does not carry ``path`` and ``salt``.
    """
    text = plain_page(page) or read_page(page)
    if (text.path, text.salt) != (path, salt):
        raise LedgerError("the page does not name its own path and salt", subject=path)
    editions = [e for e in wire if e.salt in _carried(text)]
    own = list(edits)
    units, marks = _marked(text.units, salt, editions, frozenset().union(*(e.leaves for e in own)))
    edited = {"edits": [[e.record, e.subject] for e in own]} if own else {}
    return {
        "page": path,
        "label": label,
        "sha256": hashlib.sha256(page).hexdigest(),
        "editions": [[e.record, e.story] for e in editions],
        **edited,
        "units": units,
        "marks": marks,
        "frame": list(leaves(salt, text.frame)),
    }


def _carried(text: PageText) -> frozenset[str]:
    return frozenset({text.salt or "", *(salt for _, salt in text.salts)})


def _marked(
    units: Sequence[str], salt: str, editions: Sequence[WireEdition], own: frozenset[str]
) -> tuple[list[str], str]:
    """Units stand folded on a page: each is sealed as it is, once per edition and once as our own."""
    seal = sealer(salt)
    # A story's page is under its edition's salt: then the one leaf is the other.
    wire = [(None if e.salt == salt else sealer(e.salt), e.leaves) for e in editions]
    values, marks = [], []
    for unit in units:
        ours = seal(unit)
        received = _as_received(unit, ours, wire)
        values.append(received or ours)
        marks.append("w" if received else "e" if values[-1] in own else "t")
    return values, "".join(marks)


def _as_received(
    unit: str, ours: str, wire: Sequence[tuple[Callable[[str], str] | None, frozenset[str]]]
) -> str | None:
    """The leaf of the unit in the first edition that has it."""
    for seal, known in wire:
        value = ours if seal is None else seal(unit)
        if value in known:
            return value
    return None
