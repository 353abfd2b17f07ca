"""Databases as our migrations make them, put there at once: to run those each time takes longer.

Each store still makes its own code key. That the migrations run hold the tests of the database.
"""

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from kit.storage import CollectorSettings, open_store
from tests.postgres import Postgres


def prepare(settings: CollectorSettings) -> CollectorSettings:
    """Put an empty database on SQLite where the settings say, and return them."""
    file = settings.database_file
    assert file is not None
    file.parent.mkdir(mode=0o700, parents=True)
    (file.parent / ".gitignore").write_text("*\n")
    file.touch(mode=0o600)
    file.write_bytes(_migrated())
    return settings


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        settings = _settings(Path(name), f"sqlite:///{name}/db/store.sqlite3")
        open_store(settings).close()
        assert settings.database_file is not None
        with closing(sqlite3.connect(settings.database_file)) as connection, connection:
            connection.execute("DELETE FROM mark")
        return settings.database_file.read_bytes()


def prepared(server: Postgres) -> str:
    """Return the address of an empty database of ours on a PostgreSQL server."""
    made = server.database()
    schema = made.rpartition("%3D")[2]
    name, script = _script(server)
    server.run(script.replace(f"{name}.", f"{schema}."))
    return made


@cache
def _script(server: Postgres) -> tuple[str, str]:
    """Return what makes our tables in a schema, and the schema's name."""
    address = server.database()
    name = address.rpartition("%3D")[2]
    with tempfile.TemporaryDirectory() as folder:
        open_store(_settings(Path(folder), address)).close()
    server.run(f"DELETE FROM {name}.mark")  # noqa: S608 - a name of our own
    return name, server.dump(name)


def _settings(folder: Path, database: str) -> CollectorSettings:
    return CollectorSettings(database, folder / "secret" / "code.key", folder / "secret" / "keys")
