"""What Alembic runs: the migrations, on the connection that `playground.store.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from playground.store.models import Base, belongs_to

connection = context.config.attributes["connection"]
dialect = connection.dialect.name
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=dialect == "sqlite",
    include_object=lambda one, *_: belongs_to(dialect, one),
)
context.run_migrations()
