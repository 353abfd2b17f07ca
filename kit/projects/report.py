"""How far a translation has come, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kit.errors import Problem

_SHOWN: Final = 70


@dataclass(frozen=True, slots=True)
class FileReport:
    """One catalogue: how many texts it has, and which of them readers see untranslated."""

    path: str
    total: int
    missing: tuple[str, ...] = ()
    """Texts without a translation."""
    stale: tuple[str, ...] = ()
    """Texts that changed after they were translated; the old translation is not used."""

    @property
    def done(self) -> int:
        """How many texts readers see translated."""
        return self.total - len(self.missing) - len(self.stale)


@dataclass(frozen=True, slots=True)
class Report:
    """All catalogues of one language."""

    language: str
    files: tuple[FileReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    built: bool = True
    """Whether the book is built in this language."""

    def lines(self) -> Iterator[str]:
        """Yield what to tell the user; stale texts are named, since somebody relies on them."""
        for file in self.files:
            yield f"{file.path}: {_state(file)}"
            yield from (f"  stale: {_short(text)}" for text in file.stale)
        total, done = (sum(getattr(f, part) for f in self.files) for part in ("total", "done"))
        if self.files:
            share = 100 * done // total if total else 100
            yield f"{self.language}: {done} of {total} texts done ({share} %)"
        if self.files and not self.built:
            yield (
                f"to build the book in this language, too, add {self.language}"
                " to kit_languages in _config.yml"
            )

    def as_json(self) -> dict[str, object]:
        """Return for a machine to read how far each catalogue is."""
        return {
            "language": self.language,
            "built": self.built,
            "files": [
                {
                    "path": file.path,
                    "total": file.total,
                    "done": file.done,
                    "missing": list(file.missing),
                    "stale": list(file.stale),
                }
                for file in self.files
            ],
        }


def _state(file: FileReport) -> str:
    parts = [f"{file.done} of {file.total} done"]
    parts += [f"{len(file.missing)} missing"] if file.missing else []
    parts += [f"{len(file.stale)} stale"] if file.stale else []
    return ", ".join(parts)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
