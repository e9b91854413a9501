"""Asks what is due, once a second, and keeps what comes of it.

    schedule → take → poll → land (new bytes are kept) → the line → schedule
                           → kept together (nothing new)

An answer without news changes only where polling stands; a second's worth of
them is one transaction. A desk killed in between asks those again, no more.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from copytaster.desk.newsroom import Desk
from copytaster.desk.turns import Write
from copytaster.intake import Outcome, Poller, Schedule
from copytaster.model import Delivery, Subscription

log = logging.getLogger("copytaster")
_MOST_OUT = 256
_TOGETHER = 200
# What the wall clock did meanwhile, and whatever else was missed, is found out within the hour.
_LOADED_FOR = timedelta(hours=1)
_AFTER_FAULT = timedelta(minutes=5)
Land = Callable[[Outcome], Awaitable[Awaitable[None]]]
Relax = Callable[[Subscription, datetime], Subscription]
Open = Callable[[Subscription, Delivery], Awaitable[object]]


class Polls:
    """The desk's polling.

    ``land`` takes over new bytes: once it gives something they are kept, once that is done
    they are worked through. ``relax`` puts off a feed that is pushed,
    ``open_pages`` fetches what its excerpts link to; ``sample`` says that the sample wire plays.
    """

    def __init__(
        self,
        desk: Desk,
        poller: Poller,
        write: Write,
        land: Land,
        *,
        relax: Relax = lambda feed, now: feed,  # noqa: ARG005
        open_pages: Open | None = None,
        sample: bool = False,
    ) -> None:
        self._desk = desk
        self._poller = poller
        self._write = write
        self._land = land
        self._relax = relax
        self._open = open_pages
        self._under_way: set[asyncio.Task[None]] = set()
        self._sample = sample
        self._schedule = Schedule()
        self._version: int | None = None
        self._loaded: datetime | None = None
        self._quiet: list[Subscription] = []

    async def round(self) -> None:
        """Ask what is due now. Rounds may overlap: one slow server must not keep the others waiting."""
        now = self._desk.clock()
        await self.keep()
        await self._in_step(now)
        taken = self._schedule.take(now, _MOST_OUT - self._schedule.out)
        if not taken:
            return
        out = {s.id: s for s in taken}
        try:
            async for outcome in self._poller.poll_due(taken, now):
                await self._took(outcome)
                del out[outcome.subscription.id]
        finally:
            # A fault of ours is no reason to ask a server again and again.
            for left in out.values():
                self._schedule.put(_later(left, now), now)

    async def _in_step(self, now: datetime) -> None:
        """Read the subscriptions where somebody changed them, this process or another."""
        version = await self._write(self._desk.feeds.version)
        fresh = self._loaded is not None and abs(now - self._loaded) < _LOADED_FOR
        if version == self._version and fresh:
            return
        known = self._wanted(await self._write(self._desk.store.subscriptions))
        self._schedule.load(known, now)
        self._poller.remember(known, now)
        self._version, self._loaded = version, now

    def _wanted(self, known: Iterable[Subscription]) -> list[Subscription]:
        return [s for s in known if self._sample or not s.sample]

    async def _took(self, outcome: Outcome) -> None:
        polled = self._relax(outcome.subscription, self._desk.clock())
        outcome = outcome._replace(subscription=polled)
        if outcome.delivery is None:
            self._quiet.append(polled)
            self._schedule.put(polled, self._desk.clock())
            if len(self._quiet) >= _TOGETHER:
                await self.keep()
        elif polled.articles and self._open is not None:
            # Pages take their time; the round goes on, and the feed is not asked meanwhile.
            self._start(polled, self._opened(self._open, outcome, outcome.delivery))
        else:
            self._start(polled, self._landed(polled.id, await self._land(outcome)))

    def _start(self, feed: Subscription, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._watched(feed, work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _watched(self, feed: Subscription, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception:
            log.exception("a delivery of %s could not be taken over", feed.url)
            self._schedule.put(_later(feed, self._desk.clock()), self._desk.clock())

    async def _opened(self, open_pages: Open, outcome: Outcome, delivery: Delivery) -> None:
        await open_pages(outcome.subscription, delivery)
        await self._landed(outcome.subscription.id, await self._land(outcome))

    async def _landed(self, id_: str, worked_through: Awaitable[None]) -> None:
        await worked_through
        # As it was kept: with the feed's own ttl, and what the operator changed meanwhile.
        kept = await self._write(self._desk.store.subscription, id_)
        if kept is None:
            self._schedule.drop(id_)
        else:
            self._schedule.put(kept, self._desk.clock())

    async def settled(self) -> None:
        """Until all that was brought so far is worked through."""
        await asyncio.gather(*self._under_way)

    async def end(self) -> None:
        """Leave what is half done, which is done again after the next start; keep the rest."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self.keep()

    async def keep(self) -> None:
        """Write where polling stands of those that brought nothing."""
        quiet, self._quiet = self._quiet, []
        if quiet:
            await self._write(self._desk.feeds.polled, *quiet)


def _later(feed: Subscription, now: datetime) -> Subscription:
    return replace(feed, next_poll=now + _AFTER_FAULT)
