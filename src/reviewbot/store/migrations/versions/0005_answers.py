"""Answers in the order in which they were given; notices know the message they are told in."""

import sqlalchemy as sa
from alembic import op

revision = "0005_answers"
down_revision = "0004_undos"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_DISCORD_EPOCH = 1_420_070_400
_PLACE = f"(created_at - {_DISCORD_EPOCH}) * 1000 * 4194304"


def upgrade() -> None:
    """Comments that are there get the id that Discord would have given in their second."""
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("bundle_id", _TEXT, server_default="", nullable=False))
    with op.batch_alter_table("comments") as comments:
        comments.add_column(sa.Column("place", sa.BigInteger, server_default="0", nullable=False))
        comments.add_column(
            sa.Column("root_place", sa.BigInteger, server_default="0", nullable=False)
        )
    op.execute(f"UPDATE comments SET place = {_PLACE}, root_place = {_PLACE}")  # noqa: S608 - numbers of our own
    op.drop_index("ix_comments_guild_id_review_id_created_at_id", "comments")
    page = ["guild_id", "review_id", "root_place", "place", "id"]
    op.create_index("ix_comments_guild_id_review_id_root_place_place_id", "comments", page)
