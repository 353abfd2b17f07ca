"""The first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _make_organisation()
    _make_rounds()
    _make_answers()
    _make_acts()


def _make_organisation() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
    )


def _make_rounds() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("exercise", sa.String(length=121), nullable=False),
        sa.Column("exercises", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("exercise_details", sa.Text(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("above", sa.Text(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("items", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key_folder", sa.String(length=22), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
    )
    op.create_index("ix_round_exercise", "round", ["exercise"])
    op.create_table(
        "round_unit",
        sa.Column("round", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("leaf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_unit_round"),
        sa.PrimaryKeyConstraint("round", "unit", name="pk_round_unit"),
    )
    op.create_index("ix_round_unit_unit", "round_unit", ["unit"])
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("round", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_session_round"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("round", "unit", name="uq_session_round"),
    )


def _make_answers() -> None:
    op.create_table(
        "ballot",
        sa.Column("receipt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("session", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_ballot_session"),
        sa.PrimaryKeyConstraint("receipt", name="pk_ballot"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ballot_session", "ballot", ["session", "receipt"])
    op.create_table(
        "code",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("session", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_code_session"),
        sa.PrimaryKeyConstraint("hash", name="pk_code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_code_session", "code", ["session", "hash"])
    op.create_table(
        "carry",
        sa.Column("session", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_carry_session"),
        sa.PrimaryKeyConstraint("session", name="pk_carry"),
    )
    op.create_table(
        "result",
        sa.Column("round", sa.String(length=22), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_result_round"),
        sa.PrimaryKeyConstraint("round", "unit", name="pk_result"),
    )
    op.create_index("ix_result_unit", "result", ["unit"])


def _make_acts() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
    )
    op.create_index("ix_request_state", "request", ["state"])
