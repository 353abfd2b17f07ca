"""The organisation's units: what the store keeps of them, and their frozen copy in a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, select, text

from kit.ballots.tables import unit
from kit.storage.store import Store

OWN: Final = "/own"
"""Ends the id of the leaf for people who are placed directly at a unit that has units below it."""


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit with all that is below it."""

    id: str
    name: str
    people: int | None = None
    """How many are placed directly here; none means that nobody has said."""
    children: tuple[UnitSpec, ...] = ()
    registered: int | None = None
    """How many were saved, if HR has raised the number since."""

    def walk(self) -> Iterator[UnitSpec]:
        """Yield the unit and everything below it, parents first, in the order written."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The whole organisation."""

    root: UnitSpec
    owner: str | None = None
    review_by: date | None = None

    def find(self, unit_id: str) -> UnitSpec | None:
        """Return a unit by its id, or none."""
        return next((found for found in self.root.walk() if found.id == unit_id), None)


@dataclass(frozen=True, slots=True)
class RoundUnit:
    """A unit as it is in a round."""

    id: str
    parent: str | None
    name: str
    people: int | None
    leaf: bool
    registered: int | None = None
    """How many people were registered, if HR raised the number before opening."""

    @property
    def own(self) -> bool:
        """Whether it holds those placed directly at its parent, whose name it bears."""
        return self.id.endswith(OWN)


def in_turn(connection: Connection) -> None:
    """Wait until no other transaction opens a round or changes the units; SQLite has one writer.

    What a round was opened with is what the units were at that moment, and what was looked at
    before a change is still so when it is made.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7226413)"))


def load_units(store: Store) -> UnitTree | None:
    """Return the organisation's units, or none if none were saved."""
    with store.reading() as connection:
        return saved_units(connection)


def saved_units(connection: Connection) -> UnitTree | None:
    """Return the organisation's units, or none if none were saved."""
    rows = connection.execute(select(unit).order_by(unit.c.position)).all()
    below: dict[str | None, list[str]] = {}
    for row in rows:
        below.setdefault(row.parent, []).append(row.id)
    made: dict[str, UnitSpec] = {}
    # Parents stand before their children, so the other way round every child is made.
    for row in reversed(rows):
        children = tuple(made[child] for child in below.get(row.id, ()))
        made[row.id] = UnitSpec(row.id, row.name, row.people, children, row.registered)
    roots = below.get(None, [])
    return UnitTree(made[roots[0]]) if roots else None


def ancestors(tree: UnitTree, unit_id: str) -> tuple[str, ...]:
    """Return the ids above a unit, the root first."""

    def search(node: UnitSpec, above: tuple[str, ...]) -> tuple[str, ...] | None:
        if node.id == unit_id:
            return above
        for child in node.children:
            found = search(child, (*above, node.id))
            if found is not None:
                return found
        return None

    return search(tree.root, ()) or ()


def frozen_units(top: UnitSpec) -> tuple[RoundUnit, ...]:
    """Return a unit's tree as a round keeps it, parents first.

    People placed directly at a unit with units below it become a leaf of their own. The root has
    no parent here, whatever is above it in the organisation.
    """

    def walk(node: UnitSpec, parent: str | None) -> Iterator[RoundUnit]:
        leaf = not node.children
        own = RoundUnit(node.id, parent, node.name, node.people, leaf, node.registered)
        yield own if leaf else replace(own, people=None, registered=None)
        if not leaf and node.people:
            yield replace(own, id=node.id + OWN, parent=node.id, leaf=True)
        for child in node.children:
            yield from walk(child, node.id)

    return tuple(walk(top, None))


def subtree(units: Sequence[RoundUnit], top: str | None) -> tuple[RoundUnit, ...]:
    """Return the part of a round's units at and below one; all of them for none."""
    if top is None:
        return tuple(units)
    inside = {top}
    for each in units:
        if each.parent in inside:
            inside.add(each.id)
    return tuple(each for each in units if each.id in inside)


def rows_of_units(tree: UnitTree) -> Iterator[dict[str, object]]:
    """Yield the rows of the units in the database, parents first."""
    parents = {child.id: node.id for node in tree.root.walk() for child in node.children}
    for position, node in enumerate(tree.root.walk()):
        yield {
            "id": node.id,
            "parent": parents.get(node.id),
            "name": node.name,
            "people": node.people,
            "registered": node.registered,
            "position": position,
        }
