"""Which database, keys and code key a command works on: the book's own unless told otherwise."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from kit.catalogues import bring
from kit.cli.output import project_option
from kit.errors import UsageError
from kit.storage import CollectorSettings, Store, open_store, without_content
from kit.storage.owners import COLLECTOR, MEASURES, Database

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_OF_CLICK = (click.exceptions.Exit, click.ClickException, click.Abort)


@dataclass(frozen=True, slots=True)
class Where:
    """What a command works on."""

    project: Path
    settings: CollectorSettings
    database: Database = COLLECTOR

    def measures(self) -> Where:
        """Return the same for the database of what teams agreed on."""
        return replace(self, settings=self.settings.beside(MEASURES.beside), database=MEASURES)

    @property
    def is_there(self) -> bool:
        """Whether the database has a file; one on PostgreSQL never has."""
        file = self.settings.database_file
        return file is not None and file.is_file()

    def without_keys(self) -> Where:
        """Return the same for a process that only receives."""
        return replace(self, settings=replace(self.settings, keys=None))

    @contextmanager
    def store(self, *, new_code_key: bool = False, made: bool = True) -> Iterator[Store]:
        """Open the store for as long as it is used.

        :param made: whether it is made where there is none.
        :raises UsageError: if there is none and none is to be made.
        """
        file = self.settings.database_file
        if not made and file is not None and not file.is_file():
            raise UsageError(f"no answers were ever collected here: there is no {file}")
        opened = partial(open_store, self.settings, self.database, new_code_key=new_code_key)
        with self.without_content(), closing(opened()) as it:
            yield it

    def without_content(self) -> AbstractContextManager[None]:
        """Let no error that comes of the database end a command with its text."""
        return without_content(self.settings.database_file, _OF_CLICK)


def store_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for project, database and keys; the command is given ``where``."""

    @wraps(function)
    def wrapped(
        project: Path, database: str | None, keys: Path | None, code_key: Path | None, **rest: Any
    ) -> Any:
        bring(project)  # what is written in a language that the book has brought
        settings = _settings(project, database, keys, code_key)
        return function(where=Where(project, settings), **rest)

    for option in (
        click.option("--code-key", envvar="KIT_CODE_KEY", type=_FILE, help="The code key's file."),
        click.option("--keys", envvar="KIT_KEYS", type=_FOLDER, help="Folder of the private keys."),
        click.option(
            "--database", envvar="KIT_DATABASE", help="Another database than the book's own."
        ),
        project_option,
    ):
        wrapped = option(wrapped)
    return wrapped


def who() -> str:
    """Return how the audit names whoever uses the command line."""
    try:
        return f"administrator {getpass.getuser()}"
    except (KeyError, OSError):
        return "administrator"


def _settings(
    project: Path, database: str | None, keys: Path | None, code_key: Path | None
) -> CollectorSettings:
    own = CollectorSettings.embedded(project)
    if database is None:
        return CollectorSettings(own.database, code_key or own.code_key, keys or own.keys)
    if code_key is None:
        raise UsageError("--database needs --code-key")
    return CollectorSettings(database, code_key, keys)
