"""Read an organisation's units from a file: a table (CSV) or YAML, all problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kit.ballots.units.rows import PEOPLE, UnitRow, tree_of
from kit.ballots.units.tables import read_units_table
from kit.ballots.units.tree import UnitTree
from kit.errors import Place, Problem, Severity
from kit.load import validated
from kit.model import Authored, Id, Maintained, Name
from kit.source import Document, read, read_data


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

    ``.yml`` and ``.yaml`` are YAML, everything else is a table
    (:mod:`kit.ballots.units.tables`). There is no tree while there are problems.
    """
    if path.suffix.lower() in {".yml", ".yaml"}:
        return _read_yaml(path)
    data = read_data(path, path.name)
    if isinstance(data, Problem):
        return None, (data,)
    tree, faults = read_units_table(data, path.name)
    return tree, tuple(fault.problem() for fault in faults)


def _read_yaml(path: Path) -> tuple[UnitTree | None, tuple[Problem, ...]]:
    reading = read(path, path.name)
    problems = reading.problems
    if reading.document is None:
        return None, problems
    value, more = validated(reading.document, UnitsFile, "units", "a file of units")
    problems = (*problems, *more)
    if value is None or more:
        return None, _in_order(problems)
    root, faults = tree_of(tuple(_yaml_rows(reading.document, value)), Place(path.name))
    problems = _in_order((*problems, *(fault.problem() for fault in faults)))
    if root is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return UnitTree(root, value.owner, value.review_by), problems


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.place))


def _yaml_rows(document: Document, value: UnitsFile) -> Iterator[UnitRow]:
    for number, entry in enumerate(value.units):
        places = {
            name: document.place(("units", number, key))
            for name, key in (("unit", "id"), ("name", "name"), ("parent", "parent"))
        }
        yield UnitRow(entry.id, entry.name, entry.parent, entry.people, places)
