"""Whether a folder without a platform is an ordinary Jupyter Book, or a book that lost its own.

A file that was deleted by mistake must not publish half a book.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from kit.errors import Place, Problem, closest
from kit.source import Document

PLATFORM_FILE: Final = "book/platform.yml"
RESTORE: Final = f"put {PLATFORM_FILE} back, or copy one from a book that 'kit new' writes"

_NAMES: Final = frozenset({"platform.yml", "platform.yaml"})
_SUFFIXES: Final = frozenset({".yml", ".yaml", ".txt", ".bak", ".old", ".orig"})
_SETTINGS: Final = ("kit_collector", "kit_languages")
"""Settings that say nothing without a platform."""


def missing_platform(root: Path, config: Document | None) -> Problem | None:
    """Return why a folder without ``book/platform.yml`` is no ordinary book; none if it is one.

    What its pages show is not looked at.
    """
    return next(_signs(root, config), None)


def _signs(root: Path, config: Document | None) -> Iterator[Problem]:
    for near in _near(root):
        hint = f"move it to {PLATFORM_FILE}"
        yield _missing(Place(near), f"the platform is looked for in {PLATFORM_FILE}", hint)
    for path in sorted((root / "exercises").rglob("*.y*ml")):
        name = path.relative_to(root).as_posix()
        yield _missing(Place(PLATFORM_FILE), f"the file is not there, but an exercise is: {name}")
    settings: Any = config.data.get("sphinx") if config else None
    values = settings.get("config") if isinstance(settings, dict) else None
    for name in _SETTINGS:
        if config and isinstance(values, dict) and values.get(name):
            place = config.place(("sphinx", "config", name), of="key")
            yield _missing(place, f"'{name}' is for books with a platform, and there is none")


def _near(root: Path) -> Iterator[str]:
    """Yield files that are nearly the platform: by another name, or in another folder."""
    folders = [path for path in sorted(root.iterdir()) if path.name[0] not in "._"]
    for folder in (root, *(path for path in folders if path.is_dir())):
        for path in sorted(folder.iterdir()):
            if _is_near(path) and path.is_file():
                yield path.relative_to(root).as_posix()


def _is_near(path: Path) -> bool:
    """Return whether a file is called like the platform, or nearly so and holds one."""
    name = path.name.lower()
    if name in _NAMES:
        return True
    # As `platfrom.yml`, `platform (1).yml` and `platform.yml.txt`.
    likely = path.suffix in _SUFFIXES and closest(name.partition(".")[0], ["platform"])
    return bool(likely) and "\nfocus_areas:" in path.read_text("utf-8", errors="replace")


def _missing(place: Place, message: str, hint: str = RESTORE) -> Problem:
    return Problem(place, "missing-platform", message, hint)
