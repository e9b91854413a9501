"""WebSub: a hub pushes a feed as it changes (W3C Recommendation, 2018). Pure decisions.

    headers, feed → discover → step → Lease(pending) → form → POST to the hub
                    the hub's GET → confirm → Lease(active), the challenge to echo
                    the hub's POST → authentic? → Delivery
                    renewal_due → step → …

A push is a hint that saves waiting, never an authority of its own: what comes
without a good signature is dropped, and polling goes on (less often) beside it.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from copytaster.errors import AddressRefused
from copytaster.intake.guard import checked_url
from copytaster.model import Subscription
from copytaster.model.base import Noun

WANTED_LEASE = 10 * 24 * 3600
_SHORTEST_LEASE = 60
_LONGEST_LEASE = 30 * 24 * 3600
# An unanswered request is forgotten: a challenge that comes later is not ours any more.
_ANSWER_WITHIN = timedelta(hours=1)
_LONGEST_CHALLENGE = 2048
_LONGEST_LINK_HEADER = 8192
# After a denial, or when nobody answers again and again, the feed is simply polled.
_DENIED_FOR = timedelta(days=7)
_MOST_DOUBLINGS = 5
# A feed whose hub is known to push is polled this seldom beside it.
PUSHED_INTERVAL = timedelta(hours=4)
_BELIEVED_FOR = timedelta(days=2)
_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})
# RFC 8288: <target>; name=value; name="value", …  Each piece excludes what ends it.
_LINK = re.compile(
    r"<([^<>]{1,4096})>((?:\s*;\s*[A-Za-z*]{1,20}\s*=\s*(?:\"[^\"]*\"|[^\s\",;]+))*)"
)
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hub:
    """Where a feed is pushed from: the hub's address and the topic to name there (rel=self)."""

    hub: str
    topic: str


@dataclass(frozen=True, slots=True)
class Lease(Noun):
    """A subscription at a hub, from the first request to its end.

    ``token`` is the unguessable part of the callback's path, ``secret`` signs
    what the hub sends; both are drawn by the caller. ``until`` is when the
    lease ends, once active; ``tries`` counts requests that nobody answered,
    ``pushed`` is when the hub last sent something genuine. Times are aware UTC.
    """

    feed: str
    hub: str
    topic: str
    token: str
    secret: str
    asked: datetime
    state: Literal["pending", "active", "leaving", "denied"] = "pending"
    until: datetime | None = None
    tries: int = 0
    pushed: datetime | None = None


def discover(headers: Mapping[str, str], links: Mapping[str, str]) -> Hub | None:
    """The feed's hub and topic: from its Link header first, else from the feed's own links.

    ``headers`` have lower-case names; ``links`` are `Feed.links`. The topic is
    only what is declared as rel=self: None where either is missing or no web address.
    """
    sent = link_header(headers.get("link", ""))
    hub = sent.get("hub") or links.get("hub")
    topic = sent.get("self") or links.get("self")
    if not hub or not topic:
        return None
    try:
        return Hub(str(checked_url(hub)), str(checked_url(topic)))
    except AddressRefused:
        return None


def link_header(value: str) -> dict[str, str]:
    """Relation → target of a Link header, the first of each relation."""
    found: dict[str, str] = {}
    for link in _LINK.finditer(value[:_LONGEST_LINK_HEADER]):
        rel = _REL.search(link[2])
        for name in (rel[1] or rel[2] or "").lower().split() if rel else ():
            found.setdefault(name, link[1].strip())
    return found


def form(lease: Lease, callback: str) -> dict[str, str]:
    """What is POSTed to the hub to subscribe or renew, or, when ``leaving``, to leave."""
    leaving = lease.state == "leaving"
    fields = {
        "hub.mode": "unsubscribe" if leaving else "subscribe",
        "hub.topic": lease.topic,
        "hub.callback": callback,
    }
    if leaving:
        return fields
    return fields | {"hub.secret": lease.secret, "hub.lease_seconds": str(WANTED_LEASE)}


