"""What a review, a comment, a draft and a guild are told of in more words; wider debts."""

import sqlalchemy as sa
from alembic import op

revision = "0003_wider"
down_revision = "0002_members"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_LIVE = sa.text("state = 'live'")
_OUTBOX_KINDS = "kind IN ('post', 'refresh', 'remove', 'thread', 'notice', 'recommend')"


def upgrade() -> None:
    """Add the columns; what is there gets their defaults."""
    _small_ones()
    _drafts()
    _reviews()
    _outbox()


def _small_ones() -> None:
    with op.batch_alter_table("comments") as comments:
        comments.add_column(sa.Column("parent_id", _TEXT))
        comments.add_column(sa.Column("edited_at", sa.BigInteger))
        comments.add_column(sa.Column("deleted_at", sa.BigInteger))
        comments.add_column(sa.Column("hidden_at", sa.BigInteger))
    with op.batch_alter_table("guilds") as guilds:
        guilds.add_column(
            sa.Column("taste_changes", sa.Integer, server_default="0", nullable=False)
        )
        guilds.add_column(_text("card", "full"))
        guilds.add_column(sa.Column("threads", sa.SmallInteger, server_default="0", nullable=False))
        guilds.add_column(sa.Column("log_channel_id", sa.BigInteger))
    with op.batch_alter_table("titles") as titles:
        titles.add_column(_text("role", ""))
    with op.batch_alter_table("editions") as editions:
        editions.add_column(_text("quote", ""))
        editions.add_column(_text("tags", ""))
        editions.add_column(sa.Column("verdict", _TEXT))
        editions.add_column(_text("safe_after", ""))


def _drafts() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("parent_id", _TEXT))
        drafts.add_column(sa.Column("comment_id", _TEXT))
        drafts.add_column(sa.Column("edition", sa.Integer, server_default="0", nullable=False))
        drafts.add_column(sa.Column("season", sa.BigInteger, server_default="0", nullable=False))
        drafts.add_column(sa.Column("episode", sa.BigInteger, server_default="0", nullable=False))
        drafts.add_column(_text("quote", ""))
        drafts.add_column(_text("tags", ""))
        drafts.add_column(_text("verdict", ""))
        drafts.add_column(_text("safe_after", ""))
        drafts.add_column(_text("link", ""))


def _reviews() -> None:
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(_text("quote", ""))
        reviews.add_column(_text("tags", ""))
        reviews.add_column(sa.Column("verdict", _TEXT))
        reviews.add_column(_text("safe_after", ""))
        reviews.add_column(sa.Column("season", sa.Integer, server_default="0", nullable=False))
        reviews.add_column(sa.Column("episode", sa.Integer, server_default="0", nullable=False))
        reviews.add_column(
            sa.Column("helpful_count", sa.Integer, server_default="0", nullable=False)
        )
        reviews.add_column(
            sa.Column("picture_count", sa.Integer, server_default="0", nullable=False)
        )
        reviews.add_column(_text("state", "live"))
        reviews.add_column(sa.Column("state_at", sa.BigInteger, server_default="0", nullable=False))
        reviews.add_column(sa.Column("hidden_at", sa.BigInteger))
        reviews.add_column(sa.Column("called_at", sa.BigInteger))
        reviews.drop_constraint("uq_reviews_guild_id_work_id_author_id", type_="unique")
        reviews.create_check_constraint(
            op.f("ck_reviews_state"), "state IN ('live', 'deleted', 'merged')"
        )
    op.create_index(
        "ux_reviews_of_author",
        "reviews",
        ["guild_id", "work_id", "author_id", "season", "episode"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )


def _outbox() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        outbox.drop_constraint("uq_outbox_guild_id_review_id_kind", type_="unique")
        outbox.alter_column("review_id", new_column_name="subject_id")
    with op.batch_alter_table("outbox") as outbox:
        outbox.create_unique_constraint(
            "uq_outbox_guild_id_subject_id_kind", ["guild_id", "subject_id", "kind"]
        )
        outbox.create_check_constraint(op.f("ck_outbox_kind"), _OUTBOX_KINDS)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False, server_default=default)
