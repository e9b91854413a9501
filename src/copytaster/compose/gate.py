"""The gate: killed, withheld or embargoed copy goes into no composed story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from copytaster.errors import NotPublishable
from copytaster.model import Story


def admit(stories: Iterable[Story], now: datetime | None) -> None:
    """Let the stories pass, or raise NotPublishable naming the first that may not.

    An embargo lifts only when its time is known and has passed; without
    ``now`` none does.
    """
    moment = now.replace(tzinfo=UTC) if now is not None and now.tzinfo is None else now
    for story in stories:
        if reason := _barred(story, moment):
            raise NotPublishable(reason, subject=story.id)


def _barred(story: Story, now: datetime | None) -> str | None:
    if story.item.status == "canceled" or "kill" in story.item.signals:
        return "the story was killed"
    if story.item.status != "usable":
        return "the story is withheld"
    embargo = story.embargo
    if embargo is None:
        return None
    if embargo.until is None:
        return f"the story is embargoed and its embargo was not understood: {embargo.text[:80]!r}"
    until = embargo.until.replace(tzinfo=embargo.until.tzinfo or UTC)
    if now is None or until > now:
        return f"the story is embargoed until {until.isoformat()}"
    return None
