"""Invented stories for the tests of composition: nobody in them exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from copytaster.model import Block, Item, Story, edition_id, series_id


def make_story(*paragraphs: str, provider: str = "herald.example", **more: Any) -> Story:
    """A story by hand, a block for every paragraph."""
    body, blocks = "", []
    for paragraph in paragraphs:
        start = len(body)
        body += paragraph
        blocks.append(Block(start, len(body), "paragraph"))
        body += "\n\n"
    more.setdefault("headline", paragraphs[0][:40] if paragraphs else None)
    more.setdefault("published", datetime(2031, 3, 1, tzinfo=UTC))
    item = Item(body=body, provider=provider, guid=more.pop("guid", body[:30]), **more)
    return Story(edition_id(item), series_id(item), item, blocks=tuple(blocks))


@pytest.fixture(scope="session")
def make() -> Callable[..., Story]:
    """`make_story`."""
    return make_story
