"""What moderators are to be told of in their channel is owed as cards are."""

from alembic import op

revision = "0015_alerts"
down_revision = "0014_length"

_KINDS = "kind IN ('post', 'refresh', 'remove', 'thread', 'notice', 'recommend', 'alert')"


def upgrade() -> None:
    """Let the outbox hold the new kind."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        outbox.create_check_constraint(op.f("ck_outbox_kind"), _KINDS)
