"""Keep the figures that HR sees as they were counted, and when each unit was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "counted"
down_revision = "agreed"
branch_labels = None
depends_on = None

_NUMBERS = ("units", "measures", "done", "dropped", "sent_up", "yes", "partly", "no")


def upgrade() -> None:
    """Make the tables; nothing is counted yet."""
    op.create_table(
        "counted",
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("unit", name="pk_counted"),
    )
    op.create_table(
        "figure",
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _NUMBERS),
        sa.PrimaryKeyConstraint("unit", name="pk_figure"),
    )
