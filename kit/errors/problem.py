"""A problem in an author's file: where, which, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

from kit.errors.codes import CODES


class Severity(StrEnum):
    """Whether a problem stops the book (error) or deserves a look (warning)."""

    ERROR = "error"
    WARNING = "warning"


@total_ordering
@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file: path relative to the project, line and column from 1.

    In a notebook they count from the cell, whose number, from 1, is told as well.
    """

    path: str
    line: int = 1
    column: int = 1
    cell: int = 0

    def __str__(self) -> str:
        if self.cell:
            return f"{self.path}: cell {self.cell}, line {self.line}, column {self.column}"
        return f"{self.path}:{self.line}:{self.column}"

    def __lt__(self, other: Place) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, int]:
        return self.path, self.cell, self.line, self.column


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place.

    >>> print(Problem(Place("a.yml", 3, 1), "unknown-key", "'nmae' is not a key of a platform",
    ...               "did you mean 'name'?"))
    a.yml:3:1: unknown-key: 'nmae' is not a key of a platform
      hint: did you mean 'name'?

    :raises ValueError: if ``code`` is not one of :data:`kit.errors.CODES`.
    """

    place: Place
    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"undocumented problem code: {self.code}")

    def __str__(self) -> str:
        weight = "warning: " if self.severity is Severity.WARNING else ""
        line = f"{self.place}: {self.code}: {weight}{self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line

    def as_json(self) -> dict[str, str | int | None]:
        """Return the problem as a flat dictionary for a machine to read."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            **({"cell": self.place.cell} if self.place.cell else {}),
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
        }


class AuthorError(Exception):
    """The author's files have problems; carries all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(Exception):
    """A command was used wrongly; its text is what the user is told."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that a notebook shows: the text alone, as on the command line."""
        return [str(self)]
