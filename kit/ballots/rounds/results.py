"""What a round has shown: the figures as they were released, and nothing else is there to ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Row, select

from kit.ballots.rounds.drawn import Drawn
from kit.ballots.rounds.status import RoundHead, head_of
from kit.ballots.tables import result, round_, round_unit, session
from kit.release import Figures
from kit.storage.store import Store

_FAMILIES: Final = select(round_.c.exercises).distinct()


@dataclass(frozen=True, slots=True)
class RoundResults:
    """The figures of a round that a reader may see."""

    head: RoundHead
    figures: Mapping[str, Figures]
    """By unit; a unit that is not there has too few answers of its own."""
    parent: Figures | None = None
    """Those of the unit above the one asked for, to compare with."""
    parent_name: str | None = None
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    """By unit with figures: the slips at and below it; none of a round with room codes."""
    lost: frozenset[str] = frozenset()
    """Leaves whose answers the round could not read, because a key was lost."""


def results_of(store: Store, round_id: str, within: str | None = None) -> RoundResults | None:
    """Return what a round has shown, or none if there is no such round, or none for this unit.

    While the round is open these are the figures of leaves that closed early.

    :param within: a unit: it, what is below it, and the figures of its parent; none for all.
    """
    with store.reading() as connection:
        row = connection.execute(select(round_).where(round_.c.id == round_id)).one_or_none()
        if row is None:
            return None
        head = head_of(connection, row, within)
        if not head.units:
            return None
        return _results(connection, head)


def earlier_rounds(store: Store, exercise_id: str, unit_id: str) -> list[RoundResults]:
    """Return what one unit was shown on an exercise, oldest first, whatever it was called then.

    Each round says under which ids its exercise was known, and these are followed both ways: from
    a new id to an old one and from an old one to a new. Reads the asked unit's rows only, not those
    below it.
    """
    asked = (
        select(round_)
        .join(result, (result.c.round == round_.c.id) & (result.c.unit == unit_id))
        .where(round_.c.released_on.is_not(None))
        .order_by(round_.c.released_on, round_.c.opened_on, round_.c.id)
    )
    with store.reading() as connection:
        names = _names(connection, exercise_id)
        return [
            _results(connection, head_of(connection, row, unit_id, alone=True))
            for row in connection.execute(asked).all()
            if names & set(json.loads(row.exercises))
        ]


def _names(connection: Connection, exercise_id: str) -> frozenset[str]:
    """Return every id under which an exercise was ever known, as the rounds on it say."""
    families = [set(json.loads(ids)) for ids in connection.scalars(_FAMILIES)]
    found = {exercise_id}
    while more := [family for family in families if family & found and not family <= found]:
        found.update(*more)
    return frozenset(found)


def _results(connection: Connection, head: RoundHead) -> RoundResults:
    top = head.units[0]
    found, drawn = _figures(connection, head.id, (each.id for each in head.units))
    lost = connection.scalars(
        select(session.c.unit).where(session.c.round == head.id, session.c.lost)
    )
    own = frozenset(each.id for each in head.units)
    parent = _parent(connection, head.id, top.parent)
    return RoundResults(
        head,
        found,
        _figures(connection, head.id, [parent.unit])[0].get(parent.unit) if parent else None,
        parent.name if parent else None,
        drawn,
        own & frozenset(lost),
    )


def _parent(
    connection: Connection, round_id: str, parent: str | None
) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        select(round_unit).where(round_unit.c.round == round_id, round_unit.c.unit == parent)
    ).one_or_none()


def _figures(
    connection: Connection, round_id: str, units: Iterable[str]
) -> tuple[dict[str, Figures], dict[str, Drawn]]:
    wanted = set(units)
    asked = select(result).where(result.c.round == round_id)
    if len(wanted) == 1:
        asked = asked.where(result.c.unit == next(iter(wanted)))
    rows = [row for row in connection.execute(asked) if row.unit in wanted]
    figures = {row.unit: Figures.from_json(json.loads(row.figures)) for row in rows}
    counted = (row for row in rows if row.drawn is not None)
    return figures, {row.unit: Drawn(row.drawn, row.people) for row in counted}
