"""Where the card of a hidden review stood, so that undoing puts it back there."""

import sqlalchemy as sa
from alembic import op

revision = "0007_order"
down_revision = "0006_deleted"


def upgrade() -> None:
    """Add the column; what is there stood nowhere."""
    with op.batch_alter_table("actions_log") as log:
        log.add_column(sa.Column("channel_id", sa.BigInteger))
