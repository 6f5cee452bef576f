"""Choosing together: who is in, one veto each, and whose wish lost."""

import sqlalchemy as sa
from alembic import op

revision = "0012_nights"
down_revision = "0011_left"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "nights",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("present", sa.SmallInteger, nullable=False),
        sa.Column("vetoed", _TEXT, nullable=True),
        sa.Column("taken", _TEXT, nullable=True),
        sa.Column("lost", sa.SmallInteger, nullable=True),
        sa.Column("taken_at", sa.BigInteger, nullable=True),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "message_id", "member_id", name="pk_nights"),
    )
    op.create_index("ix_nights_changed_at", "nights", ["changed_at"])
    op.create_index(
        "ix_nights_guild_id_member_id_taken_at", "nights", ["guild_id", "member_id", "taken_at"]
    )
