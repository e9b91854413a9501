"""Which stories a page links to, and which sections it stands in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make both tables; they are filled as pages are made."""
    op.create_table(
        "page_links",
        sa.Column("target", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
    )
    op.create_index("ix_page_links_source", "page_links", ["source"])
    op.create_table(
        "section_stories",
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("section", sa.Text, primary_key=True),
        sa.Column("first_published", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "ix_section_stories_newest", "section_stories", ["section", "first_published", "series"]
    )
