"""Attackers who put something into the database that keeps more of each answer than we do."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from kit.ballots import restore
from kit.storage import StoreError, audit_entries, backup
from kit.storage.schema.comparison import check_schema
from tests.organisation import Organisation, exercise
from tests.postgres import Postgres, running_postgres

SPY = "CREATE TABLE seen (receipt BLOB, at TEXT)"
SPYING = (
    "CREATE TRIGGER {name} AFTER INSERT ON ballot "
    "BEGIN INSERT INTO mark VALUES (hex(randomblob(8)), datetime('now')); END"
)
REWRITE = "UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"
ADDED = {
    "trigger": [SPYING.format(name="audit_refuses")],
    "trigger-and-table": [SPY, SPYING.format(name="spy")],
    "trigger-instead-of-ours": [
        "DROP TRIGGER audit_refuses_delete",
        SPYING.format(name="audit_refuses_delete"),
    ],
    "no-trigger": ["DROP TRIGGER audit_refuses_update"],
    "table": [SPY],
    "view": ["CREATE VIEW answers AS SELECT rowid, * FROM request"],
    "column": ["ALTER TABLE session ADD COLUMN at TEXT"],
    # SQLite adds no column with such a default to a table with rows; whoever owns the file can.
    "default": [
        "ALTER TABLE session ADD COLUMN at TEXT DEFAULT 'x'",
        REWRITE.format(name="session", old="DEFAULT ''x''", new="DEFAULT (datetime(''now''))"),
    ],
    "generated-column": ["ALTER TABLE ballot ADD COLUMN h TEXT AS (hex(sealed)) VIRTUAL"],
    "check": [REWRITE.format(name="session", old="places INTEGER", new="places INTEGER CHECK (1)")],
    "order-of-arrival": [REWRITE.format(name="ballot", old=" WITHOUT ROWID", new="")],
    "index": ["CREATE INDEX more ON ballot (sealed)"],
    "index-with-expression": ["CREATE INDEX more ON ballot (substr(sealed, 1, 4))"],
    "partial-index": ["CREATE INDEX more ON ballot (receipt) WHERE session > 'a'"],
    "no-index": ["DROP INDEX ix_ballot_session"],
    "virtual-table": ["CREATE VIRTUAL TABLE seen USING fts5(a)"],
    "statistics": ["ANALYZE"],
    "user-version": ["PRAGMA user_version = 7"],
    "application-id": ["PRAGMA application_id = 7"],
}


@pytest.fixture(params=ADDED)
def statements(request: pytest.FixtureRequest) -> list[str]:
    return ADDED[request.param]


def change(file: Path, statements: list[str]) -> None:
    """Change a schema as the file's owner can, past all of our code."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            done = connection.execute(statement)
            assert done.rowcount, statement


def test_a_changed_database_is_not_opened(
    organisation: Organisation, statements: list[str]
) -> None:
    organisation.store.close()
    change(organisation.database / "collector.sqlite3", statements)
    with pytest.raises(StoreError, match="is not as workshop-kit makes it"):
        organisation.reopened()


def test_a_changed_backup_is_not_restored(
    organisation: Organisation, statements: list[str], tmp_path: Path
) -> None:
    organisation.answer(organisation.open("day"), {"day": [organisation.vector(1)] * 3})
    file = backup(organisation.store, tmp_path / "copies", "admin")
    organisation.store.close()
    for each in organisation.database.iterdir():
        each.unlink()
    change(file, statements)
    with pytest.raises(StoreError, match=r"is not as workshop-kit makes it|is damaged"):
        restore(file, organisation.settings, "admin")
    assert list(organisation.database.iterdir()) == []


@pytest.mark.parametrize(
    "pragma", ["page_size = 1024", "page_size = 65536", "journal_mode = DELETE"]
)
def test_a_backup_that_only_lies_otherwise_on_the_disk_is_restored(
    organisation: Organisation, tmp_path: Path, pragma: str
) -> None:
    """What a file keeps of it says nothing of an answer."""
    file = backup(organisation.store, tmp_path / "copies", "admin")
    organisation.store.close()
    for each in organisation.database.iterdir():
        each.unlink()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {pragma}")
        connection.execute("VACUUM")
    restore(file, organisation.settings, "admin")
    organisation.store = organisation.reopened()
    assert audit_entries(organisation.store)[-1].act == "restore"


def test_what_a_name_says_is_not_repeated(organisation: Organisation) -> None:
    """Of a damaged file, it may be anything."""
    organisation.store.close()
    change(organisation.database / "collector.sqlite3", ['CREATE TABLE "0123-4567 secret" (a)'])
    with pytest.raises(StoreError, match="table with a strange name is too many") as raised:
        organisation.reopened()
    assert "secret" not in str(raised.value)


def test_many_differences_are_counted(organisation: Organisation) -> None:
    organisation.store.close()
    many = [f"CREATE TABLE t{n} (a)" for n in range(12)]
    change(organisation.database / "collector.sqlite3", many)
    with pytest.raises(StoreError, match=r"table 't0' is too many; .*; and 7 more$"):
        organisation.reopened()


