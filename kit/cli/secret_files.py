"""New files with secrets in them, for our user's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

from kit.errors import UsageError


def new_secret_file(path: Path) -> int:
    """Make the file, and return its descriptor.

    :raises UsageError: if there is one.
    """
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(f"{path} is there already; nothing is overwritten") from None
