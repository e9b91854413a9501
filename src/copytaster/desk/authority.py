"""Who may correct or kill what.

A provider has authority over its own items. Over copies it has it only where
the operator said that it speaks for an agency, and the copy credits that agency.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from copytaster.intake.hosts import PLATFORMS
from copytaster.matching.houses import agencies, fold
from copytaster.model import Item, Story


def sender_of(url: str) -> str:
    """Whose items a feed brings: its host's, or on a platform that many share its own alone."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{host}{parts.path.rstrip('/')}" if host in PLATFORMS else host


def is_kill(item: Item) -> bool:
    """Whether the item is a kill: canceled, or called one by its signals or headline."""
    return item.status == "canceled" or "kill" in item.signals


def number_of(version: str | None) -> int | None:
    """A version as a number, if it is one of a sane length."""
    return int(version) if version and version.isdecimal() and len(version) < 18 else None


def credited_agencies(story: Story) -> frozenset[str]:
    """The agencies the copy itself credits, for all of it or a part, case folded."""
    return frozenset(name.casefold() for name in agencies(story))


def may_kill(provider: str, speaks_for: Iterable[str], story: Story) -> bool:
    """Whether ``provider`` may kill or correct ``story``."""
    if story.item.provider == provider:
        return True
    spoken = {fold(name) for name in speaks_for} - {""}
    return not spoken.isdisjoint(map(fold, credited_agencies(story)))
