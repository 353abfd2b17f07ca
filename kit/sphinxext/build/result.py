"""What a build says when it is done, and how it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The outcome of :func:`kit.sphinxext.build_book`."""

    site: Path
    """The folder to open or to serve; it holds the last good book, whatever the outcome."""
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    """The files that changed, relative to ``site``; empty if nothing did."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing, and nobody has to mend."""

    @property
    def ok(self) -> bool:
        """Whether the site now shows this build."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """The outcome for one language."""

    language: str
    output: Path
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """What else is worth knowing, and nobody has to mend."""

    def as_json(self) -> dict[str, Any]:
        """Return plain data, for the way from one process to another."""
        return {
            "language": self.language,
            "output": str(self.output),
            "problems": [problem.as_json() for problem in self.problems],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LanguageResult:
        """Return the result that :meth:`as_json` was called on."""
        return cls(
            data["language"],
            Path(data["output"]),
            tuple(
                Problem(
                    Place(entry["path"], entry["line"], entry["column"], entry.get("cell", 0)),
                    entry["code"],
                    entry["message"],
                    entry["hint"],
                    Severity(entry["severity"]),
                )
                for entry in data["problems"]
            ),
            tuple(data["notes"]),
        )
