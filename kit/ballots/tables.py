"""The tables of units, rounds and ballots, the same on SQLite and PostgreSQL.

What belongs to respondents has random keys only, no order and no time. ``migrations/`` makes the
tables; a test holds it against this module.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from kit.storage import Owner, metadata
from kit.storage.decisions import decision_columns, keep_after_restore

_ID: Final = String(22)
"""A random id of 128 bits, safe in addresses and names of files."""
_UNIT: Final = String(64)
_HASH: Final = LargeBinary(32)


unit = Table(
    "unit",
    metadata,
    Column("id", _UNIT, primary_key=True),
    Column("parent", _UNIT),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("people", Integer),
    Column("registered", Integer),
)
"""The organisation as it is now; ``registered`` is how many people were saved, where HR has raised
their number since."""

round_ = Table(
    "round",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("state", String(10), nullable=False),
    Column("exercise", String(121), nullable=False),
    Column("exercises", Text, nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("exercise_details", Text, nullable=False),
    Column("root", _UNIT, nullable=False),
    Column("above", Text, nullable=False),
    Column("k", Integer, nullable=False),
    Column("items", Boolean, nullable=False),
    Column("code", String(5), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("discussed_on", Date, nullable=False),
    Column("closes_on", Date),
    Column("shown_until", Date),
    Column("opened_on", Date, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("released_on", Date),
    Column("ended_on", Date),
    Column("public_key", _HASH, nullable=False),
    Column("key_folder", _ID, nullable=False),
    Column("proof", _HASH, nullable=False),
    Column("erased", Boolean, nullable=False),
    Index(None, "exercise"),
)
"""``exercises`` are all ids the exercise has had, ``above`` the units above the root, as JSON;
``shown_until`` is the last day on which codes show a unit's figures, none if they never do;
``ended_on`` is the day it was closed or withdrawn, with a result or without; ``proof`` is that
nothing of it, its units and its sessions was changed since it was opened."""

round_unit = Table(
    "round_unit",
    metadata,
    Column("round", _ID, ForeignKey("round.id"), primary_key=True),
    Column("unit", _UNIT, primary_key=True),
    Column("parent", _UNIT),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("people", Integer),
    Column("registered", Integer),
    Column("leaf", Boolean, nullable=False),
    Index(None, "unit"),
)
"""The frozen copy of the units of a round."""

session = Table(
    "session",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("round", _ID, ForeignKey("round.id"), nullable=False),
    Column("unit", _UNIT, nullable=False),
    Column("state", String(10), nullable=False),
    Column("public_key", _HASH, nullable=False),
    Column("places", Integer),
    Column("taken", Integer, nullable=False),
    Column("drawn", Integer),
    Column("drawn_proof", _HASH),
    Column("lost", Boolean, nullable=False),
    Column("erased", Boolean, nullable=False),
    UniqueConstraint("round", "unit"),
)
"""One leaf of a round. ``taken`` is emptied when the session is aggregated; ``drawn`` is how many
slips were drawn and their print confirmed, none before the first; it stays."""

ballot = Table(
    "ballot",
    metadata,
    Column("receipt", _HASH, primary_key=True),
    Column("session", _ID, ForeignKey("session.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index(None, "session", "receipt"),
    sqlite_with_rowid=False,
)

code = Table(
    "code",
    metadata,
    Column("hash", _HASH, primary_key=True),
    Column("session", _ID, ForeignKey("session.id"), nullable=False),
    Column("kind", String(5), nullable=False),
    Index(None, "session", "hash"),
    sqlite_with_rowid=False,
)
"""``kind`` is ``room`` for a session's one code, ``slip`` for a code that lets one answer in, and
``draft`` for one whose print nobody has confirmed. A used slip's row is gone: what is left tells
neither who used which nor when. ``after`` is the reference that all slips of a session have in
common: it lets nobody answer, and opens what there is to see after closing. Only ``slip`` and
``draft`` are deleted at closing, and only ``room`` and ``slip`` let answers in."""

waiting_count = Table(
    "waiting_count",
    metadata,
    Column("session", _ID, ForeignKey("session.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""What the round still needs of a session closed early, sealed to the round's key."""

result = Table(
    "result",
    metadata,
    Column("round", _ID, ForeignKey("round.id"), primary_key=True),
    Column("unit", _UNIT, primary_key=True),
    Column("figures", Text, nullable=False),
    Column("drawn", Integer),
    Column("people", Integer),
    Index(None, "unit"),
)
"""What may be shown: all that is kept of the answers. ``drawn`` and ``people`` are slips and head
counts at and below the unit, none of a round with room codes."""

objection = Table(
    "objection",
    metadata,
    Column("subject", _ID, primary_key=True),
    Column("unit", _UNIT, primary_key=True),
    Column("name", Text, nullable=False),
    Column("said_on", Date, nullable=False),
    Column("taken_back_on", Date),
    Column("proof", _HASH, nullable=False),
)
"""What the representative of a ``unit``, called ``name`` then, says of a round, or of a meeting
that is prepared: that it was not discussed with them."""

request = Table(
    "request",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("state", String(8), nullable=False),
    Column("actor", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("act", Text, nullable=False),
    Column("proof", _HASH, nullable=False),
    Column("outcome", Text),
    Index(None, "state"),
)
"""What the key holder is asked to do. ``asked_at`` is in microseconds, for their order."""


result_decision = Table("result_decision", metadata, *decision_columns())
"""Archival decisions: after how many ``months`` results are deleted by themselves; none for never.
Without one nothing is."""


def _rests_on_code_key(connection: Connection) -> bool:
    """Return whether answers can still come, or be counted: the key proves each of them."""
    live = select(round_.c.id).where(round_.c.state.in_(("open", "closing"))).limit(1)
    return connection.scalar(live) is not None


def _keep_results(connection: Connection, today: date) -> None:
    keep_after_restore(connection, result_decision, today)


OWNER: Final = Owner(
    *("ballots", "ended", "kit.ballots.migrations.versions"), _rests_on_code_key, _keep_results
)
