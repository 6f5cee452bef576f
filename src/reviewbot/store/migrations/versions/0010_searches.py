"""Searches that are too long for the id of a button."""

import sqlalchemy as sa
from alembic import op

revision = "0010_searches"
down_revision = "0009_deleted_comments"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "searches",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("query", _TEXT, nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_searches"),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_searches_id")),
    )
    op.create_index("ix_searches_used_at", "searches", ["used_at"])
