"""Let a leader prepare a meeting before its day, and hold it in several sittings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "meetings"
down_revision = "runs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of meetings."""
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("exercise", sa.String(length=121), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=False),
        sa.Column("shown_until", sa.Date(), nullable=True),
        sa.Column("items", sa.Boolean(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("sittings", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("request", sa.String(length=22), nullable=True),
        sa.Column("round", sa.String(length=22), nullable=True),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_unit", "meeting", ["unit"])
