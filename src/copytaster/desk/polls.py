"""Asks what is due, once a second, and keeps what comes of it.

    schedule → take → poll → landing (new bytes) → schedule
                           → kept together (nothing new)

An answer without news changes only where polling stands; a second's worth of
them is one transaction. A desk killed in between asks those again, no more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol

from copytaster.desk.newsroom import Desk
from copytaster.intake import Outcome, Poller, Schedule
from copytaster.model import Subscription

_MOST_OUT = 256
_TOGETHER = 200
# What the wall clock did meanwhile, and whatever else was missed, is found out within the hour.
_LOADED_FOR = timedelta(hours=1)
Land = Callable[[Outcome], Awaitable[None]]
Relax = Callable[[Subscription, datetime], Subscription]


class Write(Protocol):
    """Runs a function in the one writing thread."""

    def __call__(self, work: Callable[..., Any], *args: object) -> Awaitable[Any]:
        """Run it and wait for what it gives."""


class Polls:
    """The desk's polling.

    ``land`` takes over new bytes, ``relax`` puts off a feed that is pushed;
    ``sample`` says that the sample wire plays.
    """

    def __init__(
        self,
        desk: Desk,
        poller: Poller,
        write: Write,
        land: Land,
        *,
        relax: Relax = lambda feed, now: feed,  # noqa: ARG005
        sample: bool = False,
    ) -> None:
        self._desk = desk
        self._poller = poller
        self._write = write
        self._land = land
        self._relax = relax
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
        out = {s.id for s in taken}
        try:
            async for outcome in self._poller.poll_due(taken, now):
                await self._took(outcome)
                out.discard(outcome.subscription.id)
        finally:
            for id_ in out:
                self._schedule.back(id_)

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
            return
        await self._land(outcome)
        # As it was kept: with the feed's own ttl, and what the operator changed meanwhile.
        kept = await self._write(self._desk.store.subscription, polled.id)
        if kept is None:
            self._schedule.drop(polled.id)
        else:
            self._schedule.put(kept, self._desk.clock())

    async def keep(self) -> None:
        """Write where polling stands of those that brought nothing; also when polling ends."""
        quiet, self._quiet = self._quiet, []
        if quiet:
            await self._write(self._desk.feeds.polled, *quiet)
