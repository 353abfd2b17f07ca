"""The reserve is real bytes, wherever the kit runs, and is given back for a full disk only."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from kit.ballots.reserve import SIZE, Reserve, despite_full_disk
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


def _locked(town: Organisation) -> None:
    with town.store.writing(), town.store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        connection.exec_driver_sql("DELETE FROM visit")


@pytest.mark.parametrize(
    ("act", "words", "tries", "held"),
    [(_full, "is full", 2, False), (_locked, "is locked", 1, True)],
    ids=["full", "locked"],
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
    tried = []

    def failing() -> None:
        tried.append(act)
        act(sqlite)

    with pytest.raises(OperationalError, match=words):
        despite_full_disk(sqlite.store, failing)
    assert (len(tried), reserve.held) == (tries, held)
