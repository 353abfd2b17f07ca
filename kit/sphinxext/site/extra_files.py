"""What an author puts beside the pages: ``CNAME``, ``.nojekyll``, ``.well-known``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.load import Book


def extra_files(book: Book) -> dict[str, Path | bytes]:
    """Return the files that ``html_extra_path`` names, by their name at the top of the site.

    A host looks for them there. Sphinx copies those that do not begin with a full stop into the
    folder of each language as well, where pages may link to them.
    """
    return dict(found for path in _named(book) for found in _files(path))


def _named(book: Book) -> list[Path]:
    settings = _below(_below(book.config.data if book.config else {}, "sphinx"), "config")
    paths = settings.get("html_extra_path")
    listed = paths if isinstance(paths, list) else []
    return [book.root / path for path in listed if isinstance(path, str)]


def _below(settings: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = settings.get(key)
    return found if isinstance(found, Mapping) else {}


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
    for file in sorted(path.rglob("*")):
        if file.is_file():
            yield file.relative_to(path).as_posix(), file
