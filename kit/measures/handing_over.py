"""Units come and go; what they have agreed on goes to the unit that takes over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from kit.measures.counting import hand_over_count
from kit.measures.keeping import lock
from kit.measures.tables import agreement, measure, passed_on, question
from kit.storage import Store, record


@dataclass(frozen=True, slots=True)
class Orphan:
    """A unit that is no more, and still has something here."""

    unit: str
    name: str
    """As it was called last."""
    agreements: int
    questions: int
    """Measures of others that were sent up to it and have no answer."""


def orphans(store: Store, units: Collection[str]) -> tuple[Orphan, ...]:
    """Return the units with something here that are none of some, by name.

    :param units: the ids of all units that there are.
    """
    with store.reading() as connection:
        counted = select(agreement.c.unit, func.max(agreement.c.unit_name), func.count())
        own = {
            row[0]: (row[1], row[2])
            for row in connection.execute(counted.group_by(agreement.c.unit))
        }
        waiting = select(question.c.unit, func.max(question.c.name), func.count())
        asked = {
            row[0]: (row[1], row[2])
            for row in connection.execute(
                waiting.where(question.c.answered.is_(None)).group_by(question.c.unit)
            )
        }
        noted = {
            row[0]: row[1]
            for row in connection.execute(
                select(passed_on.c.unit, func.max(passed_on.c.unit_name)).group_by(passed_on.c.unit)
            )
        }
    found = []
    for unit in {*own, *asked, *noted} - {*units, ""}:
        name, agreements = own.get(unit, (noted.get(unit, ""), 0))
        asked_name, questions = asked.get(unit, ("", 0))
        found.append(Orphan(unit, name or asked_name, agreements, questions))
    return tuple(sorted(found, key=lambda each: (each.name, each.unit)))


def hand_over(store: Store, old: str, new: str, new_name: str, actor: str) -> bool:
    """Give all that a unit has here to another one; return whether there was anything."""
    with store.writing() as connection:
        waiting = (question.c.unit == old) & question.c.answered.is_(None)
        asking = select(measure.c.agreement).where(
            measure.c.id.in_(select(question.c.measure).where(waiting))
        )
        changed = (agreement.c.unit == old) | agreement.c.id.in_(asking)
        lock(connection, changed)
        # Who has one open now is told: it is another's, or asks another, by now.
        connection.execute(
            agreement.update().where(changed).values(revision=agreement.c.revision + 1)
        )
        moved = 0
        for table, name in ((agreement, "unit_name"), (passed_on, "unit_name"), (question, "name")):
            values = {"unit": new, name: new_name}
            # An answer was given by the unit that was asked; that stays.
            gone = waiting if table is question else table.c.unit == old
            moved += connection.execute(table.update().where(gone).values(values)).rowcount
        hand_over_count(connection, old, new)
        if moved:
            record(store, connection, actor, "hand-over-measures", {"from": old, "to": new})
    return bool(moved)
