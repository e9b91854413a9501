"""What the press reads, on both databases: publications, decisions, the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from copytaster.store import Decision, Dirty, Store


def test_publications_page_and_filter(store: Store, make: Any, keep: Any) -> None:
    """Lists of publications are newest first, page without loss at equal times, and filter."""
    stories = [make.story(f"g{n}") for n in range(6)]
    with store.writing() as tx:
        for n, story in enumerate(stories):
            keep(tx, story)
            more = {"coverage": f"c{n % 2}", "origin": "o" if n == 5 else None}
            tx.put_publication(make.publication(story, minutes=n // 3, **more))
    seen: list[Any] = []
    while page := store.publications(limit=2, before=seen[-1] if seen else None):
        seen += page
    assert sorted(row.story for row in seen) == sorted(s.id for s in stories)
    assert [row.first_published for row in seen] == sorted(
        (row.first_published for row in seen), reverse=True
    )
    assert len(store.publications(coverage="c0")) == 3
    assert [row.story for row in store.publications(origin="o")] == [stories[5].id]
    assert len(store.publications(before=make.noon + timedelta(minutes=1))) == 3
    assert store.count_publications() == {"live": 6}


def test_publications_due(store: Store, make: Any, keep: Any) -> None:
    """Due are embargoed ones whose time has passed; one that never lifts is never due."""
    passed, coming, never, killed = (make.story(f"g{n}") for n in range(4))
    until = {passed: -1, coming: 1, killed: -1}
    with store.writing() as tx:
        for story in (passed, coming, never, killed):
            keep(tx, story)
            state = "killed" if story is killed else "embargoed"
            at = make.noon + timedelta(minutes=until[story]) if story in until else None
            tx.put_publication(make.publication(story, state, until=at))
    assert [row.story for row in store.publications_due(make.noon)] == [passed.id]


def test_decisions_stand_in_the_order_taken(store: Store, make: Any) -> None:
    """The last decision is the last taken, whatever its time says; many series are read at one go."""
    taken = [
        Decision(make.noon + timedelta(minutes=m), "s", None, kind, "desk")  # type: ignore[arg-type]
        for m, kind in ((3, "hold"), (2, "publish"), (1, "kill"))
    ]
    with store.writing() as tx:
        for decision in taken:
            tx.add_decision(decision)
    assert store.decisions_of(["t", "s"]) == {"t": (), "s": tuple(taken)}
    assert store.recent_decisions(2) == (taken[2], taken[1])


def test_outbox_loses_no_touch(store: Store) -> None:
    """What is touched again while its page is made stays dirty; what is not is clean."""
    with store.writing() as tx:
        tx.touch("series", "a")
        tx.touch("front")
    first, second = store.dirty()
    assert {first.kind, second.kind} == {"series", "front"}
    with store.writing() as tx:
        tx.touch("series", "a")
    with store.writing() as tx:
        tx.clean([first, second])
    (left,) = store.dirty()
    assert (left.kind, left.key) == ("series", "a")
    with store.writing() as tx:
        tx.clean([left])
        tx.touch("series", "a")
    assert store.dirty()[0].token > left.token  # a token is never given twice


def test_outbox_gives_the_longest_waiting_first(store: Store) -> None:
    """The outbox is worked off in order of the last change."""
    for key in ("b", "a", "c"):
        with store.writing() as tx:
            tx.touch("series", key)
    assert [d.key for d in store.dirty()] == ["b", "a", "c"]
    assert store.dirty(1) == (Dirty("series", "b", 1),)
