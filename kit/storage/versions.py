"""Bring a database to this version: each owner's chain of migrations, run by Alembic."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kit.storage.errors import StoreError
from kit.storage.owners import COLLECTOR, Database, owners
from kit.storage.tables import has_table


def bring_up_to_date(connection: Connection, database: Database = COLLECTOR) -> bool:
    """Run what is missing, for every owner; return whether the database is new.

    :raises StoreError: if a newer kit made it, or PostgreSQL would lose answers in a power cut.
    """
    if connection.dialect.name == "postgresql":
        if connection.scalar(text("SHOW fsync")) != "on":
            raise StoreError("PostgreSQL runs with fsync off: it would lose answers in a power cut")
        connection.execute(text("SELECT pg_advisory_xact_lock(7226412)"))
    fresh = not has_table(connection, "alembic_version")
    found = () if fresh else connection.scalars(text("SELECT version_num FROM alembic_version"))
    versions = set(found)
    if versions != {owner.head for owner in owners(database)}:
        check_versions(versions, database)
        config = migrations(database)
        config.attributes["connection"] = connection
        config.attributes["metadata"] = database.metadata
        command.upgrade(config, "heads")
    return fresh


def migrations(database: Database = COLLECTOR) -> Config:
    """Return Alembic's settings for a database's chains, wherever the packages are installed."""
    config = Config()
    config.set_main_option("script_location", _folder("kit.storage.migrations"))
    config.set_main_option("path_separator", "os")
    folders = (_folder(owner.migrations) for owner in owners(database))
    config.set_main_option("version_locations", os.pathsep.join(folders))
    return config


def check_versions(versions: Iterable[str], database: Database = COLLECTOR) -> None:
    """Refuse versions of the database that this kit does not know.

    :raises StoreError: if one is not ours.
    """
    script = ScriptDirectory.from_config(migrations(database))
    if not {each.revision for each in script.walk_revisions()} >= {*versions}:
        raise StoreError(
            "the database was made by a newer workshop-kit; install that one, "
            "or restore a backup that is older"
        )


def _folder(package: str) -> str:
    return str(files(package)).replace("%", "%%")
