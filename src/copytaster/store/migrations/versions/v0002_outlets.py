"""Outlets, what was pushed to each, and the subscribers of the desk's own hub."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXT, _MOMENT = sa.Text, sa.BigInteger


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outlets",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("body", _TEXT, nullable=False),
    )
    _parcels()
    op.create_table(
        "offers",
        sa.Column("series", _TEXT, primary_key=True),
        sa.Column("token", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_offers_token", "offers", ["token"])
    op.create_table(
        "subscribers",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("topic", _TEXT, nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("body", _TEXT, nullable=False),
    )
    op.create_index("ix_subscribers_topic", "subscribers", ["topic"])
    op.create_index("ix_subscribers_until", "subscribers", ["until"])


def _parcels() -> None:
    op.create_table(
        "parcels",
        sa.Column("outlet", _TEXT, sa.ForeignKey("outlets.id"), primary_key=True),
        sa.Column("series", _TEXT, primary_key=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("due", _MOMENT),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("edition", _TEXT),
        sa.Column("trying", _TEXT),
        sa.Column("sent", _TEXT),
        sa.Column("name", _TEXT),
        sa.Column("remote", _TEXT),
        sa.Column("status", sa.Integer),
        sa.Column("problem", _TEXT),
        sa.Column("at", _MOMENT),
    )
    op.create_index("ix_parcels_due", "parcels", ["outlet", "urgent", "due"])
    op.create_index("ix_parcels_state", "parcels", ["outlet", "state", "at"])
