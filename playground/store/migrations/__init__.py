"""Alembic's migrations of the store's tables, one file a step in `versions`; `playground.store.migrate` runs them."""
