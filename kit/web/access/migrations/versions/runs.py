"""Let a meeting be run from the leader's phone: where it is, on the wall and on every phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "runs"
down_revision = "walls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of runs."""
    op.create_table(
        "run",
        sa.Column("round", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=121), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("shows_result", sa.Boolean(), nullable=False),
        sa.Column("link", sa.String(length=22), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["link.id"], name="fk_run_link"),
        sa.PrimaryKeyConstraint("round", "unit", name="pk_run"),
    )
    op.create_index("ix_run_link", "run", ["link"])
