"""Where the collector keeps its database, its keys and its backups, and which places it refuses."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from kit.storage.errors import StoreError

RESPONSES: Final = "_responses"
"""Folder in a project for the embedded database."""


@dataclass(frozen=True, slots=True)
class CollectorSettings:
    """Where one process of the collector finds what it needs."""

    database: str
    """SQLAlchemy URL: ``sqlite:////srv/kit/collector.sqlite3`` or ``postgresql+psycopg://...``."""
    code_key: Path
    """File with the secret behind codes and the authenticity of ballots."""
    keys: Path | None
    """Folder of the private keys; none in a process that only receives."""
    backups: Path | None = None

    @classmethod
    def embedded(cls, project: Path) -> Self:
        """Return where a book keeps its own: answers in the project, keys in the user's state.

        A copy of the project never holds a key.
        """
        place = project.resolve()
        digest = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
        state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
        folder = Path(state) / "workshop-kit" / digest
        database = place / RESPONSES / "collector.sqlite3"
        return cls(f"sqlite:///{database}", folder / "code.key", folder / "keys")

    def beside(self, name: str) -> Self:
        """Return where another database of the same collector is, without its private keys.

        :param name: what tells it from the collector's own, as :class:`kit.storage.Database` says.
            On PostgreSQL it is a schema of its own at the same address.
        :raises StoreError: if the address of the database cannot be read.
        """
        file = self.database_file
        if file is None:
            return replace(self, keys=None)
        other = file.with_name(f"{file.stem}-{name}{file.suffix}")
        return replace(self, database=f"sqlite:///{other}", keys=None)

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or none on PostgreSQL.

        :raises StoreError: if the address of the database cannot be read.
        """
        try:
            url = make_url(self.database)
        except ArgumentError:
            # The address may hold a password, so it is not repeated.
            raise StoreError("the address of the database cannot be read") from None
        if url.get_backend_name() != "sqlite":
            return None
        if not url.database or url.database == ":memory:":
            raise StoreError("the database has to be a file: answers are kept on disk")
        return Path(url.database)


def check_placement(settings: CollectorSettings) -> None:
    """Refuse keys that lie with the database or with backups: a copy of these would hold both.

    :raises StoreError: naming the two places.
    """
    for secret, what in _secrets(settings):
        for folder, kind in _copied(settings):
            if _within(secret, folder) or _within(folder, secret):
                raise StoreError(
                    f"the {what} {secret} must lie apart from the {kind} {folder}: "
                    "whoever copies one would copy both"
                )


def _secrets(settings: CollectorSettings) -> Iterator[tuple[Path, str]]:
    if settings.keys is not None:
        yield settings.keys, "key folder"
    yield settings.code_key, "code key"


def _copied(settings: CollectorSettings) -> Iterator[tuple[Path, str]]:
    file = settings.database_file
    if file is not None:
        yield file.parent, "database folder"
    if settings.backups is not None:
        yield settings.backups, "backup folder"


def _within(inner: Path, outer: Path) -> bool:
    return inner.resolve().is_relative_to(outer.resolve())
