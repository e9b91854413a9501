"""Finding what is like a story: by the words it shares, near it in the order of arrival."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from copytaster.model import Match
from copytaster.store import Store, likes
from copytaster.store.schema import keepsakes


def test_the_like_are_found_by_any_word_and_are_public(store: Store, make: Any, keep: Any) -> None:
    """Any of the words will do, each whole; what has the weightiest comes first; only live editions."""
    near = make.story(guid="near", body="The seawall of Orla cracked in the storm.")
    far = make.story(guid="far", body="A storm passed over the hills.")
    hidden = make.story(guid="hidden", body="The seawall of Orla, once more.")
    reprint = make.story(guid="reprint", body="The seawall of Orla cracked in a storm.")
    with store.writing() as tx:
        for story in (far, near, hidden):
            keep(tx, story)
        keep(tx, reprint, Match("c1", reprint_of=near.id))
        for story in (far, near, reprint):
            tx.put_publication(make.publication(story))
    words = [(("seawall",), 5), (("orla",), 4), (("storms", "storm"), 3), (("unheard",), 9)]
    for beside in ("", far.id, near.id):
        found = [one.id for one in store.public_like(words, beside=beside)]
        assert found == [id for id in (near.id, far.id) if id != beside]
    assert store.public_like([]) == store.public_like([(('"',), 1), (("*",), 1), ((), 1)]) == ()
    assert len(store.public_like([(("storm",), 1)], limit=1)) == 1


def test_the_like_are_looked_for_near_by(
    store: Store, make: Any, keep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what holds a common word only the nearest are looked at, before and after the story itself."""
    monkeypatch.setattr(likes, "_NEAREST", 2)
    held = [make.story(guid=f"n{n}", body=f"Storm number {n}.") for n in range(9)]
    with store.writing() as tx:
        for story in held:
            keep(tx, story)
            tx.put_publication(make.publication(story))
    found = store.public_like([(("storm",), 1)], beside=held[4].id)
    assert {one.id for one in found} == {held[n].id for n in (2, 3, 5, 6)}
    assert [one.id for one in store.public_like([(("storm",), 1)])] == [held[8].id, held[7].id]


def test_what_the_matcher_keeps_goes_with_the_story(store: Store, make: Any, keep: Any) -> None:
    """A keepsake comes back with what is like, None where there is none, and an erasure takes it."""
    kept, bare = make.story(guid="kept", body="Storm."), make.story(guid="bare", body="Storm.")
    with store.writing() as tx:
        keep(tx, kept, kept=b"some")
        keep(tx, bare)
        for story in (kept, bare):
            tx.put_publication(make.publication(story))
    found = {one.id: one.kept for one in store.public_like([(("storm",), 1)])}
    assert found == {kept.id: b"some", bare.id: None}
    with store.writing() as tx:
        tx.erase(kept.id)
    with store._reading() as connection:
        assert connection.execute(select(keepsakes)).all() == []
