"""How long agreements are kept: on an archival decision, and without one for ever."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from kit.measures.keeping import delete_rows
from kit.measures.tables import agreement, decision, passed_on
from kit.storage import Decision, Store, record
from kit.storage.decisions import deletes_until, enter_decision, months_before, read_decisions


def decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions, the last of which holds, newest first."""
    return read_decisions(store, decision)


def decide(store: Store, reference: str, decided: date, months: int | None, actor: str) -> Decision:
    """Enter a decision; from now on it holds.

    :param months: so long after the last change something is deleted; none for never.
    :raises DecisionError: if it cannot be meant.
    """
    return enter_decision(store, decision, reference, decided, months, actor)


def count_expired(store: Store, months: int) -> int:
    """Return how many agreements were last changed at least so many months ago."""
    old = agreement.c.changed <= months_before(store.today(), months)
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(agreement).where(old)) or 0


def delete_expired(store: Store, actor: str) -> int:
    """Delete what is older than the decision that holds; return how many agreements that were.

    Nothing without a decision. An agreement is as old as its last change, what a sitting passed on
    as old as the day it was written.
    """
    until = deletes_until(store, decision)
    if until is None:
        return 0
    with store.writing() as connection:
        old = connection.scalars(select(agreement.c.id).where(agreement.c.changed <= until)).all()
        notes = connection.scalars(select(passed_on.c.id).where(passed_on.c.written <= until)).all()
        if not old and not notes:
            return 0
        delete_rows(connection, old)
        connection.execute(passed_on.delete().where(passed_on.c.id.in_(notes)))
        details = {"agreements": str(len(old)), "notes": str(len(notes))}
        record(store, connection, actor, "delete-expired-measures", details)
    store.empty_log()
    return len(old)
