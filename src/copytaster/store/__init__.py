"""Keeps everything and finds it again: SQLite by default, PostgreSQL by URL."""

from copytaster.store.rows import (
    Decision,
    DecisionKind,
    DeliveryRow,
    Dirty,
    PublicationRow,
    Snapshot,
    StoredStory,
    StoryRow,
)
from copytaster.store.store import Store, Writer

__all__ = [
    "Decision",
    "DecisionKind",
    "DeliveryRow",
    "Dirty",
    "PublicationRow",
    "Snapshot",
    "Store",
    "StoredStory",
    "StoryRow",
    "Writer",
]
