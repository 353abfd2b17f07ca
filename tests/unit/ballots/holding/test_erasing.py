"""The second line after the destroyed key: the database written anew without what was deleted."""

from collections import namedtuple
from pathlib import Path

import pytest

from kit.ballots import CloseRound, CloseSession
from kit.ballots.holding import erasing as erasing_module
from tests.postgres import Postgres
from tests.unit.ballots.conftest import ORGANISATION, Organisation, save_units, settings_in

MANY = 12
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil returns it


def answered(town: Organisation, unit: str) -> str:
    round_id = town.open(unit)
    town.answer(town.code(round_id, unit), *[b"\x01\x02\x03"] * MANY)
    return round_id


def free_pages(town: Organisation) -> int:
    with town.store.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())


def make_garbage(town: Organisation) -> None:
    """Leave pages that nothing uses, as a great round does."""
    with town.store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE great (a)")
        connection.exec_driver_sql("INSERT INTO great VALUES (zeroblob(200000))")
        connection.exec_driver_sql("DROP TABLE great")
    assert free_pages(town) > 10


def test_the_last_closing_writes_the_database_anew(sqlite: Organisation) -> None:
    round_id = answered(sqlite, "a")
    make_garbage(sqlite)
    assert sqlite.ask(CloseRound(round_id)).done
    assert free_pages(sqlite) == 0


def test_nobody_who_answers_waits_for_it(sqlite: Organisation) -> None:
    round_id, _other = answered(sqlite, "a"), answered(sqlite, "d")
    make_garbage(sqlite)
    assert sqlite.ask(CloseRound(round_id)).done
    assert free_pages(sqlite) > 10


def test_a_database_is_not_compacted_where_the_disk_lacks_the_space(
    sqlite: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = answered(sqlite, "a")
    make_garbage(sqlite)
    file = sqlite.settings.database_file
    assert file is not None
    size = file.stat().st_size
    monkeypatch.setattr(erasing_module, "disk_usage", lambda _: Usage(0, 0, size))
    assert sqlite.ask(CloseRound(round_id)).done
    assert free_pages(sqlite) > 10


def table_pages(server: Postgres, schema: str) -> int:
    return int(server.run(f"SELECT pg_relation_size('{schema}.ballot')")[0][0])


@pytest.mark.parametrize("other", [False, True], ids=["alone", "beside-another"])
def test_postgresql_gives_the_pages_of_ballots_back_when_nothing_is_open(
    postgres: Postgres, tmp_path: Path, *, other: bool
) -> None:
    database = postgres.database()
    town = Organisation(settings_in(tmp_path, database))
    save_units(town.store, ORGANISATION, "hr")
    round_id = answered(town, "a")
    if other:
        answered(town, "d")
    schema = database.rpartition("%3D")[2]
    assert table_pages(postgres, schema)
    assert town.ask(CloseRound(round_id)).done
    assert bool(table_pages(postgres, schema)) == other
    town.close()


def test_postgresql_leaves_a_table_that_somebody_reads_for_next_time(
    postgres: Postgres, tmp_path: Path
) -> None:
    town = Organisation(settings_in(tmp_path, postgres.database()))
    save_units(town.store, ORGANISATION, "hr")
    round_id = answered(town, "a")
    with town.another().reading() as connection:
        connection.exec_driver_sql("SELECT * FROM ballot")
        assert town.ask(CloseRound(round_id)).done
    town.close()


def test_an_early_closing_in_a_round_that_goes_on_compacts_nothing(sqlite: Organisation) -> None:
    round_id = sqlite.open("school")
    sqlite.answer(sqlite.code(round_id, "a"), *[b"\x01\x02\x03"] * 6)
    make_garbage(sqlite)
    assert sqlite.ask(CloseSession(round_id, "a")).done
    assert free_pages(sqlite) > 10
