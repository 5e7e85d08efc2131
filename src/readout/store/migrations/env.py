"""Alembic runs this file; the connection is the caller's."""

from alembic import context

from readout.store.base import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column otherwise
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
