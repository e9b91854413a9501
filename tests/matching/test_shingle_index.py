"""The index of shingles says of each entry what a dictionary of sets would."""

from __future__ import annotations

from array import array
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from copytaster.matching.shingle_index import CROWDED, ShingleIndex

# Few values, near together at both ends: slots are fought over, and the table is gone round.
_HASHES = st.sets(
    st.one_of(st.integers(0, 40), st.integers(2**32 - 40, 2**32 - 1), st.integers(0, 2**32 - 1)),
    max_size=60,
)


@given(held=st.lists(_HASHES, max_size=30), gone=st.sets(st.integers(0, 29)), asked=_HASHES)
def test_it_holds_what_was_put_and_not_taken(
    held: list[set[int]], gone: set[int], asked: set[int]
) -> None:
    """After any entries were put and some taken out, every other is found by all its shingles."""
    index = ShingleIndex()
    for no, hashes in enumerate(held):
        index.add(no, array("I", sorted(hashes)))
    for no in gone & set(range(len(held))):
        index.remove(no, array("I", sorted(held[no])))
    left = {no: hashes for no, hashes in enumerate(held) if no not in gone}
    shared = Counter({no: len(hashes & asked) for no, hashes in left.items() if hashes & asked})
    assert index.shared(sorted(asked)) == shared
    assert len(index) == len(set().union(*left.values()))


def test_it_grows_and_empties() -> None:
    """A hundred thousand shingles are all found, and none is left when all are taken out."""
    index, each = ShingleIndex(), 100
    rows = [[(no * each + n) * 2_654_435_761 % 2**32 for n in range(each)] for no in range(1000)]
    for no, row in enumerate(rows):
        index.add(no, row)
    assert all(index.shared(row)[no] == each for no, row in enumerate(rows))
    for no, row in enumerate(rows):
        index.remove(no, row)
    assert len(index) == 0
    assert not any(index.shared(row) for row in rows)


def test_a_form_of_words_is_not_counted() -> None:
    """A shingle that more entries hold than repeat one another says nothing, until fewer do."""
    index = ShingleIndex()
    for no in range(CROWDED + 1):
        index.add(no, [7])
    assert index.shared([7]) == {}
    index.remove(0, [7])
    assert len(index.shared([7])) == CROWDED


def test_taking_out_twice_does_nothing() -> None:
    """What an entry does not hold cannot be taken from it."""
    index = ShingleIndex()
    index.add(1, [7])
    index.add(2, [7])
    for no in (1, 1, 3):
        index.remove(no, [7, 8])
    assert index.shared([7]) == {2: 1}
