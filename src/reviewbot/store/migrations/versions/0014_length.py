"""How long a work is, where a member said it."""

import sqlalchemy as sa
from alembic import op

revision = "0014_length"
down_revision = "0013_sharing"


def upgrade() -> None:
    """Add the column; nobody has said it so far."""
    op.add_column("works", sa.Column("length", sa.SmallInteger))
