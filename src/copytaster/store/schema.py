"""The tables, as SQLAlchemy Core sees them.

Moments are whole microseconds since 1970 UTC, so that they sort and compare
alike on every database. Nouns are kept as JSON (zlib-compressed where they
hold copy) beside the columns that are queried. The full-text table is not
here: it is dialect's own (see `copytaster.store.words`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware moment as whole microseconds since 1970 UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Aware datetime → microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone cannot be stored: {value}")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Microseconds → aware UTC datetime."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


# SQLite numbers rows by itself only for a column of type INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("next_poll", Moment, index=True),
    Column("body", Text, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("feed", Text, primary_key=True),  # '' where it came by no feed
    Column("sha256", Text, primary_key=True),
    Column("seq", Number, nullable=False),
    Column("received", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("size", BigInteger, nullable=False),
    Column("meta", Text, nullable=False),
    Column("body", LargeBinary),
    Index("ix_deliveries_feed_seq", "feed", "seq", unique=True),
    Index("ix_deliveries_state_seq", "state", "seq"),
    Index("ix_deliveries_sha256", "sha256"),
)

stories = Table(
    "stories",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("provider", Text),
    Column("guid", Text),
    Column("feed", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("headline", Text),
    Column("published", Moment),
    Column("received", Moment, nullable=False),
    Column("coverage", Text, nullable=False),
    Column("reprint_of", Text),
    Column("edition_of", Text),
    Column("edition_kind", Text),
    Column("similarity", Float, nullable=False),
    Column("held", Text),
    Column("changes", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("language", Text),
    Column("words", Integer, nullable=False),
    Column("salt", Text),
    Column("erased", Boolean, nullable=False),
    ForeignKeyConstraint(["feed", "delivery"], ["deliveries.feed", "deliveries.sha256"]),
    Index("ix_stories_id", "id", unique=True),
    Index("ix_stories_series_seq", "series", "seq"),
    Index("ix_stories_coverage_seq", "coverage", "seq"),
    Index("ix_stories_feed_seq", "feed", "seq"),
    Index("ix_stories_provider_guid", "provider", "guid"),
    Index("ix_stories_reprint_of", "reprint_of"),
    Index("ix_stories_delivery", "delivery"),
)

# Apart from `stories`, so that a list never reads past a page of copy.
story_bodies = Table(
    "story_bodies",
    metadata,
    Column("seq", Number, ForeignKey("stories.seq"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("indexed", LargeBinary, nullable=False),
)

# What the matcher keeps of an edition for when it is live no more; none of those that came before revision 0005.
keepsakes = Table(
    "keepsakes",
    metadata,
    Column("seq", Number, ForeignKey("stories.seq"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("time", Moment, nullable=False),
    Column("series", Text, nullable=False),
    Column("story", Text),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text),
    Index("ix_decisions_series_seq", "series", "seq"),
)

edits = Table(
    "edits",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("series", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_edits_series_seq", "series", "seq"),
    Index("ix_edits_story", "story"),
    Index("ix_edits_current_series", "current", "series"),
)

publications = Table(
    "publications",
    metadata,
    Column("series", Text, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("first_published", Moment, nullable=False),
    Column("modified", Moment, nullable=False),
    Column("label", Text, nullable=False),
    Column("reason", Text),
    Column("source", Text),
    Column("coverage", Text),
    Column("origin", Text),
    Column("record", BigInteger),
    Column("until", Moment),
    Column("corrections", Text, nullable=False),
    Index("ix_publications_story", "story"),
    Index("ix_publications_state_first", "state", "first_published", "series"),
    Index("ix_publications_first", "first_published", "series"),
    Index("ix_publications_coverage", "coverage"),
    Index("ix_publications_origin", "origin"),
    Index("ix_publications_until", "until"),
)

# True of what is live, for queries that have found few by other means: SQLite would rather go through all
# that the index says is live, which is most of an archive.
IS_LIVE = func.coalesce(publications.c.state, "") == "live"

# Which stories the page of ``source`` links to; more than it does is harmless, less is not.
page_links = Table(
    "page_links",
    metadata,
    Column("target", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Index("ix_page_links_source", "source"),
)

section_stories = Table(
    "section_stories",
    metadata,
    Column("series", Text, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("first_published", Moment, nullable=False),
    Index("ix_section_stories_newest", "section", "first_published", "series"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("token", BigInteger, nullable=False),
    Index("ix_outbox_token", "token"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

outlets = Table(
    "outlets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

parcels = Table(
    "parcels",
    metadata,
    Column("outlet", Text, ForeignKey("outlets.id"), primary_key=True),
    Column("series", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("due", Moment),
    Column("number", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("edition", Text),
    Column("trying", Text),
    Column("sent", Text),
    Column("name", Text),
    Column("remote", Text),
    Column("status", Integer),
    Column("problem", Text),
    Column("at", Moment),
    Index("ix_parcels_due", "outlet", "urgent", "due"),
    Index("ix_parcels_state", "outlet", "state", "at"),
)

# Series that were ruled on since the outlets were last looked through.
offers = Table(
    "offers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("token", BigInteger, nullable=False),
    Index("ix_offers_token", "token"),
)

# Who takes the site's feeds from the desk's own WebSub hub.
subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_subscribers_topic", "topic"),
    Index("ix_subscribers_until", "until"),
)

records = Table(
    "records",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_records_subject_seq", "subject", "seq"),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("signature", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_checkpoints_signature", "signature", unique=True),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
