"""Count the slips that are drawn, and keep the number with the result."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "slips"
down_revision = "first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the numbers; of rounds with slips that are open nobody knows how many were drawn."""
    op.add_column("session", sa.Column("drawn", sa.Integer(), nullable=True))
    op.add_column("session", sa.Column("drawn_proof", sa.LargeBinary(length=32), nullable=True))
    op.add_column("result", sa.Column("drawn", sa.Integer(), nullable=True))
    op.add_column("result", sa.Column("people", sa.Integer(), nullable=True))
