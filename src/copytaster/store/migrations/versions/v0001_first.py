"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT, _MOMENT, _BYTES = sa.Text, sa.BigInteger, sa.LargeBinary


def upgrade() -> None:
    """Make everything."""
    _wire()
    _stories()
    _newsroom()
    _ledger()
    _values()
    _search()
    _append_only("records")
    _append_only("decisions")


def _wire() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("next_poll", _MOMENT, index=True),
        sa.Column("body", _TEXT, nullable=False),
    )
    op.create_table(
        "deliveries",
        sa.Column("feed", _TEXT, primary_key=True),
        sa.Column("sha256", _TEXT, primary_key=True),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("received", _MOMENT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("reason", _TEXT),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("meta", _TEXT, nullable=False),
        sa.Column("body", _BYTES),
    )
    op.create_index("ix_deliveries_feed_seq", "deliveries", ["feed", "seq"], unique=True)
    op.create_index("ix_deliveries_state_seq", "deliveries", ["state", "seq"])
    op.create_index("ix_deliveries_sha256", "deliveries", ["sha256"])


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("series", _TEXT, nullable=False),
        sa.Column("provider", _TEXT),
        sa.Column("guid", _TEXT),
        sa.Column("feed", _TEXT, nullable=False),
        sa.Column("delivery", _TEXT, nullable=False),
        sa.Column("headline", _TEXT),
        sa.Column("published", _MOMENT),
        sa.Column("received", _MOMENT, nullable=False),
        sa.Column("coverage", _TEXT, nullable=False),
        sa.Column("reprint_of", _TEXT),
        sa.Column("edition_of", _TEXT),
        sa.Column("edition_kind", _TEXT),
        sa.Column("similarity", sa.Float, nullable=False),
        sa.Column("held", _TEXT),
        sa.Column("changes", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("language", _TEXT),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("salt", _TEXT),
        sa.Column("erased", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["feed", "delivery"], ["deliveries.feed", "deliveries.sha256"]),
    )
    op.create_index("ix_stories_id", "stories", ["id"], unique=True)
    op.create_index("ix_stories_series_seq", "stories", ["series", "seq"])
    op.create_index("ix_stories_coverage_seq", "stories", ["coverage", "seq"])
    op.create_index("ix_stories_feed_seq", "stories", ["feed", "seq"])
    op.create_index("ix_stories_provider_guid", "stories", ["provider", "guid"])
    op.create_index("ix_stories_reprint_of", "stories", ["reprint_of"])
    op.create_index("ix_stories_delivery", "stories", ["delivery"])
    op.create_table(
        "story_bodies",
        sa.Column(
            "seq", _NUMBER, sa.ForeignKey("stories.seq"), primary_key=True, autoincrement=False
        ),
        sa.Column("body", _BYTES, nullable=False),
        sa.Column("indexed", _BYTES, nullable=False),
    )


def _newsroom() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("time", _MOMENT, nullable=False),
        sa.Column("series", _TEXT, nullable=False),
        sa.Column("story", _TEXT),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("reason", _TEXT),
    )
    op.create_index("ix_decisions_series_seq", "decisions", ["series", "seq"])
    op.create_table(
        "publications",
        sa.Column("series", _TEXT, primary_key=True),
        sa.Column("story", _TEXT, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("policy", _TEXT, nullable=False),
        sa.Column("first_published", _MOMENT, nullable=False),
        sa.Column("modified", _MOMENT, nullable=False),
        sa.Column("label", _TEXT, nullable=False),
        sa.Column("reason", _TEXT),
        sa.Column("source", _TEXT),
        sa.Column("coverage", _TEXT),
        sa.Column("origin", _TEXT),
        sa.Column("record", sa.BigInteger),
        sa.Column("until", _MOMENT),
        sa.Column("corrections", _TEXT, nullable=False),
    )
    op.create_index("ix_publications_story", "publications", ["story"])
    op.create_index(
        "ix_publications_state_first", "publications", ["state", "first_published", "series"]
    )
    op.create_index("ix_publications_first", "publications", ["first_published", "series"])
    for name in ("coverage", "origin", "until"):
        op.create_index(f"ix_publications_{name}", "publications", [name])
    op.create_table(
        "outbox",
        sa.Column("kind", _TEXT, primary_key=True),
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("token", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_outbox_token", "outbox", ["token"])


def _ledger() -> None:
    op.create_table(
        "records",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("subject", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
    )
    op.create_index("ix_records_subject_seq", "records", ["subject", "seq"])
    op.create_table(
        "checkpoints",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("signature", _TEXT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
    )
    op.create_index("ix_checkpoints_signature", "checkpoints", ["signature"], unique=True)


def _values() -> None:
    op.create_table(
        "counters",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("body", _BYTES, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("value", _TEXT, nullable=False),
    )


def _search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Contentless: the copy lies compressed in story_bodies, the index holds no second copy.
        op.execute(
            "CREATE VIRTUAL TABLE story_words USING fts5("
            "headline, body, content='', tokenize=\"unicode61 remove_diacritics 2\")"
        )
        return
    op.execute(
        "CREATE TABLE story_words (seq BIGINT PRIMARY KEY REFERENCES stories (seq),"
        " vector TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_story_words_vector ON story_words USING gin (vector)")


def _append_only(table: str) -> None:
    """The database itself refuses to change or remove a row."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{table} are append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
