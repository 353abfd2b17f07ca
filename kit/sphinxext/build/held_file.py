"""A file that is held as long as somebody is at work, whoever of a family of processes that is.

A process that was killed leaves others behind: a worker, and what Sphinx has forked. They end soon,
but until then they write to the folder that the next build uses.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    from filelock import FileLock

    def held(path: Path) -> AbstractContextManager[object]:
        """Hold a file; wait until nobody else does. Nothing is forked here."""
        return FileLock(path)

else:
    from fcntl import LOCK_EX, flock

    @contextmanager
    def held(path: Path) -> Iterator[None]:
        """Hold a file, also by every process that is forked meanwhile; wait until nobody else does.

        Not with ``filelock``, which lets go of it in a fork.
        """
        with path.open("ab") as file:
            flock(file, LOCK_EX)
            yield
