"""Every method of the store, on both databases: what was put is found, and twice is once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from copytaster.errors import StoreError
from copytaster.model import Checkpoint, Correction, Record, Subscription
from copytaster.store import Decision, Snapshot, Store, Writer


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
    (lambda s: list(s.pending_deliveries()), []),
]


def test_an_empty_store_has_nothing(store: Store) -> None:
    """Asking an empty store raises nothing and finds nothing."""
    assert [ask(store) for ask, _ in NOTHING] == [answer for _, answer in NOTHING]


def test_a_removed_subscription_is_gone_once(store: Store) -> None:
    """Removing says whether there was one; the others stay."""
    one, other = (Subscription(i, f"https://{i}.example/") for i in "ab")
    with store.writing() as tx:
        tx.put_subscription(one)
        tx.put_subscription(other)
        assert tx.remove_subscription("a")
        assert not tx.remove_subscription("a")
    assert store.subscriptions() == (other,)


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
