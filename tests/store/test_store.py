"""Every method of the store, on both databases: what was put is found, and twice is once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from copytaster.errors import StoreError
from copytaster.model import Change, Checkpoint, Correction, Match, Record, Subscription
from copytaster.store import Decision, Dirty, Snapshot, Store, Writer


@dataclass(frozen=True)
class Kept:
    """One thing to put and where to find it again."""

    put: Callable[[Writer], object]
    find: Callable[[Any], object]
    expected: object


def _record(seq: int, prev: str, at: datetime) -> Record:
    return Record(seq, at, "edition", f"s{seq}", {"leaves": ["ab", "cd"]}, prev, f"{seq:064x}")


@pytest.fixture(
    params=["subscription", "publication", "value", "snapshot", "record", "checkpoint", "decision"]
)
def kept(request: pytest.FixtureRequest, make: Any, keep: Any) -> Kept:
    """Each kind of thing the store keeps, full of values."""
    noon, story = make.noon, make.story()
    subscription = Subscription(
        "f1", "https://feed.example/rss", speaks_for=("Northwire",), next_poll=noon, etag='W/"x"'
    )
    row = make.publication(
        story, "embargoed", reason="until noon", coverage="c1", origin="o1", record=4,
        until=noon, corrections=(Correction(noon, "correction", "The name was misspelt."),),
    )  # fmt: skip
    record = _record(1, "0" * 64, noon)
    checkpoint = Checkpoint(
        "log.example", 1, "cm9vdA==", "log.example\n1\ncm9vdA==\n\n— log.example c2ln\n"
    )
    decision = Decision(noon, "series1", story.id, "hold", "ilva", "two sources needed \x00 \udc80")
    clean = replace(decision, reason="two sources needed \ufffd \ufffd")

    def publish(tx: Writer) -> None:
        keep(tx, story)
        tx.put_publication(row)

    return {
        "subscription": Kept(
            lambda tx: tx.put_subscription(subscription),
            lambda s: (s.subscription("f1"), s.subscriptions()),
            (subscription, (subscription,)),
        ),
        "publication": Kept(
            publish,
            lambda s: (s.publication(story.series), s.publications(state="embargoed")),
            (row, (row,)),
        ),
        "value": Kept(
            lambda tx: tx.put_value("session:1", {"user": "Ilva \x00 \udc80", "n": [1, None]}),
            lambda s: (s.value("session:1"), list(s.values("session:"))),
            ({"user": "Ilva \x00 \udc80", "n": [1, None]}, ["session:1"]),
        ),
        "snapshot": Kept(
            lambda tx: tx.put_snapshot("matcher", 7, b"\x00\xffbytes"),
            lambda s: s.snapshot("matcher"),
            Snapshot("matcher", 7, b"\x00\xffbytes"),
        ),
        "record": Kept(
            lambda tx: tx.append_record(record),
            lambda s: (s.last_record(), tuple(s.records()), s.records_of("s1", "edition")),
            (record, (record,), (record,)),
        ),
        "checkpoint": Kept(
            lambda tx: tx.put_checkpoint(checkpoint), lambda s: s.checkpoint(), checkpoint
        ),
        "decision": Kept(
            lambda tx: tx.add_decision(decision),
            lambda s: (s.decisions("series1"), s.recent_decisions()),
            ((clean,), (clean,)),
        ),
    }[request.param]


def test_what_was_put_is_found(store: Store, url: str, kept: Kept) -> None:
    """What is put is found unchanged: in its transaction, after it, and after opening anew."""
    with store.writing() as tx:
        kept.put(tx)
        assert kept.find(tx) == kept.expected
    assert kept.find(store) == kept.expected
    with Store.open(url) as again:
        assert kept.find(again) == kept.expected


def test_a_failed_transaction_leaves_nothing(store: Store, kept: Kept) -> None:
    """Nothing of a transaction that raises is kept."""
    before = kept.find(store)

    def fail() -> None:
        with store.writing() as tx:
            kept.put(tx)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert kept.find(store) == before


def test_putting_twice_is_once(store: Store, kept: Kept, request: pytest.FixtureRequest) -> None:
    """What is named by a key and put twice is there once; what is append-only says no or adds."""
    name = request.node.callspec.params["kept"]
    with store.writing() as tx:
        kept.put(tx)
    if name == "record":
        with pytest.raises(StoreError, match="does not follow"), store.writing() as tx:
            kept.put(tx)
    elif name == "decision":
        with store.writing() as tx:
            kept.put(tx)
        assert len(store.decisions("series1")) == 2
        return
    else:
        with store.writing() as tx:
            kept.put(tx)
    assert kept.find(store) == kept.expected


NOTHING: list[tuple[Callable[[Store], object], object]] = [
    (lambda s: s.subscription("x"), None),
    (lambda s: s.delivery("x"), None),
    (lambda s: s.story("x"), None),
    (lambda s: s.row("x"), None),
    (lambda s: s.stories(("x", "y")), ()),
    (lambda s: s.series("x"), ()),
    (lambda s: s.latest(), ()),
    (lambda s: s.match("x"), None),
    (lambda s: s.salt("x"), None),
    (lambda s: list(s.stories_since(0)), []),
    (lambda s: s.last_story(), 0),
    (lambda s: s.count_stories(), 0),
    (lambda s: s.search("harbour"), ()),
    (lambda s: s.public_search("harbour"), ()),
    (lambda s: s.rows(["x"]), ()),
    (lambda s: s.series_of(["x"]), {"x": ()}),
    (lambda s: s.decisions_of(["x"]), {"x": ()}),
    (lambda s: s.values_at(["x"]), {}),
    (lambda s: s.shared(["x"]), frozenset()),
    (lambda s: s.publication("x"), None),
    (lambda s: s.dirty(), ()),
    (lambda s: s.last_record(), None),
    (lambda s: list(s.records()), []),
    (lambda s: s.checkpoint(), None),
    (lambda s: s.snapshot("x"), None),
    (lambda s: s.value("x", 5), 5),
    (lambda s: s.count_deliveries(), {}),
    (lambda s: list(s.pending_deliveries()), []),
]


def test_an_empty_store_has_nothing(store: Store) -> None:
    """Asking an empty store raises nothing and finds nothing."""
    assert [ask(store) for ask, _ in NOTHING] == [answer for _, answer in NOTHING]


def test_delivery_round_trip(store: Store, make: Any) -> None:
    """A delivery comes back byte for byte, with all that was known of it."""
    for delivery in (make.delivery(bytes(range(256)) * 40), make.delivery(b"", feed=None)):
        with store.writing() as tx:
            assert tx.add_delivery(delivery)
        assert store.delivery(delivery.sha256) == delivery
        assert store.delivery(delivery.sha256, delivery.feed or "") == delivery
    assert store.delivery(delivery.sha256, "another") is None


def test_the_same_bytes_are_taken_once(store: Store, make: Any) -> None:
    """The latest bytes of a feed sent again are no new delivery; another feed's are."""
    one = make.delivery(b"one")
    with store.writing() as tx:
        assert tx.add_delivery(one)
        assert not tx.add_delivery(one)
        assert tx.add_delivery(replace(one, feed="f2"))
    assert store.count_deliveries() == {"pending": 2}
    assert store.count_deliveries("f1") == {"pending": 1}


