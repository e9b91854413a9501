"""Deliveries, on both databases: bytes taken once, worked on once, erased and let go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from copytaster.errors import StoreError
from copytaster.store import Store


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
    assert sorted((d.feed, d.state) for d in store.deliveries()) == [
        ("f1", "pending"), ("f2", "pending"),
    ]  # fmt: skip


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
    assert sorted(d.state for d in store.deliveries()) == ["done", "pending", "refused"]
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
