"""What the extensions of a book bring, and what they need; they are loaded to find out.

Sphinx stays out of the checks. A process of its own loads the extensions; its answer is kept until
an extension or the settings change.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kit.checks.settings.extensions import Extension
from kit.errors import Problem, Severity
from kit.files import write_whole
from kit.interpreter import ended, start_interpreter
from kit.load import Book

_FORM: Final = "directives, roles, lexers, needs"
"""What an answer consists of; one that was kept by an older kit may lack a part."""
_CACHE: Final = "_build/cache/extensions.json"
PATIENCE: Final = 60.0
"""Seconds after which extensions that are still loading are given up; most need two."""
_LOOKED_AT: Final = (".py", ".js", ".css")
"""Files of an extension of the author's own that the answer depends on."""
_MISSED: Final = {
    "MathJax": "MathJax, without which pages show formulas",
    "theme": "Jupyter Book's theme, where the book has its own",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What extensions bring and need, or why it is not known."""

    directives: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    lexers: frozenset[str] = frozenset()
    needs: tuple[dict[str, Any], ...] = ()
    failure: str | None = None
    certain: bool = False
    """Whether the build will fail, too."""


def ask_extensions(book: Book, extensions: list[Extension]) -> Answer:
    """Return what the extensions bring and need; never raises.

    What comes of trying is kept, but for a process that ended early or took too long: it may do
    better the next time.
    """
    if not extensions:
        return Answer()
    cache, key = book.root / _CACHE, _key(book, extensions)
    found = _kept(cache)
    if found.get("key") != key:
        found = _asked(book.root, [each.name for each in extensions if each.is_strange])
        if "again" not in found:
            with suppress(OSError):
                write_whole(cache, json.dumps({"key": key, **found}).encode())
    if "directives" not in found or "lexers" not in found:
        failure = str(found.get("failure", "the answer makes no sense"))
        return Answer(failure=failure, certain=bool(found.get("certain")))
    return Answer(
        frozenset(found["directives"]),
        frozenset(found["roles"]),
        frozenset(found["lexers"]),
        tuple(found["needs"]),
    )


def check_needs(answer: Answer, extensions: list[Extension]) -> Iterator[Problem]:
    """Yield the extensions that count on what no book here has, and say how we know."""
    places = {extension.name: extension.place for extension in extensions}
    for need in answer.needs:
        name, missed = need["extension"], _MISSED[need["what"]]
        message = f"the extension '{name}' counts on {missed}: {need['why']}"
        if need["fatal"]:
            hint = "take it out: the build fails with it"
            yield Problem(places[name], "broken-extension", message, hint)
        else:
            hint = "look at what it does after 'kit build', or take it out"
            yield Problem(places[name], "unsupported-setting", message, hint, Severity.WARNING)


def check_answered(answer: Answer, extensions: list[Extension]) -> Iterator[Problem]:
    """Yield a warning at the first extension if nobody knows what the extensions bring."""
    if answer.failure is not None:
        yield Problem(
            extensions[0].place,
            "broken-extension",
            f"the extensions could not be asked for their directives and roles: {answer.failure}",
            "'kit build' says which of them fails, and where",
            Severity.ERROR if answer.certain else Severity.WARNING,
        )


def _asked(root: Path, names: list[str]) -> dict[str, Any]:
    """Return what the process answers; of one that does not, a ``failure`` to try ``again``."""
    with start_interpreter("kit.sphinxext.jupyterbook.vocabulary") as process:
        try:
            question = json.dumps([str(root.resolve()), names])
            answer, _ = process.communicate(question + "\n", PATIENCE)
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
    digest = sha256(f"{_FORM} {sys.version} {book.config.text if book.config else ''}".encode())
    for folder in map(Path, filter(None, sys.path)):
        installed = sorted(path.name for path in folder.glob("*.dist-info"))
        digest.update(repr((str(folder), installed)).encode())
    for folder in {extension.folder for extension in extensions if extension.folder}:
        for path in sorted(_files(folder)):
            digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that make up extensions; not those of a build, which has copies of them."""
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(("_build", "."))]
        yield from (Path(top, name) for name in names if name.endswith(_LOOKED_AT))
