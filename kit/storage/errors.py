"""What the store refuses to do at all, in words for whoever runs the command."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from kit.errors import UsageError, fault_at

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
_LITTLE: Final = 1024 * 1024
"""Free bytes with which SQLite may not find room for one of its files."""
_PG_FULL: Final = "53100"
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
    """Return whether the disk is full: of the database, or of the keys."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return _name(error) in FULL or _state(error) == _PG_FULL


def full_disk(error: BaseException, file: Path | None) -> OSError | None:
    """Return the system's own error, which names the file, for one that means a full disk.

    Or for one that means that a file may not become larger (``ulimit -f``).

    :param file: the database; none on PostgreSQL, whose disk is elsewhere.
    """
    if file is None or isinstance(error, OSError) or not is_full(error):
        return None
    if shutil.disk_usage(file.parent).free >= _LITTLE:
        if _name(error) != "SQLITE_CANTOPEN" and _is_limited(file):
            return OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
        # SQLite says of other things, too, that it cannot open or write a file.
        if _name(error) != "SQLITE_FULL":
            return None
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))


def _is_limited(file: Path) -> bool:
    """Return whether this process may hardly make the database, or a file beside it, larger."""
    most, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if most == resource.RLIM_INFINITY:
        return False
    return any(each.stat().st_size > most - _LITTLE for each in file.parent.glob(f"{file.name}*"))


def is_damaged(error: BaseException) -> bool:
    """Return whether SQLite says that the file is damaged, or is none of its own."""
    return _name(error).startswith(_DAMAGED)


def in_words(error: BaseException) -> str:
    """Return an error in words without its own: these may repeat a row, a code or an answer."""
    if isinstance(error, StoreError):
        return str(error)
    if is_full(error):
        return "the disk is full"
    if is_damaged(error):
        return "the database is damaged"
    return type(error).__name__


@contextmanager
def without_content(file: Path | None, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Let no error that comes of the database be told with its own text.

    The text, and the values in a traceback, may be rows of a damaged database: a unit, a code.
    What is in our words passes, and so does what the system refuses, which names a file.

    :param file: the database; none on PostgreSQL.
    :param passing: further errors whose words are known to be ours.
    :raises OSError: for a full disk.
    :raises UsageError: with the kind of the error, and where in the code it came up.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, (UsageError, OSError, *passing)):
            raise
        full, words = full_disk(error, file), in_words(error)
        if words == type(error).__name__:
            words = (
                f"the database is damaged, or this is a fault of workshop-kit: {fault_at(error)}"
            )
        raise full or UsageError(words) from None


def _name(error: BaseException) -> str:
    return str(getattr(_original(error), "sqlite_errorname", None) or "")


def _state(error: BaseException) -> str:
    return str(getattr(_original(error), "sqlstate", None) or "")


def _original(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
