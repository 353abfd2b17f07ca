"""From rows of a file to one tree of units, or all the reasons why they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kit.ballots.units.faults import DID_YOU_MEAN, UnitFault, near
from kit.ballots.units.tree import UnitSpec
from kit.catalogues import msgid
from kit.errors import Place
from kit.load import as_id
from kit.model import ID_LENGTH, ID_PATTERN

PEOPLE: Final = 100_000
"""More than work in any unit."""
_ID: Final = re.compile(ID_PATTERN)
_NAME_LENGTH: Final = 240
_LEVELS: Final = 40
_HINTS: Final = 20
"""Unknown parents for which the nearest unit is looked for, which takes a look at every unit."""


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
) -> tuple[UnitSpec | None, tuple[UnitFault, ...]]:
    """Return the tree that rows make, or what is wrong with them.

    :param beginning: the file's beginning, for what is missing in it.
    """
    faults = [*_faulty_words(rows), *_twice(rows), *_strange_parents(rows)]
    if not faults:
        faults += _same_names(rows)
    for look in (lambda: _roots(rows, beginning), lambda: _circles(rows), lambda: _too_deep(rows)):
        if not faults:
            faults += look()
    return (None if faults else _build(rows)), tuple(faults)


def _faulty_words(rows: Sequence[UnitRow]) -> Iterator[UnitFault]:
    for row in rows:
        at, named = row.places["unit"], row.places["name"]
        if not row.unit:
            yield UnitFault(at, "empty-text", msgid("'unit' is empty"))
        elif not _ID.fullmatch(row.unit) or len(row.unit) > ID_LENGTH:
            message, (hint, given) = msgid("'{name}' cannot be an id"), _as_id(row.unit)
            yield UnitFault(at, "invalid-id", message, hint, {"name": row.unit, **given})
        if not row.name:
            yield UnitFault(named, "empty-text", msgid("'name' is empty"))
        elif len(row.name) > _NAME_LENGTH:
            message = msgid("'name' has {n} characters, at most {most} fit")
            given = {"n": len(row.name), "most": _NAME_LENGTH}
            yield UnitFault(named, "text-too-long", message, msgid("shorten it"), given)
        elif not row.name.isprintable():
            message = msgid("'name' has a character that nobody can see")
            yield UnitFault(named, "wrong-value", message, msgid("write it anew"))


def _as_id(text: str) -> tuple[str, dict[str, object]]:
    """Return the hint how to write an id, with the id that may be meant where one can be made."""
    meant = as_id((text if text[:1].isalpha() else f"u-{text}").replace("/", "-"))
    if meant is None or len(meant) > ID_LENGTH:
        return msgid("write small letters a to z, digits and single hyphens"), {}
    return msgid("write '{near}'"), {"near": meant}


def _twice(rows: Sequence[UnitRow]) -> Iterator[UnitFault]:
    seen: dict[str, Place] = {}
    for row in rows:
        if row.unit in seen:
            hint = msgid("the first is in line {line}")
            given = {"name": row.unit, "line": seen[row.unit].line}
            message = msgid("two units have the id '{name}'")
            yield UnitFault(row.places["unit"], "duplicate-id", message, hint, given)
        elif row.unit:
            seen[row.unit] = row.places["unit"]


def _same_names(rows: Sequence[UnitRow]) -> Iterator[UnitFault]:
    """Yield the units that nobody can tell from another one in the same place."""
    seen: dict[tuple[str | None, str], Place] = {}
    for row in rows:
        key = (row.parent, row.name.casefold())
        if key in seen and row.name and row.parent is not None:
            message = msgid("two units in '{place}' are called '{name}'")
            hint = msgid("the first is in line {line}; give one of them another name")
            given = {"place": row.parent, "name": row.name, "line": seen[key].line}
            yield UnitFault(row.places["name"], "duplicate-id", message, hint, given)
        seen.setdefault(key, row.places["name"])


def _strange_parents(rows: Sequence[UnitRow]) -> Iterator[UnitFault]:
    known = [row.unit for row in rows]
    every = set(known)
    named = {row.name.casefold(): row.unit for row in reversed(rows)}
    hints: dict[str, tuple[str | None, dict[str, object]]] = {}
    for row in rows:
        if row.parent is not None and row.parent not in every:
            meant = named.get(row.parent.casefold())
            if meant is None and row.parent not in hints and len(hints) < _HINTS:
                hints[row.parent] = near(row.parent, known)
            found = (DID_YOU_MEAN, {"near": meant}) if meant else hints.get(row.parent, (None, {}))
            hint, given = found
            message = msgid("there is no unit '{name}'")
            given = {"name": row.parent, **given}
            yield UnitFault(row.places["parent"], "unknown-unit", message, hint, given)


def _roots(rows: Sequence[UnitRow], beginning: Place) -> Iterator[UnitFault]:
    roots = [row for row in rows if row.parent is None]
    hint = msgid("leave 'parent' empty for the whole organisation, and only there")
    if not rows:
        yield UnitFault(beginning, "not-one-tree", msgid("there is no unit"), hint)
        return
    if not roots:
        message = msgid("every unit has a parent, so there is no top")
        yield UnitFault(beginning, "not-one-tree", message, hint)
    for row in roots[1:]:
        message = msgid("'{name}' has no parent, and neither has '{other}'")
        given = {"name": row.unit, "other": roots[0].unit}
        yield UnitFault(row.places["unit"], "not-one-tree", message, hint, given)


def _circles(rows: Sequence[UnitRow]) -> Iterator[UnitFault]:
    """Yield a fault for each circle, at its first unit in the file."""
    parents = {row.unit: row.parent for row in rows}
    known: set[str] = set()
    for row in rows:
        way: dict[str, None] = {}  # a list would be looked through at every step
        at: str | None = row.unit
        while at is not None and at not in known and at not in way:
            way[at] = None
            at = parents[at]
        if at in way:
            given = {"name": row.unit, "way": " < ".join([*way, str(at)])}
            message = msgid("'{name}' is above itself: {way}")
            hint = msgid("write another unit above one of them")
            yield UnitFault(row.places["parent"], "not-one-tree", message, hint, given)
        known.update(way)


def _too_deep(rows: Sequence[UnitRow]) -> list[UnitFault]:
    """Return a fault for the first unit that lies deeper than any organisation does."""
    parents = {row.unit: row.parent for row in rows}
    for row in rows:
        at, level = row.parent, 0
        while at is not None and level < _LEVELS:
            at, level = parents[at], level + 1
        if level == _LEVELS:
            message = msgid("'{name}' is {levels} levels or more below the top")
            given = {"name": row.unit, "levels": _LEVELS}
            return [UnitFault(row.places["unit"], "not-one-tree", message, None, given)]
    return []


def _build(rows: Sequence[UnitRow]) -> UnitSpec:
    below: dict[str | None, list[UnitRow]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row)

    def build(row: UnitRow) -> UnitSpec:
        children = tuple(build(child) for child in below.get(row.unit, ()))
        return UnitSpec(row.unit, row.name, row.people, children)

    return build(below[None][0])
