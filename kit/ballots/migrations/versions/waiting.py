"""Call what a session closed early leaves for its round by the name of that state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "waiting"
down_revision = "after"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the sealed counts as they are into a table of the other name."""
    op.create_table(
        "waiting_count",
        sa.Column("session", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_waiting_count_session"),
        sa.PrimaryKeyConstraint("session", name="pk_waiting_count"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # A holder of the version before must not write what would be dropped.
        op.execute("LOCK TABLE carry IN ACCESS EXCLUSIVE MODE")
    op.execute("INSERT INTO waiting_count (session, sealed) SELECT session, sealed FROM carry")
    op.drop_table("carry")
