"""Put files in place without ever overwriting one, and without leaving half a file behind."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.errors import UsageError
from kit.files import named


@dataclass(frozen=True, slots=True)
class Written:
    """Which files were written, and which were there already and were left alone."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    in_english: tuple[str, ...] = ()
    """Pages that nobody has in the language of the book."""


def write_missing(target: Path, files: Mapping[str, bytes]) -> Written:
    """Write the files that ``target`` does not have.

    A new folder appears complete or not at all. Into a folder that exists, each file comes
    complete; after an interruption the same call adds the rest.

    :param files: contents by path relative to ``target``, with slashes.
    :raises UsageError: if a file stands where a folder is needed.
    :raises OSError: if nothing can be written; it names a file or ``target``.
    """
    kept = tuple(path for path in files if os.path.lexists(target / path))
    missing = {path: data for path, data in files.items() if path not in kept}
    _refuse_files_as_folders(target, missing)
    try:
        if missing:
            _write(target, missing)
    except OSError as error:
        raise named(error, target) from error
    return Written(tuple(missing), kept)


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target if target.is_dir() else target.parent
    # On the same file system as the target, so that moving is one step.
    with tempfile.TemporaryDirectory(prefix=".kit-", dir=beside) as temporary:
        staged = Path(temporary) / "book"
        staged.mkdir()
        for path, data in files.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_bytes(data)
        if not target.exists():
            staged.rename(target)
            return
        for path in files:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            place(staged / path, target / path)


def place(source: Path, path: Path) -> None:
    """Move a finished file to ``path`` in one step.

    :raises FileExistsError: if something is there already.
    """
    try:
        os.link(source, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: still never overwrites.
        with source.open("rb") as data, path.open("xb") as out:
            shutil.copyfileobj(data, out)


def _refuse_files_as_folders(target: Path, files: Mapping[str, bytes]) -> None:
    for path in files:
        for folder in (target / path).parents:
            if os.path.lexists(folder):
                if not folder.is_dir():
                    raise UsageError(f"{folder} is a file, and a folder is needed there")
                break
