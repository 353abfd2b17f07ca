"""Who owns tables: each part has its own chain of migrations, and says what rests on it.

There are two databases: the collector's, and that of what teams agreed on, which is kept, copied
and restored apart from it. A part makes its tables in the ``metadata`` of one of them, and its
``OWNER`` beside them. The parts stand here by name, as storage is below them all: what a database
has to hold is the tables of all its owners, so who opens it gets all of them, whatever else was
imported. No installed package can add one, as a table too many could keep what nobody may know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pkgutil import resolve_name
from typing import Final

from sqlalchemy import Connection, MetaData

from kit.storage.tables import measures_metadata, metadata


def _nothing_rests(_: Connection) -> bool:
    return False


def _stays(_: Connection, __: date) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Owner:
    """A part that owns tables."""

    name: str
    head: str
    """The newest version of its tables: the last revision of its chain."""
    migrations: str
    """The package with its chain, one module each version."""
    rests_on_code_key: Callable[[Connection], bool] = _nothing_rests
    """Says whether there are rows for which another code key must not take this one's place."""
    after_restore: Callable[[Connection, date], None] = _stays
    """Ends, on this day, what must not hold any more because a backup has brought it back."""


@dataclass(frozen=True)
class Database:
    """One of our databases: a file, or a schema of PostgreSQL."""

    name: str
    """Its backups are called so."""
    metadata: MetaData
    parts: tuple[str, ...]
    """Where the owners of its tables stand, beside storage itself."""
    beside: str = ""
    """What is added to the name of the collector's file or schema; nothing for that itself."""


COLLECTOR: Final = Database(
    "collector", metadata, ("kit.ballots.tables:OWNER", "kit.web.access.tables:OWNER")
)
"""Sealed answers, results, rounds, units; who is let in."""

MEASURES: Final = Database(
    "measures", measures_metadata, ("kit.measures.tables:OWNER",), "measures"
)
"""What teams agreed on; nothing in it leads to an answer, a code or a receipt."""

DATABASES: Final = (COLLECTOR, MEASURES)

_STORAGE: Final = Owner("storage", "record", "kit.storage.migrations.versions")


def owners(database: Database = COLLECTOR) -> tuple[Owner, ...]:
    """Return every part that owns tables of a database, storage itself first."""
    return _owners(database.parts)


@cache
def _owners(parts: tuple[str, ...]) -> tuple[Owner, ...]:
    return (_STORAGE, *map(resolve_name, parts))
