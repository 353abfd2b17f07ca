"""What Alembic runs: the connection is given by :mod:`kit.storage.versions`."""

from __future__ import annotations

from alembic import context

from kit.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
