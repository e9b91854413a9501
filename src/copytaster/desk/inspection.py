"""Everything a desk has stored, held against its ledger: each edition, edit, decision and delivery that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copytaster.desk.recent import Shelf, stored_fault
from copytaster.desk.witness import Witness
from copytaster.store import Store

_PART = 200


def inspect(store: Store, progress: Callable[[], object] = lambda: None) -> Iterator[str]:
    """What differs, a line each; ``progress`` is told of each edition and delivery looked at."""
    yield from _editions(store, progress)
    for id_ in store.lost_editions():
        yield f"edition {id_}: it is on record, and its copy is gone from the database"
    yield from _decisions(store)
    for digest, same in store.every_delivery():
        progress()
        if not same:
            yield f"delivery {digest[:16]}: its bytes are not those that came in"


def size_of(store: Store) -> int:
    """How many editions and deliveries `inspect` looks at, about."""
    return store.count_stories() + len(store.deliveries(limit=None))


def _editions(store: Store, progress: Callable[[], object]) -> Iterator[str]:
    for part in store.every_edition():
        series = dict(part)
        for sealed in store.sealed(series):
            progress()
            if fault := stored_fault(sealed):
                yield f"edition {sealed.id} of story {series[sealed.id]}: {fault}"


def _decisions(store: Store) -> Iterator[str]:
    witness, every = Witness(store, Shelf(store)), store.spoken_of()
    edited = store.edited_series()
    for start in range(0, len(every), _PART):
        part = every[start : start + _PART]
        witness.expect(part)
        said = store.decisions_of(part)
        for series in part:
            edit = store.edit(series) if series in edited else None
            if fault := witness.fault(series, (), edit, said[series]):
                yield f"story {series}: {fault}"
