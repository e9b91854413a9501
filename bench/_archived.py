"""Stories that are live no more: a store with what the matcher kept of them, and a matcher they have left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from copytaster.desk.live import LiveMatcher
from copytaster.desk.reading_on import ReadingOn
from copytaster.matching import Keepsake, Matcher
from copytaster.model import Delivery, Match, Story
from copytaster.store import PublicationRow, Store

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def archive(store: Store, rows: Iterable[tuple[Story, Match, Keepsake]]) -> None:
    """Put stories into the store as a desk does, all public; in one transaction."""
    told = list(rows)
    name = sha256(told[0][0].id.encode()).hexdigest()
    with store.writing() as tx:
        tx.add_delivery(Delivery(name, NOON, b"x", feed="b"))
        for story, match, kept in told:
            tx.add_story(
                story,
                match,
                delivery=name,
                feed="b",
                received=NOON,
                salt="5a",
                kept=kept.to_bytes(),
            )
            tx.put_publication(PublicationRow(story.series, story.id, "live", "full", NOON, NOON))


def forget_all(matcher: Matcher, stories: Iterable[Story]) -> None:
    """Let the stories leave the matcher; what it learnt of words stays."""
    for story in stories:
        matcher.remove(story.id)


def reading_on(store: Store, matcher: Matcher | None = None) -> ReadingOn:
    """What finds links in this store, with that matcher or the one that is kept in the store."""
    if matcher is not None:
        with store.writing() as tx:
            tx.put_snapshot("matcher", tx.last_story(), matcher.to_bytes())
    return ReadingOn(store, LiveMatcher(store, {}))
