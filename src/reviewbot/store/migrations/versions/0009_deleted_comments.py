"""Deleted comments are found at once, to remove their words for good."""

import sqlalchemy as sa
from alembic import op

revision = "0009_deleted_comments"
down_revision = "0008_browsing"


def upgrade() -> None:
    """Index them alone: most comments are never deleted."""
    deleted = sa.text("deleted_at IS NOT NULL")
    op.create_index(
        "ix_comments_deleted_at",
        "comments",
        ["deleted_at"],
        sqlite_where=deleted,
        postgresql_where=deleted,
    )
