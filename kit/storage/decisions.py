"""Archival decisions: how long something is kept, and without one for ever.

What public bodies in Norway and Sweden keep are public records: nothing is deleted by itself before
somebody who may decide it has. In Norway that is arkivlova (LOV-2025-06-20-96) §§ 12 and 13, in
Sweden arkivlagen (1990:782) § 10.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Column, Connection, Date, Integer, Table, Text, func, select

from kit.storage.audit import record
from kit.storage.store import Store
from kit.storage.tables import audit

LONGEST_REFERENCE: Final = 200
MOST_MONTHS: Final = 1200
WAITS: Final = timedelta(days=14)
"""So long after it was entered a decision lets nothing go: meanwhile another can be entered."""
RESTORED: Final = "restored"
"""The reference of what a restore enters."""
_QUIET: Final = timedelta(days=60)


class DecisionFault(StrEnum):
    """What is wrong with a field of a decision."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    UNSEEN = "unseen"
    """It has a character that nobody can see."""
    TO_COME = "to-come"
    """Of a day that has not come yet."""
    NO_NUMBER = "no-number"
    """Not a number of months that can be meant."""


class DecisionError(ValueError):
    """A decision cannot be entered as it is written; ``faults`` has what is wrong by field."""

    def __init__(self, faults: Mapping[str, DecisionFault]) -> None:
        super().__init__(", ".join(f"{name}: {fault}" for name, fault in faults.items()))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on how long something is kept."""

    reference: str
    """Where it stands: a case number, a plan for preservation and disposal."""
    decided: date
    months: int | None
    """After so long something is deleted; none for never."""
    entered: date
    actor: str

    @property
    def begins(self) -> date | None:
        """The first day on which it lets anything go; none if it never does."""
        return self.entered + WAITS if self.months else None


def decision_columns() -> tuple[Column[Any], ...]:
    """Return the columns of a table of decisions, of which the last holds."""
    return (
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("reference", Text, nullable=False),
        Column("decided", Date, nullable=False),
        Column("months", Integer),
        Column("entered", Date, nullable=False),
        Column("actor", Text, nullable=False),
    )


def read_decisions(store: Store, table: Table) -> tuple[Decision, ...]:
    """Return all decisions, the last of which holds, newest first."""
    columns = (table.c[name] for name in ("reference", "decided", "months", "entered", "actor"))
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(table.c.number.desc())).all()
    return tuple(Decision(*row) for row in rows)


def enter_decision(
    store: Store, table: Table, reference: str, decided: date, months: int | None, actor: str
) -> Decision:
    """Enter a decision; from now on it holds.

    :param months: after which something is deleted by itself; none for never.
    :raises DecisionError: if it has no reference, is of a day to come, or says a number of months
        that is none.
    """
    found = decision_faults(store.today(), reference, decided, months)
    if found:
        raise DecisionError(found)
    made = Decision(reference.strip(), decided, months, store.today(), actor)
    with store.writing() as connection:
        last = connection.scalar(select(func.max(table.c.number))) or 0
        row = {"number": last + 1, "reference": made.reference, "decided": decided}
        more = {"months": months, "entered": made.entered, "actor": actor}
        connection.execute(table.insert().values({**row, **more}))
        details = {"months": str(months or "never"), "decision": str(last + 1)}
        record(store, connection, actor, "decide-retention", details)
    return made


def keep_after_restore(connection: Connection, table: Table, today: date) -> None:
    """Enter that nothing is deleted, where a backup has brought a decision back that deletes.

    What was decided after the backup is not known any more; it may have been to keep everything.
    """
    newest = select(table.c.number, table.c.months).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(newest).one_or_none()
    if last is None or last.months is None:
        return
    row = {"number": last.number + 1, "reference": RESTORED, "decided": today, "months": None}
    connection.execute(table.insert().values({**row, "entered": today, "actor": "restore"}))


def deletes_until(store: Store, table: Table) -> date | None:
    """Return the last day of which the decision that holds lets things go; none if nothing does.

    What is deleted is gone, and one wrong form or one wrong clock must not be enough. So nothing
    goes for two weeks after the decision was entered. And nothing goes more than 60 days after the
    newest act on record: a clock that jumped says that everything is old, while a database that
    is used has acts of late. The next act brings it back, done by somebody who sees the date. A
    backup is none: a timer makes it, whatever the clock says.
    """
    found = next(iter(read_decisions(store, table)), None)
    today = store.today()
    if found is None or found.months is None or found.entered + WAITS > today:
        return None
    newest = select(audit.c.at).where(audit.c.act != "backup").order_by(audit.c.number.desc())
    with store.reading() as connection:
        at = connection.scalar(newest.limit(1))
    if at is None or today - date.fromisoformat(at[:10]) > _QUIET:
        return None
    return months_before(today, found.months)


def months_before(day: date, months: int) -> date:
    """Return the day so many months before another, or the last of that month if it is shorter.

    >>> months_before(date(2026, 3, 31), 1), months_before(date(2026, 1, 15), 13)
    (datetime.date(2026, 2, 28), datetime.date(2024, 12, 15))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def decision_faults(
    today: date, reference: str, decided: date, months: int | None
) -> dict[str, DecisionFault]:
    """Return everything because of which a decision cannot be entered, by field."""
    return dict(_faults(today, reference, decided, months))


def _faults(
    today: date, reference: str, decided: date, months: int | None
) -> Iterator[tuple[str, DecisionFault]]:
    if not reference.strip():
        yield "reference", DecisionFault.EMPTY
    elif len(reference) > LONGEST_REFERENCE:
        yield "reference", DecisionFault.TOO_LONG
    elif any(unicodedata.category(each) in ("Cc", "Cf") for each in reference):
        yield "reference", DecisionFault.UNSEEN
    if decided > today:
        yield "decided", DecisionFault.TO_COME
    if months is not None and not 1 <= months <= MOST_MONTHS:
        yield "months", DecisionFault.NO_NUMBER
