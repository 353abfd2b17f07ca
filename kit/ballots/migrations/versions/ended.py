"""Keep the day on which a round ended, also where it has no result."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ended"
down_revision = "objections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day; of rounds that ended without a result it is not known, so it is today's.

    What is deleted by its age is deleted too late rather than too early.
    """
    op.add_column("round", sa.Column("ended_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE round SET ended_on = coalesce(released_on, CURRENT_DATE)"
        " WHERE state IN ('closed', 'withdrawn')"
    )
