"""Space that is given back when the disk is full, so that withdrawal and closing still work."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from kit.storage.errors import is_full
from kit.storage.store import Store

SIZE: Final = 16 * 1024 * 1024
"""More than a batch of deletions writes to SQLite's log."""
_PIECE: Final = 64 * 1024

Value = TypeVar("Value")


class Reserve:
    """A file of real, allocated bytes beside the database; PostgreSQL's disk is not ours to hold.

    While it is not there, the disk is full, and answers are refused: what was given back is for
    withdrawal and closing.
    """

    def __init__(self, store: Store) -> None:
        file = store.settings.database_file
        self._path = None if file is None else file.with_name(file.name + ".reserve")

    @property
    def held(self) -> bool:
        """Whether the space is held."""
        return self._path is None or self._path.exists()

    def hold(self) -> bool:
        """Take the space if it is not held; return whether it is held now."""
        if self._path is None or self.held:
            return True
        try:
            _allocate(self._path)
        except OSError:
            self._path.unlink(missing_ok=True)
            return False
        return True

    def give_back(self) -> bool:
        """Give the space back; return whether there was any."""
        if self._path is None or not self._path.exists():
            return False
        self._path.unlink(missing_ok=True)
        return True


def despite_full_disk(store: Store, act: Callable[[], Value]) -> Value:
    """Return what an act returns; if the disk is full and there is a reserve, retry without it.

    :param act: transactions, or something else that can be repeated: the database's log that is
        written back, a key that is made or destroyed.
    :raises OSError: if there is still no room for a key.
    :raises SQLAlchemyError: if it still fails, or SQLite's own error.
    """
    try:
        return act()
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        # Space does not help where the database is locked; without a reserve it takes no answer.
        if not _helps(store, error) or not Reserve(store).give_back():
            raise
    return act()


def _helps(store: Store, error: Exception) -> bool:
    """Return whether space beside the database is what was wanting."""
    if not isinstance(error, OSError):
        return is_full(error)
    file, keys = store.settings.database_file, store.settings.keys
    same = file is not None and keys is not None and _device(file) == _device(keys)
    return same and is_full(error)


def _device(path: Path) -> object:
    return path.stat().st_dev


def _allocate(path: Path) -> None:
    # Written whole under another name, so that no half of it ever counts as the reserve.
    unready = path.with_name(path.name + ".new")
    descriptor = os.open(unready, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _fill(descriptor)
        os.fsync(descriptor)
    except OSError:
        unready.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    unready.replace(path)


def _fill(descriptor: int) -> None:
    """Give a file its size in bytes that the disk really has for it."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, SIZE)
        return
    with os.fdopen(os.dup(descriptor), "wb") as file:
        for _ in range(SIZE // _PIECE):
            file.write(bytes(_PIECE))
