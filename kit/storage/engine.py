"""Connections to SQLite and PostgreSQL: what is committed is on disk, and errors tell no value."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from kit.files import write_whole
from kit.storage.configuration import RESPONSES
from kit.storage.errors import StoreError
from kit.storage.folders import make_folder

_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 15000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_DEFENSIVE: Final = 1010
"""``SQLITE_DBCONFIG_DEFENSIVE``, which Python names from 3.12 on."""
_COMMITS_WAIT: Final = """
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'
"""
_FIND_SCHEMA: Final = """
    SELECT quote_ident(name), EXISTS (SELECT FROM pg_namespace WHERE nspname = name)
    FROM (SELECT current_schema() || '_' || %(beside)s AS name) AS wanted
"""
_POSTGRESQL: Final = "postgresql+psycopg"
_DRIVERS: Final = ("sqlite", _POSTGRESQL)


def make_engine(url: str, beside: str = "") -> Engine:
    """Return what connects to a database, durable and without a value in any error.

    :param beside: on PostgreSQL, what is added to the name of the schema; nothing for the
        collector's own.
    :raises StoreError: if the address names no database that can be had here.
    """
    if make_url(url).drivername not in _DRIVERS:
        # The address may hold a password, so it is not repeated.
        known = " or ".join(f"{each}://" for each in _DRIVERS)
        raise StoreError(f"the address of the database has to begin with {known}")
    try:
        # hide_parameters: no error may repeat a code, a receipt or a ballot.
        engine = create_engine(url, hide_parameters=True)
    except ImportError:
        raise StoreError(
            "PostgreSQL needs a driver that is not here: install workshop-kit[postgres]"
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _wait_for_disk)
        if beside:
            event.listen(engine, "connect", partial(_enter_schema, beside))
    return engine


def _prepare_connection(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: when one begins decides what it sees.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
    # From Python 3.12 on: nothing that a file brings along lets a statement write past SQLite.
    configure = getattr(connection, "setconfig", None)
    if configure is not None:
        configure(_DEFENSIVE, True)  # noqa: FBT003 - its own signature


def _wait_for_disk(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let PostgreSQL answer a commit once it is on disk, whatever its own default is."""
    cursor = connection.cursor()
    cursor.execute(_COMMITS_WAIT)
    cursor.close()
    # Without this, the setting would go with the transaction in which it was made.
    connection.commit()


def _enter_schema(beside: str, connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let a connection to PostgreSQL see one schema only, made where it is missing."""
    cursor = connection.cursor()
    cursor.execute(_FIND_SCHEMA, {"beside": beside})
    quoted, there = cursor.fetchone() or ("", False)
    if not there:
        # Two processes may begin at the same moment.
        cursor.execute("SELECT pg_advisory_xact_lock(7226414)")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted}")
    cursor.execute("SELECT set_config('search_path', %(quoted)s, false)", {"quoted": quoted})
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("kit_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def prepare_file(file: Path) -> None:
    """Make the file and its folder for our user's eyes only; SQLite's logs take after it."""
    made = not file.parent.exists()
    make_folder(file.parent)
    if made or file.parent.name == RESPONSES:
        # What people answered is no part of the book's history.
        _ignore(file.parent / ".gitignore")
    # One that is there is not opened here: to close it would end the locks of another store.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _ignore(path: Path) -> None:
    if not path.exists():
        write_whole(path, b"*\n")
