"""Keeps everything and finds it again: SQLite by default, PostgreSQL by URL."""

from copytaster.store.packing import stored_form
from copytaster.store.rows import (
    WITHDRAWN,
    Decision,
    DecisionKind,
    DeliveryRow,
    Dirty,
    Parcel,
    ParcelState,
    PublicationRow,
    SealedStory,
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
    "SealedStory",
    "Snapshot",
    "Store",
    "StoredStory",
    "StoryRow",
    "Writer",
    "stored_form",
]
