"""Folders and files that are there after a power cut: also their names have to be on disk."""

from __future__ import annotations

import os
from pathlib import Path

from kit.files import beside, named


def make_folder(path: Path) -> None:
    """Make a folder for our user's eyes only, and those above it, and see their names to disk."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in missing:
        sync(each.parent)


def replace_secret(path: Path, content: bytes) -> None:
    """Write a file for our user's eyes only in one step, in the place of one that is there.

    :raises OSError: naming a file, as on a full disk; then what was there stays.
    """
    new = beside(path)
    new.unlink(missing_ok=True)
    write_secret(new, content)
    new.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or which names a folder has, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_secret(path: Path, content: bytes) -> None:
    """Make a file for our user's eyes only and see what it holds to disk; on a full one, make none.

    Its name is the caller's to see to disk, with that of others that were made beside it.

    :raises FileExistsError: if there is one: what it holds may be the only copy of a key.
    :raises OSError: naming ``path``, as on a full disk.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # Half a key would be taken for a key that somebody has damaged.
        path.unlink()
        raise named(error, path) from error
