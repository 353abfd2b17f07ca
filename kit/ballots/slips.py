"""Slips with one-time codes, to be drawn from a hat; no list of who has which ever exists."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from kit.ballots.acts import RefusedError
from kit.ballots.audit import record
from kit.ballots.codes import code_hash, new_slip
from kit.ballots.database import Store
from kit.ballots.requests import note_done
from kit.ballots.tables import code, round_, session

DRAW: Final = "draw-slips"

MOST: Final = 5000
"""Slips that can be drawn at once."""


def draw_slips(
    store: Store, round_id: str, unit_id: str, count: int, actor: str, drawing: str = ""
) -> list[str]:
    """Make one-time codes for a leaf and return them, this once; only their hashes are kept.

    :param drawing: an id of this drawing, so that a page that is sent twice draws once.
    :raises RefusedError: ``unknown-unit``, ``already-closed``, ``room-code`` (the round has
        room codes) or ``drawn-already``.
    :raises ValueError: if ``count`` is not from 1 to :data:`MOST`.
    """
    if not 1 <= count <= MOST:
        raise ValueError(f"from 1 to {MOST} slips can be drawn at once")
    slips = sorted({new_slip() for _ in range(count)})
    asked = (
        select(session.c.id, session.c.state, round_.c.code)
        .join(round_, round_.c.id == session.c.round)
        .where(session.c.round == round_id, session.c.unit == unit_id)
    )
    with store.writing() as connection:
        box = connection.execute(asked.with_for_update()).one_or_none()
        if box is None:
            raise RefusedError("unknown-unit", unit=unit_id)
        if box.state != "open":
            raise RefusedError("already-closed", unit=unit_id)
        if box.code != "slips":
            raise RefusedError("room-code", unit=unit_id)
        if drawing and not note_done(store, connection, drawing, actor, DRAW):
            raise RefusedError("drawn-already", unit=unit_id)
        rows = [
            {"hash": code_hash(store.code_key, slip), "session": box.id, "kind": "slip"}
            for slip in slips
        ]
        connection.execute(code.insert(), rows)
        record(store, connection, actor, DRAW, {"round": round_id, "unit": unit_id})
    return slips
