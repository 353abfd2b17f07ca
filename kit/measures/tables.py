"""The tables of measures, the same on SQLite and PostgreSQL, in a database of their own."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from kit.storage.decisions import decision_columns, keep_after_restore
from kit.storage.owners import Owner
from kit.storage.tables import measures_metadata as metadata

_ID: Final = String(22)
_UNIT: Final = String(64)

agreement = Table(
    "agreement",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("unit", _UNIT, nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("agreed", Date, nullable=False),
    Column("changed", Date, nullable=False),
    Column("language", String(35), nullable=False),
    Column("area", Text, nullable=False),
    Column("exercise", Text, nullable=False),
    Column("workshop", Text, nullable=False),
    Column("keep", Text, nullable=False),
    Column("improve", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("next", Date),
    Column("shared", Boolean, nullable=False),
    Index(None, "unit"),
)
"""What a unit agreed on at one meeting. ``unit`` is an id of the organisation, ``unit_name`` its
name that day; ``revision`` goes up by one with each change, ``changed`` is the day of the last."""

measure = Table(
    "measure",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("agreement", _ID, ForeignKey("agreement.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("responsible", Text, nullable=False),
    Column("due", Date),
    Column("status", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("working_environment", Boolean, nullable=False),
    Column("risk", Text, nullable=False),
    Column("took_part", Text, nullable=False),
    Column("helped", String(6)),
    Index(None, "agreement"),
)
"""One measure, at its ``place`` in the agreement, from 0."""

question = Table(
    "question",
    metadata,
    Column("measure", _ID, ForeignKey("measure.id"), primary_key=True),
    Column("unit", _UNIT, nullable=False),
    Column("name", Text, nullable=False),
    Column("due", Date),
    Column("answer", Text, nullable=False),
    Column("answered", Date),
    Column("by", Text, nullable=False),
    Index(None, "unit"),
)
"""A measure that was sent up: to which ``unit``, when an answer is due, and the answer."""

follow_up = Table(
    "follow_up",
    metadata,
    Column("agreement", _ID, ForeignKey("agreement.id"), primary_key=True),
    Column("held", Date, primary_key=True),
)
"""The days on which a team looked again at what it had agreed on."""

passed_on = Table(
    "passed_on",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("unit", _UNIT, nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("written", Date, nullable=False),
    Column("workshop", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index(None, "unit"),
)
"""What one sitting of a unit passes on to the next."""

decision = Table("decision", metadata, *decision_columns())
"""Archival decisions, the last of which holds: after how many ``months`` without a change something
is deleted by itself; none for never. Without one nothing is."""

counted = Table(
    "counted", metadata, Column("unit", _UNIT, primary_key=True), Column("on", Date, nullable=False)
)
"""The day on which what a unit has was last counted in a figure."""

NUMBERS: Final = ("units", "measures", "done", "dropped", "sent_up", "yes", "partly", "no")
figure = Table(
    "figure",
    metadata,
    Column("unit", _UNIT, primary_key=True),
    Column("on", Date, nullable=False),
    *(Column(name, Integer, nullable=False) for name in NUMBERS),
)
"""What was counted of a group of units, the ``unit`` at or above all of them, and when."""


def _keep_agreements(connection: Connection, today: date) -> None:
    keep_after_restore(connection, decision, today)


OWNER: Final = Owner(
    "measures", "counted", "kit.measures.migrations.versions", after_restore=_keep_agreements
)
