"""Measures have a database of their own, and nothing in it leads to an answer."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kit.measures import agreements_of, keep
from kit.storage import StoreError, backup, open_store
from kit.storage.backup import check_backup, put_back
from kit.storage.owners import COLLECTOR, MEASURES
from tests.unit.measures.conftest import Clock, Keeps, agreed, settings_of


def test_no_column_is_of_a_round_a_ballot_a_code_or_a_receipt() -> None:
    told = {
        f"{table.name}.{column.name}"
        for table in MEASURES.metadata.sorted_tables
        if table.name not in {"audit", "mark"}
        for column in table.columns
    }
    for word in ("round", "session", "ballot", "code", "receipt", "link"):
        assert not [name for name in told if word in name]
    keys = {
        key.target_fullname.split(".")[0]
        for table in MEASURES.metadata.sorted_tables
        for key in table.foreign_keys
    }
    assert keys == {"agreement", "measure"}


def test_the_two_databases_share_no_table_of_content(clock: Clock, keeps: Keeps) -> None:
    names = {each.name for each in MEASURES.metadata.sorted_tables}
    assert names & {each.name for each in COLLECTOR.metadata.sorted_tables} == {"audit", "mark"}
    keeps()
    whole = clock.settings.database_file
    own = clock.settings
    if whole is not None:
        own = replace(own, database=f"sqlite:///{whole.parent / 'collector.sqlite3'}")
    with closing(open_store(own)) as collector, collector.reading() as connection:
        told = [
            connection.execute(each.select()).all() for each in COLLECTOR.metadata.sorted_tables
        ]
    assert not any("Øve" in str(rows) for rows in told)


def test_a_backup_of_measures_goes_back_where_they_were_and_touches_no_answer(
    tmp_path: Path,
) -> None:
    settings = settings_of(tmp_path)
    with closing(open_store(settings)):
        pass
    own = Clock(settings.beside(MEASURES.beside))
    kept = keep(own.store, "team-a", "A", agreed(), 0, "leader")
    copied = backup(own.store, tmp_path / "backups", "admin")
    assert copied.name.startswith("measures-")
    keep(own.store, "team-a", "A", agreed(), 0, "leader")
    own.open_stores.close()
    collector, measures = settings.database_file, own.settings.database_file
    assert collector is not None
    assert measures is not None
    assert check_backup(copied, own.settings) is MEASURES
    with pytest.raises(StoreError, match="there already"):
        put_back(copied, own.settings, "admin", MEASURES)
    before = collector.read_bytes()
    measures.rename(measures.with_suffix(".old"))
    put_back(copied, own.settings, "admin", MEASURES)
    with closing(open_store(own.settings, MEASURES)) as store:
        assert agreements_of(store, "team-a") == (kept,)
    assert collector.read_bytes() == before


def test_a_backup_of_one_database_does_not_take_the_place_of_the_other(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    with closing(open_store(settings)) as store:
        copied = backup(store, tmp_path / "backups", "admin")
    assert check_backup(copied, settings) is COLLECTOR
    own = settings.beside(MEASURES.beside)
    with pytest.raises(StoreError):
        put_back(copied, own, "admin", MEASURES)
    assert own.database_file is not None
    assert not own.database_file.exists()
