"""Which code key belongs to the database, and the record of administrative acts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kit.storage.tables import AUDIT_REFUSES, AUDIT_TRIGGERS, has_table

revision = "record"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the first version of ballots has made them where it is already there."""
    if has_table(op.get_bind(), "audit"):
        return
    op.create_table(
        "mark",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mark"),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    _protect_audit()


def _protect_audit() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql "
            f"AS $${AUDIT_REFUSES}$$"
        )
    for trigger in AUDIT_TRIGGERS[dialect].values():
        op.execute(trigger)
