"""The reserve is real bytes, wherever the kit runs, and is given back for a full disk only."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kit.storage.reserve import SIZE, Reserve, despite_full_disk
from tests.unit.ballots.conftest import Organisation


def _reserve_file(town: Organisation) -> Path:
    file = town.settings.database_file
    assert file is not None
    return file.with_name(file.name + ".reserve")


@pytest.mark.parametrize("system", ["linux", "without posix_fallocate"])
def test_the_reserve_is_bytes_that_the_disk_has(
    sqlite: Organisation, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system != "linux":
        monkeypatch.delattr(os, "posix_fallocate")
    assert Reserve(sqlite.store).hold()
    found = _reserve_file(sqlite).stat()
    assert found.st_size == SIZE
    assert found.st_blocks * 512 >= SIZE


def _full(town: Organisation) -> None:
    with town.store.writing() as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        connection.exec_driver_sql("CREATE TABLE more AS SELECT zeroblob(100000) AS content")


def _full_without_sqlalchemy(town: Organisation) -> None:
    """As where SQLite writes its log back, past SQLAlchemy."""
    with pytest.raises(OperationalError) as caught:
        _full(town)
    assert isinstance(caught.value.orig, sqlite3.OperationalError)
    raise caught.value.orig


def _no_room_for_a_key(town: Organisation) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(town.settings.keys))


def _locked(town: Organisation) -> None:
    with town.store.writing(), town.store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        connection.exec_driver_sql("DELETE FROM visit")


@pytest.mark.parametrize(
    ("act", "words", "tries", "held"),
    [
        (_full, "is full", 2, False),
        (_full_without_sqlalchemy, "is full", 2, False),
        (_no_room_for_a_key, "No space left", 2, False),
        (_locked, "is locked", 1, True),
    ],
    ids=["full", "full for the log", "full for a key", "locked"],
)
def test_the_reserve_is_given_back_for_a_full_disk_only(
    sqlite: Organisation,
    act: Callable[[Organisation], None],
    words: str,
    tries: int,
    *,
    held: bool,
) -> None:
    reserve = Reserve(sqlite.store)
    assert reserve.hold()
    assert sqlite.settings.keys is not None
    sqlite.settings.keys.mkdir(exist_ok=True)
    tried = []

    def failing() -> None:
        tried.append(act)
        act(sqlite)

    with pytest.raises((OperationalError, sqlite3.OperationalError, OSError), match=words):
        despite_full_disk(sqlite.store, failing)
    assert (len(tried), reserve.held) == (tries, held)


def test_a_full_disk_of_keys_elsewhere_costs_no_reserve(
    sqlite: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = Reserve(sqlite.store)
    assert reserve.hold()
    monkeypatch.setattr("kit.storage.reserve._device", lambda path: path)

    def failing() -> None:
        _no_room_for_a_key(sqlite)

    with pytest.raises(OSError, match="No space left"):
        despite_full_disk(sqlite.store, failing)
    assert reserve.held
