"""The matcher in memory, and how it survives a stop.

A snapshot is kept beside the number of the last story in it; after a restart
the stories stored since are added again, in the order they were stored. The
matcher is deterministic, so the result is the same as without the stop.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from copytaster.errors import CopytasterError, FormatError
from copytaster.matching import Embed, Matcher
from copytaster.matching.tone import Tones, shipped_tones
from copytaster.store import Store, Writer

log = logging.getLogger("copytaster")

ARRANGED = "arranged:"  # what editors said of events, in order; see `desk.arranging`
_NAME = "matcher"
# Stories between snapshots: replaying so many takes a second or so. A snapshot takes longer the
# more is live, so one is taken after a part of that at the least.
_EVERY = 500
_PART = 8


class LiveMatcher:
    """Holds the one matcher of a desk."""

    def __init__(
        self,
        store: Store,
        speaks_for: Mapping[str, tuple[str, ...]],
        embed: Embed | None = None,
        tones: Tones | None = None,
    ) -> None:
        self._store = store
        self._embed = embed
        self._speaks_for = dict(speaks_for)
        self._tones = tones or shipped_tones()
        self._since = 0
        self._matcher: Matcher | None = None

    @property
    def matcher(self) -> Matcher:
        """The matcher, brought back when it is first asked for: who only reads pages needs none."""
        if self._matcher is None:
            self._matcher = self._restored()
        return self._matcher

    def _restored(self) -> Matcher:
        seq, matcher = self._snapshot() or (0, Matcher(keep=False, embed=self._embed))
        matcher.speaks_for, matcher.tones = dict(self._speaks_for), self._tones
        # A snapshot holds every arrangement up to it: one is taken with each.
        waiting = [
            a
            for _, a in sorted(self._store.values(ARRANGED).items())
            if a["after"] > seq or not seq
        ]
        for stored in self._store.stories_since(seq):
            while waiting and waiting[0]["after"] < stored.seq:
                _arrange(matcher, waiting.pop(0))
            matcher.add(stored.story)
        for arranged in waiting:
            _arrange(matcher, arranged)
        return matcher

    def _snapshot(self) -> tuple[int, Matcher] | None:
        """The last snapshot, if there is one that this program can read."""
        snapshot = self._store.snapshot(_NAME)
        if snapshot is None:
            return None
        try:
            return snapshot.seq, Matcher.from_bytes(snapshot.body, embed=self._embed)
        except FormatError as error:
            log.warning("%s; it is rebuilt from the stories in the store", error)
            return None

    def authorise(self, speaks_for: Mapping[str, tuple[str, ...]]) -> None:
        """Take over which provider speaks for which agencies."""
        self._speaks_for = dict(speaks_for)
        if self._matcher is not None:
            self._matcher.speaks_for = dict(self._speaks_for)

    def merge(self, into: str, gone: str) -> None:
        """Let two events be one, as far as they are still live; ``into`` is its id."""
        _merge(self.matcher, into, gone)

    def split(self, event: str, stories: Sequence[str], name: str | None = None) -> str | None:
        """Let these stories be an event of their own; its id, None where they are live no more.

        ``name`` is an id to give back. Raises CopytasterError where that would leave nothing.
        """
        return _split(self.matcher, event, stories, name)

    def rewind(self) -> None:
        """Forget what was not committed."""
        self._matcher = self._restored()

    def keep(self, tx: Writer, added: int, *, now: bool = False) -> None:
        """Count stories added; snapshot when enough have come, or ``now``."""
        self._since += added
        if now or self._since >= max(_EVERY, self.matcher.live // _PART):
            tx.put_snapshot(_NAME, tx.last_story(), self.matcher.to_bytes())
            self._since = 0


def _arrange(matcher: Matcher, arranged: Mapping[str, Any]) -> None:
    """Tell a matcher once more what an editor said; what has left its window is past arranging."""
    with suppress(CopytasterError):
        if arranged["kind"] == "unlearn":
            matcher.unlearn()
        elif arranged["kind"] == "merge":
            _merge(matcher, arranged["event"], arranged["other"])
        else:
            _split(matcher, arranged["event"], arranged["stories"], arranged["other"])


def _merge(matcher: Matcher, into: str, gone: str) -> None:
    """Where only one is live it goes on under the id of the one that stays."""
    if matcher.members(into) and matcher.members(gone):
        matcher.merge(into, gone)
    elif matcher.members(gone):
        matcher.rename(gone, into)


def _split(matcher: Matcher, event: str, stories: Sequence[str], name: str | None) -> str | None:
    """Where all that is live of the event leaves it, it goes on under the ``name`` given back."""
    live = matcher.members(event)
    leaving = [s for s in stories if s in set(live)]
    if not leaving:
        return None
    if name and len(leaving) == len(live) and not matcher.members(name):
        return matcher.rename(event, name, lead=False)
    return matcher.split(event, leaving, name=name)
