"""Tells an outside WebSub hub which feeds have changed; what it was told last is kept."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from urllib.parse import urlencode

from copytaster.desk.newsroom import Desk
from copytaster.desk.topics import OURS, Changes, topic_of
from copytaster.desk.turns import Write
from copytaster.dispatch.schedule import next_try
from copytaster.errors import FetchError
from copytaster.intake import Fetcher

log = logging.getLogger("copytaster")
_KEY = "ping:told"
_SECONDS = 20.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Pings:
    """The feeds of the site at the hub that the setting names. ``write`` runs in the writing thread."""

    def __init__(self, desk: Desk, write: Write) -> None:
        self._desk = desk
        self._write = write
        self._changes = Changes(desk.site_folder)
        self._told: dict[str, str] = desk.store.value(_KEY, {})
        self._tries = 0
        self._due: datetime | None = None
        self._tending = asyncio.Lock()

    @property
    def on(self) -> bool:
        """Whether there is an outside hub to tell."""
        return self._desk.settings.hub not in (None, "self")

    async def tend(self, fetcher: Fetcher) -> None:
        """Tell the hub of each feed that has changed; after a failure ever more rarely."""
        now = self._desk.clock()
        waits = self._due is not None and now < self._due
        if not self.on or waits or self._tending.locked():
            return
        async with self._tending:
            await self._tell(fetcher, now)

    async def _tell(self, fetcher: Fetcher, now: datetime) -> None:
        for path in OURS:
            digest = self._changes.digest(path)
            if digest is None or self._told.get(path) == digest:
                continue
            if not await self._ping(fetcher, topic_of(self._desk.site, path)):
                self._tries += 1
                self._due = next_try(self._tries, now, 0.0)
                return
            self._tries, self._due = 0, None
            self._told = self._told | {path: digest}
            await self._write(self._keep)

    async def _ping(self, fetcher: Fetcher, topic: str) -> bool:
        """hub.mode=publish, which hubs share by custom: WebSub §6 leaves it to publisher and hub."""
        fields = {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}
        hub, body = str(self._desk.settings.hub), urlencode(fields).encode("ascii")
        try:
            answer = await fetcher.send("POST", hub, body, _FORM, limit=0, timeout=_SECONDS)
        except FetchError as error:
            log.info("the hub was not told of %s: %s", topic, error)
            return False
        if not 200 <= answer.status < 300:
            log.info("the hub was not told of %s: it answered %s", topic, answer.status)
            return False
        return True

    def _keep(self) -> None:
        with self._desk.store.writing() as tx:
            tx.put_value(_KEY, self._told)
