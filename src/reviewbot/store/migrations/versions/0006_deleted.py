"""Deleted reviews are found by their age, to be removed for good."""

import sqlalchemy as sa
from alembic import op

revision = "0006_deleted"
down_revision = "0005_answers"

_DELETED = sa.text("state = 'deleted'")


def upgrade() -> None:
    """Add the index; it holds nothing but what was deleted lately."""
    op.create_index(
        "ix_reviews_deleted",
        "reviews",
        ["state_at"],
        sqlite_where=_DELETED,
        postgresql_where=_DELETED,
    )
