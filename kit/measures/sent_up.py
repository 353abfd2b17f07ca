"""What was sent up: it is due on the page of the leader who is asked, and gets an answer there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from kit.measures.agreement import Measure, Status
from kit.measures.faults import Fault, Found, text_faults
from kit.measures.keeping import FaultyError, Kept, lock, read
from kit.measures.tables import agreement, measure, question
from kit.storage import Store, record


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure that was sent up, for whoever is asked: not what else the unit has agreed on."""

    unit: str
    """Who asks."""
    unit_name: str
    measure: Measure


def asked_of(store: Store, unit: str) -> tuple[Asked, ...]:
    """Return what a unit is asked by those below it: what waits first, by the day it is due."""
    with store.reading() as connection:
        known = select(measure.c.agreement).where(
            measure.c.id.in_(select(question.c.measure).where(question.c.unit == unit))
        )
        found = _asked(read(connection, agreement.c.id.in_(known)), unit)
    return tuple(sorted(found, key=_order))


def answer(store: Store, unit: str, measure_id: str, text: str, by: str, actor: str) -> bool:
    """Answer a measure that was sent up to a unit; return whether the unit was asked.

    An answer may be changed; the day is that of the last change. The measure itself stays the
    team's own: it decides what follows.

    :param by: who answers: a role.
    :raises FaultyError: if the answer is empty, too long, or has characters that nobody sees.
    """
    faults = [*text_faults("answer", text), *text_faults("by", by)]
    if not text.strip():
        faults.append(Found("answer", fault=Fault.EMPTY))
    if faults:
        raise FaultyError(faults)
    here = (question.c.measure == measure_id) & (question.c.unit == unit)
    with store.writing() as connection:
        owner = select(measure.c.agreement).where(measure.c.id == measure_id)
        lock(connection, agreement.c.id.in_(owner))
        told = {"answer": text.strip(), "answered": store.today(), "by": by.strip()}
        if not connection.execute(question.update().where(here).values(told)).rowcount:
            return False
        # Who has it open now is told: it is another text by now.
        connection.execute(
            agreement.update()
            .where(agreement.c.id.in_(owner))
            .values(revision=agreement.c.revision + 1, changed=store.today())
        )
        details = {"measure": measure_id, "unit": unit}
        record(store, connection, actor, "answer-measure", details)
    return True


def _asked(kept: Iterable[Kept], unit: str) -> Iterable[Asked]:
    for each in kept:
        for found in each.agreement.measures:
            sent = found.sent_up
            if sent is not None and sent.to == unit and found.status is Status.SENT_UP:
                yield Asked(each.unit, each.unit_name, found)


def _order(asked: Asked) -> tuple[bool, str]:
    sent = asked.measure.sent_up
    answered = sent is not None and sent.answered is not None
    return answered, sent.due.isoformat() if sent and sent.due else ""
