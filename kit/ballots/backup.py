"""Copies of the database, without keys: nobody can open a ballot in one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kit.ballots.audit import record
from kit.ballots.configuration import CollectorSettings, check_placement
from kit.ballots.database import Store, check_version, open_store
from kit.ballots.faults import StoreError, full_disk
from kit.ballots.folders import make_folder, sync
from kit.ballots.holder import Holder
from kit.ballots.keys import KeyFolder
from kit.ballots.tables import link, visit

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

    A session whose key has been destroyed since stays closed: it is ended here. An answer that was
    withdrawn after the backup is back, and can be withdrawn again. Every link is revoked and every
    visit ended: which of them were revoked after the backup is not known any more.

    Nobody opens, closes or receives meanwhile: a collector that acknowledged answers to the file
    that was there would lose them. Nothing is where the database was before all is well with it.

    :raises StoreError: if the file is no backup, if a newer kit made it, if its schema is not ours,
        if there is a database, or if the key holder is running.
    """
    target = _file(settings)
    check_placement(settings)
    _check_backup(file)
    with _alone(settings):
        if target.exists():
            raise StoreError(f"{target} is there already; move it away first")
        make_folder(target.parent)
        unready = target.with_name(target.name + ".new")
        _remove(unready)
        try:
            _copy(file, unready)
            _make_ready(replace(settings, database=f"sqlite:///{unready}"), actor, file.name)
        except BaseException:
            _remove(unready)
            raise
        # A log without its database would be read into the one that is restored.
        _remove(target)
        unready.replace(target)
        sync(target.parent)
        with closing(open_store(settings)) as store:
            Holder(store).resume()


@contextmanager
def _alone(settings: CollectorSettings) -> Iterator[None]:
    """Be the key holder for as long as it takes.

    :raises StoreError: naming who is.
    """
    if settings.keys is None:
        raise StoreError("a restore needs the key folder: nobody may hold it meanwhile")
    keys = KeyFolder(settings.keys)
    with keys.lock() as held:
        if not held:
            raise StoreError(
                f"{keys.holder} holds the keys and receives answers, which a restore would lose; "
                "stop the collector first"
            )
        yield


def _make_ready(settings: CollectorSettings, actor: str, name: str) -> None:
    """Bring a copy to this version, compare its schema, and end all links, before anybody uses it.

    :raises StoreError: if its schema is not ours, or its open rounds need another code key.
    """
    with closing(open_store(settings)) as store, store.writing() as connection:
        connection.execute(link.update().values(revoked=True))
        connection.execute(visit.delete())
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


def _check_backup(file: Path) -> None:
    if not file.is_file():
        raise StoreError(f"there is no file {file}")
    try:
        with closing(_read_only(file)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        sound = False
    if not sound or version is None:
        raise StoreError(f"{file} is not a backup of a collector, or it is damaged")
    check_version(str(version[0]))


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
