"""Whether the open database is still the one that is found where it was opened.

Somebody who restores a backup, or moves a file, while a collector runs would have it write on into
a file that nobody finds again, and acknowledge what it writes. Who copies a backup over the file
would have it write on into what is no database any more.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from kit.storage.errors import MovedError
from kit.storage.owners import COLLECTOR, Database
from kit.storage.schema.comparison import check_schema
from kit.storage.written_back import WrittenBack

_LOGS: Final = ("-wal", "-shm")
_VERSION: Final = "PRAGMA schema_version"

_Identity = tuple[int, int] | None


class Place:
    """The files of an open database, or PostgreSQL's numbers of its tables.

    :param file: of SQLite; it is there.
    :param database: which one it is.
    """

    def __init__(self, file: Path | None, database: Database = COLLECTOR) -> None:
        self._database = database
        self._file = None if file is None else os.fspath(file)
        self._known = {} if file is None else {os.fspath(file): _identity(os.fspath(file))}
        self._logs = [] if file is None else [f"{file}{ending}" for ending in _LOGS]
        self._written: WrittenBack | None = None
        self._schema = 0
        self._gone = False

    def note(self, connection: Connection) -> None:
        """Keep what belongs to the database; a connection that has read from it stays open."""
        self._known |= {path: _identity(path) for path in self._logs}
        if self._file is not None:
            self._written = WrittenBack(self._file)
        self._schema = self._version(connection)

    def check(self) -> None:
        """Look whether the files are where they were.

        :raises MovedError: if they are not, and from then on always.
        """
        if not self._gone:
            self._gone = any(_identity(path) != known for path, known in self._known.items())
        if self._gone:
            raise MovedError

    def check_whole(self) -> None:
        """Look as :meth:`check`, and whether nobody else has written into the database.

        :raises MovedError: if somebody has, and from then on always.
        """
        self.check()
        if self._written is not None and not self._written.is_ours():
            self._gone = True
            raise MovedError

    def close(self) -> None:
        """Look no more; every connection of the store is closed."""
        if self._written is not None:
            self._written.close()

    def check_within(self, connection: Connection) -> None:
        """Look, in a transaction, whether tables and schema are those that were opened.

        :raises MovedError: if PostgreSQL's tables were made anew.
        :raises StoreError: if something was added to the schema.
        """
        version = self._version(connection)
        if version == self._schema:
            return
        if connection.dialect.name == "postgresql":
            self._gone = True
            raise MovedError
        # Compacting makes a new version, too.
        check_schema(connection, self._database)
        self._schema = version

    def _version(self, connection: Connection) -> int:
        # Past SQLAlchemy, which would take several times as long, before every batch of answers.
        cursor = connection.connection.cursor()
        cursor.execute(
            _tables(self._database) if connection.dialect.name == "postgresql" else _VERSION
        )
        (version,) = cursor.fetchone() or (0,)
        cursor.close()
        return int(version)


def _identity(path: str) -> _Identity:
    """Return what tells a file from another at its place; never opened, which would end locks."""
    try:
        found = os.stat(path)  # noqa: PTH116 - several times for every batch of answers
    except OSError:
        return None
    return found.st_dev, found.st_ino


@cache
def _tables(database: Database) -> str:
    """Return what asks PostgreSQL for the sum of our tables' numbers: another one for any new one.

    A table that is gone counts as nothing.
    """
    names = ", ".join(f"'{name}'" for name in sorted(database.metadata.tables))
    numbers = "coalesce(sum(CAST(to_regclass(quote_ident(name))::oid AS bigint)), 0)::bigint"
    return f"SELECT {numbers} FROM unnest(ARRAY[{names}]) AS ours(name)"  # noqa: S608 - our names
