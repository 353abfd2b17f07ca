"""Files that the settings and pages show: logos, images, lists of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kit.errors import Place, Problem
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
_ENTRY: Final = re.compile(r"^[ \t]*@(\w+)[ \t]*([{(])", re.MULTILINE)


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
    """Yield the logo, the sign and the lists of sources that the settings name in vain."""
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
    files = document.data.get("bibtex_bibfiles")
    for position, name in enumerate(files if isinstance(files, list) else []):
        if isinstance(name, str):
            yield from _check_sources(
                book.root, name, document.place(("bibtex_bibfiles", position))
            )


def _check_picture(root: Path, document: Document, key: Key, name: str) -> Iterator[Problem]:
    path = root / name.lstrip("/")
    if not path.is_file():
        yield Problem(document.place(key), "missing-image", f"there is no image '{name[:120]}'")
    elif not is_image(path):
        yield Problem(document.place(key), "missing-image", f"'{name[:120]}' is no image")


def _check_sources(root: Path, name: str, place: Place) -> Iterator[Problem]:
    path = root / name
    if not path.is_file():
        yield Problem(place, "broken-bibliography", f"there is no file '{name[:120]}'")
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    entries = list(_ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    for entry, end in zip(entries, ends, strict=True):
        body = text[entry.start() : end].replace("\\{", "").replace("\\}", "")
        is_comment = entry[1].lower() == "comment" or entry[2] == "("
        if not is_comment and body.count("{") > body.count("}"):
            line = text.count("\n", 0, entry.start()) + 1
            message = f"the entry '@{entry[1]}' does not end: it has more '{{' than '}}'"
            yield Problem(Place(name, line), "broken-bibliography", message)
