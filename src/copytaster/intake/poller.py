"""Asks all feeds that are due, politely, and hands out what came as it comes.

Each outcome carries the subscription as it stands afterwards and the delivery,
if there is a new one. **Keep both in one transaction**: the subscription's
validators say that the delivery was had.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from copytaster.errors import FetchError
from copytaster.intake.fetch import Fetcher, Response
from copytaster.intake.hosts import host_of, shares_back_off
from copytaster.intake.polling import due, host_holds, plan, postponed, validators
from copytaster.model import Delivery, Subscription


class Outcome(NamedTuple):
    """One poll: the subscription afterwards, and the new delivery (None where nothing new came)."""

    subscription: Subscription
    delivery: Delivery | None


class Poller:
    """Polls subscriptions through a Fetcher.

    ``concurrency`` bounds requests in flight and answers not yet taken (and so
    memory: each holds at most one body), ``per_host`` those to one host; both
    hold over all rounds running at once. ``jitter`` gives 0 to 1 per poll. One
    event loop only.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        concurrency: int = 8,
        per_host: int = 2,
        jitter: Callable[[], float] = random.random,
    ):
        self._fetcher = fetcher
        self._places = asyncio.Semaphore(concurrency)
        self._per_host = per_host
        self._hosts: dict[str, _HostQueue] = {}
        self._holds: dict[str, datetime] = {}
        self._in_flight: set[str] = set()
        self._jitter = jitter

    def remember(self, subscriptions: Iterable[Subscription], now: datetime) -> None:
        """Heed what these remember of their hosts' wish for peace, for all feeds of those hosts."""
        for host in [host for host, until in self._holds.items() if until <= now]:
            del self._holds[host]
        for host, until in host_holds(subscriptions).items():
            self._holds[host] = max(until, self._holds.get(host, until))

    async def poll_due(
        self, subscriptions: Iterable[Subscription], now: datetime
    ) -> AsyncIterator[Outcome]:
        """Ask every feed that is due at ``now`` (aware UTC), longest overdue first.

        What one of them remembers of its host's wish for peace holds for the
        others, in later rounds too. Rounds may overlap: a feed in flight in one
        is left out of the next. Leaving the iteration early cancels what is
        still in flight; nothing is recorded of it.
        """
        everyone = list(subscriptions)
        ready = sorted((s for s in everyone if self._is_ready(s, now)), key=_overdue)
        ids = {s.id for s in ready}
        self._in_flight |= ids
        self.remember(everyone, now)
        round_ = _Round(self, now, self._holds)
        tasks = [asyncio.create_task(round_.poll(s)) for s in ready]
        try:
            for _ in ready:
                outcome = await round_.next()
                self._in_flight.discard(outcome.subscription.id)
                yield outcome
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._in_flight -= ids

    @asynccontextmanager
    async def place(self, host: str) -> AsyncIterator[None]:
        """A place at the host, and then one of the common ones.

        The host's own first: a slow host's queue must not fill the common places.
        """
        queue = self._hosts.setdefault(host, _HostQueue(asyncio.Semaphore(self._per_host)))
        queue.users += 1
        try:
            async with queue.places, self._places:
                yield
        finally:
            queue.users -= 1
            if not queue.users:
                del self._hosts[host]

    def _is_ready(self, subscription: Subscription, now: datetime) -> bool:
        return subscription.id not in self._in_flight and due(subscription, now)

    async def ask(self, subscription: Subscription, now: datetime) -> Response | FetchError:
        """One request for one feed; what went wrong is returned, not raised."""
        etag, last_modified = validators(subscription, now)
        try:
            return await self._fetcher.fetch(
                subscription.url, etag=etag, last_modified=last_modified
            )
        except FetchError as error:
            return error


@dataclass(slots=True)
class _HostQueue:
    """One host's places, and how many feeds stand in or before them."""

    places: asyncio.Semaphore
    users: int = 0


class _Round:
    """One call of poll_due: its places in the queue, its clock, its hosts' wishes."""

    def __init__(self, poller: Poller, now: datetime, holds: dict[str, datetime]):
        self._poller = poller
        self._now = now
        self._begun = asyncio.get_running_loop().time()
        self._holds = holds
        # A place is kept until its answer is taken, so that bodies do not pile up.
        self._answers: asyncio.Queue[Outcome | Exception] = asyncio.Queue(maxsize=1)

    async def next(self) -> Outcome:
        """The next answer of this round, in the order they come."""
        found = await self._answers.get()
        if isinstance(found, Exception):
            raise found
        return found

    async def poll(self, subscription: Subscription) -> None:
        """Ask one feed when its turn comes."""
        host = host_of(subscription.url)
        async with self._poller.place(host):
            try:
                found: Outcome | Exception = await self._asked(subscription, host)
            except Exception as error:
                found = error
            await self._answers.put(found)

    async def _asked(self, subscription: Subscription, host: str) -> Outcome:
        until = self._holds.get(host)
        if until is not None and until > self._moment():
            return Outcome(postponed(subscription, until, self._poller._jitter()), None)
        answer = await self._poller.ask(subscription, self._moment())
        return self._outcome(subscription, answer, host)

    def _outcome(
        self, subscription: Subscription, answer: Response | FetchError, host: str
    ) -> Outcome:
        moment = self._moment()
        planned = plan(subscription, answer, moment, self._poller._jitter())
        if planned.hold_until is not None and shares_back_off(host):
            self._holds[host] = planned.hold_until
        if isinstance(answer, FetchError) or answer.status != 200:
            return Outcome(planned, None)
        if planned.sha256 == subscription.sha256:
            return Outcome(planned, None)
        return Outcome(planned, delivery_of(answer, subscription.id, moment))

    def _moment(self) -> datetime:
        """``now`` moved on by the time this round has taken."""
        passed = asyncio.get_running_loop().time() - self._begun
        return self._now + timedelta(seconds=passed)


def delivery_of(answer: Response, feed: str | None, received: datetime) -> Delivery:
    """An answer as a Delivery: the bytes as they came, their digest, where from and when."""
    return Delivery(
        sha256=sha256(answer.body).hexdigest(),
        received=received,
        body=answer.body,
        url=answer.url,
        feed=feed,
        status=answer.status,
        headers=dict(answer.headers),
        truncated=answer.truncated,
    )


def _overdue(subscription: Subscription) -> tuple[bool, datetime, str]:
    when = subscription.next_poll
    return when is not None, when or datetime.max, subscription.id
