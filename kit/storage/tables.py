"""The tables of storage itself, the same in every database, and the register of all others."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""How keys and indexes are called, in every database."""

metadata: Final = MetaData(naming_convention=NAMES)
"""All tables of the collector's database: each part that owns some makes them in here."""

mark = Table(
    "mark",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", String(64), nullable=False),
)
"""Which code key belongs to this database."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", String(40), nullable=False),
    Column("details", Text, nullable=False),
    Column("key", String(16), nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
"""Administrative acts; the database refuses to change or remove a row."""

measures_metadata: Final = MetaData(naming_convention=NAMES)
"""All tables of the database of what teams agreed on, which has a mark and an audit of its own."""
for _own in (mark, audit):
    _own.to_metadata(measures_metadata)

_REFUSAL: Final = "the audit is only ever added to"

AUDIT_REFUSES: Final = f" BEGIN RAISE EXCEPTION '{_REFUSAL}'; END "
"""What PostgreSQL's function does that the trigger calls."""

AUDIT_TRIGGERS: Final = {
    "sqlite": {
        f"audit_refuses_{act.lower()}": (
            f"CREATE TRIGGER audit_refuses_{act.lower()} BEFORE {act} ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
        for act in ("UPDATE", "DELETE")
    },
    "postgresql": {
        "audit_refuses_change": (
            "CREATE TRIGGER audit_refuses_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
        )
    },
}
"""The only triggers, by name, as each database tells them itself."""


def own_schema(connection: Connection) -> str | None:
    """Return the schema that our tables are in; none on SQLite.

    PostgreSQL finds a table in every schema that it searches, and an application beside us may have
    tables of the same names there.
    """
    if connection.dialect.name != "postgresql":
        return None
    return str(connection.scalar(text("SELECT current_schema()")))


def has_table(connection: Connection, name: str) -> bool:
    """Return whether there is a table of ours with this name."""
    return inspect(connection).has_table(name, schema=own_schema(connection))
