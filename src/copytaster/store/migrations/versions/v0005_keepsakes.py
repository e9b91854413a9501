"""What the matcher keeps of an edition for when it is live no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; editions that are there already are read again when they are needed."""
    op.create_table(
        "keepsakes",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"),
                  sa.ForeignKey("stories.seq"), primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )  # fmt: skip
