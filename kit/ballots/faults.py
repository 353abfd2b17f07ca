"""What the store refuses to do at all, in words for whoever runs the command."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError

from kit.errors import UsageError

FULL: Final = frozenset(
    {
        "SQLITE_FULL",
        "SQLITE_CANTOPEN",
        "SQLITE_IOERR_WRITE",
        "SQLITE_IOERR_FSYNC",
        "SQLITE_IOERR_DIR_FSYNC",
        "SQLITE_IOERR_SHMSIZE",
        "SQLITE_IOERR_SHMMAP",
    }
)
"""What SQLite says on a full disk: it depends on which of its files wanted to grow."""
_DAMAGED: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class StoreError(UsageError):
    """The store cannot be used like this; its text never holds a code, a key or a ballot."""


class MovedError(StoreError):
    """The database is no longer where it was opened."""

    def __init__(self) -> None:
        super().__init__(
            "the database is no longer the one that was opened: it was moved, removed or "
            "replaced, so nothing is saved until this is started anew"
        )


def is_full(error: BaseException) -> bool:
    """Return whether the disk is full."""
    return _name(error) in FULL


def is_damaged(error: BaseException) -> bool:
    """Return whether SQLite says that the file is damaged, or is none of its own."""
    return _name(error).startswith(_DAMAGED)


def told(error: BaseException) -> str:
    """Return an error in words without its own: these may repeat a row, a code or an answer."""
    if isinstance(error, StoreError):
        return str(error)
    if is_full(error):
        return "the disk is full"
    if is_damaged(error):
        return "the database is damaged"
    return type(error).__name__


def _name(error: BaseException) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(original, "sqlite_errorname", None) or "")