def test_bytes_sent_again_after_others_are_pending_again(store: Store, make: Any) -> None:
    """A feed that goes back to what it sent before is processed again, from the one copy kept."""
    one, two = make.delivery(b"one"), make.delivery(b"two")
    with store.writing() as tx:
        tx.add_delivery(one)
        tx.finish_delivery(one.sha256, "f1", "done")
        tx.add_delivery(two)
        assert tx.add_delivery(one)
    assert [d.body for d in store.pending_deliveries()] == [b"two", b"one"]
    assert len(store.deliveries()) == 2


def test_finished_deliveries_are_pending_no_more(store: Store, make: Any) -> None:
    """Only what is not finished is processed after a restart, and a refusal keeps its reason."""
    good, bad, left = (make.delivery(b) for b in (b"good", b"bad", b"left"))
    with store.writing() as tx:
        for delivery in (good, bad, left):
            tx.add_delivery(delivery)
        tx.finish_delivery(good.sha256, "f1", "done")
        tx.finish_delivery(bad.sha256, "f1", "refused", "no feed in it")
    assert list(store.pending_deliveries()) == [left]
    assert store.count_deliveries() == {"done": 1, "pending": 1, "refused": 1}
    refused = store.deliveries(state="refused")
    assert [(d.reason, d.size) for d in refused] == [("no feed in it", 3)]
    with pytest.raises(StoreError, match="no delivery"), store.writing() as tx:
        tx.finish_delivery("unknown", "f1", "done")


def test_erasing_a_delivery_leaves_that_it_came(store: Store, make: Any) -> None:
    """An erased delivery has no bytes left, is not pending, and is still on the list."""
    delivery = make.delivery(b"to be forgotten")
    with store.writing() as tx:
        tx.add_delivery(delivery)
        assert tx.erase_delivery(delivery.sha256) == 1
        assert tx.erase_delivery(delivery.sha256) == 0
    assert store.delivery(delivery.sha256) is None
    assert list(store.pending_deliveries()) == []
    assert [d.state for d in store.deliveries()] == ["erased"]


