"""How long results and what they were for are kept: on an archival decision, else for ever."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import Connection, and_, exists, func, or_, select

from kit.ballots.acts.requests import DONE
from kit.ballots.rounds.objections import forget_objections
from kit.ballots.tables import (
    ballot,
    code,
    request,
    result,
    result_decision,
    round_,
    round_unit,
    session,
    waiting_count,
)
from kit.storage.audit import record
from kit.storage.decisions import (
    Decision,
    deletes_until,
    enter_decision,
    months_before,
    read_decisions,
)
from kit.storage.store import Store

_ENDED: Final = ("closed", "withdrawn")


def result_decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions, the last of which holds, newest first."""
    return read_decisions(store, result_decision)


def decide_on_results(
    store: Store, reference: str, decided: date, months: int | None, actor: str
) -> Decision:
    """Enter a decision; from now on it holds.

    :param months: so long after its end a round is deleted; none for never.
    :raises DecisionError: if it cannot be meant.
    """
    return enter_decision(store, result_decision, reference, decided, months, actor)


def count_ended_rounds(store: Store) -> int:
    """Return how many rounds have ended, with a result or without."""
    ended = select(func.count()).select_from(round_).where(round_.c.state.in_(_ENDED))
    with store.reading() as connection:
        return connection.scalar(ended) or 0


def count_old_rounds(store: Store, months: int) -> int:
    """Return how many rounds could be deleted today if that was decided."""
    today = store.today()
    with store.reading() as connection:
        return len(_old_rounds(connection, months_before(today, months), today))


def delete_old_rounds(store: Store, actor: str) -> int:
    """Delete rounds that ended longer ago than the decision that holds says; return how many.

    Nothing without a decision. A round goes whole: its figures, its units, what it was for, the
    codes that showed it, and what was asked of the key holder about it. The record of acts stays.

    No figure can be told from the others because of that: what a round may release rests on that
    round alone, and how long a unit rests afterwards is shorter than any decision. A round stays
    while anything that was sealed to it waits for its key to be destroyed, and until the last day
    on which its codes show figures.
    """
    until = deletes_until(store, result_decision)
    if until is None:
        return 0
    with store.writing() as connection:
        old = _old_rounds(connection, until, store.today())
        requests = _delete_requests(connection, old, until)
        if not old and not requests:
            return 0
        sessions = select(session.c.id).where(session.c.round.in_(old))
        for table in (ballot, code, waiting_count):
            connection.execute(table.delete().where(table.c.session.in_(sessions)))
        for table in (result, session, round_unit):
            connection.execute(table.delete().where(table.c.round.in_(old)))
        connection.execute(round_.delete().where(round_.c.id.in_(old)))
        forget_objections(connection, old)
        details = {"rounds": " ".join(old), "requests": str(requests)}
        record(store, connection, actor, "delete-old-rounds", details)
    store.empty_log()
    return len(old)


def _old_rounds(connection: Connection, until: date, today: date) -> list[str]:
    left = exists().where(and_(session.c.round == round_.c.id, ~session.c.erased))
    asked = select(round_.c.id).where(
        round_.c.state.in_(_ENDED),
        round_.c.ended_on <= until,
        or_(round_.c.shown_until.is_(None), round_.c.shown_until < today),
        round_.c.erased,
        ~left,
    )
    return list(connection.scalars(asked.order_by(round_.c.id)))


def _delete_requests(connection: Connection, rounds: list[str], until: date) -> int:
    """Delete what was asked about rounds, and return how much; an act or its outcome names them.

    What was refused names none, and goes when it is as old.
    """
    asked = select(request).where(request.c.state == DONE)
    day = int(datetime.combine(until, time.max).timestamp() * 1_000_000)
    about = [
        row.id
        for row in connection.execute(asked)
        if any(each in f"{row.act}{row.outcome}" for each in rounds)
        or (row.asked_at <= day and not json.loads(row.outcome)["round_id"])
    ]
    connection.execute(request.delete().where(request.c.id.in_(about)))
    return len(about)
