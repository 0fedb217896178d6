"""What Alembic runs: the migrations, on the connection that `playground.store.migrate` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from playground.store.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
