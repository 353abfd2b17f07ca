"""The extensions that a book names: whether they are there, and what they let its pages say.

Sphinx stays out of the checks. A process of its own loads the extensions, only when a page uses a
word that no Jupyter Book knows by itself; its answer is kept until an extension or the settings
change.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Final

from kit.checks.supported import MADE_FOR, PACKAGES, UNSUPPORTED_EXTENSIONS
from kit.errors import Place, Problem, Severity
from kit.files import write_whole
from kit.interpreter import ended, start_interpreter
from kit.load import Book

_CACHE: Final = "_build/cache/vocabulary.json"
PATIENCE: Final = 60.0
"""Seconds after which extensions that are still loading are given up; most need two."""
_OWN: Final = ("kit.sphinxext",)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that the settings name, and where they do."""

    name: str
    place: Place
    folder: Path | None = None
    """Where a local one lies."""


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
    """Yield the extensions that are not installed, and those that are made for another theme."""
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
        elif theme := MADE_FOR.get(extension.name):
            yield Problem(
                extension.place,
                "unsupported-setting",
                f"the extension '{extension.name}' is made for the theme {theme};"
                " the book has its own, where it may have no effect",
                severity=Severity.WARNING,
            )


def package_of(extension: str) -> str:
    """Return the package that brings an extension, as far as its name tells.

    >>> package_of("sphinx_exercise"), package_of("sphinxcontrib.mermaid")
    ('sphinx-exercise', 'sphinxcontrib-mermaid')
    """
    parts = extension.split(".")
    shared = parts[0] in {"sphinxcontrib", "sphinxext"} and len(parts) > 1
    name = ".".join(parts[:2]) if shared else parts[0]
    return PACKAGES.get(name, name.replace("_", "-").replace(".", "-"))


@dataclass(frozen=True, slots=True)
class Words:
    """What extensions bring, or why it is not known."""

    directives: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    failure: str | None = None


def words_of(book: Book, extensions: list[Extension]) -> Words:
    """Return the directives and roles that the extensions bring; never raises.

    What comes of trying is kept, but for a process that ended early or took too long: it may do
    better the next time.
    """
    if not extensions:
        return Words()
    cache, key = book.root / _CACHE, _key(book, extensions)
    found = _kept(cache)
    if found.get("key") != key:
        found = _asked(book.root)
        if "again" not in found:
            with suppress(OSError):
                write_whole(cache, json.dumps({"key": key, **found}).encode())
    if "directives" not in found:
        return Words(failure=str(found.get("failure", "the answer makes no sense")))
    return Words(frozenset(found["directives"]), frozenset(found["roles"]))


def check_words_known(words: Words, extensions: list[Extension]) -> Iterator[Problem]:
    """Yield a warning at the first extension if nobody knows what the extensions bring."""
    if words.failure is not None:
        yield Problem(
            extensions[0].place,
            "broken-extension",
            f"the extensions could not be asked for their directives and roles: {words.failure}",
            "'kit build' says which of them fails, and where",
            Severity.WARNING,
        )


def _asked(root: Path) -> dict[str, Any]:
    """Return what the process answers; of one that does not, a ``failure`` to try ``again``."""
    with start_interpreter("kit.sphinxext.vocabulary") as process:
        try:
            answer, _ = process.communicate(json.dumps(str(root.resolve())) + "\n", PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return {"failure": f"they took more than {PATIENCE:g} seconds to load", "again": True}
    try:
        found = json.loads(answer)
    except json.JSONDecodeError:
        found = None
    if isinstance(found, dict) and not process.returncode:
        return found
    return {"failure": f"the process that loads them {ended(process.returncode)}", "again": True}


def _kept(cache: Path) -> dict[str, Any]:
    try:
        found = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _key(book: Book, extensions: list[Extension]) -> str:
    """Return a digest of what the answer depends on: versions, settings, local extensions."""
    digest = sha256(f"{sys.version} {book.config.text if book.config else ''}".encode())
    for folder in map(Path, filter(None, sys.path)):
        installed = sorted(path.name for path in folder.glob("*.dist-info"))
        digest.update(repr((str(folder), installed)).encode())
    for extension in extensions:
        for path in sorted(extension.folder.rglob("*.py")) if extension.folder else ():
            digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _is_there(name: str, folders: list[str]) -> bool:
    """Return whether a module can be imported, without importing what it lies in."""
    path: list[str] | None = [*folders, *sys.path]
    for part in name.split("."):
        spec = PathFinder.find_spec(part, path)
        if spec is None:
            return False
        path = list(spec.submodule_search_locations or [])
    return True
