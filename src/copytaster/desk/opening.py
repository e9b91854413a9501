"""A delivery opened: the items in it, or why it is refused. Pure, so that it may be done beside the line."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from copytaster.desk.authority import is_kill
from copytaster.desk.doubts import believed, no_feed, no_story, whole_part
from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Delivery, Feed, Subscription
from copytaster.reading import fault_of

log = logging.getLogger("copytaster")


@dataclass(frozen=True, slots=True)
class Opened:
    """A delivery with the ``feed`` that was read in it; None where it is ``refused``, and why."""

    delivery: Delivery
    subscription: Subscription | None
    feed: Feed | None
    refused: str = ""

    @property
    def kills(self) -> bool:
        """Whether any item in it is a kill."""
        return self.feed is not None and any(map(is_kill, self.feed.items))


def opened(delivery: Delivery, subscription: Subscription | None) -> Opened:
    """Read a delivery; whatever a reader does over it is a refusal."""
    try:
        feed = parse(delivery.body, url=_web(delivery.url), content_type=delivery.content_type)
    except FormatError as error:
        return Opened(delivery, subscription, None, str(error))
    except Exception as error:  # else it would be tried for ever, and nothing else be taken in
        log.exception("a reader failed on a delivery of %s", delivery.feed or "a file")
        return Opened(delivery, subscription, None, str(fault_of(error)))
    if why := no_feed(feed, delivery, subscription) or no_story(feed, subscription):
        return Opened(delivery, subscription, None, why)
    feed = believed(whole_part(feed, delivery), delivery.received)
    if feed.problems and not feed.items:
        reasons = "; ".join(problem.message for problem in feed.problems)
        return Opened(delivery, subscription, None, f"there is no item in it: {reasons}")
    return Opened(delivery, subscription, feed)


def _web(url: str | None) -> str | None:
    """The address links in it are relative to; a file's path is nobody's business."""
    return url if url and url.startswith(("http://", "https://")) else None
