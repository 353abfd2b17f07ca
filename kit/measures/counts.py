"""What there is of measures over many units at once: numbers, days, and wording that was shared."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from kit.measures.agreement import Helped, Status
from kit.measures.keeping import Kept, read
from kit.measures.overview import OfUnit, Totals
from kit.measures.tables import agreement, follow_up, measure
from kit.storage import Store


def totals_by_unit(store: Store) -> Mapping[str, Totals]:
    """Return the totals of each unit, which nobody but the unit may see."""
    with store.reading() as connection:
        return totals_of(connection)


def totals_of(connection: Connection) -> Mapping[str, Totals]:
    """Return the same, as a step of something larger."""
    asked = (
        select(agreement.c.unit, measure.c.status, measure.c.helped, func.count().label("n"))
        .join(measure, measure.c.agreement == agreement.c.id)
        .group_by(agreement.c.unit, measure.c.status, measure.c.helped)
    )
    rows = connection.execute(asked).all()
    found: dict[str, Totals] = {}
    for row in rows:
        status, n = Status(row.status), row.n
        more = Totals(
            0 if row.unit in found else 1,
            n,
            n if status is Status.DONE else 0,
            n if status is Status.DROPPED else 0,
            n if status is Status.SENT_UP else 0,
            {Helped(row.helped): n} if row.helped else {},
        )
        found[row.unit] = found.get(row.unit, Totals()) + more
    return found


def days_of_units(store: Store) -> tuple[OfUnit, ...]:
    """Return of each unit when it last looked at what it had agreed on, and when it does next."""
    held = (
        select(agreement.c.unit, func.max(follow_up.c.held).label("held"))
        .join(follow_up, follow_up.c.agreement == agreement.c.id)
        .group_by(agreement.c.unit)
    )
    following = (
        select(agreement.c.unit, func.min(agreement.c.next).label("next"))
        .where(agreement.c.next >= store.today())
        .group_by(agreement.c.unit)
    )
    named = select(agreement.c.unit, func.max(agreement.c.unit_name).label("name"))
    with store.reading() as connection:
        lasts = {row.unit: row.held for row in connection.execute(held)}
        nexts = {row.unit: row.next for row in connection.execute(following)}
        units = connection.execute(named.group_by(agreement.c.unit)).all()
    found = (OfUnit(u.unit, u.name, lasts.get(u.unit), nexts.get(u.unit)) for u in units)
    return tuple(sorted(found, key=lambda each: (each.name, each.unit)))


def shared_agreements(store: Store) -> tuple[Kept, ...]:
    """Return what units let HR read, the newest first."""
    with store.reading() as connection:
        return read(connection, agreement.c.shared.is_(True))
