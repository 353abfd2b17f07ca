"""What stands in a site by our hand, file by file, remembered from one build to the next."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from kit.files import write_whole

TOP: Final = ""
"""The part of a site that belongs to no language: what lies at its top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a file as we wrote it from what somebody has made of it since."""

    digest: str
    """Empty if only its name is known, as an older kit noted it."""
    size: int = -1
    when: int = -1

    @classmethod
    def of(cls, path: Path, digest: str) -> Mark:
        """Return the mark of a file that was written just now."""
        about = path.stat()
        return cls(digest, about.st_size, about.st_mtime_ns)


@dataclass(frozen=True)
class Standing:
    """The files of one site: name and mark by language, and those at the top."""

    parts: dict[str, dict[str, Mark]] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    """Digests of what a publication was about to write that never came to its end."""

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """All files by name, relative to the site."""
        return {name: mark for files in self.parts.values() for name, mark in files.items()}


class Memory:
    """The file in which a book keeps what stands in each site that it was published to."""

    def __init__(self, root: Path, site: Path) -> None:
        self.path = root / "_build" / "cache" / "published.json"
        inside = site.is_relative_to(root)
        # A book that is moved, its builds included, keeps its memory.
        self._site = site.relative_to(root).as_posix() if inside else str(site)
        self._older = str(site)

    def read(self) -> Standing:
        """Return what stands in the site; nothing if nobody knows."""
        known = self._all()
        entry = known.get(self._site, known.get(self._older))
        if isinstance(entry, list):
            return _of_an_older_kit(entry)
        if not isinstance(entry, dict):
            return Standing()
        parts = {
            part: {name: Mark(*mark) for name, mark in files.items()}
            for part, files in entry["parts"].items()
        }
        return Standing(parts, entry["begun"])

    def write(self, standing: Standing) -> None:
        """Remember what stands in the site now."""
        known = {name: entry for name, entry in self._all().items() if name != self._older}
        parts = {
            part: {
                name: [mark.digest, mark.size, mark.when] for name, mark in sorted(files.items())
            }
            for part, files in sorted(standing.parts.items())
        }
        known[self._site] = {"parts": parts, "begun": standing.begun}
        write_whole(self.path, json.dumps(known).encode())

    def _all(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


class Listing:
    """The names of the files that a build put into a site; read anew when a build has run."""

    def __init__(self, root: Path, site: Path) -> None:
        self._memory = Memory(root.resolve(), site)
        self._read: tuple[int, int] | None = None
        self._names: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        """Whether a build wrote the file, whose name is relative to the site."""
        try:
            about = os.stat(self._memory.path)  # noqa: PTH116 - for each request
        except OSError:
            return False
        state = (about.st_ino, about.st_mtime_ns)
        if state != self._read:
            standing = self._memory.read()
            self._names, self._read = frozenset({*standing.marks, *standing.begun}), state
        return name in self._names


def is_as_written(path: Path, mark: Mark | None, *digests: str | None) -> bool:
    """Whether a file is the one that was marked, or has one of the digests.

    A link is nobody's file of ours, wherever it leads.
    """
    about = path.lstat()
    if not S_ISREG(about.st_mode):
        return False
    if mark is not None and (mark.size, mark.when) == (about.st_size, about.st_mtime_ns):
        return True
    known = {mark.digest if mark else None, *digests} - {None}
    return "" in known or (bool(known) and digest_of(path) in known)


def digest_of(source: Path | bytes) -> str:
    """Return what tells the contents of files apart."""
    if isinstance(source, bytes):
        return sha256(source).hexdigest()[:32]
    with source.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:32]


def _of_an_older_kit(names: Iterable[str]) -> Standing:
    # It did not note what it had put at the top.
    parts = {TOP: {name: Mark("") for name in ("404.html", "index.html", "languages.js")}}
    for name in names:
        parts.setdefault(name.partition("/")[0], {})[name] = Mark("")
    return Standing(parts)


def standing_languages(standing: Standing, languages: Iterable[str]) -> list[str]:
    """Return those of the languages that stand in a site."""
    return [language for language in languages if standing.parts.get(language)]
