"""Stories and their matches, on both databases: editions, lists, replay, erasing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from copytaster.errors import StoreError
from copytaster.model import Change, Match
from copytaster.store import Store


def test_story_round_trip(store: Store, make: Any, keep: Any) -> None:
    """A story and its match come back equal, with anything a sender may put in them."""
    story = make.story(
        "g\x00\udc80", body="Naïve \x00 text \udc80 日本 " * 30, headline="H\x00\ud800"
    )
    match = Match("c9", "r1", "e1", "update", (Change("late-origin", "a", "b"),), 0.75, "not his")
    with store.writing() as tx:
        assert keep(tx, story, match)
        assert not keep(tx, story, Match("another"))
    assert store.story(story.id) == story
    assert store.match(story.id) == match
    assert store.salt(story.id) == "5a" * 16
    assert store.count_stories() == 1
    row = store.row(story.id)
    assert row is not None
    assert (row.seq, row.headline, row.words, row.state) == (1, "H\ufffd\ufffd", 150, None)
    assert (row.published, row.received, row.similarity) == (make.noon, make.noon, 0.75)


def test_a_story_needs_its_delivery(store: Store, make: Any) -> None:
    """No story is kept whose delivery was not."""
    story = make.story()
    with pytest.raises(StoreError), store.writing() as tx:
        tx.add_story(
            story, Match("c"), delivery="none", feed="f1", received=make.noon, salt="00"
        )  # fmt: skip
    assert store.count_stories() == 0


def test_a_moment_without_zone_is_refused(store: Store, make: Any) -> None:
    """A naive datetime is refused rather than guessed at."""
    naive = make.noon.replace(tzinfo=None)
    with pytest.raises(StoreError, match="refused"), store.writing() as tx:
        tx.add_delivery(replace(make.delivery(), received=naive))


def test_editions_come_in_order(store: Store, make: Any, keep: Any) -> None:
    """A series gives its editions in order of arrival, and stories come in the order asked for."""
    editions = [make.story("g1", body=f"Edition {n} of it.") for n in range(4)]
    with store.writing() as tx:
        for story in (*editions, make.story("g2")):
            keep(tx, story)
    assert [row.id for row in store.series(editions[0].series)] == [s.id for s in editions]
    backwards = [s.id for s in reversed(editions)]
    assert [s.id for s in store.stories([*backwards, "unknown"])] == backwards
    newest = store.latest(newest_editions=True)
    assert [row.guid for row in newest] == ["g2", "g1"]
    assert newest[1].id == editions[-1].id


def test_latest_pages_through_everything_once(store: Store, make: Any, keep: Any) -> None:
    """Going on from the last row seen walks every edition once, newest first."""
    with store.writing() as tx:
        for n in range(7):
            keep(tx, make.story(f"g{n}"))
    seen: list[int] = []
    while page := store.latest(3, before=seen[-1] if seen else None):
        seen += [row.seq for row in page]
    assert seen == [7, 6, 5, 4, 3, 2, 1]


def test_latest_filters(store: Store, make: Any, keep: Any) -> None:
    """Each filter of the list leaves just what it names."""
    one, two, three = (make.story(f"g{n}") for n in (1, 2, 3))
    killed = make.story("g4", status="canceled")
    with store.writing() as tx:
        keep(tx, one, Match("c1"))
        keep(tx, two, Match("c1", reprint_of=one.id))
        keep(tx, three, Match("c2"))
        keep(tx, killed, Match("c3"))
        tx.put_publication(make.publication(one))
        tx.put_publication(make.publication(two, "held"))

    def ids(**filters: Any) -> list[str]:
        return [row.guid or "" for row in store.latest(**filters)]

    assert ids(coverage="c1") == ["g2", "g1"]
    assert ids(coverage="c1", origins=True) == ["g1"]
    assert store.shared(["c1", "c2", "c3"]) == {"c1"}
    assert ids(state="live") == ["g1"]
    assert ids(state="undecided") == ["g4", "g3"]
    assert ids(status="canceled") == ["g4"]
    assert ids(provider="northwire", feed="f1", since=make.noon) == ["g4", "g3", "g2", "g1"]
    assert ids(since=make.noon + timedelta(seconds=1)) == []


def test_replay_gives_every_story_after_a_number(store: Store, make: Any, keep: Any) -> None:
    """Replaying from any number gives the rest once, in order, across chunks."""
    stories = [make.story(f"g{n}") for n in range(9)]
    with store.writing() as tx:
        for story in stories:
            keep(tx, story, Match(f"c{story.id}"))
    for start in range(10):
        rest = list(store.stories_since(start, chunk=2))
        assert [s.story for s in rest] == stories[start:]
        assert all(s.match.coverage == f"c{s.story.id}" for s in rest)
    assert store.last_story() == 9


def test_a_match_is_revised(store: Store, make: Any, keep: Any) -> None:
    """A late origin and a merge change what earlier arrivals matched, and nothing else."""
    story, other = make.story("g1"), make.story("g2")
    with store.writing() as tx:
        keep(tx, story, Match("c1", similarity=0.5))
        keep(tx, other, Match("c2"))
        tx.put_publication(make.publication(story, coverage="c1"))
        tx.update_match(story.id, reprint_of=other.id, changes=(Change("merge", "c1", "c2"),))
        assert tx.merge_coverage("c1", "c2") == 1
    changes = (Change("merge", "c1", "c2"),)
    assert store.match(story.id) == Match("c2", other.id, changes=changes, similarity=0.5)
    assert [row.coverage for row in store.publications()] == ["c2"]
    with pytest.raises(StoreError, match="no story"), store.writing() as tx:
        tx.update_match("unknown", coverage="c")
    with pytest.raises(TypeError), store.writing() as tx:
        tx.update_match(story.id, headline="no")


def test_erasing_a_story(store: Store, make: Any, keep: Any) -> None:
    """An erased story has no text, headline, salt or words left; that it was there stays known."""
    story = make.story(headline="Quaysmith resigns", body="Ebbelina Quaysmith resigned.")
    with store.writing() as tx:
        keep(tx, story)
        assert tx.erase(story.id)
        assert not tx.erase(story.id)
    assert store.story(story.id) is None
    assert store.salt(story.id) is None
    assert store.search("Quaysmith") == ()
    assert list(store.stories_since(0)) == []
    row = store.row(story.id)
    assert row is not None
    assert (row.erased, row.headline) == (True, None)
