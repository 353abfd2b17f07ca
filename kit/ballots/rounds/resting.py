"""Which units rest from which questions: a round is near in the tree, in time and in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, or_, select

from kit.ballots.acts.collectable import Collectable
from kit.ballots.tables import round_, round_unit
from kit.ballots.units.tree import ancestors, frozen_units, saved_units
from kit.model import REST
from kit.storage.store import Store


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round is, or would be, in the organisation."""

    units: frozenset[str]
    above: frozenset[str]
    """The units above its root."""

    def meets(self, other: Place) -> bool:
        """Return whether a unit of one is a unit of the other, or is above or below one."""
        return bool(self.units & (other.units | other.above) or other.units & self.above)


@dataclass(frozen=True, slots=True)
class Rest:
    """A round because of which another one may not be opened."""

    round_id: str
    exercise: Collectable
    """As it was when that round was opened."""
    root: str
    unit: str
    """The name of the unit that the round is about."""
    opened_by: str
    """As the audit names them: a role, and what it is for."""
    opened_on: date
    closes_on: date | None
    until: date | None
    """The first day on which another may be opened; none while that round is not closed."""

    @property
    def role(self) -> str:
        """Who opened it, and no more of them: ``leader``, ``hr`` or ``administrator``."""
        said = self.opened_by.partition(" ")[0]
        return said if said in {"leader", "hr"} else "administrator"


def rest_from(connection: Connection, exercise: Collectable, at: Place, today: date) -> Rest | None:
    """Return a round on questions like these, at, above or below a place, or none.

    Of several it is the one from which a unit rests longest.
    """
    return next(_alike(exercise, _around(connection, at, today)), None)


def resting(
    store: Store, exercises: Iterable[Collectable], root: str
) -> list[tuple[Collectable, Rest]]:
    """Return which exercises cannot be opened now for a unit, or for one below it, and why."""
    rests = rests_around(store, root)
    return [(exercise, rest) for exercise in exercises for rest in _alike(exercise, rests)]


def rests_around(store: Store, root: str) -> list[Rest]:
    """Return the rounds at, above or below a unit that are open, or from which it still rests."""
    with store.reading() as connection:
        tree = saved_units(connection)
        top = tree.find(root) if tree else None
        if tree is None or top is None:
            return []
        units = frozenset(each.id for each in frozen_units(top))
        at = Place(units, frozenset(ancestors(tree, root)))
        return _around(connection, at, store.today())


def busy_units(connection: Connection, today: date) -> frozenset[str]:
    """Return the units that are in a round which is open, or from which they still rest."""
    rounds = [row.id for row in _near(connection, today)]
    asked = select(round_unit.c.unit).where(round_unit.c.round.in_(rounds))
    return frozenset(connection.scalars(asked))


def _alike(exercise: Collectable, rests: Sequence[Rest]) -> Iterator[Rest]:
    """Yield those whose exercise asks like this one."""
    known: dict[int, bool] = {}
    for rest in rests:
        other = id(rest.exercise)
        if other not in known:
            known[other] = exercise.asks_like(rest.exercise)
        if known[other]:
            yield rest


def _around(connection: Connection, at: Place, today: date) -> list[Rest]:
    """Return the rounds near a place; those on one version of an exercise share it."""
    exercises: dict[str, Collectable] = {}
    found = []
    for row in _near(connection, today):
        asked = select(round_unit.c.unit, round_unit.c.name).where(round_unit.c.round == row.id)
        units = {each.unit: each.name for each in connection.execute(asked)}
        # Before any words are compared: most rounds are elsewhere.
        if not at.meets(Place(frozenset(units), frozenset(json.loads(row.above)))):
            continue
        details = row.exercise_details
        if details not in exercises:
            exercises[details] = Collectable.from_json(details)
        until = None if row.state in {"open", "closing"} else row.released_on + REST
        name = units.get(row.root, row.root)
        opened = row.opened_by, row.opened_on, row.closes_on
        found.append(Rest(row.id, exercises[details], row.root, name, *opened, until))
    return found


def _near(connection: Connection, today: date) -> list[Row[tuple[object, ...]]]:
    """Return rounds that live, or whose release is not long past, whatever the clock did.

    Those from which a unit rests longest come first.
    """
    fields = (
        *(round_.c.id, round_.c.state, round_.c.exercise_details),
        *(round_.c.root, round_.c.above, round_.c.released_on),
        *(round_.c.opened_by, round_.c.opened_on, round_.c.closes_on),
    )
    live = round_.c.state.in_(("open", "closing"))
    asked = select(*fields).where(or_(live, round_.c.released_on > today - REST))
    rows: list[Row[tuple[object, ...]]] = list(connection.execute(asked))
    return sorted(rows, key=lambda row: (row.released_on or date.max, row.id), reverse=True)
