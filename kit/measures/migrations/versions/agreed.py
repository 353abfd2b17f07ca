"""The first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "agreed"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _make_agreements()
    _make_measures()
    _make_the_others()


def _make_agreements() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Date(), nullable=False),
        sa.Column("changed", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("keep", sa.Text(), nullable=False),
        sa.Column("improve", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("next", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
    )
    op.create_index("ix_agreement_unit", "agreement", ["unit"])


def _make_measures() -> None:
    op.create_table(
        "measure",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("agreement", sa.String(length=22), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("working_environment", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("took_part", sa.Text(), nullable=False),
        sa.Column("helped", sa.String(length=6), nullable=True),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_measure_agreement"),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
    )
    op.create_index("ix_measure_agreement", "measure", ["agreement"])
    op.create_table(
        "question",
        sa.Column("measure", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["measure"], ["measure.id"], name="fk_question_measure"),
        sa.PrimaryKeyConstraint("measure", name="pk_question"),
    )
    op.create_index("ix_question_unit", "question", ["unit"])


def _make_the_others() -> None:
    op.create_table(
        "follow_up",
        sa.Column("agreement", sa.String(length=22), nullable=False),
        sa.Column("held", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.id"], name="fk_follow_up_agreement"),
        sa.PrimaryKeyConstraint("agreement", "held", name="pk_follow_up"),
    )
    op.create_table(
        "passed_on",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("written", sa.Date(), nullable=False),
        sa.Column("workshop", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passed_on"),
    )
    op.create_index("ix_passed_on_unit", "passed_on", ["unit"])
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("decided", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("entered", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
    )
