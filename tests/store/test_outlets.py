"""Outlets and parcels: what is due, what is past, what may be there, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from copytaster.model import Outlet
from copytaster.store import WITHDRAWN, Parcel, Store

HOOK = Outlet("o1", "webhook", "https://hooks.example/in", feeds=("f1",), categories=(3,))


def test_an_outlet_and_its_parcels_come_back_as_they_were(store: Store, make: Any) -> None:
    """Every field survives; putting again replaces; deleting takes the parcels along."""
    parcel = Parcel(
        "o1", "s1", "sent", True, make.noon, 3, 2, "e1", "d1", WITHDRAWN, "slug", "77", 201, "p", make.noon
    )  # fmt: skip
    with store.writing() as tx:
        assert not tx.has_outlets()
        tx.put_outlet(HOOK)
        tx.put_parcel(parcel)
        tx.put_parcel(parcel)
    assert store.outlets() == (HOOK,)
    assert store.outlet("o1") == HOOK
    assert store.parcel("o1", "s1") == parcel
    assert store.has_outlets()
    with store.writing() as tx:
        tx.delete_outlet("o1")
    assert store.outlets() == store.parcels() == ()


def test_what_is_due_comes_in_order_and_withdrawals_apart(store: Store, make: Any) -> None:
    """The longest due first; what is not due, or done with, is not there."""
    with store.writing() as tx:
        tx.put_outlet(HOOK)
        for n, urgent in enumerate((False, True, False, True)):
            due = make.noon - timedelta(minutes=n)
            tx.put_parcel(Parcel("o1", f"s{n}", urgent=urgent, due=due))
        tx.put_parcel(Parcel("o1", "later", due=make.noon + timedelta(minutes=1)))
        tx.put_parcel(Parcel("o1", "done", "sent"))
    for urgent, found in ((False, ["s2", "s0"]), (True, ["s3", "s1"])):
        due = store.due_parcels("o1", make.noon, 9, urgent=urgent)
        assert [p.series for p in due] == found
    assert store.count_parcels("o1") == {"sent": 1, "waiting": 5}


def test_what_was_live_before_an_outlet_is_past(store: Store, make: Any, keep: Any) -> None:
    """Live stories are passed over, others not; looking through again leaves the past alone."""
    stories = [make.story(f"g{n}") for n in range(3)]
    with store.writing() as tx:
        for story, state in zip(stories, ("live", "held", "live"), strict=True):
            keep(tx, story)
            tx.put_publication(make.publication(story, state))
        tx.put_outlet(HOOK)
        tx.put_parcel(Parcel("o1", stories[2].series, "sent"))
        tx.pass_over("o1")
        tx.offer_again("o1")
        tx.offer_again("o1")
    assert store.parcel("o1", stories[0].series) == Parcel("o1", stories[0].series, "past")
    assert store.parcel("o1", stories[1].series) is None
    marks = store.offers(10)
    assert {m.key for m in marks} == {stories[1].series, stories[2].series}
    with store.writing() as tx:
        tx.offer(stories[1].series)
        tx.offered(marks)
    assert [m.key for m in store.offers(10)] == [stories[1].series], "offered again meanwhile"


def test_what_may_be_there_is_recalled_and_what_was_given_up_tried_again(
    store: Store, make: Any
) -> None:
    """The database and the parcel agree on what may be at the outlet."""
    base = Parcel("o1", "")
    parcels = [
        replace(base, series="never"),
        replace(base, series="tried", trying="d", state="failed"),
        replace(base, series="sent", trying="d", sent="d", state="sent"),
        replace(base, series="half", trying=WITHDRAWN, sent="d", state="waiting"),
        replace(base, series="gone", trying=WITHDRAWN, sent=WITHDRAWN, state="withdrawn"),
    ]
    with store.writing() as tx:
        tx.put_outlet(HOOK)
        for parcel in parcels:
            tx.put_parcel(parcel)
        assert tx.copies_at("o1") == sum(p.may_be_there for p in parcels) == 3
        assert tx.wake_parcels("o1", make.noon) == 3
        assert tx.wake_parcels("o1", make.noon, ["tried"]) == 1
        tx.recall_parcels("o1", make.noon)
    urgent = store.due_parcels("o1", make.noon, 9, urgent=True)
    assert {p.series for p in urgent} == {"tried", "sent", "half"}


def test_subscribers_of_the_hub_end_with_their_leases(store: Store, make: Any) -> None:
    """By topic or all; those whose lease is over are forgotten."""
    with store.writing() as tx:
        for n in range(3):
            tx.put_subscriber(f"i{n}", f"t{n % 2}", make.noon + timedelta(hours=n), {"n": n})
        assert tx.delete_subscribers(make.noon) == 1
    assert store.subscribers() == ({"n": 1}, {"n": 2})
    assert store.subscribers("t0") == ({"n": 2},)
    assert store.subscribed_topics() == ("t0", "t1")
    assert store.subscriber("i1") == {"n": 1}
    with store.writing() as tx:
        assert tx.delete_subscriber("i1")
        assert not tx.delete_subscriber("i1")