def confirm(lease: Lease, query: Mapping[str, str], now: datetime) -> tuple[Lease, str | None]:
    """The lease after the hub's verification request, and the challenge to echo.

    No challenge means: answer 404. It is echoed only to what was asked: the
    same topic, a request still open, the mode we wanted.
    """
    mode, topic = query.get("hub.mode"), query.get("hub.topic")
    challenge = query.get("hub.challenge", "")[:_LONGEST_CHALLENGE]
    if topic != lease.topic:
        return lease, None
    if mode == "denied":
        return replace(lease, state="denied", until=None), None
    if not challenge or now - lease.asked > _ANSWER_WITHIN:
        return lease, None
    if mode == "subscribe" and lease.state == "pending":
        until = now + timedelta(seconds=_lease_seconds(query.get("hub.lease_seconds", "")))
        return replace(lease, state="active", until=until, tries=0), challenge
    if mode == "unsubscribe" and lease.state == "leaving":
        return lease, challenge
    return lease, None


def step(
    lease: Lease | None, feed: str, hub: Hub, now: datetime, draw: Callable[[], str]
) -> Lease | None:
    """The lease to ask the hub for now, None where there is nothing to ask.

    ``draw`` gives an unguessable word; another hub or topic gets new ones, so
    that what the old one knows is worth nothing.
    """
    if lease is None or (lease.hub, lease.topic) != (hub.hub, hub.topic):
        return Lease(feed, hub.hub, hub.topic, draw(), draw(), now)
    return renewed(lease, now) if renewal_due(lease, now) else None


def renewed(lease: Lease, now: datetime) -> Lease:
    """The lease asked for anew; what it had runs on until the hub confirms."""
    tries = lease.tries + 1 if lease.state == "pending" else 0
    return replace(lease, state="pending", asked=now, tries=tries)


def renewal_due(lease: Lease, now: datetime) -> bool:
    """Whether to ask again.

    In the last tenth of an active lease, a week after a denial, and when a
    request went unanswered: an hour later, then twice as long, up to 32 hours.
    """
    since = now - lease.asked
    if lease.state == "pending":
        return since > _ANSWER_WITHIN * (1 << min(lease.tries, _MOST_DOUBLINGS))
    if lease.state == "denied":
        return since > _DENIED_FOR
    if lease.state != "active" or lease.until is None:
        return False
    last_tenth = lease.until - (lease.until - lease.asked) / 10
    return now >= last_tenth


def relaxed(subscription: Subscription, lease: Lease | None, now: datetime) -> Subscription:
    """The subscription polled less often while its hub pushes; never beyond the lease's end."""
    if lease is None or not live(lease, now) or subscription.next_poll is None:
        return subscription
    if subscription.failures or lease.pushed is None or now - lease.pushed > _BELIEVED_FOR:
        return subscription
    later = min(now + PUSHED_INTERVAL, lease.until or now)
    return replace(subscription, next_poll=max(subscription.next_poll, later))


def live(lease: Lease, now: datetime) -> bool:
    """Whether pushes on this lease are taken: it runs, though a renewal may be under way."""
    return lease.until is not None and now < lease.until and lease.state in ("active", "pending")


def authentic(lease: Lease, body: bytes, signature: str | None) -> bool:
    """Whether X-Hub-Signature (``sha256=…``) is this body's under the lease's secret.

    A missing, malformed or wrong one: drop the body, and answer 2xx all the
    same, so that nobody learns which it was (WebSub §8).
    """
    method, _, digest = (signature or "").partition("=")
    if method not in _METHODS:
        return False
    expected = hmac.new(lease.secret.encode(), body, method).hexdigest()
    return hmac.compare_digest(expected, digest.strip().lower().encode("ascii", "replace").decode())


def _lease_seconds(value: str) -> int:
    given = int(value) if value.isascii() and value.isdigit() and len(value) < 12 else WANTED_LEASE
    return min(_LONGEST_LEASE, max(_SHORTEST_LEASE, given))
