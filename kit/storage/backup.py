"""Copies of the database, without keys: nobody can open a ballot in one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kit.storage.audit import record
from kit.storage.configuration import CollectorSettings, check_placement
from kit.storage.errors import StoreError, full_disk
from kit.storage.folders import make_folder, sync
from kit.storage.owners import COLLECTOR, DATABASES, Database, owners
from kit.storage.store import Store, open_store
from kit.storage.versions import check_versions

_LOGS = ("-wal", "-shm", "-journal")


def backup(store: Store, folder: Path, actor: str) -> Path:
    """Copy the database while it is used, and return the file, whole and on disk.

    Nothing in it tells in which order answers came.

    :raises StoreError: on PostgreSQL, which has its own tools, and for a folder that is inside
        the key folder or holds it.
    """
    file = _file(store.settings)
    _check_apart(store.settings, folder)
    make_folder(folder)
    moment = datetime.fromtimestamp(store.now(), UTC)
    target = folder / f"{store.database.name}-{moment:%Y%m%d-%H%M%S-%f}.sqlite3"
    with store.writing() as connection:
        record(store, connection, actor, "backup", {"file": target.name})
    try:
        _copy(file, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def put_back(
    file: Path, settings: CollectorSettings, actor: str, database: Database = COLLECTOR
) -> None:
    """Put a backup where the database was, whole and of this version, or nothing at all.

    It passed :func:`check_backup`, and nobody else uses the database meanwhile. What a backup must
    not bring back has been ended.

    :raises StoreError: if its schema is not ours, or if there is a database.
    """
    target = _file(settings)
    if target.exists():
        raise StoreError(f"{target} is there already; move it away first")
    make_folder(target.parent)
    unready = target.with_name(target.name + ".new")
    _remove(unready)
    try:
        _copy(file, unready)
        ready = replace(settings, database=f"sqlite:///{unready}")
        _make_ready(ready, database, actor, file.name)
    except BaseException:
        _remove(unready)
        raise
    # A log without its database would be read into the one that is restored.
    _remove(target)
    unready.replace(target)
    sync(target.parent)


def _make_ready(settings: CollectorSettings, database: Database, actor: str, name: str) -> None:
    """Bring a copy to this version, compare its schema, and end what it brings back.

    :raises StoreError: if its schema is not ours, or its open rounds need another code key.
    """
    with closing(open_store(settings, database)) as store, store.writing() as connection:
        for owner in owners(database):
            owner.after_restore(connection, store.today())
        record(store, connection, actor, "restore", {"file": name})
    if settings.database_file is not None:
        sync(settings.database_file)


def _remove(file: Path) -> None:
    """Remove a database and its logs."""
    for ending in ("", *_LOGS):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _file(settings: CollectorSettings) -> Path:
    file = settings.database_file
    if file is None:
        raise StoreError("PostgreSQL is copied with pg_dump and restored with pg_restore")
    return file


def _check_apart(settings: CollectorSettings, folder: Path) -> None:
    check_placement(CollectorSettings(settings.database, settings.code_key, settings.keys, folder))


def check_backup(file: Path, settings: CollectorSettings) -> Database:
    """Return of which database a file is a backup; refuse one that is none, or has no place here.

    :raises StoreError: if it is none, is damaged, or a newer kit made it; on PostgreSQL; and if
        keys lie where backups would copy them.
    """
    _file(settings)
    check_placement(settings)
    if not file.is_file():
        raise StoreError(f"there is no file {file}")
    try:
        with closing(_read_only(file)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, UnicodeDecodeError):
        sound = False
    if not sound or not versions:
        raise StoreError(f"{file} is not a backup of a collector, or it is damaged")
    database = _of(tables)
    check_versions((str(version) for (version,) in versions), database)
    return database


def _of(tables: Iterable[str]) -> Database:
    """Return the database that has the most of some tables: a backup may be of an older kit."""
    known = set(tables)
    return max(DATABASES, key=lambda each: len(known & {*each.metadata.tables}))


def _copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, for our user's eyes only, and see it to disk.

    Row by row, each table in the order of its keys, which are random for answers: a page that is
    copied as it is shows which of its rows came first.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(_read_only(source)) as read:
            read.execute("VACUUM INTO ?", (os.fspath(target.resolve()),))
    except sqlite3.Error as error:
        raise full_disk(error, target) or error from None
    sync(target)
    sync(target.parent)


def _read_only(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    # Functions that the file's own schema names are not run on its behalf.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
