"""Invented copy for the tests of matching: nobody in it exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copytaster.model import Credit, Item, Story, edition_id, series_id
from syllables import prose

START = datetime(2031, 3, 1, 8, 0, tzinfo=UTC)


def make_story(
    body: str,
    *,
    provider: str = "herald.example",
    guid: str | None = None,
    headline: str | None = None,
    hours: float = 0,
    agency: str | None = None,
    **more: Any,
) -> Story:
    """A story by hand, published ``hours`` after the tests' first morning."""
    credits = (Credit(agency, "agency"),) if agency else ()
    item = Item(
        body=body,
        provider=provider,
        guid=guid or f"{provider}/{len(body)}-{body[:24]}",
        headline=headline if headline is not None else body[:40],
        published=START + timedelta(hours=hours),
        credits=credits,
        **more,
    )
    return Story(edition_id(item), series_id(item), item, credits=credits)


@pytest.fixture(scope="session")
def make() -> Callable[..., Story]:
    """`make_story`."""
    return make_story


@pytest.fixture(scope="session")
def copy() -> Callable[..., str]:
    """`prose`."""
    return prose
