"""The first version of links and visits by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kit.storage.tables import has_table

revision = "access"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the first version of ballots has made them where it is already there."""
    if has_table(op.get_bind(), "link"):
        return
    op.create_table(
        "link",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=6), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("secret", name="uq_link_secret"),
    )
    op.create_table(
        "visit",
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("link", sa.String(length=22), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["link"], ["link.id"], name="fk_visit_link"),
        sa.PrimaryKeyConstraint("secret", name="pk_visit"),
    )
    op.create_index("ix_visit_link", "visit", ["link"])
