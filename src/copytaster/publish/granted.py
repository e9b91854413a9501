"""What an outlet may have of a story: the desk's own rulings, narrowed, never widened.

A payload is made of what `granted` gives and of nothing else. It fails closed:
what is not live, outside the outlet's feeds and topics, or bound to places the
outlet is not known to publish in, is not granted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from copytaster.errors import NotPublishable
from copytaster.model import Outlet, Publication
from copytaster.publish.guard import require_live

_ANYWHERE = frozenset({"world", "worldwide", "global", "*"})


def granted(
    outlet: Outlet, publication: Publication, feed: str | None, now: datetime
) -> Publication | None:
    """The publication as the outlet may have it at ``now``; None where it may not.

    ``feed`` is the id of the subscription it came by.
    """
    try:
        require_live(publication)
    except NotPublishable:
        return None
    if _barred(publication, now) or not _wanted(outlet, publication, feed):
        return None
    if not _allowed_there(outlet, publication):
        return None
    return publication if outlet.share == "full" else replace(publication, policy="excerpt")


def _barred(publication: Publication, now: datetime) -> bool:
    """An embargo or an end of rights that the ruling may be too old to know of."""
    item = publication.story.item
    if item.embargo is not None and (item.embargo.until is None or item.embargo.until > now):
        return True
    return item.rights is not None and item.rights.until is not None and item.rights.until <= now


def _wanted(outlet: Outlet, publication: Publication, feed: str | None) -> bool:
    if outlet.feeds and feed not in outlet.feeds:
        return False
    if not outlet.topics:
        return True
    asked = {topic.casefold() for topic in outlet.topics}
    story = publication.story
    said = {word for t in story.topics for word in (t.code, t.name)}
    said.update(subject.code for subject in story.item.subjects)
    return any(word.casefold() in asked for word in said)


def _allowed_there(outlet: Outlet, publication: Publication) -> bool:
    """Rights that hold in some places only hold for an outlet that publishes in those alone."""
    rights = publication.story.item.rights
    where = {place.strip().casefold() for place in rights.where} if rights else set()
    if not where or where & _ANYWHERE:
        return True
    places = {place.casefold() for place in outlet.places}
    return bool(places) and places <= where
