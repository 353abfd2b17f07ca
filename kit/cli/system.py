"""What the operating system refuses a command, in words: one line, with the path."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

REFUSED: Final = 3
"""The exit code: neither the book nor the way it was asked for is wrong."""

ONLY_UNIX: Final = frozenset({"fcntl", "pwd", "resource"})
"""Modules of Python that other systems do not have; answers are kept safe with their help."""

_WORDS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the space that you may use on the disk is full",
    errno.EFBIG: "a file would become larger than may be",
    errno.EACCES: "there is no permission",
    errno.EPERM: "there is no permission",
    errno.EROFS: "the disk can only be read",
    errno.EISDIR: "there is a folder where a file is needed",
    errno.ENOTDIR: "there is a file where a folder is needed",
    errno.EEXIST: "there is something already",
    errno.ENOTEMPTY: "the folder is not empty",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "the link leads back to itself",
    errno.ENOENT: "a file or folder is not there, or is gone since",
    errno.EIO: "the disk cannot be read or written",
    errno.ESTALE: "the disk is no longer connected",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "there is too little memory",
    errno.EAGAIN: "the computer starts no more processes",
}
_LITTLE: Final = 64 * 1024
"""Free bytes with which a disk counts as full."""


class Refused(click.ClickException):
    """A command could not be done, for the system did not let it."""

    exit_code = REFUSED


def refused(error: OSError, places: Iterable[Path] = ()) -> Refused:
    """Return an error of the system as what the user is told.

    :param places: where the command writes. A full disk does not say which file it was.
    """
    code = error.errno or 0
    words = _WORDS.get(code) or (error.strerror or str(error) or type(error).__name__).lower()
    path = error.filename
    if path is None and code in {errno.ENOSPC, errno.EDQUOT}:
        path = _full((*places, Path.cwd(), Path(tempfile.gettempdir())))
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    return Refused(f"{words}: {path}" if isinstance(path, str | os.PathLike) else words)


def _full(places: Iterable[Path]) -> Path | None:
    for place in places:
        try:
            if shutil.disk_usage(place).free < _LITTLE:
                return place.resolve()
        except OSError:
            continue
    return None
