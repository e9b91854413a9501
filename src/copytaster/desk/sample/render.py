"""The sample wire as real feeds: what each feed's address answers at each second of a replay.

::

    wire/schedule.json → Schedule      which item stands in which feed, from when until when
    wire/items/*.txt   → WireItem      the copy (`copytaster.desk.sample.items`)
    wire/templates/    → bytes         one template per wire format

Pure: the same feed, second, start and address give the same bytes; the files
are read once. ``elapsed`` is seconds since the replay began, ``start`` the
aware UTC moment it began, ``base_url`` the address it is served at, without a
closing slash. A server needs only this::

    plan = schedule()
    for feed in plan.feeds:          # feed.path, feed.content_type
        body(feed.name, elapsed, start, base_url)
    for media in plan.media:         # media.path, media.content_type
        media.file.read_bytes()

and, for entity tags, `versions`: the seconds at which a body changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from copytaster.desk.sample.items import WireItem, moment, parse_item
from copytaster.desk.sample.placeholders import substitute
from copytaster.model import Policy

WIRE = Path(__file__).parent / "wire"

WireFormat = Literal["rss", "atom", "jsonfeed", "newsml-g2", "nitf", "ninjs", "html"]

_TEMPLATES: dict[str, str] = {
    "rss": "rss.xml",
    "atom": "atom.xml",
    "jsonfeed": "feed.json",
    "newsml-g2": "newsmessage.xml",
    "nitf": "nitf.xml",
    "ninjs": "ninjs.json",
    "html": "article.html",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """An item's stay in a feed: from second ``start`` to just before ``end`` (None: for good)."""

    item: str
    start: float
    end: float | None = None

    def holds(self, elapsed: float) -> bool:
        """Whether the item stands in the feed at this second."""
        return self.start <= elapsed and (self.end is None or elapsed < self.end)


@dataclass(frozen=True, slots=True)
class WireFeed:
    """One address of the sample wire and what the desk is told of it when it subscribes."""

    name: str
    path: str
    title: str
    provider: str
    format: WireFormat
    content_type: str
    agency: str | None
    speaks_for: tuple[str, ...]
    publisher: str | None
    policy: Policy
    language: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class WireMedia:
    """A picture served beside the feeds."""

    path: str
    content_type: str
    file: Path


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything the sample wire serves."""

    feeds: tuple[WireFeed, ...]
    media: tuple[WireMedia, ...]

    def feed(self, name: str) -> WireFeed:
        """The feed of that name. Raises KeyError."""
        for feed in self.feeds:
            if feed.name == name:
                return feed
        raise KeyError(name)


@cache
def schedule() -> Schedule:
    """The replay as ``wire/schedule.json`` has it."""
    data = json.loads((WIRE / "schedule.json").read_text(encoding="utf-8"))
    return Schedule(
        feeds=tuple(_feed(entry) for entry in data["feeds"]),
        media=tuple(
            WireMedia(m["path"], m["content_type"], WIRE / m["file"]) for m in data["media"]
        ),
    )


def versions(feed: str) -> tuple[float, ...]:
    """The seconds at which the feed's body changes, the first being when it is first there."""
    slots = schedule().feed(feed).slots
    moments = {s.start for s in slots} | {s.end for s in slots if s.end is not None}
    return tuple(sorted(moments))


def body(feed_name: str, elapsed: float, start: datetime, base_url: str) -> bytes:
    """The whole answer of a feed's address at one second of the replay, UTF-8.

    Raises KeyError for a feed that is not in the schedule, and for one that
    holds a single document while that document has not yet come.
    """
    feed = schedule().feed(feed_name)
    current = [_item(slot.item, start, base_url) for slot in _standing(feed, elapsed)]
    if not current and feed.format in ("nitf", "ninjs", "html"):
        raise KeyError(f"{feed_name} holds nothing at second {elapsed:g}")
    template = _templates().get_template(_TEMPLATES[feed.format])
    text = template.render(feed=feed, items=current, base=base_url, built=_built(current, start))
    return text.encode("utf-8")


def _standing(feed: WireFeed, elapsed: float) -> Iterable[Slot]:
    """What the feed holds, newest arrival first; of equals, in the order of the schedule."""
    held = [slot for slot in feed.slots if slot.holds(elapsed)]
    return sorted(held, key=lambda slot: -slot.start)


def _item(name: str, start: datetime, base_url: str) -> WireItem:
    return parse_item(name, substitute(_source(name), start, base_url))


@cache
def _source(name: str) -> str:
    return (WIRE / "items" / f"{name}.txt").read_text(encoding="utf-8")


def _feed(entry: dict[str, Any]) -> WireFeed:
    return WireFeed(
        name=entry["name"],
        path=entry["path"],
        title=entry["title"],
        provider=entry["provider"],
        format=entry["format"],
        content_type=entry["content_type"],
        agency=entry.get("agency"),
        speaks_for=tuple(entry.get("speaks_for", ())),
        publisher=entry.get("publisher"),
        policy=entry.get("policy", "full"),
        language=entry.get("language", "en"),
        slots=tuple(Slot(s["item"], s["from"], s.get("until")) for s in entry["items"]),
    )


def _built(items: Iterable[WireItem], start: datetime) -> datetime:
    """When the feed says it was last built: its newest item's time, never past the start."""
    stamps = (moment(item.updated or item.published) for item in items)
    return max((at for at in stamps if at and at < start), default=start)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(WIRE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"rfc822": _rfc822, "compact": _compact, "cdata": _cdata}
    return environment


def _rfc822(value: str | datetime) -> str:
    """An ISO time as RSS writes it; anything else as it stands."""
    at = moment(value) if isinstance(value, str) else value
    return format_datetime(at.astimezone(UTC)) if at else str(value)


def _compact(value: str) -> str:
    """An ISO time as NITF writes it; anything else as it stands."""
    at = moment(value)
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S+0000") if at else value


def _cdata(value: str) -> Markup:
    return Markup("<![CDATA[" + str(value).replace("]]>", "]]]]><![CDATA[>") + "]]>")
