"""The meetings at which a team looks again at what it has agreed on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from kit.measures.keeping import agreement_of, lock
from kit.measures.tables import agreement as agreements
from kit.measures.tables import follow_up
from kit.storage import Store, record


def note_held(store: Store, unit: str, agreement: str, held: date, actor: str) -> bool:
    """Note that a unit has looked again at an agreement; return whether there is such a one.

    Noted twice for a day it counts once.
    """
    if agreement_of(store, unit, agreement) is None:
        return False
    with store.writing() as connection:
        lock(connection, agreements.c.id == agreement)
        same = (follow_up.c.agreement == agreement) & (follow_up.c.held == held)
        if connection.scalar(select(follow_up.c.held).where(same)) is None:
            connection.execute(follow_up.insert().values(agreement=agreement, held=held))
            details = {"agreement": agreement, "unit": unit, "held": held.isoformat()}
            record(store, connection, actor, "hold-follow-up", details)
    return True
