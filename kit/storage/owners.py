"""Who owns tables: each part has its own chain of migrations, and says what rests on it.

A part makes its tables in :data:`kit.storage.tables.metadata`, and its ``OWNER`` beside them. They
stand here by name, as storage is below them all: what a database has to hold is the tables of all
its owners, so who opens it gets all of them, whatever else was imported. No installed package can
add one, as a table too many could keep what nobody may know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pkgutil import resolve_name
from typing import Final

from sqlalchemy import Connection

_COLLECTOR: Final = ("kit.ballots.tables:OWNER", "kit.web.access.tables:OWNER")
"""The owners of the collector's database."""


def _nothing_rests(_: Connection) -> bool:
    return False


def _stays(_: Connection) -> None:
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
    after_restore: Callable[[Connection], None] = _stays
    """Ends what must not hold any more because a backup has brought it back."""


_STORAGE: Final = Owner("storage", "record", "kit.storage.migrations.versions")


@cache
def owners() -> tuple[Owner, ...]:
    """Return every part that owns tables of the collector's database, storage itself first."""
    return (_STORAGE, *map(resolve_name, _COLLECTOR))
