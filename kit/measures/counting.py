"""Counts, now and then, what came of measures: the figures stay as they are in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from kit.measures.agreement import Helped
from kit.measures.counts import totals_of
from kit.measures.overview import Below, Counted, Totals, groups, may_be_counted
from kit.measures.tables import NUMBERS, agreement, counted, figure, measure
from kit.storage import Store


def count_again(store: Store, tree: Below) -> int:
    """Count each group of units in which enough is new; return how many groups that were.

    One process does so, once a day: two at once could count what neither may alone.
    """
    today, found = store.today(), groups(tree)
    with store.writing() as connection:
        now, changed = totals_of(connection), _changed(connection)
        before = {row.unit: row.on for row in connection.execute(select(counted))}
        due = {
            name: units for name, units in found.items() if may_be_counted(units, changed, before)
        }
        known = set(connection.scalars(select(figure.c.unit)))
        gone = [*(known - found.keys()), *due]
        connection.execute(figure.delete().where(figure.c.unit.in_(gone)))
        for name, units in due.items():
            total = sum((now[each] for each in units if each in now), Totals())
            connection.execute(figure.insert().values(_row(name, total, today)))
            _note(connection, [each for each in units if each in now], today)
    return len(due)


def counts(store: Store) -> Mapping[str, Counted]:
    """Return what was counted last of each group."""
    with store.reading() as connection:
        rows = connection.execute(select(figure)).all()
    return {
        row.unit: Counted(
            Totals(
                *(row.units, row.measures, row.done, row.dropped, row.sent_up),
                {each: getattr(row, each.value) for each in Helped},
            ),
            row.on,
        )
        for row in rows
    }


def hand_over_count(connection: Connection, old: str, new: str) -> None:
    """Take what a unit has taken over for counted, if it was: it is nothing new."""
    days = connection.scalars(select(counted.c.on).where(counted.c.unit.in_((old, new)))).all()
    if days:
        connection.execute(counted.delete().where(counted.c.unit == old))
        _note(connection, [new], max(days))


def _changed(connection: Connection) -> Mapping[str, date]:
    asked = (
        select(agreement.c.unit, func.max(agreement.c.changed).label("changed"))
        .where(agreement.c.id.in_(select(measure.c.agreement)))
        .group_by(agreement.c.unit)
    )
    return {row.unit: row.changed for row in connection.execute(asked)}


def _row(name: str, total: Totals, on: date) -> dict[str, object]:
    numbers = (total.units, total.measures, total.done, total.dropped, total.sent_up)
    helped = (total.helped.get(each, 0) for each in Helped)
    return {"unit": name, "on": on, **dict(zip(NUMBERS, (*numbers, *helped), strict=True))}


def _note(connection: Connection, units: Iterable[str], on: date) -> None:
    names = list(units)
    connection.execute(counted.delete().where(counted.c.unit.in_(names)))
    connection.execute(counted.insert(), [{"unit": each, "on": on} for each in names])
