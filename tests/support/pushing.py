"""A desk that pushes, with a clock moved by hand and no chance in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from copytaster.desk import Desk
from copytaster.desk.dispatcher import Dispatcher, Sent
from copytaster.intake import Allowance, Fetcher
from copytaster.model import Outlet
from receivers import Blog, Hook, Receiver
from wire import Clock, delivered, feed, ninjs, prose

LOOPBACK = Allowance.parse("127.0.0.0/8")
SITE = "http://site.example"


class Newsroom:
    """A desk, its outlets, and everything a test does with them."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock
        self.timeout = 0.15
        self._anew()

    def _anew(self) -> None:
        async def write(work: Any, *args: Any) -> Any:
            return work(*args)

        self.dispatcher = Dispatcher(self.desk, write, chance=lambda: 0.0, timeout=self.timeout)

    def add(self, receiver: Receiver, **settings: Any) -> Outlet:
        """An outlet that has everything in full, unless told otherwise."""
        settings = {"share": "full", "backlog": True} | settings
        if isinstance(receiver, Blog):
            settings = {"user": Blog.user, "status": "publish"} | settings
            return self.desk.outlets.add("wordpress", receiver.base, secret=Blog.password, **settings).outlet  # fmt: skip
        added = self.desk.outlets.add("webhook", f"{receiver.base}/in", **settings)
        if isinstance(receiver, Hook):
            receiver.secret = str(added.secret)
        return added.outlet

    def take(self, guid: str, mark: str, version: int = 1, **more: Any) -> str:
        """One story, or its next version; its series."""
        body = (unlike if more.pop("alone", False) else prose)(
            mark
        ) + f"\n\nThis is telling number {version} of the {mark} span."
        headline = more.pop("headline", f"{mark} reopens")
        raw = ninjs(guid, headline, body, version=str(version), **more)
        self.desk.take(delivered(raw, "anx", self.clock.now))
        self.desk.publish()
        return self.desk.search(mark)[0].series

    def kill(self, guid: str) -> None:
        """The agency's kill."""
        raw = ninjs(guid, "KILL", "Kill it.", pubstatus="canceled", version="99")
        self.desk.take(delivered(raw, "anx", self.clock.now))
        self.desk.publish()

    async def round(self) -> Sent:
        """Send what is due now."""
        async with Fetcher(LOOPBACK) as fetcher:
            return await self.dispatcher.round(fetcher)

    async def settle(self, most: int = 40) -> int:
        """Send, let time pass to the next try, send again, until nothing waits; the rounds it took."""
        for n in range(1, most + 1):
            await self.round()
            later = self._next()
            if later is None:
                return n
            self.clock.now = max(self.clock.now, later)
        raise AssertionError("it never came to an end")

    def _next(self) -> Any:
        store = self.desk.store
        due = [p.due for p in store.parcels(limit=1000) if p.due and p.state == "waiting"]
        paused = [o.paused_until for o in store.outlets() if o.paused_until]
        return max([min(due), *paused]) if due else None

    def parcel(self, outlet: Outlet, series: str) -> Any:
        return self.desk.store.parcel(outlet.id, series)

    def later(self, **delta: float) -> None:
        self.clock.now += timedelta(**delta)


def unlike(mark: str) -> str:
    """Copy about ``mark`` that shares no event and no sentence with that about another."""
    pick = random.Random(mark)

    def word() -> str:
        return "".join(pick.choice("bdfgklmnprstvz") + pick.choice("aeiou") for _ in range(3))

    told = [" ".join(word() for _ in range(14)).capitalize() + "." for _ in range(5)]
    return f"{word().upper()}, May 6 (ANX) - The {mark} lock opened.\n\n" + "\n\n".join(told)


@contextmanager
def newsroom(folder: Path, **settings: Any) -> Iterator[Newsroom]:
    """An open desk with one feed in full."""
    clock = Clock()
    asked = {"base_url": SITE, "allow_networks": ("127.0.0.0/8",)} | settings
    with Desk.open(folder, clock=clock, **asked) as desk:
        desk.feeds.put(feed("anx", speaks_for=("ANX",), agency="ANX"))
        desk.live.authorise(desk.feeds.speaks_for())
        yield Newsroom(desk, clock)
