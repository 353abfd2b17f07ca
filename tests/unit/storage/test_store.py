"""Where the database and its secrets lie, and how it comes to its version."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kit.ballots import WithdrawRound
from kit.storage import (
    CollectorSettings,
    StoreError,
    audit_entries,
    metadata,
    open_store,
)
from kit.storage.owners import owners
from kit.storage.versions import migrations
from tests.postgres import Postgres, running_postgres
from tests.unit.ballots.conftest import Organisation, settings_in

VERSIONS = sorted(owner.head for owner in owners())


def test_migrations_make_just_the_tables_that_the_code_uses(town: Organisation) -> None:
    with town.store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_versions_that_the_owners_want_are_the_newest() -> None:
    heads = ScriptDirectory.from_config(migrations()).get_heads()
    assert sorted(heads) == VERSIONS


def test_a_database_from_when_there_was_one_chain_is_brought_up_to_date(town: Organisation) -> None:
    with town.store.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version WHERE version_num = 'record'"))
    before = audit_entries(town.store)
    again = town.another()
    assert audit_entries(again) == before
    with again.reading() as connection:
        versions = connection.scalars(text("SELECT version_num FROM alembic_version"))
        assert sorted(versions) == VERSIONS


def test_sqlite_waits_for_the_disk_and_overwrites_what_is_deleted(sqlite: Organisation) -> None:
    with sqlite.store.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_nobody_else_may_read_database_or_code_key(sqlite: Organisation) -> None:
    files = [*sqlite.settings.code_key.parent.glob("*.key")]
    folder = sqlite.settings.database_file
    assert folder is not None
    files += [each for each in folder.parent.iterdir() if each.name != ".gitignore"]
    assert len(files) > 3
    assert {each.stat().st_mode & 0o077 for each in files} == {0}


@pytest.mark.parametrize("keys", ["db", "db/keys", "."])
def test_keys_that_a_copy_of_the_database_would_hold_are_refused(tmp_path: Path, keys: str) -> None:
    settings = replace(settings_in(tmp_path), keys=tmp_path / keys)
    with pytest.raises(StoreError, match="must lie apart from the database folder"):
        open_store(settings)


def test_a_code_key_beside_the_database_is_refused(tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path), code_key=tmp_path / "db" / "code.key")
    with pytest.raises(StoreError, match="code key"):
        open_store(settings)


@pytest.mark.parametrize("backups", ["secret", "secret/keys/copies", "."])
def test_keys_that_a_backup_would_hold_are_refused(tmp_path: Path, backups: str) -> None:
    settings = replace(settings_in(tmp_path), backups=tmp_path / backups)
    with pytest.raises(StoreError, match="must lie apart from the backup folder"):
        open_store(settings)


def test_a_link_to_a_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "db" / "keys").mkdir(parents=True)
    (tmp_path / "elsewhere").symlink_to(tmp_path / "db" / "keys")
    with pytest.raises(StoreError, match="apart"):
        open_store(replace(settings_in(tmp_path), keys=tmp_path / "elsewhere"))


def test_a_books_own_keys_are_not_in_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = CollectorSettings.embedded(tmp_path / "book")
    other = CollectorSettings.embedded(tmp_path / "copy")
    store = open_store(settings)
    store.close()
    assert settings.database_file == tmp_path / "book" / "_responses" / "collector.sqlite3"
    assert settings.keys is not None
    assert settings.keys.is_relative_to(tmp_path / "state")
    assert other.keys != settings.keys
    assert (tmp_path / "book" / "_responses" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("sqlite://", "has to be a file"),
        ("nonsense", "cannot be read"),
        ("mysql://kit:hunter2@db/kit", "has to begin with sqlite:// or postgresql"),
        ("postgresql+nothing://kit:hunter2@db/kit", "has to begin with"),
    ],
)
def test_a_database_that_is_none_is_refused(tmp_path: Path, database: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_store(settings_in(tmp_path, database))


@pytest.mark.parametrize(
    "content", [b"no database, but a letter", b"SQLite format 3\0" + bytes(4096)]
)
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    settings = settings_in(tmp_path)
    file = settings.database_file
    assert file is not None
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"collector\.sqlite3 is not a database"):
        open_store(settings)
    assert file.read_bytes() == content


def test_a_database_of_a_newer_kit_is_left_alone(town: Organisation) -> None:
    newer = text("INSERT INTO alembic_version (version_num) VALUES ('of-tomorrow')")
    with town.store.writing() as connection:
        connection.execute(newer)
    with pytest.raises(StoreError, match="was made by a newer workshop-kit"):
        town.another()


def test_a_missing_driver_is_named_by_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"install workshop-kit\[postgres\]"):
        open_store(settings_in(tmp_path, "postgresql+psycopg://kit@/kit?host=/nowhere"))


def test_an_address_with_a_password_is_never_repeated(tmp_path: Path) -> None:
    url = "postgresql+psycopg://kit:hunter2@/kit?host=/nowhere"
    with pytest.raises(StoreError) as raised:
        open_store(settings_in(tmp_path, url))
    assert "hunter2" not in str(raised.value)


def test_an_error_of_the_database_tells_no_parameters(sqlite: Organisation) -> None:
    with pytest.raises(DBAPIError) as raised, sqlite.store.reading() as connection:
        connection.execute(metadata.tables["ballot"].insert().values(receipt=b"ABCDEF"))
    assert "ABCDEF" not in str(raised.value)


def test_another_code_key_is_refused_while_a_round_is_open(town: Organisation) -> None:
    round_id = town.open()
    town.settings.code_key.unlink()
    with pytest.raises(StoreError, match="is not there"):
        town.another()
    town.settings.code_key.write_text("ab" * 32)
    with pytest.raises(StoreError, match="not the code key"):
        town.another()
    store = open_store(town.settings, new_code_key=True)
    store.close()
    assert town.ask(WithdrawRound(round_id)).done


def test_a_file_that_is_no_code_key_is_refused(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.code_key.parent.mkdir()
    settings.code_key.write_text("secret")
    with pytest.raises(StoreError, match="is not a code key"):
        open_store(settings)


def test_opening_twice_changes_nothing(town: Organisation) -> None:
    before = audit_entries(town.store)
    assert audit_entries(town.another()) == before


@pytest.mark.parametrize(("careless", "found"), [("off", "on"), ("local", "local"), ("on", "on")])
def test_postgresql_waits_for_the_disk_whatever_its_own_default_is(
    postgres: Postgres, tmp_path: Path, careless: str, found: str
) -> None:
    address = f"{postgres.database()}%20-csynchronous_commit%3D{careless}"
    store = open_store(settings_in(tmp_path, address))
    asked = text("SHOW synchronous_commit")
    # Twice, since a connection that only reads takes everything back in the end.
    for _ in range(2):
        with store.reading() as one, store.reading() as other:
            assert {one.scalar(asked), other.scalar(asked)} == {found}
    store.close()


@pytest.mark.slow
def test_a_postgresql_that_never_waits_for_the_disk_is_refused(tmp_path: Path) -> None:
    with running_postgres(fsync="off") as careless, pytest.raises(StoreError, match="fsync off"):
        open_store(settings_in(tmp_path, careless.database()))
