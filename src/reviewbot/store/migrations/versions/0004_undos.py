"""What members can take back; and whoever reviewed a work has seen it."""

import sqlalchemy as sa
from alembic import op

revision = "0004_undos"
down_revision = "0003_wider"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SHELVED = """
INSERT INTO shelves
  (guild_id, member_id, work_id, shelf, progress, reason, created_at, changed_at)
SELECT guild_id, author_id, work_id, 'done', '', '', created_at, created_at FROM reviews
WHERE state = 'live' AND season = 0
ON CONFLICT DO NOTHING
"""
_SEEN = """
INSERT INTO viewings
  (guild_id, id, member_id, work_id, season, episode, seen_on, points, note, created_at)
SELECT guild_id, id, author_id, work_id, season, episode, '', points, '', created_at FROM reviews
WHERE state = 'live'
"""


def upgrade() -> None:
    """Make the table; put what was reviewed on its author's shelf, seen on an unknown day."""
    op.create_table(
        "undos",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("id", _TEXT, nullable=False),
        sa.Column("member_id", sa.BigInteger, nullable=False),
        sa.Column("kept", _TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_undos_id")),
        sa.PrimaryKeyConstraint("guild_id", "id", name="pk_undos"),
    )
    op.create_index("ix_undos_created_at", "undos", ["created_at"])
    op.create_index("ix_undos_guild_id_member_id", "undos", ["guild_id", "member_id"])
    op.create_index(
        "ix_viewings_guild_id_member_id_work_id", "viewings", ["guild_id", "member_id", "work_id"]
    )
    op.execute(_SHELVED)
    op.execute(_SEEN)
