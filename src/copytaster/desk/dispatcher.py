"""Sends parcels: several outlets at a time, a few stories at a time each, kills before all else.

Every story's parcels to one outlet go one after the other, and each is made
when it is sent: what came in between is in it, so a newer version is never
overtaken by an older one.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copytaster.desk.newsroom import Desk
from copytaster.desk.outlets import shown
from copytaster.desk.parcels import Job, Parcels
from copytaster.desk.turns import Write
from copytaster.dispatch import Outcome, Webhook, WordPress
from copytaster.errors import ConfigError, FetchError
from copytaster.intake import Fetcher
from copytaster.model import Outlet
from copytaster.publish import webhook, wordpress, words

log = logging.getLogger("copytaster")
_AT_ONCE = 4  # stories on their way to one outlet
_BATCHES = 5
_SECONDS = 25.0


@dataclass(slots=True)
class Sent:
    """What a round did, and whether ``more`` waits to be looked through."""

    taken: int = 0
    withdrawn: int = 0
    failed: int = 0
    more: bool = False

    def add(self, other: Sent) -> None:
        """Count another round."""
        self.taken += other.taken
        self.withdrawn += other.withdrawn
        self.failed += other.failed
        self.more = other.more

    def count(self, job: Job, outcome: Outcome) -> None:
        """Count one try."""
        if outcome.kind != "taken":
            self.failed += 1
        elif job.withdraws:
            self.withdrawn += 1
        else:
            self.taken += 1


class Dispatcher:
    """Pushes to the outlets of a desk. ``chance`` spreads retries."""

    def __init__(
        self,
        desk: Desk,
        write: Write,
        *,
        chance: Callable[[], float] = random.random,
        timeout: float = _SECONDS,
    ) -> None:
        self._desk = desk
        self._write = write
        self._timeout = timeout
        self._parcels = Parcels(desk, chance)
        self._busy: set[str] = set()

    async def round(self, fetcher: Fetcher) -> Sent:
        """Send what is due. An outlet still busy with an earlier round is left to it."""
        sent = Sent()
        if not self._desk.store.has_outlets():
            return sent
        for _ in range(_BATCHES):  # a backlog is for many rounds: a kill must not wait for its end
            sent.more = await self._write(self._parcels.plan)
            if not sent.more:
                break
        idle = [
            o for o in self._desk.store.outlets() if o.state != "off" and o.id not in self._busy
        ]
        await asyncio.gather(*(self._serve(fetcher, outlet, sent) for outlet in idle))
        return sent

    async def _serve(self, fetcher: Fetcher, outlet: Outlet, sent: Sent) -> None:
        self._busy.add(outlet.id)
        before = sent.taken + sent.withdrawn
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_AT_ONCE):
                    group.create_task(self._work(fetcher, outlet.id, sent))
            if sent.taken + sent.withdrawn > before:
                await self._write(self._parcels.seal)
            if await self._write(self._parcels.dismiss, outlet):
                log.info("%s has no copy left and is forgotten", shown(outlet))
        finally:
            self._busy.discard(outlet.id)

    async def _work(self, fetcher: Fetcher, outlet: str, sent: Sent) -> None:
        while (job := await self._write(self._parcels.take, outlet)) is not None:
            try:
                outcome = await self._try(fetcher, job)
                await self._write(self._parcels.settle, job, outcome)
            finally:
                self._parcels.landed(job)
            sent.count(job, outcome)
            if outcome.kind != "taken":
                name = shown(job.outlet)
                log.info("%s did not take %s: %s", name, job.parcel.series, outcome.problem)

    async def _try(self, fetcher: Fetcher, job: Job) -> Outcome:
        try:
            secret = self._desk.outlets.credentials.read(job.outlet)
            send = self._to_webhook if job.outlet.kind == "webhook" else self._to_wordpress
            return await send(fetcher, job, secret)
        except ConfigError as error:
            return Outcome("trouble", None, error.message)

    async def _to_webhook(self, fetcher: Fetcher, job: Job, secret: str) -> Outcome:
        data = dict(job.content)
        if job.withdraws:
            data = webhook.withdrawal_data(job.parcel.series, killed=data["killed"])
        body = webhook.message(job.action, job.parcel.number, job.at, data)
        hook = Webhook(fetcher, job.outlet.url, secret, timeout=self._timeout)
        return await hook.send(job.id, body, self._desk.clock())

    async def _to_wordpress(self, fetcher: Fetcher, job: Job, secret: str) -> Outcome:
        outlet, parcel = job.outlet, job.parcel
        press = WordPress(
            fetcher, outlet.url, outlet.user or "", secret, self._desk.clock(), timeout=self._timeout
        )  # fmt: skip
        if job.withdraws:
            return await press.withdraw(parcel.remote, parcel.name, wordpress.emptied())
        wary = parcel.tries > 1
        return await press.put(
            parcel.remote, str(parcel.name), job.content, outlet.status, wary=wary
        )


def push(desk: Desk) -> Sent:
    """Send what is due, in this thread, and wait for it; for a desk that no loop runs."""

    async def write(work: Callable[..., Any], *args: object) -> Any:
        return work(*args)

    async def once() -> Sent:
        async with Fetcher(desk.settings.allowance, contact=desk.settings.contact or "") as fetcher:
            dispatcher, total = Dispatcher(desk, write), Sent(more=True)
            while total.more:
                total.add(await dispatcher.round(fetcher))
            return total

    return asyncio.run(once())


async def probe(desk: Desk, outlet: Outlet) -> str:
    """Try an outlet without a story; what it said, in words. Raises FetchError, ConfigError."""
    secret = desk.outlets.credentials.read(outlet)
    now, contact = desk.clock(), desk.settings.contact or ""
    async with Fetcher(desk.settings.allowance, contact=contact) as fetcher:
        if outlet.kind == "webhook":
            return await _ping(Webhook(fetcher, outlet.url, secret), now)
        press = WordPress(fetcher, outlet.url, outlet.user or "", secret, now)
        name, lacking = await press.check()
    if lacking:
        raise ConfigError(
            f"it lets us in as {name}, who lacks: {', '.join(lacking)}", subject=shown(outlet)
        )
    return f"{shown(outlet)} lets us in as {name}, who may do all that is needed"


async def _ping(hook: Webhook, now: datetime) -> str:
    body = b'{"type":"copytaster.ping","timestamp":"%s","data":{}}' % words.iso(now).encode()
    outcome = await hook.send(f"msg_{random.getrandbits(128):032x}", body, now)
    if outcome.kind != "taken":
        raise FetchError(f"the ping was not taken: {outcome.problem}")
    return f"the signed ping was taken ({outcome.status})"
