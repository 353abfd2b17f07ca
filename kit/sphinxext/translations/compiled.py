"""The translations of pages as Sphinx reads them: ``.mo`` files below ``_build/locale``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import PoFileError

from kit.catalogues import broken_catalogue, compile_file, compile_folder, read_catalogue
from kit.checks import renamed_pages
from kit.errors import Problem


def compile_prose(root: Path, locale: Path) -> list[Problem]:
    """Compile the translations that can be compiled, and return why the rest cannot.

    A page that has got another name is translated by the catalogue of its former name, until
    there is one of today's.
    """
    source = root / "locale"
    if not source.is_dir():
        return []
    try:
        compile_folder(source, locale)
        for language, former, page in _renamed(root, source):
            messages = locale / language / "LC_MESSAGES"
            compile_file(former, messages / f"{page}.mo", language)
    except (PoFileError, ValueError):
        return [problem for path in sorted(source.rglob("*.po")) for problem in _broken(root, path)]
    return []


def _renamed(root: Path, source: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield the language, the catalogue and the name of every page to translate by an older one."""
    for page, former in renamed_pages(root).items():
        for language in sorted(path for path in source.iterdir() if path.is_dir()):
            today, *older = (language / "LC_MESSAGES" / f"{name}.po" for name in (page, *former))
            found = next((path for path in older if path.is_file()), None)
            if found is not None and not today.is_file():
                yield language.name, found, page


def _broken(root: Path, path: Path) -> Iterator[Problem]:
    name = path.relative_to(root).as_posix()
    try:
        read_catalogue(path, name.split("/")[1])
    except (PoFileError, ValueError) as error:
        yield from broken_catalogue(name, error)
