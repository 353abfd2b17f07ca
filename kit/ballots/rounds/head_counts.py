"""Raise how many people a unit has, where more work there than are registered.

Only HR may: there are as many places, and good slips, as people. Every raise is on record, and who
answers and who sees the result read both numbers. Rounds that are open keep theirs.
"""

from __future__ import annotations

from sqlalchemy import select

from kit.ballots.acts.act import RefusedError
from kit.ballots.acts.reasons import Reason
from kit.ballots.tables import unit
from kit.ballots.units.rows import PEOPLE
from kit.ballots.units.tree import in_turn
from kit.storage.audit import record
from kit.storage.store import Store


def raise_head_count(store: Store, unit_id: str, people: int, actor: str) -> None:
    """Let a unit have more people than are registered, until the units are saved anew.

    :param people: those placed directly at the unit; more than it has now.
    :raises RefusedError: ``unknown-unit``, or ``not-raised`` for a number that is none or not more.
    """
    with store.writing() as connection:
        in_turn(connection)
        asked = select(unit).where(unit.c.id == unit_id).with_for_update()
        found = connection.execute(asked).one_or_none()
        if found is None:
            raise RefusedError(Reason.UNKNOWN_UNIT, unit=unit_id)
        before = found.people or 0
        if not before < people <= PEOPLE:
            limits = {"people": str(before), "most": str(PEOPLE)}
            raise RefusedError(Reason.NOT_RAISED, unit=unit_id, **limits)
        registered = before if found.registered is None else found.registered
        connection.execute(
            unit.update().where(unit.c.id == unit_id).values(people=people, registered=registered)
        )
        told = {"unit": unit_id, "registered": str(registered), "people": str(people)}
        record(store, connection, actor, "raise-head-count", told)
