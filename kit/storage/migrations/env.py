"""What Alembic runs: the connection is given by :mod:`kit.storage.versions`."""

from __future__ import annotations

from alembic import context

from kit.storage.tables import own_schema

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    version_table_schema=own_schema(connection),
)
context.run_migrations()
