"""New files with secrets in them, for our user's eyes only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import UsageError
from kit.storage.folders import sync

Write = Callable[[str], None]

_UNFINISHED = ".unfinished"


@contextmanager
def new_secret_file(path: Path) -> Iterator[Write]:
    """Make a file, and give what writes it to the disk; it stays only if nothing fails.

    A code is written down before it replaces another: on a full disk nothing is lost. Until it has,
    the file has another name: of a command that is killed in between, nobody takes the sheet for
    good.

    :raises UsageError: if there is one, or one that was left in between.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    if path.exists():
        raise UsageError(f"{path} is there already; nothing is overwritten")
    try:
        made = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(
            f"{unfinished} is left of a command that was cut off; whether what is in it is good "
            "nobody knows: docs/operations.md, 'When something goes wrong', says what to do"
        ) from None

    def write(text: str) -> None:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        sync(path.parent)

    try:
        with os.fdopen(made, "w", encoding="utf-8") as file:
            yield write
    except BaseException:
        unfinished.unlink()
        raise
    # Not among what is undone: the codes in it are good now, and nowhere else.
    unfinished.rename(path)
    sync(path.parent)
