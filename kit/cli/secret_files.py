"""New files with secrets in them, for our user's eyes only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.errors import UsageError

Write = Callable[[str], None]


@contextmanager
def new_secret_file(path: Path) -> Iterator[Write]:
    """Make a file, and give what writes it to the disk; it stays only if nothing fails.

    A code is written down before it replaces another: on a full disk nothing is lost.

    :raises UsageError: if there is one.
    """
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing is overwritten") from None

    def write(text: str) -> None:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())

    try:
        with os.fdopen(made, "w", encoding="utf-8") as file:
            yield write
    except BaseException:
        path.unlink()
        raise
