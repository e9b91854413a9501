"""Edits in the store: which one stands, what is found by, and what an erasure leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from copytaster.model import Edit, Passage
from copytaster.store import Store

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


def edit(story: Any, now: str) -> Edit:
    return Edit(story.id, NOW, "Ada Brandt", (Passage("text", 0, 3, story.text[:3], now),))


@pytest.fixture
def story(store: Store, make: Any, keep: Any) -> Any:
    made = make.story()
    with store.writing() as tx:
        keep(tx, made)
    return made


def test_the_last_edit_stands_and_every_one_is_kept(store: Store, story: Any) -> None:
    """A later edit takes the place of the first; taken back, none stands and both are still there."""
    first, second = edit(story, "one"), edit(story, "two")
    with store.writing() as tx:
        tx.put_edit(story.series, first)
        tx.put_edit(story.series, second)
    assert store.edit(story.series) == second
    assert store.edited_series() == {story.series}
    with store.writing() as tx:
        assert tx.drop_edit(story.series)
        assert not tx.drop_edit(story.series)
    assert store.edit(story.series) is None
    assert store.edits(story.series) == (first, second)


def test_an_erased_edition_leaves_no_edit(store: Store, story: Any) -> None:
    """The words an editor changed go with the edition they stood in."""
    with store.writing() as tx:
        tx.put_edit(story.series, edit(story, "one"))
        tx.erase(story.id)
    assert store.edits(story.series) == ()
    assert store.edited_series() == frozenset()


def test_an_edition_is_found_by_what_it_now_says(store: Store, story: Any) -> None:
    """After a reindexing the old words find nothing, the new ones do, and an erasure still works."""
    old = max(story.copy.split(), key=len).strip(".,")
    with store.writing() as tx:
        tx.reindex(story.id, "A new headline", "zymurgy alone")
    assert [r.id for r in store.search("zymurgy headline")] == [story.id]
    assert store.search(old) == ()
    with store.writing() as tx:
        tx.reindex(story.id, story.headline, story.copy)
    assert [r.id for r in store.search(old)] == [story.id]
    with store.writing() as tx:
        tx.erase(story.id)
    assert store.search(old) == ()
