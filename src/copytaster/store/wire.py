"""Keeping what comes in: subscriptions, and deliveries before they are processed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import delete, select, update

from copytaster.errors import StoreError
from copytaster.model import Delivery, Subscription
from copytaster.store.base import AnyRow, Reads, Writes
from copytaster.store.packing import plain_or_none, squeeze, to_json
from copytaster.store.rows import DeliveryRow
from copytaster.store.schema import deliveries, subscriptions

_LIGHT = (
    deliveries.c.sha256,
    deliveries.c.feed,
    deliveries.c.received,
    deliveries.c.state,
    deliveries.c.reason,
    deliveries.c.size,
)


class WireReads(Reads):
    """Reading subscriptions and deliveries."""

    def subscriptions(self) -> tuple[Subscription, ...]:
        """All subscriptions, by id."""
        rows = self._all(select(subscriptions.c.body).order_by(subscriptions.c.id))
        return tuple(Subscription.from_dict(json.loads(row.body)) for row in rows)

    def subscription(self, id: str) -> Subscription | None:
        """One subscription."""
        row = self._first(select(subscriptions.c.body).where(subscriptions.c.id == id))
        return None if row is None else Subscription.from_dict(json.loads(row.body))

    def delivery(self, sha256: str, feed: str | None = None) -> Delivery | None:
        """A delivery with its bytes; of any feed where none is named. None if unknown or erased."""
        query = select(deliveries).where(
            deliveries.c.sha256 == sha256, deliveries.c.body.is_not(None)
        )
        if feed is not None:
            query = query.where(deliveries.c.feed == feed)
        row = self._first(query.order_by(deliveries.c.seq).limit(1))
        return None if row is None else _delivery(row)

    def pending_deliveries(self) -> Iterator[Delivery]:
        """What was stored and not finished, in order of arrival, one at a time with its bytes."""
        for row in self.deliveries(state="pending", limit=None):
            found = self.delivery(row.sha256, row.feed or "")
            if found is not None:
                yield found

    def deliveries(
        self, *, feed: str | None = None, state: str | None = None, limit: int | None = 100
    ) -> tuple[DeliveryRow, ...]:
        """Deliveries without their bytes: the newest first, or all in order of arrival if unlimited."""
        query = select(*_LIGHT)
        if feed is not None:
            query = query.where(deliveries.c.feed == feed)
        if state is not None:
            query = query.where(deliveries.c.state == state)
        order = deliveries.c.seq if limit is None else deliveries.c.seq.desc()
        rows = self._all(query.order_by(order).limit(limit))
        return tuple(_delivery_row(row) for row in rows)


class WireWrites(Writes):
    """Writing subscriptions and deliveries."""

    def put_subscription(self, subscription: Subscription) -> None:
        """Keep a subscription, in place of the one with the same id."""
        body = to_json(subscription.to_dict())
        values = {"id": subscription.id, "next_poll": subscription.next_poll, "body": body}
        self._put(subscriptions, values)

    def remove_subscription(self, id: str) -> bool:
        """Forget a subscription; its deliveries and stories stay. False if there was none."""
        gone = self._connection.execute(delete(subscriptions).where(subscriptions.c.id == id))
        return bool(gone.rowcount)

    def add_delivery(self, delivery: Delivery) -> bool:
        """Keep the bytes as received, to be processed.

        False where the same bytes are already the latest of that feed. Bytes
        that the feed sent earlier and now sends again (it went back on a
        change) are pending once more; they are not stored twice. Bytes that
        were erased are not taken again, from whatever feed they come.
        """
        feed, sha256 = delivery.feed or "", delivery.sha256
        erased = select(deliveries.c.seq).where(
            deliveries.c.sha256 == sha256, deliveries.c.state == "erased"
        )
        if self._connection.execute(erased.limit(1)).first() is not None:
            return False
        latest = select(deliveries.c.sha256).where(deliveries.c.feed == feed)
        latest = latest.order_by(deliveries.c.seq.desc()).limit(1)
        if self._connection.execute(latest).scalar() == sha256:
            return False
        values = {"seq": self._next_number("delivery"), "state": "pending", **_as_sent(delivery)}
        known = (deliveries.c.feed == feed) & (deliveries.c.sha256 == sha256)
        again = update(deliveries).where(known).values(reason=None, **values)
        if not self._connection.execute(again).rowcount:
            self._connection.execute(
                deliveries.insert(), {"feed": feed, "sha256": sha256, **values}
            )
        return True

    def finish_delivery(
        self,
        sha256: str,
        feed: str | None,
        state: Literal["done", "refused"],
        reason: str | None = None,
    ) -> None:
        """Mark a delivery as processed, or refused with the reason.

        Raises StoreError when no such delivery was stored.
        """
        which = (deliveries.c.feed == (feed or "")) & (deliveries.c.sha256 == sha256)
        finished = update(deliveries).where(which, deliveries.c.state != "erased")
        done = self._connection.execute(finished.values(state=state, reason=plain_or_none(reason)))
        if not done.rowcount:
            raise StoreError(f"no delivery {sha256[:12]} of feed {feed!r}", subject=self._subject)

    def erase_delivery(self, sha256: str) -> int:
        """Remove the bytes of a delivery, of whatever feed; that it came stays known. How many."""
        which = (deliveries.c.sha256 == sha256) & deliveries.c.body.is_not(None)
        gone = update(deliveries).where(which).values(body=None, meta="{}", state="erased")
        return self._connection.execute(gone).rowcount


def _as_sent(delivery: Delivery) -> dict[str, Any]:
    meta = {
        "url": delivery.url,
        "status": delivery.status,
        "headers": dict(delivery.headers),
        "truncated": delivery.truncated,
    }
    return {
        "received": delivery.received,
        "size": len(delivery.body),
        "meta": to_json(meta),
        "body": squeeze(delivery.body),
    }


def _delivery(row: AnyRow) -> Delivery:
    return Delivery(
        sha256=row.sha256,
        received=row.received,
        body=zlib.decompress(row.body),
        feed=row.feed or None,
        **json.loads(row.meta),
    )


def _delivery_row(row: AnyRow) -> DeliveryRow:
    return DeliveryRow(**{**row._mapping, "feed": row.feed or None})
