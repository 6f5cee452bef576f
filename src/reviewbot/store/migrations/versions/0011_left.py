"""When the bot left a guild, so that what was written there can go after a while."""

import sqlalchemy as sa
from alembic import op

revision = "0011_left"
down_revision = "0010_searches"


def upgrade() -> None:
    """Add the time; nobody has left so far, as far as we know."""
    op.add_column("guilds", sa.Column("left_at", sa.BigInteger, nullable=True))
