"""Keeps everything and finds it again: SQLite by default, PostgreSQL by URL."""

from copytaster.store.rows import (
    WITHDRAWN,
    Decision,
    DecisionKind,
    DeliveryRow,
    Dirty,
    Parcel,
    ParcelState,
    PublicationRow,
    Snapshot,
    StoredStory,
    StoryRow,
)
from copytaster.store.store import Store, Writer

__all__ = [
    "WITHDRAWN",
    "Decision",
    "DecisionKind",
    "DeliveryRow",
    "Dirty",
    "Parcel",
    "ParcelState",
    "PublicationRow",
    "Snapshot",
    "Store",
    "StoredStory",
    "StoryRow",
    "Writer",
]
