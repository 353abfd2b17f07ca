"""From rows of a file to one tree of units, or all the reasons why they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kit.ballots.units import UnitSpec
from kit.errors import Place, Problem, quoted, suggestion

PEOPLE: Final = 100_000
"""More than work in any unit."""
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ID_LENGTH: Final = 60
_NAME_LENGTH: Final = 240
_LEVELS: Final = 40


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a file, and where its parts stand."""

    unit: str
    name: str
    parent: str | None
    people: int | None
    places: Mapping[str, Place]


def tree_of(
    rows: Sequence[UnitRow], beginning: Place
) -> tuple[UnitSpec | None, tuple[Problem, ...]]:
    """Return the tree that rows make, or what is wrong with them.

    :param beginning: the file's beginning, for what is missing in it.
    """
    problems = [*_faulty_words(rows), *_twice(rows), *_strange_parents(rows)]
    for look in (lambda: _roots(rows, beginning), lambda: _circles(rows), lambda: _too_deep(rows)):
        if not problems:
            problems += look()
    return (None if problems else _build(rows)), tuple(problems)


def _faulty_words(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    for row in rows:
        if not row.unit:
            yield Problem(row.places["unit"], "empty-text", "'unit' is empty")
        elif not _ID.fullmatch(row.unit) or len(row.unit) > _ID_LENGTH:
            hint = "write small letters a to z, digits and single hyphens"
            message = f"{quoted(row.unit)} cannot be an id"
            yield Problem(row.places["unit"], "invalid-id", message, hint)
        if not row.name:
            yield Problem(row.places["name"], "empty-text", "'name' is empty")
        elif len(row.name) > _NAME_LENGTH:
            message = f"'name' has {len(row.name)} characters, at most {_NAME_LENGTH} fit"
            yield Problem(row.places["name"], "text-too-long", message, "shorten it")


def _twice(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for row in rows:
        if row.unit in seen:
            hint = f"the first is in line {seen[row.unit].line}"
            message = f"two units have the id {quoted(row.unit)}"
            yield Problem(row.places["unit"], "duplicate-id", message, hint)
        elif row.unit:
            seen[row.unit] = row.places["unit"]


def _strange_parents(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    known = [row.unit for row in rows]
    every = set(known)
    for row in rows:
        if row.parent is not None and row.parent not in every:
            message = f"there is no unit {quoted(row.parent)}"
            hint = suggestion(row.parent, known, "units")
            yield Problem(row.places["parent"], "unknown-unit", message, hint)


def _roots(rows: Sequence[UnitRow], beginning: Place) -> Iterator[Problem]:
    roots = [row for row in rows if row.parent is None]
    hint = "leave 'parent' empty for the whole organisation, and only there"
    if not rows:
        yield Problem(beginning, "not-one-tree", "there is no unit", hint)
        return
    if not roots:
        yield Problem(
            beginning, "not-one-tree", "every unit has a parent, so there is no top", hint
        )
    for row in roots[1:]:
        message = f"{quoted(row.unit)} has no parent, and neither has {quoted(roots[0].unit)}"
        yield Problem(row.places["unit"], "not-one-tree", message, hint)


def _circles(rows: Sequence[UnitRow]) -> Iterator[Problem]:
    """Yield a problem for each circle, at its first unit in the file."""
    parents = {row.unit: row.parent for row in rows}
    known: set[str] = set()
    for row in rows:
        way: list[str] = []
        at: str | None = row.unit
        while at is not None and at not in known and at not in way:
            way.append(at)
            at = parents[at]
        if at in way:
            message = f"{quoted(row.unit)} is above itself: {' < '.join([*way, str(at)])}"
            yield Problem(row.places["parent"], "not-one-tree", message)
        known.update(way)


def _too_deep(rows: Sequence[UnitRow]) -> list[Problem]:
    """Return a problem for the first unit that lies deeper than any organisation does."""
    parents = {row.unit: row.parent for row in rows}
    for row in rows:
        at, level = row.parent, 0
        while at is not None and level < _LEVELS:
            at, level = parents[at], level + 1
        if level == _LEVELS:
            message = f"{quoted(row.unit)} is {_LEVELS} levels or more below the top"
            return [Problem(row.places["unit"], "not-one-tree", message)]
    return []


def _build(rows: Sequence[UnitRow]) -> UnitSpec:
    below: dict[str | None, list[UnitRow]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row)

    def build(row: UnitRow) -> UnitSpec:
        children = tuple(build(child) for child in below.get(row.unit, ()))
        return UnitSpec(row.unit, row.name, row.people, children)

    return build(below[None][0])
