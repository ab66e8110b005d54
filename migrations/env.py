"""Runs the migrations on the connection that `responder.store.migrate` hands over, inside its transaction."""

from alembic import context

from responder.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
