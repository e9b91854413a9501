"""Keeping the outlets, what each was sent of which series, and what is still to be offered."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, false, func, insert, literal, null, select, update

from copytaster.model import Outlet
from copytaster.store.base import AnyRow, Reads, Writes
from copytaster.store.packing import plain_or_none, to_json
from copytaster.store.rows import WITHDRAWN, Dirty, Parcel
from copytaster.store.schema import Moment, offers, outlets, parcels, publications, subscribers

_PARCEL = select(parcels).where(
    parcels.c.outlet == bindparam("outlet"), parcels.c.series == bindparam("series")
)
_DUE = (
    select(parcels)
    .where(
        parcels.c.outlet == bindparam("outlet"),
        parcels.c.urgent == bindparam("urgent"),
        parcels.c.due <= bindparam("now", type_=Moment()),
    )
    .order_by(parcels.c.due)
    .limit(bindparam("limit"))
)
_OFFERED = delete(offers).where(offers.c.series == bindparam("y"), offers.c.token == bindparam("t"))


class OutletReads(Reads):
    """Reading outlets and parcels."""

    def outlets(self) -> tuple[Outlet, ...]:
        """All outlets, by id."""
        rows = self._all(select(outlets.c.body).order_by(outlets.c.id))
        return tuple(Outlet.from_dict(json.loads(row.body)) for row in rows)

    def outlet(self, id_: str) -> Outlet | None:
        """One outlet."""
        row = self._first(select(outlets.c.body).where(outlets.c.id == id_))
        return None if row is None else Outlet.from_dict(json.loads(row.body))

    def has_outlets(self) -> bool:
        """Whether there is any outlet at all."""
        return self._first(select(outlets.c.id).limit(1)) is not None

    def parcel(self, outlet: str, series: str) -> Parcel | None:
        """What an outlet has of a series."""
        row = self._first(_PARCEL, {"outlet": outlet, "series": series})
        return None if row is None else _parcel(row)

    def parcels(
        self, outlet: str | None = None, *, state: str | None = None, limit: int = 50
    ) -> tuple[Parcel, ...]:
        """Parcels, the last answered first."""
        query = select(parcels).order_by(parcels.c.at.desc(), parcels.c.series).limit(limit)
        for column, value in ((parcels.c.outlet, outlet), (parcels.c.state, state)):
            query = query if value is None else query.where(column == value)
        return tuple(_parcel(row) for row in self._all(query))

    def due_parcels(
        self, outlet: str, now: datetime, limit: int, *, urgent: bool
    ) -> tuple[Parcel, ...]:
        """What is to be sent to an outlet by now, the longest due first."""
        values = {"outlet": outlet, "urgent": urgent, "now": now, "limit": limit}
        return tuple(_parcel(row) for row in self._all(_DUE, values))

    def count_parcels(self, outlet: str) -> dict[str, int]:
        """How many parcels of an outlet are in each state."""
        query = select(parcels.c.state, func.count()).where(parcels.c.outlet == outlet)
        rows = self._all(query.group_by(parcels.c.state).order_by(parcels.c.state))
        return {row[0]: row[1] for row in rows}

    def copies_at(self, outlet: str) -> int:
        """How many stories an outlet has, or may have, a copy of."""
        query = select(func.count()).where(parcels.c.outlet == outlet, _may_be_there())
        row = self._first(query)
        return 0 if row is None else int(row[0])

    def offers(self, limit: int) -> tuple[Dirty, ...]:
        """The series to be offered to the outlets, the last ruled on first: a kill passes a backlog."""
        query = select(offers).order_by(offers.c.token.desc(), offers.c.series).limit(limit)
        return tuple(Dirty("offer", row.series, row.token) for row in self._all(query))

    def subscriber(self, id_: str) -> Any:
        """What is kept of one subscriber of the hub; None where there is none."""
        row = self._first(select(subscribers.c.body).where(subscribers.c.id == id_))
        return None if row is None else json.loads(row.body)

    def subscribers(self, topic: str | None = None) -> tuple[Any, ...]:
        """What is kept of the hub's subscribers, of one topic or of all."""
        query = select(subscribers.c.body).order_by(subscribers.c.id)
        query = query if topic is None else query.where(subscribers.c.topic == topic)
        return tuple(json.loads(row.body) for row in self._all(query))

    def subscribed_topics(self) -> tuple[str, ...]:
        """The topics that have subscribers."""
        rows = self._all(select(subscribers.c.topic).distinct().order_by(subscribers.c.topic))
        return tuple(row.topic for row in rows)


