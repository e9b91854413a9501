"""WebSub's decisions: who is believed, for how long, and what is dropped."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.intake.websub import (
    Hub,
    Lease,
    authentic,
    confirm,
    discover,
    form,
    link_header,
    live,
    renewal_due,
    renewed,
)
from hang import ends

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
TOPIC = "https://wire.example.com/feed"
LEASE = Lease("feed", "https://hub.example.com/", TOPIC, "token", "s3cret", NOW)


def asked(**changes: str) -> dict[str, str]:
    """The hub's verification request, with some parts changed."""
    usual = {"mode": "subscribe", "topic": TOPIC, "challenge": "abc", "lease_seconds": "86400"}
    return {f"hub.{name}": value for name, value in (usual | changes).items()}


@pytest.mark.parametrize(
    ("header", "links", "found"),
    [
        ('<https://h.example/>; rel="hub", <https://w.example/f>; rel=self', {},
         Hub("https://h.example/", "https://w.example/f")),
        ('<https://h.example/>; type="a,b"; REL="hub self"', {},
         Hub("https://h.example/", "https://h.example/")),
        ("", {"hub": "https://h.example/", "self": TOPIC}, Hub("https://h.example/", TOPIC)),
        ("<https://first.example/>; rel=hub", {"hub": "https://h.example/", "self": TOPIC},
         Hub("https://first.example/", TOPIC)),
        ("<https://h.example/>; rel=hub", {}, None),
        ("", {"self": TOPIC}, None),
        ("<file:///etc/passwd>; rel=hub", {"self": TOPIC}, None),
        ("<https://u:p@h.example/>; rel=hub", {"self": TOPIC}, None),
    ],
)  # fmt: skip
def test_discovery(header: str, links: dict[str, str], found: Hub | None) -> None:
    """The Link header comes before the feed's own links; both hub and self are needed."""
    assert discover({"link": header} if header else {}, links) == found


def test_what_is_sent_to_the_hub() -> None:
    """Subscribing names topic, callback, secret and lease; leaving sends no secret."""
    sent = form(LEASE, "https://desk.example/push/token")
    assert (sent["hub.mode"], sent["hub.topic"]) == ("subscribe", TOPIC)
    assert sent["hub.secret"] == "s3cret"
    leaving = form(Lease(**{**fields(LEASE), "state": "leaving"}), "https://desk.example/push/t")
    assert leaving["hub.mode"] == "unsubscribe"
    assert "hub.secret" not in leaving


def fields(lease: Lease) -> dict:
    """The lease's parts."""
    return {name: getattr(lease, name) for name in Lease.__slots__}


def test_a_pending_lease_is_confirmed_once() -> None:
    """The challenge is echoed to the request we made, and not a second time."""
    lease, echo = confirm(LEASE, asked(), NOW)
    assert (echo, lease.state, lease.until) == ("abc", "active", NOW + timedelta(days=1))
    assert confirm(lease, asked(), NOW)[1] is None


@pytest.mark.parametrize(
    "query",
    [asked(topic="https://other.example/"), asked(mode="unsubscribe"), asked(challenge=""),
     asked(mode="publish"), {}],
)  # fmt: skip
def test_nothing_else_is_echoed(query: dict[str, str]) -> None:
    """Another topic, a mode we did not ask for, no challenge: no echo, no change."""
    assert confirm(LEASE, query, NOW) == (LEASE, None)


def test_a_late_answer_and_a_denial() -> None:
    """An answer after an hour is not ours any more; a denial ends it."""
    assert confirm(LEASE, asked(), NOW + timedelta(hours=2)) == (LEASE, None)
    assert confirm(LEASE, asked(mode="denied"), NOW)[0].state == "denied"


@pytest.mark.parametrize(
    ("said", "days"), [("9999999999", 30), ("99999999999999", 10), ("rubbish", 10), ("-1", 10)]
)
def test_leases_are_bounded(said: str, days: int) -> None:
    """No hub gets a lease longer than a month, and nonsense counts as what we asked for."""
    lease, _ = confirm(LEASE, asked(lease_seconds=said), NOW)
    assert lease.until == NOW + timedelta(days=days)


def test_renewal() -> None:
    """In the last tenth it is renewed, and pushes are taken until the old lease ends."""
    lease, _ = confirm(LEASE, asked(lease_seconds="864000"), NOW)
    assert not renewal_due(lease, NOW + timedelta(days=8))
    late = NOW + timedelta(days=9, hours=1)
    assert renewal_due(lease, late)
    again = renewed(lease, late)
    assert live(again, late)
    assert not renewal_due(again, late)
    assert not live(again, NOW + timedelta(days=10))
    assert not live(LEASE, NOW)
    assert Lease.from_dict(again.to_dict()) == again


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
@given(body=st.binary(max_size=50), other=st.binary(max_size=50))
def test_signatures(method: str, body: bytes, other: bytes) -> None:
    """A body signed with our secret is believed; another body or another secret is not."""
    good = f"{method}={hmac.new(b's3cret', body, method).hexdigest()}"
    assert authentic(LEASE, body, good)
    assert authentic(LEASE, other, good) is (body == other)
    assert not authentic(LEASE, body, f"{method}={hmac.new(b'x', body, method).hexdigest()}")


@pytest.mark.parametrize("signature", [None, "", "sha256=", "md5=" + hashlib.md5(b"").hexdigest(),
                                       "sha256=é", "sha256", "=", "shake_256=00"])  # fmt: skip
def test_no_other_signature_is_believed(signature: str | None) -> None:
    """Missing, malformed, weak or unknown signatures are none."""
    assert not authentic(LEASE, b"", signature)


@given(st.text(max_size=200))
def test_no_header_breaks_the_reading(text: str) -> None:
    """Any Link header gives a mapping."""
    assert isinstance(link_header(text), dict)


@pytest.mark.parametrize("piece", ["<a>;a=b", '<a>;a="', "<", ";a=b", "<a>;", " ;", "<a> "])
def test_hostile_headers_are_quick(piece: str) -> None:
    """A long hostile Link header is read to its end."""
    with ends():
        assert isinstance(link_header("<a>" + piece * 100_000), dict)
