"""Let representatives say that a round was not discussed with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "objections"
down_revision = "decisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of what they say."""
    op.create_table(
        "objection",
        sa.Column("subject", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("subject", "unit", name="pk_objection"),
    )
