"""Find the platform that a new book is made from: an installed pack, or a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from kit.catalogues import DOMAINS, WORDS, book_languages
from kit.errors import UsageError
from kit.plugins import Pack, discover
from kit.projects.target import PLATFORM_FILE

_SETTINGS: Final = ("_config.yml", "_toc.yml")
_FOLDERS: Final = ("book", "exercises", "locale", "plugins")
_EXERCISES: Final = ("exercises", "plugins")
"""What comes along with a platform file: its exercises, and the kinds that they need."""
_LANGUAGE: Final = (WORDS, *(f"LC_MESSAGES/{name}.po" for name in DOMAINS[1:]), "pages/**/*.j2")
"""What a language consists of that a book has itself."""
_MADE: Final = {".mo", ".pyc"}


@dataclass(frozen=True, slots=True)
class Origin:
    """The platform file, and what a pack brings along."""

    name: str
    """The file as the user named it, for messages about its contents."""
    platform: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    """The pack's files by path, or the exercises beside a platform file."""
    is_pack: bool = False
    package: str = ""
    """The distribution that an installed pack came with, and its version."""
    version: str = ""


def find_origin(platform: str | Path | Pack) -> Origin:
    """Return the platform with this name, or in this file.

    :raises UsageError: if there is neither such a pack nor such a file.
    """
    if isinstance(platform, Pack):
        return _from_pack(platform)
    discovery = discover()
    packs = {each.name: each for each in discovery.found if each.group == "kit.platforms"}
    if found := packs.get(str(platform)):
        package, _, version = found.origin.rpartition(" ")
        return replace(_from_pack(found.plugin), package=package, version=version)
    for broken in discovery.broken:
        if broken.group == "kit.platforms" and broken.name == str(platform):
            raise UsageError(
                f"platform '{platform}' from {broken.origin} is broken: {broken.reason}"
            )
    path = Path(platform)
    if path.is_dir() and (path / PLATFORM_FILE).is_file():
        path /= PLATFORM_FILE
    if not path.is_file():
        known = ", ".join(packs) or "none"
        raise UsageError(f"no file and no installed platform '{platform}'; installed: {known}")
    beside = path.parent.parent if path.parent.name == "book" else path.parent
    files = {
        file.relative_to(beside).as_posix(): _read(file)
        for file in (*_files(beside, _EXERCISES), *language_files(beside))
    }
    return Origin(path.as_posix(), _read(path), files)


def _from_pack(pack: Pack) -> Origin:
    if not pack.platform_file.is_file():
        raise UsageError(f"platform '{pack.name}' has no file {pack.platform_file}")
    files = {path.relative_to(pack.root).as_posix(): _read(path) for path in _files(pack.root)}
    name = f"{pack.name}:{PLATFORM_FILE}"
    return Origin(name, files[PLATFORM_FILE], files, is_pack=True)


def _files(root: Path, folders: tuple[str, ...] = _FOLDERS) -> Iterator[Path]:
    for name in _SETTINGS if folders is _FOLDERS else ():
        if (root / name).is_file():
            yield root / name
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            hidden = any(part.startswith((".", "__pycache__")) for part in parts)
            if path.is_file() and not hidden and path.suffix not in _MADE:
                yield path


def language_files(root: Path) -> Iterator[Path]:
    """Yield the files of the languages that a book has itself."""
    for folder in book_languages(root).values():
        for pattern in _LANGUAGE:
            yield from sorted(folder.glob(pattern))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {(error.strerror or '').lower()}") from error