# --- PostgreSQL -------------------------------------------------------------------------------

FUNCTION = (
    "CREATE FUNCTION {schema}.spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
)
ADDED_TO_POSTGRESQL = {
    "trigger": [
        FUNCTION,
        (
            "CREATE TRIGGER spy AFTER INSERT ON {schema}.ballot "
            "FOR EACH ROW EXECUTE FUNCTION {schema}.spy()"
        ),
    ],
    "trigger-that-calls-another-schema": [
        "CREATE SCHEMA other_{schema}",
        FUNCTION.replace("{schema}.spy", "other_{schema}.spy"),
        (
            "CREATE TRIGGER spy AFTER INSERT ON {schema}.ballot "
            "FOR EACH ROW EXECUTE FUNCTION other_{schema}.spy()"
        ),
    ],
    "our-trigger-disabled": ["ALTER TABLE {schema}.audit DISABLE TRIGGER audit_refuses_change"],
    "our-function-changed": [
        FUNCTION.replace("CREATE", "CREATE OR REPLACE").replace("spy", "audit_refuses")
    ],
    "function": [FUNCTION],
    "rule": [
        (
            "CREATE RULE spy AS ON INSERT TO {schema}.ballot DO ALSO "
            "INSERT INTO {schema}.mark VALUES (NEW.session, now()::text)"
        )
    ],
    "policy": ["CREATE POLICY spy ON {schema}.ballot USING (true)"],
    "row-security": ["ALTER TABLE {schema}.ballot ENABLE ROW LEVEL SECURITY"],
    "table": ["CREATE TABLE {schema}.seen (a int)"],
    "unlogged": ["ALTER TABLE {schema}.ballot SET UNLOGGED"],
    "view": ["CREATE VIEW {schema}.seen AS SELECT * FROM {schema}.ballot"],
    "materialized-view": ["CREATE MATERIALIZED VIEW {schema}.seen AS SELECT 1 AS a"],
    "sequence": ["CREATE SEQUENCE {schema}.seen"],
    "column": ["ALTER TABLE {schema}.ballot ADD COLUMN at timestamptz DEFAULT now()"],
    "serial": ["ALTER TABLE {schema}.ballot ADD COLUMN n int GENERATED ALWAYS AS IDENTITY"],
    "generated": [
        "ALTER TABLE {schema}.ballot ADD COLUMN n int GENERATED ALWAYS AS (length(sealed)) STORED"
    ],
    "default": ["ALTER TABLE {schema}.session ALTER places SET DEFAULT 1"],
    "wider": ["ALTER TABLE {schema}.session ALTER unit TYPE text"],
    "check": ["ALTER TABLE {schema}.ballot ADD CHECK (length(sealed) > 0)"],
    "index": ["CREATE INDEX more ON {schema}.ballot (sealed)"],
    "index-with-expression": ["CREATE INDEX more ON {schema}.ballot (length(sealed))"],
    "heir": [
        "CREATE SCHEMA heir_{schema}",
        "CREATE TABLE heir_{schema}.b () INHERITS ({schema}.ballot)",
    ],
    "domain": ["CREATE DOMAIN {schema}.seen AS int"],
    "publication": ["CREATE PUBLICATION spy_{schema} FOR TABLE {schema}.ballot"],
}


@pytest.fixture
def on_postgresql(tmp_path: Path, postgres: Postgres) -> Iterator[Organisation]:
    made = Organisation(tmp_path, exercise(), address=postgres.database())
    yield made
    made.store.close()


def schema_of(organisation: Organisation) -> str:
    return str(organisation.address).rpartition("%3D")[2]


def test_what_is_added_to_a_schema_on_postgresql_is_seen(on_postgresql: Organisation) -> None:
    schema = schema_of(on_postgresql)
    for statements in ADDED_TO_POSTGRESQL.values():
        # Taken back each time: a database for each would take minutes.
        with on_postgresql.store.engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement.format(schema=schema)))
            with pytest.raises(StoreError, match="is not as workshop-kit makes it"):
                check_schema(connection)
            connection.rollback()
            check_schema(connection)


def test_a_changed_database_on_postgresql_is_not_opened(
    on_postgresql: Organisation, postgres: Postgres
) -> None:
    for statement in ADDED_TO_POSTGRESQL["trigger"]:
        postgres.run(statement.format(schema=schema_of(on_postgresql)))
    with pytest.raises(StoreError, match="function 'spy' is too many; trigger 'spy' is too many"):
        on_postgresql.reopened()


def test_a_database_whose_changes_are_handed_on_is_not_opened(tmp_path: Path) -> None:
    with running_postgres(wal_level="logical") as server:
        organisation = Organisation(tmp_path, exercise(), address=server.database())
        server.run("SELECT pg_create_logical_replication_slot('spy', 'pgoutput')")
        with pytest.raises(StoreError, match="logical replication slot 'spy' is too many"):
            organisation.reopened()
        organisation.store.close()
