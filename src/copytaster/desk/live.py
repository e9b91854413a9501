"""The matcher in memory, and how it survives a stop.

A snapshot is kept beside the number of the last story in it; after a restart
the stories stored since are added again, in the order they were stored. The
matcher is deterministic, so the result is the same as without the stop.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from copytaster.errors import FormatError
from copytaster.matching import Matcher
from copytaster.store import Store, Writer

log = logging.getLogger("copytaster")

_NAME = "matcher"
_EVERY = 500  # stories between snapshots: replaying that many takes well under a second


class LiveMatcher:
    """Holds the one matcher of a desk."""

    def __init__(self, store: Store, speaks_for: Mapping[str, tuple[str, ...]]) -> None:
        self._store = store
        self._speaks_for = dict(speaks_for)
        self._since = 0
        self.matcher = self._restored()

    def _restored(self) -> Matcher:
        seq, matcher = self._snapshot() or (0, Matcher(keep=False))
        matcher.speaks_for = dict(self._speaks_for)
        for stored in self._store.stories_since(seq):
            matcher.add(stored.story)
        return matcher

    def _snapshot(self) -> tuple[int, Matcher] | None:
        """The last snapshot, if there is one that this program can read."""
        snapshot = self._store.snapshot(_NAME)
        if snapshot is None:
            return None
        try:
            return snapshot.seq, Matcher.from_bytes(snapshot.body)
        except FormatError as error:
            log.warning("%s; it is rebuilt from the stories in the store", error)
            return None

    def authorise(self, speaks_for: Mapping[str, tuple[str, ...]]) -> None:
        """Take over which provider speaks for which agencies."""
        self._speaks_for = dict(speaks_for)
        self.matcher.speaks_for = dict(self._speaks_for)

    def rewind(self) -> None:
        """Forget what was not committed."""
        self.matcher = self._restored()

    def keep(self, tx: Writer, added: int, *, now: bool = False) -> None:
        """Count stories added; snapshot when enough have come, or ``now``."""
        self._since += added
        if now or self._since >= _EVERY:
            tx.put_snapshot(_NAME, tx.last_story(), self.matcher.to_bytes())
            self._since = 0