def test_retention_drops_only_old_processed_bytes(store: Store, make: Any) -> None:
    """Retention takes bytes that are processed and old, never what is pending."""
    done, pending = make.delivery(b"done"), make.delivery(b"pending")
    with store.writing() as tx:
        tx.add_delivery(done)
        tx.add_delivery(pending)
        tx.finish_delivery(done.sha256, "f1", "done")
        assert tx.drop_bodies(make.noon) == 0
        assert tx.drop_bodies(make.noon + timedelta(seconds=1)) == 1
    assert store.delivery(done.sha256) is None
    assert store.delivery(pending.sha256) == pending


def test_due_subscriptions(store: Store, make: Any) -> None:
    """Due are those whose time has come or was never set, longest waiting first, none muted."""
    never, early, later = (Subscription(i, f"https://{i}.example/") for i in ("a", "b", "c"))
    early = replace(early, next_poll=make.noon - timedelta(hours=1))
    later = replace(later, next_poll=make.noon + timedelta(hours=1))
    with store.writing() as tx:
        for subscription in (later, early, never, replace(never, id="d", muted=True)):
            tx.put_subscription(subscription)
    assert store.due_subscriptions(make.noon) == (never, early)
    with store.writing() as tx:
        assert tx.remove_subscription("a")
        assert not tx.remove_subscription("a")
    assert store.due_subscriptions(make.noon) == (early,)


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


def test_the_ledger_is_an_unbroken_row(store: Store, make: Any) -> None:
    """Records follow one another; a gap, a wrong link or a second genesis is refused."""
    first = _record(1, "0" * 64, make.noon)
    second = _record(2, first.hash, make.noon)
    for wrong in (second, _record(1, "1" * 64, make.noon), _record(0, "0" * 64, make.noon)):
        with pytest.raises(StoreError, match="does not follow"), store.writing() as tx:
            tx.append_record(wrong)
    with store.writing() as tx:
        tx.append_record(first)
        assert tx.last_record() == first
        tx.append_record(second)
    assert list(store.records(2)) == [second]
    assert list(store.records(chunk=1)) == [first, second]


@pytest.mark.parametrize("table", ["records", "decisions"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET seq = 9", "DELETE FROM {}"])
def test_append_only_tables_refuse_change(store: Store, make: Any, table: str, verb: str) -> None:
    """The database itself refuses to change or remove a record or a decision."""
    with store.writing() as tx:
        tx.append_record(_record(1, "0" * 64, make.noon))
        tx.add_decision(Decision(make.noon, "s", None, "hold", "desk"))
    with pytest.raises(StoreError, match="append-only"), store.writing() as tx:
        tx._connection.exec_driver_sql(verb.format(table))
    assert len(list(store.records())) == len(store.decisions("s")) == 1


def test_values_are_found_by_prefix(store: Store) -> None:
    """A prefix is taken literally, with its case and without wildcards."""
    with store.writing() as tx:
        for key in ("a%b", "aXb", "A%c", "a%d"):
            tx.put_value(key, 1)
        assert tx.delete_value("a%d")
        assert not tx.delete_value("a%d")
    assert list(store.values("a%")) == ["a%b"]


def test_readers_do_not_wait_for_a_writer(store: Store, make: Any, keep: Any) -> None:
    """While one thread writes, others read what was committed before."""
    seen: list[int] = []
    with store.writing() as tx:
        keep(tx, make.story())
        reader = threading.Thread(target=lambda: seen.append(store.count_stories()))
        reader.start()
        reader.join(10)
        assert seen == [0]
    assert store.count_stories() == 1


def test_writers_wait_for_one_another(store: Store) -> None:
    """Threads that each add one to a value lose no addition."""

    def add() -> None:
        for _ in range(10):
            with store.writing() as tx:
                tx.put_value("n", tx.value("n", 0) + 1)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert store.value("n") == 40


def test_a_second_transaction_in_one_thread_is_refused(store: Store) -> None:
    """Opening a transaction inside another is a mistake and is said, not a deadlock."""
    with store.writing(), pytest.raises(StoreError, match="already open"), store.writing():
        pass
    with store.writing() as tx:
        tx.put_value("after", 1)
    assert store.value("after") == 1


def test_what_was_erased_is_not_taken_again(store: Store, make: Any) -> None:
    """The same bytes coming once more, by the same feed or another, stay erased."""
    delivery = make.delivery(b"to be forgotten")
    with store.writing() as tx:
        tx.add_delivery(delivery)
        tx.erase_delivery(delivery.sha256)
        tx.add_delivery(make.delivery(b"something between"))
        assert not tx.add_delivery(delivery)
        assert not tx.add_delivery(replace(delivery, feed="f2"))
    assert store.delivery(delivery.sha256) is None
