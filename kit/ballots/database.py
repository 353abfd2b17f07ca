"""Open the database: durable, one version, reading and writing apart."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from kit.ballots.codes import key_name, read_code_key
from kit.ballots.configuration import RESPONSES, CollectorSettings, check_placement
from kit.ballots.faults import StoreError, full_disk, is_damaged
from kit.ballots.folders import make_folder
from kit.ballots.place import Place
from kit.ballots.process import close_memory
from kit.ballots.schema import check_schema
from kit.ballots.tables import mark, round_
from kit.files import write_whole

_HEAD: Final = "after"
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
_FAULTS: Final = (SQLAlchemyError, ValueError, TypeError, LookupError)
"""What comes of a database that cannot be reached, or whose rows are not what they were."""
_CODE_KEY: Final = "code-key"
_POSTGRESQL: Final = "postgresql+psycopg"
_DRIVERS: Final = ("sqlite", _POSTGRESQL)


@dataclass(frozen=True, slots=True)
class Store:
    """An open database with what a process may know beside it."""

    engine: Engine
    settings: CollectorSettings
    code_key: bytes
    place: Place
    anchor: Connection
    """Of SQLite, open for as long as the store is: its log goes with the last connection."""
    today: Callable[[], date] = date.today
    now: Callable[[], float] = time.time

    @property
    def sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and changes nothing."""
        self.place.check()
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction, committed at the end; on SQLite the only writer.

        :raises MovedError: if what was written is not where the database was opened.
        """
        self.place.check_whole()
        with self.engine.connect() as plain:
            connection = plain.execution_options(kit_writing=True)
            with connection.begin():
                self.place.check_within(connection)
                yield connection
        # It is on disk. Whether anybody finds it there is seen now, before it is acknowledged.
        self.place.check_whole()

    def close(self) -> None:
        """Close every connection."""
        self.anchor.close()
        self.engine.dispose()
        self.place.close()


def open_store(
    settings: CollectorSettings,
    *,
    today: Callable[[], date] = date.today,
    now: Callable[[], float] = time.time,
    new_code_key: bool = False,
) -> Store:
    """Open the database, made or brought to this version where that is needed.

    Every process that comes by a secret begins here, so here its memory is closed.

    :param new_code_key: whether to go on with another code key although rounds are open; their
        answers can then only be destroyed.
    :raises StoreError: if keys lie where backups would copy them, if the code key is missing
        or another one, if the database cannot be opened, if a newer kit made it, or if it holds
        anything beside our tables.
    :raises OSError: if the system refuses it, as on a full disk; it names the file.
    """
    close_memory()
    check_placement(settings)
    file = settings.database_file
    if file is not None:
        _prepare(file)
    place = Place(file)
    engine = _engine(settings.database)
    with ExitStack() as on_failure:
        on_failure.callback(place.close)
        on_failure.callback(engine.dispose)
        try:
            anchor = on_failure.enter_context(engine.connect())
            connection = anchor.execution_options(kit_writing=True)
            with connection.begin():
                fresh = _bring_up_to_date(connection)
                check_schema(connection)
                make = fresh or new_code_key or _idle(connection)
                code_key = read_code_key(settings.code_key, make=make)
                _recognise(connection, code_key, replace=new_code_key)
                place.note(connection)
        except StoreError:
            raise
        except _FAULTS as error:
            raise full_disk(error, file) or _not_opened(error, file) from None
        on_failure.pop_all()
    if file is None:
        anchor.close()
    return Store(engine, settings, code_key, place, anchor, today, now)


def migrations() -> Config:
    """Return Alembic's settings for our migrations, wherever the package is installed."""
    with as_file(files("kit.ballots.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        return config


def _not_opened(error: Exception, file: Path | None) -> StoreError:
    if is_damaged(error):
        return StoreError(f"{file} is not a database, or it is damaged")
    # The original text may hold the address with its password.
    original = error.orig if isinstance(error, DBAPIError) else error
    reason = type(original).__name__ if original else "it does not answer"
    return StoreError(f"the database cannot be opened: {reason}")


def _engine(url: str) -> Engine:
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


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("kit_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepare(file: Path) -> None:
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


def _bring_up_to_date(connection: Connection) -> bool:
    """Run what is missing; return whether the database is new."""
    if connection.dialect.name == "postgresql":
        if connection.scalar(text("SHOW fsync")) != "on":
            raise StoreError("PostgreSQL runs with fsync off: it would lose answers in a power cut")
        connection.execute(text("SELECT pg_advisory_xact_lock(7226412)"))
    fresh = not inspect(connection).has_table("alembic_version")
    version = None if fresh else connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version != _HEAD:
        if version is not None:
            check_version(version)
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return fresh


def check_version(version: str) -> None:
    """Refuse a version of the database that this kit does not know.

    :raises StoreError: if it is not one of ours.
    """
    script = ScriptDirectory.from_config(migrations())
    if version not in {each.revision for each in script.walk_revisions()}:
        raise StoreError(
            "the database was made by a newer workshop-kit; install that one, "
            "or restore a backup that is older"
        )


def _recognise(connection: Connection, code_key: bytes, *, replace: bool) -> None:
    """Refuse another code key than the one with which live rounds were opened."""
    name = key_name(code_key)
    known = connection.scalar(select(mark.c.value).where(mark.c.name == _CODE_KEY))
    if known == name:
        return
    if known is None:
        connection.execute(mark.insert().values(name=_CODE_KEY, value=name))
        return
    if not replace and not _idle(connection):
        raise StoreError(
            "this is not the code key with which the rounds that are open were opened; "
            "put the right file back, or end them with 'kit round withdraw --new-code-key'"
        )
    connection.execute(mark.update().where(mark.c.name == _CODE_KEY).values(value=name))


def _idle(connection: Connection) -> bool:
    live: Any = connection.scalar(
        select(round_.c.id).where(round_.c.state.in_(("open", "closing"))).limit(1)
    )
    return live is None
