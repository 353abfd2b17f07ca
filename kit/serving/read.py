"""Which files a book may consist of: what no build reads calls for none when it changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

_WRITTEN: Final = frozenset(
    {".md", ".ipynb", ".rst", ".yml", ".yaml", ".py", ".css", ".js", ".html"}
)
"""Kinds of files in which authors write, and name others."""
_ALWAYS: Final = _WRITTEN | frozenset(
    {".po", ".bib", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}
)
_FOLDERS: Final = frozenset({"_static", "_templates"})
_LARGE: Final = 1_000_000


def is_read(path: Path, root: Path, files: Iterable[str]) -> bool:
    """Return whether a build may read a file.

    A file of a kind of which pages are made always counts. Any other, a table, a film or what a
    program says, counts where something in the book names it, or a folder that it lies in.

    :param files: all files of the book.
    """
    inside = path.relative_to(root).parts
    if path.suffix.lower() in _ALWAYS or _FOLDERS & set(inside):
        return True
    # A picture or a table may be named without its suffix: "figure.*".
    names = [name.encode() for name in (*inside, f"{path.stem}.*")]
    return any(
        name in text for file in files if (text := _text(Path(file))) is not None for name in names
    )


def _text(path: Path) -> bytes | None:
    if path.suffix.lower() not in _WRITTEN:
        return None
    try:
        return path.read_bytes() if path.stat().st_size < _LARGE else None
    except OSError:
        return None
