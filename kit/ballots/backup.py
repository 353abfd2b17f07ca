"""Copies of the database, without keys: nobody can open a ballot in one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kit.ballots.audit import record
from kit.ballots.configuration import CollectorSettings, check_placement
from kit.ballots.database import Store, check_version, open_store
from kit.ballots.faults import StoreError
from kit.ballots.folders import make_folder, sync
from kit.ballots.holder import Holder

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
    target = folder / f"collector-{moment:%Y%m%d-%H%M%S-%f}.sqlite3"
    with store.writing() as connection:
        record(store, connection, actor, "backup", {"file": target.name})
    try:
        _copy(file, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def restore(file: Path, settings: CollectorSettings, actor: str) -> None:
    """Put a backup where the database was; the keys stay as they are.

    A session whose key has been destroyed since stays closed: it is ended here, or by the key
    holder that is running. An answer that was withdrawn after the backup is back, and can be
    withdrawn again. Every link is revoked and every visit ended: which of them were revoked after
    the backup is not known any more.

    :raises StoreError: if the file is no backup, if a newer kit made it, or if there is a database.
    """
    target = _file(settings)
    check_placement(settings)
    _check_backup(file)
    if target.exists():
        raise StoreError(f"{target} is there already; move it away first")
    for ending in _LOGS:
        # A log without its database would be read into the one that is restored.
        target.with_name(target.name + ending).unlink(missing_ok=True)
    make_folder(target.parent)
    unready = target.with_name(target.name + ".new")
    unready.unlink(missing_ok=True)
    _copy(file, unready)
    _end_links(unready)
    unready.replace(target)
    sync(target.parent)
    store = open_store(settings)
    try:
        with store.writing() as connection:
            record(store, connection, actor, "restore", {"file": file.name})
        if settings.keys is not None:
            holder = Holder(store)
            with holder.lock() as held:
                if held:
                    holder.resume()
    finally:
        store.close()


def _file(settings: CollectorSettings) -> Path:
    file = settings.database_file
    if file is None:
        raise StoreError("PostgreSQL is copied with pg_dump and restored with pg_restore")
    return file


def _check_apart(settings: CollectorSettings, folder: Path) -> None:
    check_placement(CollectorSettings(settings.database, settings.code_key, settings.keys, folder))


def _check_backup(file: Path) -> None:
    if not file.is_file():
        raise StoreError(f"there is no file {file}")
    try:
        with closing(_read_only(file)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("SELECT revoked FROM link, visit").fetchone()
    except sqlite3.DatabaseError:
        sound = False
    if not sound or version is None:
        raise StoreError(f"{file} is not a backup of a collector, or it is damaged")
    check_version(version[0])


def _copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, for our user's eyes only, and see it to disk.

    Row by row, each table in the order of its keys, which are random for answers: a page that is
    copied as it is shows which of its rows came first.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_read_only(source)) as read:
        read.execute("VACUUM INTO ?", (os.fspath(target.resolve()),))
    sync(target)
    sync(target.parent)


def _end_links(file: Path) -> None:
    """Revoke the links in a copy and end their visits, before anybody can use it."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("UPDATE link SET revoked = 1")
        connection.execute("DELETE FROM visit")
    sync(file)


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
