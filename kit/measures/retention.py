"""How long agreements are kept: on an archival decision, and without one for ever.

In Norway and Sweden they are public records: nothing is deleted by itself before somebody who may
decide it has. In Norway that is arkivlova (LOV-2025-06-20-96) §§ 12 and 13, in Sweden arkivlagen
(1990:782) § 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from kit.measures.due import months_between
from kit.measures.faults import Fault, Found, text_faults
from kit.measures.keeping import FaultyError, delete_rows
from kit.measures.tables import agreement, decision, passed_on
from kit.storage import Store, record

MOST_MONTHS: Final = 1200


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on how long agreements are kept."""

    reference: str
    """Where it stands: a case number, a plan for preservation and disposal."""
    decided: date
    months: int | None
    """So long after the last change something is deleted; none for never."""
    entered: date
    actor: str


def decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions, the last of which holds, newest first."""
    columns = (decision.c[name] for name in ("reference", "decided", "months", "entered", "actor"))
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(decision.c.number.desc())).all()
    return tuple(Decision(*row) for row in rows)


def decide(store: Store, reference: str, decided: date, months: int | None, actor: str) -> Decision:
    """Enter a decision; from now on it holds.

    :raises FaultyError: if it has no reference, is of a day to come, or says a number of months
        that is none.
    """
    faults = list(text_faults("reference", reference))
    if not reference.strip():
        faults.append(Found("reference", fault=Fault.EMPTY))
    if decided > store.today():
        faults.append(Found("decided", fault=Fault.TO_COME))
    if months is not None and not 1 <= months <= MOST_MONTHS:
        faults.append(Found("months", fault=Fault.NO_NUMBER))
    if faults:
        raise FaultyError(faults)
    made = Decision(reference.strip(), decided, months, store.today(), actor)
    with store.writing() as connection:
        last = connection.scalar(select(func.max(decision.c.number))) or 0
        row = {"number": last + 1, "reference": made.reference, "decided": decided}
        more = {"months": months, "entered": made.entered, "actor": actor}
        connection.execute(decision.insert().values({**row, **more}))
        details = {"months": str(months or "never"), "decision": str(last + 1)}
        record(store, connection, actor, "decide-retention", details)
    return made


def delete_expired(store: Store, actor: str) -> int:
    """Delete what is older than the decision that holds; return how many agreements that were.

    Nothing without a decision. An agreement is as old as its last change, what a sitting passed on
    as old as the day it was written.
    """
    found = next(iter(decisions(store)), None)
    if found is None or found.months is None:
        return 0
    today, months = store.today(), found.months
    with store.writing() as connection:
        kept = connection.execute(select(agreement.c.id, agreement.c.changed)).all()
        noted = connection.execute(select(passed_on.c.id, passed_on.c.written)).all()
        old = [row.id for row in kept if months_between(row.changed, today) >= months]
        notes = [row.id for row in noted if months_between(row.written, today) >= months]
        if not old and not notes:
            return 0
        delete_rows(connection, old)
        connection.execute(passed_on.delete().where(passed_on.c.id.in_(notes)))
        details = {"agreements": str(len(old)), "notes": str(len(notes))}
        record(store, connection, actor, "delete-expired-measures", details)
    return len(old)
