"""The tables of access, the same on SQLite and PostgreSQL; of secrets only hashes are kept."""

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
)

from kit.storage import Owner, metadata

_ID: Final = String(22)
_HASH: Final = LargeBinary(32)

link = Table(
    "link",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("secret", _HASH, nullable=False, unique=True),
    Column("unit", String(64), nullable=False),
    Column("role", String(6), nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("proof", _HASH, nullable=False),
)
"""What was handed out to leaders and HR; ``proof`` is that it was us who did."""

visit = Table(
    "visit",
    metadata,
    Column("secret", _HASH, primary_key=True),
    Column("link", _ID, ForeignKey("link.id"), nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("proof", _HASH, nullable=False),
    Index(None, "link"),
)
"""Who is in: a link's secret was exchanged for that of a cookie. ``ends_at`` is in seconds."""

wall = Table(
    "wall",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("code", _HASH, nullable=False, unique=True),
    Column("secret", _HASH, unique=True),
    Column("round", _ID, nullable=False),
    Column("unit", String(64), nullable=False),
    Column("link", _ID, ForeignKey("link.id"), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("code_ends_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("proof", _HASH, nullable=False),
    Index(None, "link"),
)
"""A screen in a room that shows one session. Its code is exchanged once for the ``secret`` of a
cookie, none before. It is no visit, so that no route which asks who is in takes it for one."""


run = Table(
    "run",
    metadata,
    Column("round", _ID, primary_key=True),
    Column("unit", String(64), primary_key=True),
    Column("programme", String(121), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("shows_result", Boolean, nullable=False),
    Column("link", _ID, ForeignKey("link.id"), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("proof", _HASH, nullable=False),
    Index(None, "link"),
)
"""A meeting that is run from the leader's phone, one for a session, written over with each step:
ids of the book and whole numbers, nothing that anybody in the room has said. ``written_at`` is in
milliseconds, so that others know how old it is. It is gone with the day, as walls are."""


meeting = Table(
    "meeting",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("unit", String(64), nullable=False),
    Column("exercise", String(121), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("discussed_on", Date, nullable=False),
    Column("shown_until", Date),
    Column("items", Boolean, nullable=False),
    Column("meets_on", Date, nullable=False),
    Column("minute", Integer),
    Column("sittings", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("request", _ID),
    Column("round", _ID),
    Column("proof", _HASH, nullable=False),
    Index(None, "unit"),
)
"""A meeting that a leader has prepared: what its survey needs to be opened, and how many of its
sittings are held. ``request`` is what the key holder was asked when it was started, and ``round``
its survey; ``minute`` is of the day."""


def _end_all(connection: Connection, _: date) -> None:
    """End every link, visit, wall and run: which were ended since the backup is not known."""
    connection.execute(link.update().values(revoked=True))
    connection.execute(visit.delete())
    connection.execute(wall.delete())
    connection.execute(run.delete())


OWNER: Final = Owner(
    "access", "meetings", "kit.web.access.migrations.versions", after_restore=_end_all
)
