"""The line of a running desk: deliveries are taken apart in turns, a batch each.

::

    stored, pending ─→ opened beside the line ─→ turns ─→ done
                       (the smallest first)      (newcomers first, kills before all)

One big answer keeps nobody waiting for more than a batch. Of one feed the
deliveries are taken one after another, in the order they came. What waits is
what the store calls pending, so a stop forgets nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from copytaster.desk.newsroom import Desk
from copytaster.desk.opening import opened
from copytaster.desk.pipeline import Tally
from copytaster.store import DeliveryRow

_DONE = object()
_BIG = 1 << 20  # bytes
# Opened at once: items in memory, where a waiting delivery is only bytes in the store.
_MOST_BIG, _MOST = 2, 32
_PAUSE = 5.0  # seconds after which what failed is tried again

Key = tuple[str, str | None]  # sha256, feed


class Write(Protocol):
    """Runs a function in the one writing thread."""

    def __call__(self, work: Callable[..., Any], *args: object) -> Awaitable[Any]:
        """Run it and wait for what it gives."""


@dataclass(slots=True, eq=False)
class Turn:
    """An opened delivery: ``last`` is the number of the turn it had last, -1 before its first."""

    key: Key
    size: int
    kills: bool
    steps: Iterator[None]
    last: int = -1


class Line:
    """Takes what is pending through the desk's line; ``held`` says what somebody else has in hand."""

    def __init__(
        self,
        desk: Desk,
        write: Write,
        held: Callable[[Key], bool] = lambda key: False,  # noqa: ARG005
    ) -> None:
        self._desk = desk
        self._write = write
        self._held = held
        self._waiting: dict[Key, DeliveryRow] = {}
        self._opening: dict[Key, asyncio.Task[Turn]] = {}
        self._open: dict[Key, Turn] = {}
        self._turn = 0
        self._stale = True
        self._killed = False
        self._busy = asyncio.Lock()
        self._failed: dict[Key, tuple[float, Exception]] = {}
        self._awaited: dict[Key, asyncio.Future[None]] = {}

    def taken(self, key: Key) -> asyncio.Future[None]:
        """Done when the delivery is worked through; fails where it failed, and is tried again."""
        self._stale = True
        if key not in self._awaited:
            self._awaited[key] = asyncio.get_running_loop().create_future()
        return self._awaited[key]

    def killed(self) -> bool:
        """Whether copy that carries a kill was taken since this was last asked: the press is wanted."""
        killed, self._killed = self._killed, False
        return killed

    async def work(self) -> None:
        """Take turns until nothing waits; at once where that is being done already.

        Raises the fault of what failed and waits to be tried again; that stops nothing else.
        """
        self._stale = True
        if self._busy.locked():
            return
        async with self._busy:
            try:
                while await self._look():
                    await self._take(following(self._open.values(), self._turn))
            finally:
                for task in self._opening.values():
                    task.cancel()
                self._opening.clear()
            for _, error in self._failed.values():
                raise error

    async def _look(self) -> bool:
        """Open what there is room for; whether anything is open, for which it waits if it must."""
        if self._stale:
            self._stale = False
            await self._read()
        under_way = [(key[1], self._waiting[key].size) for key in {**self._opening, **self._open}]
        for row in openable(self._waiting.values(), under_way):
            # In a thread of its own: it can take seconds, and writes nothing.
            self._opening[_key(row)] = asyncio.create_task(asyncio.to_thread(self._opened, row))
        if self._opening and not self._open:
            await asyncio.wait(self._opening.values(), return_when=asyncio.FIRST_COMPLETED)
        for key in [key for key, task in self._opening.items() if task.done()]:
            self._open[key] = self._opening.pop(key).result()
        return bool(self._open)

    async def _read(self) -> None:
        """What waits by now; of what somebody waited for in vain, that it is over."""
        # In the writing thread: what that has in hand is in hand, or done.
        rows = {_key(row): row for row in await self._write(self._pending)}
        now = time.monotonic()
        self._failed = {key: f for key, f in self._failed.items() if now - f[0] < _PAUSE}
        under_way = {key: self._waiting[key] for key in {**self._opening, **self._open}}
        fresh = {key: row for key, row in rows.items() if key not in self._failed}
        self._waiting = under_way | fresh
        for key in [key for key in self._awaited if key not in {**rows, **under_way}]:
            self._tell(key, None)

    def _pending(self) -> list[DeliveryRow]:
        rows = self._desk.store.deliveries(state="pending", limit=None)
        return [row for row in rows if not self._held(_key(row))]

    def _opened(self, row: DeliveryRow) -> Turn:
        store, key = self._desk.store, _key(row)
        delivery = store.delivery(row.sha256, row.feed or "")
        if delivery is None:  # erased meanwhile
            return Turn(key, 0, False, iter(()))
        come = opened(delivery, store.subscription(row.feed) if row.feed else None)
        return Turn(key, row.size, come.kills, self._desk.pipeline.steps(come, Tally()))

    async def _take(self, turn: Turn) -> None:
        self._turn += 1
        turn.last = self._turn
        try:
            if await self._write(next, turn.steps, _DONE) is _DONE:
                self._close(turn.key, None)
            self._killed = self._killed or turn.kills
        except Exception as error:  # `work` raises it once the others had their turns
            self._failed[turn.key] = time.monotonic(), error
            self._close(turn.key, error)

    def _close(self, key: Key, error: Exception | None) -> None:
        del self._open[key], self._waiting[key]
        self._tell(key, error)

    def _tell(self, key: Key, error: Exception | None) -> None:
        awaited = self._awaited.pop(key, None)
        if awaited is not None and not awaited.done():
            if error is None:
                awaited.set_result(None)
            else:
                awaited.set_exception(error)


def openable(
    waiting: Iterable[DeliveryRow], under_way: Sequence[tuple[str | None, int]]
) -> list[DeliveryRow]:
    """What is to be opened now: the first of each feed, the smallest first, as far as there is room.

    ``waiting`` are in order of arrival, ``under_way`` (feed, bytes) of what is opened already.
    The big have room of their own, so neither they nor the small keep the others out.
    """
    feeds, sizes = {feed for feed, _ in under_way}, [size for _, size in under_way]
    first: dict[str | None, DeliveryRow] = {}
    for row in waiting:
        if row.feed not in feeds:
            first.setdefault(row.feed, row)
    big = sum(size > _BIG for size in sizes)
    room = {True: _MOST_BIG - big, False: _MOST - (len(sizes) - big)}
    found: list[DeliveryRow] = []
    for row in sorted(first.values(), key=lambda row: row.size):
        if room[row.size > _BIG] > 0:
            room[row.size > _BIG] -= 1
            found.append(row)
    return found


def following(turns: Iterable[Turn], number: int) -> Turn:
    """Whose turn it is: who has not had one for longest, of newcomers the smallest first.

    A delivery that carries a kill goes before all others when it comes, and has
    every second turn after: a sender who kills without end holds up nobody for good.
    """
    return min(turns, key=lambda one: (not _urgent(one, number), one.last, one.size))


def _urgent(turn: Turn, number: int) -> bool:
    return turn.kills and (turn.last < 0 or number % 2 == 0)


def _key(row: DeliveryRow) -> Key:
    return row.sha256, row.feed
