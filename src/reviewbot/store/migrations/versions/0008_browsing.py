"""Indexes that rank works without reading texts, and that list what is discussed and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0008_browsing"
down_revision = "0007_order"

_DISCUSSED = sa.text("comment_count > 0")


def upgrade() -> None:
    """Widen two indexes and add one; rows stay as they are."""
    op.drop_index("ix_reviews_guild_id_author_id", "reviews")
    op.drop_index("ix_reviews_guild_id_work_id_number", "reviews")
    op.create_index(
        "ix_reviews_guild_id_author_id_number", "reviews", ["guild_id", "author_id", "number"]
    )
    figures = ["author_id", "season", "episode", "points", "created_at", "state", "hidden_at"]
    op.create_index("ix_reviews_of_work", "reviews", ["guild_id", "work_id", *figures, "number"])
    op.create_index(
        "ix_reviews_discussed",
        "reviews",
        ["guild_id", "comment_count", "number"],
        sqlite_where=_DISCUSSED,
        postgresql_where=_DISCUSSED,
    )
