"""What installed packages register for the kit; imports nothing of ours."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points


def entry_points_of(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group; to look through every package takes a while, once."""
    return _entry_points(_installations()).get(group, ())


def _installations() -> tuple[tuple[str, int], ...]:
    """Return where packages are installed, and when that last changed."""
    return tuple((path, os.stat(path).st_mtime_ns) for path in sys.path if os.path.isdir(path))  # noqa: PTH112, PTH116 - strings, as Python has them


@lru_cache(maxsize=8)
def _entry_points(_installed: tuple[tuple[str, int], ...]) -> dict[str, tuple[EntryPoint, ...]]:
    found = entry_points()
    return {
        group: tuple(found.select(group=group)) for group in found.groups if group[:4] == "kit."
    }
