"""Keep archival decisions: after how long results are deleted by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "decisions"
down_revision = "waiting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; without a decision nothing is deleted by itself, as before."""
    op.create_table(
        "result_decision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("entered", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_result_decision"),
    )
