"""Works and their titles, reviews and comments, and what we owe Discord."""

import sqlalchemy as sa
from alembic import op

from reviewbot.store import index
from reviewbot.store.connection import engine_of

revision = "0001_initial"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table."""
    _catalogue()
    _reviews()
    _around_reviews()
    _discord()
    for statement in index.CREATE[engine_of(op.get_bind())]:
        op.execute(statement)


def _catalogue() -> None:
    op.create_table(
        "guilds",
        _guild(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reviews_made", sa.Integer, nullable=False),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_guilds"),
    )
    op.create_index("ix_guilds_number", "guilds", ["number"])
    op.create_table(
        "works",
        _guild(),
        _text("id"),
        _text("kind"),
        _text("title"),
        sa.Column("year", sa.SmallInteger),
        sa.Column("maker", _TEXT),
        sa.Column("reviewed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_works"),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_works_id")),
        sa.CheckConstraint("kind IN ('movie', 'book', 'tv')", name=op.f("ck_works_kind")),
    )
    op.create_index("ix_works_guild_id_reviewed_at", "works", ["guild_id", "reviewed_at"])
    op.create_table(
        "titles",
        _guild(),
        _text("work_id"),
        _text("title_key"),
        _text("title"),
        sa.PrimaryKeyConstraint("guild_id", "work_id", "title_key", name="pk_titles"),
        _of_work("titles"),
    )
    op.create_index("ix_titles_guild_id_title_key", "titles", ["guild_id", "title_key"])
    op.create_table(
        "title_words",
        _guild(),
        _text("word"),
        _text("work_id"),
        sa.PrimaryKeyConstraint("guild_id", "word", "work_id", name="pk_title_words"),
        _of_work("title_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_title_words_guild_id_work_id", "title_words", ["guild_id", "work_id"])


def _reviews() -> None:
    op.create_table(
        "reviews",
        _guild(),
        _text("id"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("work_id"),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        *_words(),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("edited_at", sa.BigInteger, nullable=False),
        sa.Column("comment_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_reviews"),
        _of_work("reviews"),
        sa.UniqueConstraint("guild_id", "number", name="uq_reviews_guild_id_number"),
        sa.UniqueConstraint(
            "guild_id", "work_id", "author_id", name="uq_reviews_guild_id_work_id_author_id"
        ),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_reviews_id")),
        *_word_checks("reviews"),
    )
    op.create_index("ix_reviews_guild_id_author_id", "reviews", ["guild_id", "author_id"])
    of_work = ["guild_id", "work_id", "number"]
    op.create_index("ix_reviews_guild_id_work_id_number", "reviews", of_work)


def _around_reviews() -> None:
    op.create_table(
        "editions",
        _guild(),
        _text("review_id"),
        sa.Column("edition", sa.Integer, autoincrement=False, nullable=False),
        *_words(),
        sa.Column("edited_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "review_id", "edition", name="pk_editions"),
        _of_review("editions"),
        *_word_checks("editions"),
    )
    op.create_table(
        "comments",
        _guild(),
        _text("id"),
        _text("review_id"),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        _text("text"),
        sa.Column("whole", sa.SmallInteger, nullable=False),
        _text("source"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_comments"),
        _of_review("comments"),
        sa.UniqueConstraint("guild_id", "message_id", name="uq_comments_guild_id_message_id"),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_comments_id")),
        sa.CheckConstraint(
            "source IN ('form', 'command', 'reply')", name=op.f("ck_comments_source")
        ),
    )
    page = ["guild_id", "review_id", "created_at", "id"]
    op.create_index("ix_comments_guild_id_review_id_created_at_id", "comments", page)
    op.create_index("ix_comments_guild_id_author_id", "comments", ["guild_id", "author_id"])
    op.create_table(
        "cards",
        _guild(),
        _text("review_id"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "review_id", name="pk_cards"),
        _of_review("cards"),
        sa.UniqueConstraint("guild_id", "message_id", name="uq_cards_guild_id_message_id"),
    )


def _discord() -> None:
    op.create_table(
        "drafts",
        _guild(),
        _text("id"),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        _text("title"),
        sa.Column("work_id", _TEXT),
        sa.Column("kind", _TEXT),
        sa.Column("year", sa.BigInteger),
        *(_text(name) for name in ("maker", "rating", "headline", "text", "spoils")),
        sa.Column("review_id", _TEXT),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_drafts"),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_drafts_id")),
    )
    of_author = ["guild_id", "author_id", "created_at"]
    op.create_index("ix_drafts_guild_id_author_id_created_at", "drafts", of_author)
    op.create_table(
        "outbox",
        _guild(),
        _text("id"),
        _text("kind"),
        _text("review_id"),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        _text("nonce"),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_outbox"),
        sa.UniqueConstraint(
            "guild_id", "review_id", "kind", name="uq_outbox_guild_id_review_id_kind"
        ),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_outbox_id")),
        sa.CheckConstraint("kind IN ('post', 'refresh')", name=op.f("ck_outbox_kind")),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_table(
        "interactions",
        _guild(),
        sa.Column("interaction_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "interaction_id", name="pk_interactions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_interactions_created_at", "interactions", ["created_at"])
    op.create_table(
        "hints",
        _guild(),
        sa.Column("user_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_hints"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "state", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key", name="pk_state")
    )


def _guild() -> sa.Column[int]:
    return sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False)


def _words() -> tuple[sa.Column[str], sa.Column[str], sa.Column[str], sa.Column[int]]:
    """Return what a review and each of its editions says."""
    return _text("headline"), _text("text"), _text("spoils"), sa.Column("points", sa.SmallInteger)


def _word_checks(table: str) -> tuple[sa.CheckConstraint, sa.CheckConstraint]:
    return (
        sa.CheckConstraint("spoils IN ('none', 'parts', 'all')", name=op.f(f"ck_{table}_spoils")),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name=op.f(f"ck_{table}_points")),
    )


def _of_work(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["guild_id", "work_id"], ["works.guild_id", "works.id"], name=f"fk_{table}_guild_id_work_id"
    )


def _of_review(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["guild_id", "review_id"],
        ["reviews.guild_id", "reviews.id"],
        name=f"fk_{table}_guild_id_review_id",
    )
