"""Drop folders: the desk's own inbox, and folders that are feeds with a provider and a policy.

    folder → waiting files → take → done/ | refused/ with the reason

An agency that delivers by FTP or rsync writes into a folder; subscribed to
(``copytaster feeds folder``), what lies in it comes by that feed's authority.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from copytaster.desk.feeds import FOLDER, folder_of
from copytaster.desk.newsroom import Desk
from copytaster.desk.pipeline import Tally
from copytaster.desk.turns import Key
from copytaster.errors import FetchError
from copytaster.intake import Found, Inbox
from copytaster.model import Subscription

log = logging.getLogger("copytaster")
# Every look is a look, but only now and then is it worth a line in the store.
_NOTED_EVERY = timedelta(minutes=5)


class Drops:
    """Sweeps the desk's folders; all in the one writing thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version: int | None = None
        self._folders: tuple[str, ...] = ()
        self._in_hand: Key | None = None

    def sweep(self) -> None:
        """Take every finished file once. A folder in trouble says so on its feed, and stops no other."""
        for _ in self.sweeping():
            pass

    def sweeping(self) -> Iterator[None]:
        """`sweep`, pausing after each transaction, so that other work can be done in between."""
        try:
            yield from self._take(self._desk.inbox, None)
        except (FetchError, OSError) as error:
            log.warning("the inbox: %s", error)  # and the folders and the press go on
        for id_ in self._feeds():
            feed = self._desk.store.subscription(id_)
            if feed is not None and not feed.muted:
                yield from self._look(feed)

    def holds(self, delivery: Key) -> bool:
        """Whether a file is being taken apart whose bytes these are."""
        return delivery == self._in_hand

    def _feeds(self) -> tuple[str, ...]:
        """The feeds that are folders; read again when somebody changed a feed."""
        version = self._desk.feeds.version()
        if version != self._version:
            known = self._desk.store.subscriptions()
            self._folders = tuple(s.id for s in known if s.url.startswith(FOLDER))
            self._version = version
        return self._folders

    def _look(self, feed: Subscription) -> Iterator[None]:
        now, problem = self._desk.clock(), None
        try:
            yield from self._take(folder_of(feed), feed.id)
        except (FetchError, OSError) as error:
            problem = str(getattr(error, "strerror", None) or error)
        self._note(feed, problem, now)

    def _note(self, feed: Subscription, problem: str | None, now: datetime) -> None:
        looked = feed.last_success
        if problem is None:
            if feed.problem is None and looked is not None and now - looked < _NOTED_EVERY:
                return
            self._desk.feeds.polled(
                replace(feed, last_poll=now, last_success=now, failures=0, problem=None)
            )
        elif problem != feed.problem:
            noted = replace(feed, last_poll=now, failures=feed.failures + 1, problem=problem)
            self._desk.feeds.polled(noted)

    def _take(self, folder: Path, feed: str | None) -> Iterator[None]:
        """Every file that waits; one that cannot be put away is told of after the others."""
        inbox = Inbox(folder, limit=self._desk.settings.max_body)
        trouble: FetchError | None = None
        for found in inbox.waiting(self._desk.clock(), feed=feed):
            try:
                yield from self._take_one(inbox, found)
            except FetchError as error:
                trouble = trouble or error
        if trouble is not None:
            raise trouble

    def _take_one(self, inbox: Inbox, found: Found) -> Iterator[None]:
        if found.delivery is None:
            inbox.refuse(found, found.reason or "it cannot be read")
            return
        tally = Tally()
        self._in_hand = found.delivery.sha256, found.delivery.feed
        try:
            yield from self._desk.taking(found.delivery, tally)
        finally:
            self._in_hand = None
        if tally.refused:
            inbox.refuse(found, "; ".join(r.reason for r in tally.refused))
        else:
            inbox.done(found)