class OutletWrites(Writes):
    """Writing outlets and parcels."""

    def put_outlet(self, outlet: Outlet) -> None:
        """Keep an outlet, in place of the one with its id."""
        noted = replace(outlet, problem=plain_or_none(outlet.problem))
        self._put(outlets, {"id": outlet.id, "body": to_json(noted.to_dict())})

    def delete_outlet(self, id_: str) -> None:
        """Forget an outlet and all that is known of its parcels."""
        self._connection.execute(delete(parcels).where(parcels.c.outlet == id_))
        self._connection.execute(delete(outlets).where(outlets.c.id == id_))

    def put_parcel(self, parcel: Parcel) -> None:
        """Keep a parcel, in place of the one of its outlet and series."""
        values = {c.name: getattr(parcel, c.name) for c in parcels.c}
        self._put(parcels, values | {"problem": plain_or_none(parcel.problem)})

    def pass_over(self, outlet: str) -> None:
        """What is live now and was never sent to the outlet is not to be sent to it."""
        known = exists().where(
            parcels.c.outlet == outlet, parcels.c.series == publications.c.series
        )
        values: dict[str, Any] = {
            "outlet": literal(outlet), "series": publications.c.series, "state": literal("past"),
            "urgent": false(), "due": null(), "number": literal(0), "tries": literal(0),
        }  # fmt: skip
        live = select(*values.values()).where(publications.c.state == "live", ~known)
        self._connection.execute(insert(parcels).from_select(list(values), live))

    def offer(self, series: str) -> None:
        """Say that a series was ruled on, so that the outlets are to be looked through for it."""
        self._put(offers, {"series": series, "token": self._offer_token()})

    def offer_again(self, outlet: str) -> None:
        """Look through again all that an outlet may have, and all that is live and not `past`."""
        token = self._offer_token()
        past = exists().where(
            parcels.c.outlet == outlet,
            parcels.c.series == publications.c.series,
            parcels.c.state == "past",
        )
        waiting = exists().where(offers.c.series == publications.c.series)
        series: Any = select(publications.c.series, literal(token)).where(~past, ~waiting)
        self._connection.execute(insert(offers).from_select(["series", "token"], series))

    def offered(self, marks: Sequence[Dirty]) -> None:
        """Say that these were looked through, as of their tokens."""
        done = [{"y": mark.key, "t": mark.token} for mark in marks]
        if done:
            self._connection.execute(_OFFERED, done)

    def wake_parcels(self, outlet: str, now: datetime, series: Collection[str] = ()) -> int:
        """Have given-up and waiting parcels of an outlet tried at once; how many."""
        stirred = update(parcels).where(
            parcels.c.outlet == outlet, parcels.c.state.in_(("failed", "waiting"))
        )
        if series:
            stirred = stirred.where(parcels.c.series.in_(tuple(series)))
        values = {"state": "waiting", "due": now, "tries": 0}
        return int(self._connection.execute(stirred.values(values)).rowcount)

    def hurry_parcels(self, outlet: str, now: datetime) -> None:
        """Have what waits for another try tried at once, its tries counted on."""
        waiting = update(parcels).where(parcels.c.outlet == outlet, parcels.c.due > now)
        self._connection.execute(waiting.values({"due": now}))

    def recall_parcels(self, outlet: str, now: datetime) -> None:
        """Have every copy that an outlet may have withdrawn."""
        recalled = update(parcels).where(parcels.c.outlet == outlet, _may_be_there())
        values = {"state": "waiting", "urgent": True, "due": now, "tries": 0}
        self._connection.execute(recalled.values(values))

    def put_subscriber(self, id_: str, topic: str, until: datetime, body: Any) -> None:
        """Keep a subscriber of the hub, in place of the one with its id."""
        values = {"id": id_, "topic": topic, "until": until, "body": to_json(body)}
        self._put(subscribers, values)

    def delete_subscriber(self, id_: str) -> bool:
        """Forget a subscriber of the hub. False if there was none."""
        gone = delete(subscribers).where(subscribers.c.id == id_)
        return bool(self._connection.execute(gone).rowcount)

    def delete_subscribers(self, before: datetime) -> int:
        """Forget the subscribers whose leases are over; how many."""
        over = delete(subscribers).where(subscribers.c.until <= before)
        return int(self._connection.execute(over).rowcount)

    def _offer_token(self) -> int:
        """One token for all that this transaction offers."""
        if "offers" not in self._numbers:
            self._numbers["offers"] = self._next_number("offers")
        return self._numbers["offers"]


def _may_be_there() -> Any:
    """`Parcel.may_be_there`, as the database asks it."""
    tried, taken = (func.coalesce(c, WITHDRAWN) for c in (parcels.c.trying, parcels.c.sent))
    return (tried != WITHDRAWN) | (taken != WITHDRAWN)


def _parcel(row: AnyRow) -> Parcel:
    return Parcel(**row._mapping)
