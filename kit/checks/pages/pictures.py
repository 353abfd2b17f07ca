"""Files that the settings and pages show: logos and images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kit.errors import Problem
from kit.load import Book
from kit.source import Document, Key

_BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
}
_IMAGES: Final = frozenset(beginning for all_ in _BEGINNINGS.values() for beginning in all_)


def is_image(path: Path) -> bool:
    """Return whether a file with the name of an image is one; browsers ask for no more.

    A photograph that was saved under another image's suffix is shown all the same.
    """
    suffix = path.suffix.lower()
    if suffix not in _BEGINNINGS and suffix != ".svg":
        return True
    try:
        with path.open("rb") as file:
            begin = file.read(4096 if suffix == ".svg" else 12)
    except OSError:
        return True
    if suffix == ".svg":
        return b"<svg" in begin or b"<!DOCTYPE svg" in begin or b":svg" in begin
    return any(begin.startswith(known) for known in _IMAGES)


def check_files(book: Book) -> Iterator[Problem]:
    """Yield the logo and the sign that the settings name in vain."""
    document = book.config
    if document is None:
        return
    html = document.data.get("html")
    named: list[tuple[Key, Any]] = [(("logo",), document.data.get("logo"))]
    if isinstance(html, dict):
        named.append((("html", "favicon"), html.get("favicon")))
    for key, value in named:
        if isinstance(value, str) and value and "://" not in value:
            yield from _check_picture(book.root, document, key, value)


def _check_picture(root: Path, document: Document, key: Key, name: str) -> Iterator[Problem]:
    path = root / name.lstrip("/")
    if not path.is_file():
        yield Problem(document.place(key), "missing-image", f"there is no image '{name[:120]}'")
    elif not is_image(path):
        yield Problem(document.place(key), "missing-image", f"'{name[:120]}' is no image")
