"""One build of a book at a time: whoever comes second waits, and is told for whom."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from kit.files import write_whole

Say = Callable[[str], None]

_HELD: Final[set[Path]] = set()
"""The books that this process builds: what is part of a build does not wait for it."""


@contextmanager
def turn(root: Path, say: Say | None = None) -> Iterator[None]:
    """Build a book alone; wait until nobody else builds it, and say who does.

    The operating system holds the lock, and takes it back from a process that has ended, however
    it ended.

    :param say: is told once, if there is somebody to wait for.
    """
    folder = root.resolve() / "_build"
    if folder in _HELD:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(folder / "lock", thread_local=False), folder / "lock.json"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if say is not None:
            say(f"waiting: {_who(holder)}")
        lock.acquire()
    _HELD.add(folder)
    try:
        write_whole(holder, json.dumps(_me()).encode())
        yield
    finally:
        _HELD.discard(folder)
        holder.unlink(missing_ok=True)
        lock.release()


def _me() -> dict[str, object]:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    since = datetime.now().astimezone().strftime("%H:%M:%S")
    return {"process": os.getpid(), "command": command, "since": since}


def _who(holder: Path) -> str:
    """Return who builds; it may have ended, or not have said so yet."""
    try:
        found = json.loads(holder.read_text("utf-8"))
        return (
            f"'{found['command']}' (process {found['process']}) is building this book"
            f" since {found['since']}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another process is building this book"
