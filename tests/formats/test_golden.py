"""Golden pairs: a document of each format in data/ beside what it must be read as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copytaster.formats import parse
from copytaster.model import Feed

DATA = Path(__file__).parent / "data"
DOCUMENTS = sorted(p for p in DATA.iterdir() if p.suffix != ".json")
DEFAULTS = {"kind": "text", "status": "usable", "confidence": 1.0}


def said(value: Any) -> Any:
    """A noun's dictionary without what is empty."""
    if isinstance(value, dict):
        return {k: said(v) for k, v in value.items() if v not in (None, [], {}, "")}
    return [said(v) for v in value] if isinstance(value, list) else value


def as_written(feed: Feed) -> dict[str, Any]:
    """A feed as the golden files write it: blocks as (kind, words), defaults and markup left out."""
    out = said(feed.to_dict())
    for item, entry in zip(feed.items, out["items"], strict=True):
        entry.pop("body_html", None)
        for name, default in DEFAULTS.items():
            if entry.get(name) == default:
                del entry[name]
        if item.blocks:
            entry["blocks"] = [[b.kind, item.body[b.start : b.end]] for b in item.blocks]
    return out


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_golden(path: Path) -> None:
    """Every field of every item is what the golden file says, nothing more and nothing less."""
    feed = parse(path.read_bytes(), url="https://wire.example/feeds/in")
    assert as_written(feed) == json.loads(path.with_name(path.name + ".json").read_text("utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_reading_twice_gives_the_same(path: Path) -> None:
    """The same bytes give the same feed, and the feed survives its own JSON."""
    feed = parse(path.read_bytes())
    assert feed == parse(path.read_bytes())
    assert Feed.from_dict(json.loads(json.dumps(feed.to_dict()))) == feed


def test_body_html_is_the_markup_as_sent() -> None:
    """What was sent stands beside the body, unsanitised."""
    item = parse((DATA / "rss2.rss").read_bytes()).items[0]
    assert item.body_html is not None
    assert "<script>var gone = 1</script>" in item.body_html
    assert "gone" not in item.body
