"""Which database, keys and code key a command works on: the book's own unless told otherwise."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kit.ballots import CollectorSettings, Store, open_store, told
from kit.cli.output import project_option
from kit.errors import UsageError, fault_at

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Where:
    """What a command works on."""

    project: Path
    settings: CollectorSettings

    def without_keys(self) -> Where:
        """Return the same for a process that only receives."""
        return replace(self, settings=replace(self.settings, keys=None))

    @contextmanager
    def store(self, *, new_code_key: bool = False) -> Iterator[Store]:
        """Open the store for as long as it is used."""
        with without_content(), closing(open_store(self.settings, new_code_key=new_code_key)) as it:
            yield it


@contextmanager
def without_content() -> Iterator[None]:
    """Let no error that comes of the database end a command with its text.

    The text, and the values in a traceback, may be rows of a damaged database: a unit, a code. What
    a command says itself passes, and so does what the system refuses, which names a file.

    :raises UsageError: with the kind of the error, and where in the code it came up.
    """
    try:
        yield
    except (UsageError, OSError, click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it may repeat a row
        words = told(error)
        if words == type(error).__name__:
            words = (
                f"the database is damaged, or this is a fault of workshop-kit: {fault_at(error)}"
            )
        raise UsageError(words) from None


def store_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for project, database and keys; the command is given ``where``."""

    @wraps(function)
    def wrapped(
        project: Path, database: str | None, keys: Path | None, code_key: Path | None, **rest: Any
    ) -> Any:
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
