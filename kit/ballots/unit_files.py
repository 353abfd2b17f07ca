"""Read an organisation's units from a file: a table (CSV) or YAML, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from kit.ballots.unit_rows import PEOPLE, UnitRow, tree_of
from kit.ballots.units import UnitTree
from kit.errors import Place, Problem, Severity, quoted, suggestion
from kit.load import validated
from kit.model import Authored, Id, Maintained, Name
from kit.source import Document, read, read_text

_COLUMNS: Final = ("unit", "name", "parent", "people")
_NEEDED: Final = ("unit", "name")
_SEPARATORS: Final = ";\t,"


class UnitEntry(Authored):
    """A unit as it stands in a YAML file."""

    id: Id
    name: Name
    parent: Id | None = None
    people: Annotated[int, Field(ge=0, le=PEOPLE)] | None = None


class UnitsFile(Maintained):
    """A YAML file of units."""

    units: Annotated[tuple[UnitEntry, ...], Field(min_length=1)]


def read_units(path: Path) -> tuple[UnitTree | None, tuple[Problem, ...]]:
    """Return the units in a file, and everything that is wrong in it, in file order.

    ``.yml`` and ``.yaml`` are YAML, everything else is a table with the columns ``unit``,
    ``name``, ``parent`` and ``people``, separated by commas, semicolons or tabs. There is no tree
    while there are problems.
    """
    yaml = path.suffix.lower() in {".yml", ".yaml"}
    found = _read_yaml(path) if yaml else _read_table(path)
    problems = list(found.problems)
    tree = None
    if found.rows or not problems:
        root, more = tree_of(found.rows, found.beginning)
        problems += more
        tree = UnitTree(root, found.owner, found.review_by) if root else None
    if any(problem.severity is Severity.ERROR for problem in problems):
        tree = None
    return tree, tuple(sorted(problems, key=lambda problem: problem.place))


@dataclass(frozen=True, slots=True)
class _Found:
    beginning: Place
    problems: tuple[Problem, ...]
    rows: tuple[UnitRow, ...] = ()
    owner: str | None = None
    review_by: date | None = None


def _read_yaml(path: Path) -> _Found:
    reading = read(path, path.name)
    beginning, problems = Place(path.name), reading.problems
    if reading.document is None:
        return _Found(beginning, problems)
    document = reading.document
    value, more = validated(document, UnitsFile, "units", "a file of units")
    if value is None:
        return _Found(beginning, (*problems, *more))
    rows = () if more else tuple(_yaml_rows(document, value))
    return _Found(beginning, (*problems, *more), rows, value.owner, value.review_by)


def _yaml_rows(document: Document, value: UnitsFile) -> Iterator[UnitRow]:
    for number, entry in enumerate(value.units):
        places = {
            name: document.place(("units", number, key))
            for name, key in (("unit", "id"), ("name", "name"), ("parent", "parent"))
        }
        yield UnitRow(entry.id, entry.name, entry.parent, entry.people, places)


def _read_table(path: Path) -> _Found:
    text, problems = read_text(path, path.name)
    beginning = Place(path.name)
    kept = tuple(
        replace(problem, hint="in Excel: Save as, file type CSV UTF-8")
        if problem.code == "not-utf8"
        else problem
        for problem in problems
    )
    if text is None:
        return _Found(beginning, kept)
    # Not `splitlines`: a rare sign in a name, such as U+2028, ends no line.
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    if not lines[0].strip():
        hint = f"let the first line be {','.join(_COLUMNS)}"
        return _Found(beginning, (*kept, Problem(beginning, "missing-key", "no columns", hint)))
    table = _Table(path.name, lines)
    rows = tuple(table.rows())
    return _Found(beginning, (*kept, *table.problems), rows)


class _Table:
    """A table's lines; what is wrong gathers in ``problems``."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self._name = name
        self._lines = lines
        self._separator = max(_SEPARATORS, key=lines[0].count)
        self.problems: list[Problem] = []
        self._columns = self._head()

    def rows(self) -> Iterator[UnitRow]:
        if not set(_NEEDED) <= set(self._columns):
            return
        for number, line in enumerate(self._lines[1:], start=2):
            if line.strip(self._separator + " "):
                yield self._row(number, line)

    def _head(self) -> list[str]:
        found = list(fields(self._lines[0], self._separator))
        missing = [word for word in _NEEDED if word not in {text.lower() for _, text in found}]
        if missing:
            # What stands there instead is the same mistake: it is said once.
            names = " and ".join(f"'{word}'" for word in missing)
            wanted = f"let the first line be {self._separator.join(_COLUMNS)}"
            self._say(1, 1, "missing-key", f"the table has no column {names}", wanted)
            return []
        columns: list[str] = []
        for column, text in found:
            word = text.lower()
            if word not in _COLUMNS:
                hint = suggestion(word, _COLUMNS, "columns")
                self._say(1, column, "unknown-key", f"{quoted(text)} is not a column", hint)
            elif word in columns:
                self._say(1, column, "duplicate-key", f"the column '{word}' stands twice")
            columns.append(word)
        return columns

    def _row(self, number: int, line: str) -> UnitRow:
        cells = list(fields(line, self._separator))
        if len(cells) > len(self._columns):
            column = cells[len(self._columns)][0]
            hint = "put a text that contains the separator in quotes"
            self._say(number, column, "unknown-key", "the line has more values than columns", hint)
        found = dict(zip(self._columns, cells, strict=False))
        places = {
            word: Place(self._name, number, found[word][0] if word in found else 1)
            for word in _COLUMNS
        }
        values = {word: found[word][1] if word in found else "" for word in _COLUMNS}
        people = self._people(values["people"], places["people"])
        return UnitRow(values["unit"], values["name"], values["parent"] or None, people, places)

    def _people(self, text: str, place: Place) -> int | None:
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,6}", text) and int(text) <= PEOPLE:
            return int(text)
        message = f"'people' should be a whole number from 0 to {PEOPLE}, not {quoted(text)}"
        self.problems.append(Problem(place, "wrong-type", message))
        return None

    def _say(
        self, line: int, column: int, code: str, message: str, hint: str | None = None
    ) -> None:
        self.problems.append(Problem(Place(self._name, line, column), code, message, hint))


def fields(line: str, separator: str) -> Iterator[tuple[int, str]]:
    """Yield the fields of one line of a table, each with its column from 1.

    >>> list(fields('a, "b, c",d', ","))
    [(1, 'a'), (4, 'b, c'), (11, 'd')]
    """
    at = 0
    while at <= len(line):
        start = at + len(line[at:]) - len(line[at:].lstrip(" "))
        if line[start : start + 1] == '"':
            text, end = _quoted(line, start + 1)
            at = line.find(separator, end)
        else:
            at = line.find(separator, start)
            text = line[start : at if at >= 0 else None].strip()
        yield start + 1, text
        if at < 0:
            return
        at += 1


def _quoted(line: str, at: int) -> tuple[str, int]:
    """Return a text up to its closing quotation mark (two of them mean one), and where it ends."""
    parts: list[str] = []
    while True:
        end = line.find('"', at)
        if end < 0:
            return "".join([*parts, line[at:]]).strip(), len(line)
        parts.append(line[at:end])
        if line[end + 1 : end + 2] != '"':
            return "".join(parts).strip(), end + 1
        parts.append('"')
        at = end + 2
