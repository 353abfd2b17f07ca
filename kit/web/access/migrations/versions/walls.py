"""Let a screen in a room show one session, and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "walls"
down_revision = "access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of walls."""
    op.create_table(
        "wall",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=True),
        sa.Column("round", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("link", sa.String(length=22), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("code_ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["link.id"], name="fk_wall_link"),
        sa.PrimaryKeyConstraint("id", name="pk_wall"),
        sa.UniqueConstraint("code", name="uq_wall_code"),
        sa.UniqueConstraint("secret", name="uq_wall_secret"),
    )
    op.create_index("ix_wall_link", "wall", ["link"])
