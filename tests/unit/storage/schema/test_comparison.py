"""A database that is not as we make it is refused: somebody may have put a trigger into it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

import kit.ballots  # noqa: F401 - its tables belong to the schema
from kit.storage.errors import StoreError
from kit.storage.schema.comparison import _plain, _shown, check_schema
from kit.storage.tables import AUDIT_TRIGGERS, metadata


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as made:
        made.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        metadata.create_all(made)
        for text in AUDIT_TRIGGERS["sqlite"].values():
            made.exec_driver_sql(text)
        yield made
    engine.dispose()


def refused(connection: Connection) -> str:
    with pytest.raises(StoreError) as found:
        check_schema(connection)
    return str(found.value)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "CREATE TRIGGER spy AFTER INSERT ON ballot BEGIN SELECT 1; END",
            "trigger 'spy'",
        ),
        ("CREATE VIEW seen AS SELECT * FROM ballot", "view 'seen'"),
        ("CREATE TABLE diary (at TEXT)", "table 'diary'"),
        ("ALTER TABLE ballot ADD COLUMN at TEXT", "table 'ballot'"),
        ("CREATE INDEX by_session ON ballot (sealed)", "index 'by_session'"),
        (f"DROP TRIGGER {next(iter(AUDIT_TRIGGERS['sqlite']))}", "trigger"),
    ],
)
def test_whatever_is_more_less_or_other_than_ours_is_named(
    connection: Connection, change: str, named: str
) -> None:
    connection.exec_driver_sql(change)
    assert named in refused(connection)


def test_columns_and_constraints_may_stand_in_another_order() -> None:
    one = "CREATE TABLE a (\n\tid VARCHAR(22) NOT NULL, \n\tn INTEGER, \n\tPRIMARY KEY (id, n)\n)"
    other = "CREATE TABLE a (n INTEGER, PRIMARY KEY (id, n), id VARCHAR(22) NOT NULL)"
    assert _plain(one) == _plain(other)
    assert _plain(one) != _plain(other.replace("(id, n)", "(n, id)"))
    assert _plain(one) != _plain(f"{other} WITHOUT ROWID")


def test_a_strange_name_out_of_a_damaged_file_is_not_repeated() -> None:
    assert _shown("ballot") == "'ballot'"
    assert "K7PM" not in _shown("K7PM \x1b[31m secret")
