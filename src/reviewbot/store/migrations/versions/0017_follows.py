"""Who follows which review."""

import sqlalchemy as sa
from alembic import op

revision = "0017_follows"
down_revision = "0016_must"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; nobody follows anything so far."""
    op.create_table(
        "follows",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("review_id", _TEXT, nullable=False),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_follows_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "review_id", "member_id", name="pk_follows"),
    )
    op.create_index("ix_follows_guild_id_member_id", "follows", ["guild_id", "member_id"])
