"""Runs the migrations on the connection that `verbena.store.migrating` hands over; Alembic loads this by its path."""

from alembic import context

from verbena.store.every_table import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
