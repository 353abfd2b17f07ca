"""Where a new book, or a new package, may stand."""

from __future__ import annotations

import os
from pathlib import Path

import kit
from kit.errors import UsageError

PLATFORM_FILE = "book/platform.yml"


def check_folder(target: Path) -> None:
    """Refuse a folder in which a new book or package would do harm or make no sense.

    :raises UsageError: saying why, and what to do instead.
    """
    if os.path.lexists(target) and not target.is_dir():
        raise UsageError(f"{target} is not a folder; name one")
    resolved = target.resolve()
    if resolved == Path(resolved.anchor):
        raise UsageError(f"{target} is the root of the file system; name a folder in it")
    if resolved == Path.home().resolve():
        raise UsageError(f"{target} is your home folder; name a folder in it")
    if Path(kit.__file__).resolve().parent in (resolved, *resolved.parents):
        raise UsageError(f"{target} is a part of the kit itself; name a folder elsewhere")
    for parent in resolved.parents:
        if (parent / PLATFORM_FILE).is_file():
            raise UsageError(f"{target} lies inside the book {parent}; name a folder elsewhere")


def check_target(target: Path, platform: bytes) -> None:
    """Refuse a folder in which a new book would do harm or make no sense.

    :param platform: the platform file that the book is to be made from.
    :raises UsageError: saying why, and what to do instead.
    """
    check_folder(target)
    existing = target / PLATFORM_FILE
    if existing.is_file() and existing.read_bytes() != platform:
        raise UsageError(
            f"{target} already has a platform of its own; to add what its book lacks:"
            f" kit new {target} --platform {existing}"
        )
