"""Which feeds to ask next, however many there are: looking costs nothing while none is due.

    load → take (due, a few per host) → the request → put | back

All subscriptions lie in memory, about a kilobyte each, ordered by when they are
due; a look at the clock touches only those that are. The store is read again
when it was changed, not every second.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from heapq import heapify, heappop, heappush

from copytaster.intake.hosts import host_of
from copytaster.intake.polling import due
from copytaster.model import Subscription

PER_HOST = 8


class Schedule:
    """The subscriptions by when they are due; those being asked are out until they are put back.

    ``per_host`` bounds how many of one host are out at once, so that a slow
    server with many feeds cannot take all places. Moments are aware UTC.
    """

    def __init__(self, per_host: int = PER_HOST) -> None:
        self._per_host = per_host
        self._known: dict[str, Subscription] = {}
        self._heap: list[tuple[datetime, str]] = []
        self._when: dict[str, datetime] = {}
        self._out: dict[str, str] = {}
        self._busy: dict[str, int] = {}
        self._parked: dict[str, deque[str]] = {}
        self._ready: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._known)

    @property
    def out(self) -> int:
        """How many are being asked."""
        return len(self._out)

    def load(self, subscriptions: Iterable[Subscription], now: datetime) -> None:
        """Begin anew with these; what is out stays out until it is put back."""
        self._known = {s.id: s for s in subscriptions}
        self._when = {
            s.id: moment
            for s in self._known.values()
            if s.id not in self._out and (moment := _moment(s, now)) is not None
        }
        self._heap = [(moment, id_) for id_, moment in self._when.items()]
        heapify(self._heap)
        self._ready.clear()
        self._parked.clear()

    def take(self, now: datetime, most: int) -> list[Subscription]:
        """At most so many that are due, longest overdue first; they are out from here on."""
        self._ripen(now)
        taken: list[Subscription] = []
        while self._ready and len(taken) < most:
            id_ = self._ready.popleft()
            subscription = self._known.get(id_)
            if subscription is not None and not subscription.muted and self._goes(subscription):
                taken.append(subscription)
        return taken

    def put(self, subscription: Subscription, now: datetime) -> None:
        """One that was asked, or is new, as it stands now."""
        self.back(subscription.id)
        self._known[subscription.id] = subscription
        self._set(subscription, now)

    def back(self, id_: str) -> None:
        """One is not being asked any more; another of its host may go."""
        host = self._out.pop(id_, None)
        if host is None:
            return
        self._busy[host] -= 1
        if not self._busy[host]:
            del self._busy[host]
        if parked := self._parked.get(host):
            self._ready.appendleft(parked.popleft())
            if not parked:
                del self._parked[host]

    def drop(self, id_: str) -> None:
        """One is not subscribed to any more."""
        self.back(id_)
        self._known.pop(id_, None)
        self._when.pop(id_, None)

    def next_due(self) -> datetime | None:
        """When the first of those not yet due will be, None if none ever is."""
        while self._heap and self._stale(*self._heap[0]):
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _set(self, subscription: Subscription, now: datetime) -> None:
        moment = _moment(subscription, now)
        if moment is None:
            self._when.pop(subscription.id, None)
        elif self._when.get(subscription.id) != moment:
            self._when[subscription.id] = moment
            heappush(self._heap, (moment, subscription.id))

    def _ripen(self, now: datetime) -> None:
        """Move what has come due from the heap to the queue."""
        while self._heap and self._heap[0][0] <= now:
            moment, id_ = heappop(self._heap)
            if not self._stale(moment, id_):
                del self._when[id_]
                self._ready.append(id_)

    def _stale(self, moment: datetime, id_: str) -> bool:
        return self._when.get(id_) != moment

    def _goes(self, subscription: Subscription) -> bool:
        """Send one out, or park it behind the others of its host."""
        if subscription.id in self._out:
            return False
        host = host_of(subscription.url)
        if self._busy.get(host, 0) >= self._per_host:
            self._parked.setdefault(host, deque()).append(subscription.id)
            return False
        self._busy[host] = self._busy.get(host, 0) + 1
        self._out[subscription.id] = host
        return True


def _moment(subscription: Subscription, now: datetime) -> datetime | None:
    """When it is to be asked, None if never; never polled ones come first, in order of address."""
    if subscription.muted or not subscription.url.startswith(("http://", "https://")):
        return None
    if subscription.next_poll is None:
        return datetime.min.replace(tzinfo=now.tzinfo)
    return (
        now if due(subscription, now) and subscription.next_poll > now else subscription.next_poll
    )
