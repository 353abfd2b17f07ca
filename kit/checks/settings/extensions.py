"""The extensions that a book names, and whether they are there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Final

from kit.checks.settings.supported import JUPYTER_BOOKS, PACKAGES, UNSUPPORTED_EXTENSIONS
from kit.errors import Place, Problem
from kit.load import Book

_OWN: Final = ("kit.sphinxext",)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that the settings name, and where they do."""

    name: str
    place: Place
    folder: Path | None = None
    """Where a local one lies."""

    @property
    def is_strange(self) -> bool:
        """Return whether it comes neither with Sphinx nor with Jupyter Book, which we know."""
        return not self.name.startswith("sphinx.") and self.name not in JUPYTER_BOOKS


def extensions_of(book: Book) -> list[Extension]:
    """Return the extensions that a book adds to Jupyter Book's, but for those left out here."""
    document = book.config
    sphinx: Any = document.data.get("sphinx") if document else None
    if document is None or not isinstance(sphinx, dict):
        return []
    found = []
    named = sphinx.get("extra_extensions")
    for position, name in enumerate(named if isinstance(named, list) else []):
        if isinstance(name, str) and name not in (*UNSUPPORTED_EXTENSIONS, *_OWN):
            place = document.place(("sphinx", "extra_extensions", position))
            found.append(Extension(name, place))
    local = sphinx.get("local_extensions")
    for name, folder in (local if isinstance(local, dict) else {}).items():
        if isinstance(folder, str):
            place = document.place(("sphinx", "local_extensions", name), of="key")
            found.append(Extension(str(name), place, book.root / folder))
    return found


def check_extensions(extensions: list[Extension]) -> Iterator[Problem]:
    """Yield the extensions that are not installed."""
    folders = [str(extension.folder) for extension in extensions if extension.folder]
    for extension in extensions:
        if not _is_there(extension.name, folders):
            hint = (
                f"put {extension.name}.py into the folder that the setting names"
                if extension.folder
                else f"pip install {package_of(extension.name)}"
            )
            message = f"the extension '{extension.name}' is not installed"
            yield Problem(extension.place, "missing-extension", message, hint)


def package_of(extension: str) -> str:
    """Return the package that brings an extension, as far as its name tells.

    >>> package_of("sphinx_exercise"), package_of("sphinxcontrib.mermaid")
    ('sphinx-exercise', 'sphinxcontrib-mermaid')
    """
    parts = extension.split(".")
    shared = parts[0] in {"sphinxcontrib", "sphinxext"} and len(parts) > 1
    name = ".".join(parts[:2]) if shared else parts[0]
    return PACKAGES.get(name, name.replace("_", "-").replace(".", "-"))


def _is_there(name: str, folders: list[str]) -> bool:
    """Return whether a module can be imported, without importing what it lies in."""
    path: list[str] | None = [*folders, *sys.path]
    for part in name.split("."):
        spec = PathFinder.find_spec(part, path)
        if spec is None:
            return False
        path = list(spec.submodule_search_locations or [])
    return True
