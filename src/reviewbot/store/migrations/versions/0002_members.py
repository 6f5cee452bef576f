"""Choices, shelves, viewings and recommendations of members; order; what surrounds a review."""

import sqlalchemy as sa
from alembic import op

revision = "0002_members"
down_revision = "0001_initial"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; what is there stays as it is."""
    _members()
    _shelves()
    _dismissals()
    _order()
    _around_works()
    _around_reviews()
    _thanks()


def _members() -> None:
    op.create_table(
        "members",
        _guild(),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        _text("card", ""),
        sa.Column("see_finished", sa.SmallInteger, server_default="0", nullable=False),
        sa.Column("notices", sa.SmallInteger, server_default="1", nullable=False),
        sa.Column("welcome", sa.SmallInteger, server_default="1", nullable=False),
        sa.Column("credit", sa.SmallInteger, server_default="1", nullable=False),
        sa.Column("compared", sa.SmallInteger, server_default="1", nullable=False),
        sa.Column("shelf_open", sa.SmallInteger, server_default="0", nullable=False),
        sa.Column("noticed_at", sa.BigInteger, server_default="0", nullable=False),
        sa.CheckConstraint("card IN ('', 'full', 'compact')", name=op.f("ck_members_card")),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name="pk_members"),
    )
    op.create_table(
        "mutes",
        _guild(),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        _text("subject"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "subject", name="pk_mutes"),
    )
    op.create_table(
        "notices",
        _guild(),
        _text("id"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        _text("kind"),
        _text("subject_id"),
        sa.Column("actor_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_notices_id")),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_notices"),
    )
    op.create_index(
        "ix_notices_guild_id_member_id_created_at",
        "notices",
        ["guild_id", "member_id", "created_at"],
    )


def _shelves() -> None:
    op.create_table(
        "shelves",
        _guild(),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        _text("work_id"),
        _text("shelf"),
        _text("progress"),
        _text("reason"),
        sa.Column("recommended_by", sa.BigInteger),
        sa.Column("review_id", _TEXT),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint(
            "shelf IN ('want', 'current', 'done', 'paused', 'dropped')",
            name=op.f("ck_shelves_shelf"),
        ),
        sa.ForeignKeyConstraint(
            ["guild_id", "work_id"],
            ["works.guild_id", "works.id"],
            name="fk_shelves_guild_id_work_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "work_id", name="pk_shelves"),
    )
    op.create_index("ix_shelves_guild_id_work_id", "shelves", ["guild_id", "work_id"])
    op.create_table(
        "viewings",
        _guild(),
        _text("id"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        _text("work_id"),
        sa.Column("season", sa.BigInteger, nullable=False),
        sa.Column("episode", sa.BigInteger, nullable=False),
        _text("seen_on"),
        sa.Column("points", sa.SmallInteger),
        _text("note"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_viewings_id")),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name=op.f("ck_viewings_points")),
        sa.ForeignKeyConstraint(
            ["guild_id", "work_id"],
            ["works.guild_id", "works.id"],
            name="fk_viewings_guild_id_work_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_viewings"),
    )
    op.create_index(
        "ix_viewings_guild_id_member_id_seen_on", "viewings", ["guild_id", "member_id", "seen_on"]
    )
    op.create_index("ix_viewings_guild_id_work_id", "viewings", ["guild_id", "work_id"])


def _dismissals() -> None:
    op.create_table(
        "dismissals",
        _guild(),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        _text("work_id"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "work_id"],
            ["works.guild_id", "works.id"],
            name="fk_dismissals_guild_id_work_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "work_id", name="pk_dismissals"),
    )
    op.create_index("ix_dismissals_guild_id_work_id", "dismissals", ["guild_id", "work_id"])
    op.create_table(
        "recommendations",
        _guild(),
        _text("id"),
        sa.Column("sender_id", sa.BigInteger, nullable=False),
        sa.Column("friend_id", sa.BigInteger, nullable=False),
        _text("work_id"),
        _text("note"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        _text("answer"),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("review_id", _TEXT),
        sa.CheckConstraint(
            "answer IN ('', 'added', 'declined', 'muted')", name=op.f("ck_recommendations_answer")
        ),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_recommendations_id")),
        sa.ForeignKeyConstraint(
            ["guild_id", "work_id"],
            ["works.guild_id", "works.id"],
            name="fk_recommendations_guild_id_work_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_recommendations"),
    )
    op.create_index(
        "ix_recommendations_guild_id_friend_id_work_id",
        "recommendations",
        ["guild_id", "friend_id", "work_id"],
    )
    op.create_index(
        "ix_recommendations_guild_id_sender_id_created_at",
        "recommendations",
        ["guild_id", "sender_id", "created_at"],
    )
    op.create_index(
        "ix_recommendations_guild_id_work_id", "recommendations", ["guild_id", "work_id"]
    )


def _order() -> None:
    op.create_table(
        "reports",
        _guild(),
        _text("id"),
        _text("kind"),
        _text("subject_id"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        _text("reason"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("settled_at", sa.BigInteger),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_reports_id")),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_reports"),
    )
    op.create_index(
        "ix_reports_guild_id_kind_subject_id", "reports", ["guild_id", "kind", "subject_id"]
    )
    op.create_index(
        "ix_reports_guild_id_settled_at_created_at",
        "reports",
        ["guild_id", "settled_at", "created_at"],
    )
    op.create_table(
        "actions_log",
        _guild(),
        _text("id"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        _text("action"),
        _text("kind"),
        _text("subject_id"),
        _text("reason"),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_actions_log_id")),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_actions_log"),
    )
    op.create_index("ix_actions_log_guild_id_created_at", "actions_log", ["guild_id", "created_at"])
    op.create_index("ix_actions_log_guild_id_subject_id", "actions_log", ["guild_id", "subject_id"])
    op.create_table(
        "spoiler_calls",
        _guild(),
        _text("review_id"),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        _text("answer"),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_spoiler_calls_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "review_id", "member_id", name="pk_spoiler_calls"),
    )


def _around_works() -> None:
    op.create_table(
        "identifiers",
        _guild(),
        _text("scheme"),
        _text("value"),
        _text("work_id"),
        sa.ForeignKeyConstraint(
            ["guild_id", "work_id"],
            ["works.guild_id", "works.id"],
            name="fk_identifiers_guild_id_work_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "scheme", "value", name="pk_identifiers"),
    )
    op.create_index("ix_identifiers_guild_id_work_id", "identifiers", ["guild_id", "work_id"])
    op.create_table(
        "merges",
        _guild(),
        _text("id"),
        _text("from_id"),
        _text("into_id"),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        _text("moved"),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_merges_id")),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_merges"),
    )
    op.create_index("ix_merges_guild_id_from_id", "merges", ["guild_id", "from_id"])
    op.create_index("ix_merges_guild_id_into_id", "merges", ["guild_id", "into_id"])


def _around_reviews() -> None:
    op.create_table(
        "review_tags",
        _guild(),
        _text("tag"),
        _text("review_id"),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_review_tags_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "tag", "review_id", name="pk_review_tags"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_review_tags_guild_id_review_id", "review_tags", ["guild_id", "review_id"])
    op.create_table(
        "pictures",
        _guild(),
        _text("id"),
        _text("review_id"),
        sa.Column("place", sa.Integer, nullable=False),
        _text("extension"),
        _text("alt"),
        sa.Column("spoils", sa.SmallInteger, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_pictures_id")),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_pictures_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_pictures"),
    )
    op.create_index("ix_pictures_guild_id_review_id", "pictures", ["guild_id", "review_id"])


def _thanks() -> None:
    op.create_table(
        "helpfuls",
        _guild(),
        _text("review_id"),
        sa.Column("member_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_helpfuls_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "review_id", "member_id", name="pk_helpfuls"),
    )
    op.create_index("ix_helpfuls_guild_id_member_id", "helpfuls", ["guild_id", "member_id"])
    op.create_table(
        "threads",
        _guild(),
        _text("review_id"),
        sa.Column("thread_id", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id", "review_id"],
            ["reviews.guild_id", "reviews.id"],
            name="fk_threads_guild_id_review_id",
        ),
        sa.PrimaryKeyConstraint("guild_id", "review_id", name="pk_threads"),
        sa.UniqueConstraint("guild_id", "thread_id", name="uq_threads_guild_id_thread_id"),
    )


def _guild() -> sa.Column[int]:
    return sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, _TEXT, nullable=False, server_default=default)
