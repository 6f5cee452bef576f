"""Counts of works that members of several guilds like together, for guilds that agree."""

import sqlalchemy as sa
from alembic import op

revision = "0013_sharing"
down_revision = "0012_nights"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; nobody shares so far."""
    op.add_column(
        "guilds", sa.Column("shares", sa.SmallInteger, nullable=False, server_default="0")
    )
    op.create_table(
        "shared_works",
        sa.Column("work", _TEXT, nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("work", name="pk_shared_works"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shared_pairs",
        sa.Column("work", _TEXT, nullable=False),
        sa.Column("other", _TEXT, nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("work", "other", name="pk_shared_pairs"),
        sqlite_with_rowid=False,
    )
