"""The web pages the sample wire's items link to, as their invented publishers would have them.

A page stands from the second its first edition stands in a feed. It stays when
the item leaves the feed, as pages do; it goes when its sender withdraws it.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache, lru_cache
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from copytaster.desk.sample.items import WireItem, parse_item
from copytaster.desk.sample.placeholders import substitute
from copytaster.desk.sample.render import WIRE, WireFeed, schedule


def page(path: str, elapsed: float, start: datetime, base_url: str) -> tuple[float, bytes] | None:
    """Since which second of the replay a page stands as it does, and the page, UTF-8.

    None where there is none, yet or any more.
    """
    known = editions(start, base_url).get(path, ())
    come = [edition for edition in known if edition[0] <= elapsed]
    if not come:
        return None
    since, feed, item = max(come, key=lambda edition: edition[0])
    if item.status != "usable" or item.embargo:
        return None
    template = _templates().get_template("article.html")
    return since, template.render(feed=feed, items=[item], base=base_url).encode("utf-8")


Edition = tuple[float, WireFeed, WireItem]


@lru_cache(maxsize=4)
def editions(start: datetime, base_url: str) -> dict[str, list[Edition]]:
    """Path → its editions with the second each appears, for links that lead to the wire itself."""
    found: dict[str, list[Edition]] = {}
    for feed in schedule().feeds:
        for slot in feed.slots:
            source = (WIRE / "items" / f"{slot.item}.txt").read_text(encoding="utf-8")
            item = parse_item(slot.item, substitute(source, start, base_url))
            if item.link.startswith(f"{base_url}/"):
                path = urlsplit(item.link).path
                found.setdefault(path, []).append((slot.start, feed, item))
    return found


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(WIRE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
