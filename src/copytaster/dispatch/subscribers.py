"""A WebSub hub's side of a subscription (W3C Recommendation, 2018). Pure decisions.

    the subscriber's POST → asked → our GET with a challenge → confirmed → Subscriber
    new content → notice (headers, signature) → POST → its status → after

What the hub must do is quoted by section where it is done; `tests/dispatch/test_hub.py`
checks each.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal
from urllib.parse import urlencode

from copytaster.dispatch.schedule import MOST_TRIES, next_try
from copytaster.errors import AddressRefused, CopytasterError
from copytaster.intake.guard import checked_url
from copytaster.model.base import Noun

DEFAULT_LEASE = 10 * 24 * 3600
SHORTEST_LEASE = 5 * 60
LONGEST_LEASE = 30 * 24 * 3600
_LONGEST_SECRET = 200  # §5.1: it MUST be less than 200 bytes


Mode = Literal["subscribe", "unsubscribe"]
_MODES: tuple[Mode, ...] = ("subscribe", "unsubscribe")


class Refused(CopytasterError):
    """A request that is answered with 4xx and these words (§5.2)."""


class TooMany(Refused):
    """There is no room for it now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to subscribe or unsubscribe, not verified yet. ``lease`` is in seconds."""

    mode: Mode
    topic: str
    callback: str
    lease: int = DEFAULT_LEASE
    secret: str = ""

    @property
    def id(self) -> str:
        """The same for the same callback and topic: a later request overrides (§5.1)."""
        return sha256(f"{self.callback}\n{self.topic}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Subscriber(Noun):
    """Who takes a topic until when. ``sealed`` is its secret, encrypted under the desk's key.

    ``sent`` is the digest of the content it took last, ``due`` when a failed
    notice is tried again, after so many ``tries``. Times are aware UTC.
    """

    callback: str
    topic: str
    until: datetime
    sealed: str | None = None
    sent: str | None = None
    tries: int = 0
    due: datetime | None = None


def asked(form: Mapping[str, str]) -> Asked:
    """The request in a form; unknown fields are passed over (§5.1). Raises Refused."""
    mode = next((known for known in _MODES if known == form.get("hub.mode")), None)
    if mode is None:
        raise Refused("hub.mode must be subscribe or unsubscribe")
    topic = form.get("hub.topic", "")
    if not topic:
        raise Refused("hub.topic is missing")
    secret = form.get("hub.secret", "")
    if len(secret.encode()) >= _LONGEST_SECRET:
        raise Refused("hub.secret must be shorter than 200 bytes")
    try:
        callback = str(checked_url(form.get("hub.callback", "")))
    except AddressRefused as error:
        raise Refused(f"hub.callback is not usable: {error.message}") from error
    return Asked(mode, topic, callback, _lease(form.get("hub.lease_seconds", "")), secret)


def verification(request: Asked, challenge: str) -> str:
    """The address to GET: the callback with its own query kept, and ours behind it (§5.3)."""
    query = {"hub.mode": request.mode, "hub.topic": request.topic, "hub.challenge": challenge}
    if request.mode == "subscribe":
        query["hub.lease_seconds"] = str(request.lease)
    return _with(request.callback, query)


def denial(callback: str, topic: str, reason: str) -> str:
    """The address to GET where a subscription is denied, or ends before its time (§5.2.1)."""
    return _with(callback, {"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason})


def confirmed(status: int, body: bytes, challenge: str) -> bool:
    """Whether the subscriber meant it: 2xx and the very challenge (§5.3.1)."""
    return 200 <= status < 300 and hmac.compare_digest(body, challenge.encode("ascii"))


def notice(hub: str, topic: str, kind: str, secret: str | None, body: bytes) -> dict[str, str]:
    """The headers of content that is sent (§7): its type, where it is from, who signed it (§7.1)."""
    headers = {"Content-Type": kind, "Link": link_header(hub, topic)}
    if secret:
        digest = hmac.new(secret.encode(), body, "sha256").hexdigest()
        headers["X-Hub-Signature"] = f"sha256={digest}"
    return headers


def link_header(hub: str, topic: str) -> str:
    """How a topic names its hub and itself (§4)."""
    return f'<{hub}>; rel="hub", <{topic}>; rel="self"'


def after(
    subscriber: Subscriber, digest: str, status: int | None, now: datetime, chance: float
) -> Subscriber | None:
    """The subscriber after a notice was answered (None: not at all); None where it is dropped.

    2xx is success and 410 ends it (§7); all else is tried again, ten times in three days.
    """
    if status is not None and 200 <= status < 300:
        return replace(subscriber, sent=digest, tries=0, due=None)
    tries = subscriber.tries + 1
    if status == 410 or tries >= MOST_TRIES:
        return None
    return replace(subscriber, tries=tries, due=next_try(tries, now, chance))


def until(request: Asked, now: datetime) -> datetime:
    """When the lease ends: never perpetual (§5.3)."""
    return now + timedelta(seconds=request.lease)


def _lease(value: str) -> int:
    wanted = int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0
    return min(LONGEST_LEASE, max(SHORTEST_LEASE, wanted)) if wanted else DEFAULT_LEASE


def _with(callback: str, query: Mapping[str, str]) -> str:
    return f"{callback}{'&' if '?' in callback else '?'}{urlencode(query)}"
