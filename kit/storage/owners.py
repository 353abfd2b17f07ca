"""Who owns tables: each part registers its own chain of migrations, and what rests on it.

A part makes its tables in :data:`kit.storage.tables.metadata` and registers itself when it is
imported. What a database has to hold is made of all that is registered, so a database that holds
the tables of a part that is not is refused, and never used by halves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection


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


_OWNERS: Final[dict[str, Owner]] = {}


def own(owner: Owner) -> None:
    """Register a part that owns tables."""
    _OWNERS[owner.name] = owner


def owners() -> tuple[Owner, ...]:
    """Return every part that owns tables, storage itself first."""
    return tuple(_OWNERS.values())


own(Owner("storage", "record", "kit.storage.migrations.versions"))
