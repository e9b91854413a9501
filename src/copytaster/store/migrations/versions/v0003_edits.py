"""What editors changed of the wire's copy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """A row for every edit ever made; one of each series stands, or none."""
    op.create_table(
        "edits",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_edits_series_seq", "edits", ["series", "seq"])
    op.create_index("ix_edits_story", "edits", ["story"])
    op.create_index("ix_edits_current_series", "edits", ["current", "series"])
