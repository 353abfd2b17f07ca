"""What Alembic runs: the connection is given by :mod:`kit.ballots.database`."""

from __future__ import annotations

from alembic import context

from kit.ballots.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
