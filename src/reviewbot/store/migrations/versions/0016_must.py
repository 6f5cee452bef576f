"""What of a member's list they must see."""

import sqlalchemy as sa
from alembic import op

revision = "0016_must"
down_revision = "0015_alerts"


def upgrade() -> None:
    """Add the column; nothing is marked so far."""
    op.add_column("shelves", sa.Column("must", sa.SmallInteger, nullable=False, server_default="0"))
