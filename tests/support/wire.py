"""Invented copy in a real wire format, for tests that need items by the handful."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from copytaster.model import Delivery, Subscription

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


def ninjs(guid: str, headline: str, body: str, **more: Any) -> bytes:
    """One ninjs 1.x document; ``more`` are its further keys."""
    document = {
        "uri": guid,
        "type": "text",
        "versioncreated": "2031-05-06T11:00:00Z",
        "firstcreated": "2031-05-06T11:00:00Z",
        "pubstatus": "usable",
        "version": "1",
        "headline": headline,
        "body_text": body,
        **more,
    }
    return json.dumps(document).encode()


def feed(name: str, *, speaks_for: tuple[str, ...] = (), agency: str | None = None) -> Subscription:
    """A subscription whose copy may be shown in full."""
    return Subscription(
        id=name,
        url=f"https://{name}.example/feed",
        title=name.title(),
        provider=f"{name}.example",
        speaks_for=speaks_for,
        agency=agency,
        policy="full",
    )


def delivered(body: bytes, by: str | None = None, at: datetime = NOW) -> Delivery:
    """The bytes as a delivery of that feed."""
    kind = {"content-type": "application/json"} if body.startswith(b"{") else {}
    return Delivery(sha256(body).hexdigest(), at, body, feed=by, headers=kind)


def prose(mark: str, place: str = "VARSK") -> str:
    """Some paragraphs of dry copy in which ``mark`` stands again and again."""
    return "\n\n".join(
        [
            f"{place}, May 6 (ANX) - The {mark} bridge over the Orla reopened on Monday after "
            f"eleven weeks of repairs, the river authority said.",
            f"Engineers replaced forty-two bolts of the {mark} span and painted its railings.",
            f'"The {mark} span will outlive us all," chief engineer Ilva Torm said at the opening.',
            f"Buses are to cross the {mark} bridge again from Thursday, under a limit of nine tonnes.",
        ]
    )


class Clock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now
