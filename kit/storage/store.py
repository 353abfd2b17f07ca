"""Open the database: durable, one version, reading and writing apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kit.storage.code_key import key_name, read_code_key
from kit.storage.configuration import CollectorSettings, check_placement
from kit.storage.engine import make_engine, prepare_file
from kit.storage.errors import StoreError, full_disk, is_damaged
from kit.storage.owners import COLLECTOR, Database, owners
from kit.storage.place import Place
from kit.storage.process import close_memory
from kit.storage.schema.comparison import check_schema
from kit.storage.tables import mark
from kit.storage.versions import bring_up_to_date

_FAULTS: Final = (SQLAlchemyError, ValueError, TypeError, LookupError)
"""What comes of a database that cannot be reached, or whose rows are not what they were."""
_CODE_KEY: Final = "code-key"


@dataclass(frozen=True, slots=True)
class Store:
    """An open database with what a process may know beside it."""

    engine: Engine
    settings: CollectorSettings
    database: Database
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

    def empty_log(self) -> None:
        """Let SQLite write its log into the database and cut it off: deleted rows stand in it."""
        if not self.sqlite:
            return
        with self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                # Not in a transaction, where SQLite cannot. A busy reader leaves it for next time.
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self.anchor.close()
        self.engine.dispose()
        self.place.close()


def open_store(
    settings: CollectorSettings,
    database: Database = COLLECTOR,
    *,
    today: Callable[[], date] = date.today,
    now: Callable[[], float] = time.time,
    new_code_key: bool = False,
) -> Store:
    """Open a database, made or brought to this version where that is needed.

    Every process that comes by a secret begins here, so here its memory is closed.

    :param settings: where it is: the collector's own, or :meth:`CollectorSettings.beside` for
        another database.
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
        prepare_file(file)
    place = Place(file, database)
    engine = make_engine(settings.database, database.beside)
    with ExitStack() as on_failure:
        on_failure.callback(place.close)
        on_failure.callback(engine.dispose)
        try:
            anchor = on_failure.enter_context(engine.connect())
            connection = anchor.execution_options(kit_writing=True)
            with connection.begin():
                fresh = bring_up_to_date(connection, database)
                check_schema(connection, database)
                make = fresh or new_code_key or _idle(connection, database)
                code_key = read_code_key(settings.code_key, make=make)
                _recognise(
                    connection, code_key, replace=new_code_key or _idle(connection, database)
                )
                place.note(connection)
        except StoreError:
            raise
        except _FAULTS as error:
            raise full_disk(error, file) or _not_opened(error, file) from None
        on_failure.pop_all()
    if file is None:
        anchor.close()
    return Store(engine, settings, database, code_key, place, anchor, today, now)


def _not_opened(error: Exception, file: Path | None) -> StoreError:
    if is_damaged(error):
        return StoreError(f"{file} is not a database, or it is damaged")
    # The original text may hold the address with its password.
    original = error.orig if isinstance(error, DBAPIError) else error
    reason = type(original).__name__ if original else "it does not answer"
    return StoreError(f"the database cannot be opened: {reason}")


def _recognise(connection: Connection, code_key: bytes, *, replace: bool) -> None:
    """Refuse another code key than the one with which live rounds were opened."""
    name = key_name(code_key)
    known = connection.scalar(select(mark.c.value).where(mark.c.name == _CODE_KEY))
    if known == name:
        return
    if known is None:
        connection.execute(mark.insert().values(name=_CODE_KEY, value=name))
        return
    if not replace:
        raise StoreError(
            "this is not the code key with which the rounds that are open were opened; "
            "put the right file back, or end them with 'kit round withdraw --new-code-key'"
        )
    connection.execute(mark.update().where(mark.c.name == _CODE_KEY).values(value=name))


def _idle(connection: Connection, database: Database) -> bool:
    return not any(owner.rests_on_code_key(connection) for owner in owners(database))
