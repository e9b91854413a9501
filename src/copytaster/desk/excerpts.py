"""Fetches the pages behind a feed's excerpts before its delivery goes down the line.

    delivery → its excerpts without a page → robots.txt, page → kept
             ↓
             landing

Each page is asked for once, politely: one after the other, robots.txt first.
What cannot be had is noted, and the excerpt stands.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from copytaster.desk.newsroom import Desk
from copytaster.desk.pages import is_excerpt, key_of
from copytaster.desk.turns import Write
from copytaster.errors import CopytasterError, FetchError
from copytaster.formats import parse
from copytaster.intake import Articles
from copytaster.model import Delivery, Item, Subscription

log = logging.getLogger("copytaster")
MOST = 40  # pages a delivery; the rest come with the next one
_AGAIN = timedelta(hours=6)
_PAUSE = 1.0


class Excerpts:
    """Opens the excerpts of feeds that were subscribed to with their articles."""

    def __init__(
        self, desk: Desk, articles: Articles, write: Write, *, pause: float = _PAUSE
    ) -> None:
        self._desk = desk
        self._articles = articles
        self._write = write
        self._pause = pause

    async def open(self, feed: Subscription, delivery: Delivery) -> int:
        """Fetch and keep what pages are missing; how many were had."""
        missing = await asyncio.to_thread(self._missing, feed, delivery)
        had = 0
        for n, (key, link) in enumerate(missing[:MOST]):
            if n:
                await asyncio.sleep(self._pause)
            had += await self._fetch(feed, key, link)
        return had

    def _missing(self, feed: Subscription, delivery: Delivery) -> list[tuple[str, str]]:
        now = self._desk.clock()
        keys = {key_of(feed.id, item): str(item.link) for item in _excerpts(delivery)}
        return [(k, link) for k, link in keys.items() if _is_wanted(self._desk.store.value(k), now)]

    async def _fetch(self, feed: Subscription, key: str, link: str) -> bool:
        now = self._desk.clock()
        try:
            got = await self._articles.fetch(link, now, named_by=feed.url)
        except FetchError as error:
            log.info("the page of an excerpt is left: %s", error)
            await self._write(self._refused, key, str(error), now)
            return False
        await self._write(self._desk.pipeline.accept_page, _page_of(feed, got), key)
        return True

    def _refused(self, key: str, why: str, now: datetime) -> None:
        with self._desk.store.writing() as tx:
            tx.put_value(key, {"refused": why[:300], "at": now.isoformat()})


def _excerpts(delivery: Delivery) -> Iterator[Item]:
    try:
        feed = parse(delivery.body, url=delivery.url, content_type=delivery.content_type)
    except CopytasterError:
        return iter(())
    return filter(is_excerpt, feed.items)


def _is_wanted(kept: Any, now: datetime) -> bool:
    """Whether a page was never asked for, or refused long enough ago."""
    if not isinstance(kept, dict):
        return True
    return "at" in kept and now - datetime.fromisoformat(kept["at"]) > _AGAIN


def _page_of(feed: Subscription, got: Delivery) -> Delivery:
    """The page under a name of its own: none is ever taken for a delivery of the feed."""
    return replace(got, feed=f"page:{feed.id}")
