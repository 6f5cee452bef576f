"""How Alembic reaches the database: over the connection that `migrating.py` hands it."""

from alembic import context

from reviewbot.store.history import is_ours
from reviewbot.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=is_ours,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
