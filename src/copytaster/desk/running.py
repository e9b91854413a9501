"""A desk that runs: poll, take in, publish, over and over, beside a web server.

::

    ┌ poll what is due ─┐                                     ┌ tell the screens
    ├ sweep the folders ┼→ the line, in turns ─→ press passes ┤
    └ lapsed embargoes ─┘                                     └ push to the outlets

Everything that writes goes through one thread, so there is one writer, and
the web server's loop is never kept waiting by the work on a story. What takes
long is done a step a turn, so that whatever else wants to write goes in between.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from copytaster.desk.dispatcher import Dispatcher
from copytaster.desk.drops import Drops
from copytaster.desk.excerpts import Excerpts
from copytaster.desk.hub import Hub
from copytaster.desk.newsroom import Desk
from copytaster.desk.orders import carry_out, waiting
from copytaster.desk.pace import Pace
from copytaster.desk.pings import Pings
from copytaster.desk.polls import Polls
from copytaster.desk.press import PressReport
from copytaster.desk.pushes import Pushes
from copytaster.desk.troubles import Troubles
from copytaster.desk.turns import Line
from copytaster.desk.witness import CURE
from copytaster.intake import Allowance, Articles, Fetcher, Outcome, Poller

log = logging.getLogger("copytaster")
T = TypeVar("T")

_DONE = object()
_IDLE = 1.0  # seconds between looks at what is due
_GLANCE = 0.1  # seconds between glances at what is asked
_READY = 3.0  # seconds that a start waits for the first story
_ERROR_PAUSE = 5.0


class Running:
    """The moving parts of a desk. ``write`` runs a function in the one writing thread."""

    def __init__(self, desk: Desk, allowance: Allowance, *, sample: bool = False) -> None:
        self.desk = desk
        self._sample = sample
        self._allowance = allowance
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._screens: set[asyncio.Queue[str]] = set()
        self._troubles = Troubles()
        self._drops = Drops(desk)
        self._pace = Pace()
        self._sweeping = asyncio.Lock()
        self._line = Line(desk, self.write, self._drops.holds)
        self._tasks: set[asyncio.Task[float]] = set()
        self.pushes = Pushes(desk, self.write)
        self.hub = Hub(desk, self.write)
        self._dispatcher = Dispatcher(desk, self.write)
        self._pings = Pings(desk, self.write)

    async def write(self, work: Callable[..., T], *args: object) -> T:
        """Run ``work`` in the writing thread and wait for it."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, work, *args)

    async def _through(self, steps: Iterator[None]) -> None:
        """Do work that pauses, a step a turn: whatever else wants to write goes in between."""
        while await self.write(_step, steps):
            pass

    async def publish(self) -> None:
        """Press passes until nothing waits; the screens are told of each that changed anything."""
        more = True
        while more:
            # Each pass is a turn of its own: what an editor decides, or asks for, slips in between.
            if waiting(self.desk.folder):
                await self.write(carry_out, self.desk.folder, self.desk.obey)
            report = await self._pass()
            more = report.more
            if report.written or report.withdrawn:
                self.tell("changed")

    def tell(self, what: str) -> None:
        """Send one word to every open screen."""
        for screen in self._screens:
            with suppress(asyncio.QueueFull):
                screen.put_nowait(what)

    async def listen(self) -> AsyncIterator[str]:
        """The words sent to screens, from now on."""
        screen: asyncio.Queue[str] = asyncio.Queue(maxsize=16)
        self._screens.add(screen)
        try:
            while True:
                yield await screen.get()
        finally:
            self._screens.discard(screen)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Run the loop in the background while the body runs."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            self._writer.shutdown(wait=True)

    async def ready(self) -> None:
        """Until the site stands; with the sample wire, for a moment more until a story is on it.

        Nobody is to be told an address at which nothing is, and nobody waits long for a slow feed.
        """
        began = time.monotonic()
        while self._sample and time.monotonic() - began < _READY:
            if self.desk.store.publications(state="live", limit=1):
                break
            await asyncio.sleep(_GLANCE)
        await self._watched(self._first_pass)

    async def _first_pass(self) -> None:
        await self._pass()

    async def _pass(self) -> PressReport:
        report: PressReport = await self.write(self._pace.keep, self.desk.publish)
        for line in report.unproved:
            log.error("%s. It is kept back: %s", line, CURE)
        return report

    async def _forever(self) -> None:
        settings = self.desk.settings
        contact = settings.contact or ""
        async with (
            Fetcher(
                self._allowance,
                contact=contact,
                limit=settings.max_body,
                timeout=settings.fetch_timeout,
            ) as fetcher,
            # Its own connections: a kill must not wait behind slow feeds.
            Fetcher(settings.allowance, contact=contact) as pusher,
            # Strangers name these addresses: nothing of the operator's is open to them.
            Fetcher(settings.hub_allowance, contact=contact) as messenger,
        ):
            polls = Polls(
                self.desk,
                Poller(fetcher),
                self.write,
                self._land,
                relax=self.pushes.relaxed,
                open_pages=Excerpts(self.desk, Articles(fetcher), self.write).open,
                sample=self._sample,
            )
            try:
                while True:
                    # A new round starts while slow servers of the last are still being heard.
                    for work in (
                        polls.round,
                        self._sweep,
                        self._line.work,
                        self._subscribe(fetcher),
                        self._push(pusher),
                        self._tell_subscribers(messenger),
                    ):
                        self._start(work)
                    await self._pause(await self._watched(self._tend))
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)
                await polls.end()

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.create_task(self._watched(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pause(self, seconds: float) -> None:
        """Wait, but not where all is well and something is asked from the command line, or a kill came in."""
        if seconds > _IDLE:
            await asyncio.sleep(seconds)
            return
        for _ in range(round(seconds / _GLANCE)):
            if self._line.killed() or waiting(self.desk.folder):
                return
            await asyncio.sleep(_GLANCE)

    def _subscribe(self, fetcher: Fetcher) -> Callable[[], Awaitable[None]]:
        async def tend_hubs() -> None:
            await self.pushes.tend(fetcher)

        return tend_hubs

    def _push(self, fetcher: Fetcher) -> Callable[[], Awaitable[None]]:
        async def push_out() -> None:
            await self._dispatcher.round(fetcher)
            await self._pings.tend(fetcher)

        return push_out

    def _tell_subscribers(self, fetcher: Fetcher) -> Callable[[], Awaitable[None]]:
        async def tend_own_hub() -> None:
            await self.hub.tend(fetcher)

        return tend_own_hub

    async def _watched(self, work: Callable[[], Awaitable[None]]) -> float:
        """Do one piece of the round; a fault is logged and shown, and never ends the desk."""
        try:
            await work()
            self._troubles.over(work.__name__)
        except Exception as error:
            self._troubles.note(work.__name__, error, _ERROR_PAUSE)
            return _ERROR_PAUSE
        return _IDLE

    @property
    def fault(self) -> str | None:
        """What went wrong in the last round, None if nothing."""
        return self._troubles.fault

    async def _tend(self) -> None:
        """What no new copy may stand in the way of: what is asked, and what must reach the site."""
        await self.write(carry_out, self.desk.folder, self.desk.obey)
        await self.publish()

    async def _sweep(self) -> None:
        if not self._sweeping.locked():
            async with self._sweeping:
                await self._through(self._drops.sweeping())

    async def _land(self, outcome: Outcome) -> Awaitable[None]:
        """Keep what a poll brought; what is given is done once that is through the line."""
        new = await self.write(self.desk.accept, outcome)
        if not new or outcome.delivery is None:
            return _nothing()
        taken = self._line.taken((outcome.delivery.sha256, outcome.delivery.feed))
        self._start(self._line.work)
        return taken


async def _nothing() -> None:
    """Nothing is left to be done."""


def _step(steps: Iterator[None]) -> bool:
    """Whether there was another step to do."""
    return next(steps, _DONE) is not _DONE
