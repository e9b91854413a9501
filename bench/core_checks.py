"""feedparser's own tests, read by both through one mapping: feed and first entry, one field each."""

from __future__ import annotations

import calendar
import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from copytaster.errors import FormatError
from copytaster.formats import parse
from copytaster.model import Feed

SERVER = "http://127.0.0.1:8097/"
_TAG = re.compile(r"</?[A-Za-z!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
Said = list[str | int | None]
Reader = Callable[[bytes, dict[str, str], str, str, str], Said]


def checks(shared: Path) -> Iterator[dict[str, Any]]:
    """The checks, each with the bytes to read and the address they stand for."""
    home = shared / "corpus" / "feedparser-tests"
    for line in (home / "core_checks.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        (check,) = row["checks"]
        address = row["headers"].get("content-location") or SERVER + row["file"]
        yield {**row, **check, "data": (home / row["file"]).read_bytes(), "address": address}


def misses(shared: Path, reader: Reader) -> list[str]:
    """The files whose check a reader fails, as ``file: field``."""
    return [f"{row['file']}: {row['field']}" for row in checks(shared) if not passes(row, reader)]


def passes(row: dict[str, Any], reader: Reader) -> bool:
    """Whether the reader says what is expected, markup and white space folded."""
    said = reader(row["data"], row["headers"], row["where"], row["field"], row["address"])
    expected = row["expected"]
    if not isinstance(expected, str):
        return expected in said
    words = [s for s in said if isinstance(s, str)]
    return any(_folded(expected) in (_folded(s), " ".join(s.split())) for s in words)


def _folded(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def ours(data: bytes, headers: dict[str, str], where: str, field: str, address: str) -> Said:
    """What this project reads in one field."""
    try:
        feed = parse(data, url=address, content_type=headers.get("content-type"))
    except FormatError:
        return []
    if where == "feed":
        return _of_feed(feed, field)
    if not feed.items:
        return []
    item = feed.items[0]
    fields: dict[str, Said] = {
        "title": [item.headline],
        "link": [item.link],
        "id": [item.guid],
        "content": [item.body_html, item.body, item.summary],
    }
    return fields.get(field) or _moments(field, item.published, item.updated)


def _of_feed(feed: Feed, field: str) -> Said:
    fields: dict[str, Said] = {
        "title": [feed.title],
        "link": [feed.link],
        "id": [feed.guid],
        "content": [feed.description],
    }
    return fields.get(field) or _moments(field, feed.published, feed.updated)


def _moments(field: str, published: datetime | None, updated: datetime | None) -> Said:
    both = {"published": [published], "updated": [updated], "date": [published, updated]}
    return [int(moment.timestamp()) for moment in both[field] if moment]


def feedparsers(data: bytes, headers: dict[str, str], where: str, field: str, address: str) -> Said:
    """What feedparser reads in the same field."""
    import feedparser

    found = feedparser.parse(data, response_headers={**headers, "content-location": address})
    one = found.feed if where == "feed" else (found.entries or [{}])[0]
    if field == "content":
        contents = [content.get("value") for content in one.get("content", [])]
        return [*contents, one.get("summary"), one.get("subtitle"), one.get("description")]
    if field in ("title", "link", "id"):
        return [one.get(field)]
    names = ["published", "updated"] if field == "date" else [field]
    stamps = [one.get(f"{name}_parsed") for name in names]
    return [calendar.timegm(stamp) for stamp in stamps if stamp]
