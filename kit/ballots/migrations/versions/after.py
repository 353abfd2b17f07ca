"""Keep who sees the figures afterwards, and which head counts were raised before opening."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "after"
down_revision = "slips"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what rounds that are there lack: no code shows their figures, no number was raised."""
    op.add_column("round", sa.Column("shown_until", sa.Date(), nullable=True))
    op.add_column("unit", sa.Column("registered", sa.Integer(), nullable=True))
    op.add_column("round_unit", sa.Column("registered", sa.Integer(), nullable=True))
