"""Rounds and sessions as rows: found, locked, changed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Row, select

from kit.ballots.acts.act import RefusedError
from kit.ballots.acts.reasons import Reason
from kit.ballots.rounds.drawn import are_drawn_ours
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.secrets.proofs import is_ours
from kit.ballots.tables import result, round_, session
from kit.storage.audit import record
from kit.storage.store import Store

UNCOUNTED: Final = ("open", "waiting", "closing")
"""States of a session whose ballots are still sealed."""

HOLDER: Final = "key holder"
"""The actor of what is found out while an act is carried out."""


def live_round(
    store: Store, connection: Connection, keys: KeyFolder, round_id: str
) -> Row[tuple[object, ...]]:
    """Return a round that can be closed with these keys, locked until the transaction ends.

    :raises RefusedError: if it is not open, was changed, or was opened with other keys.
    """
    found = unended_round(connection, round_id)
    if found.state != "open":
        raise RefusedError(Reason.ALREADY_CLOSED, round=round_id)
    return _checked(store, connection, keys, found)


def held_round(
    store: Store, connection: Connection, keys: KeyFolder, round_id: str
) -> Row[tuple[object, ...]]:
    """Return a round whose closing has begun, to be counted from what this transaction sees.

    :raises RefusedError: if it was changed, or was opened with other keys.
    """
    found = connection.execute(select(round_).where(round_.c.id == round_id)).one()
    return _checked(store, connection, keys, found)


def unended_round(connection: Connection, round_id: str) -> Row[tuple[object, ...]]:
    """Return a round that has not ended, locked until the end of the transaction.

    :raises RefusedError: if there is none.
    """
    found = connection.execute(
        select(round_).where(round_.c.id == round_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise RefusedError(Reason.UNKNOWN_ROUND)
    if found.state not in {"open", "closing"}:
        raise RefusedError(Reason.ALREADY_CLOSED, round=round_id)
    return found


def locked_sessions(connection: Connection, round_id: str) -> list[Row[tuple[object, ...]]]:
    """Return the sessions of a round; nobody else changes them until the transaction ends."""
    # In the order in which receivers lock, so that nobody waits for each other.
    asked = select(session).where(session.c.round == round_id).order_by(session.c.id)
    return list(connection.execute(asked.with_for_update()))


def sessions_of(connection: Connection, round_id: str) -> list[Row[tuple[object, ...]]]:
    """Return the sessions of a round."""
    return list(connection.execute(select(session).where(session.c.round == round_id)))


def session_row(connection: Connection, session_id: str) -> Row[tuple[object, ...]]:
    """Return a session that is there."""
    return connection.execute(select(session).where(session.c.id == session_id)).one()


def set_session(connection: Connection, session_id: str, **values: object) -> None:
    """Change a session."""
    connection.execute(session.update().where(session.c.id == session_id).values(**values))


def set_round(connection: Connection, round_id: str, **values: object) -> None:
    """Change a round."""
    connection.execute(round_.update().where(round_.c.id == round_id).values(**values))


def end_round(store: Store, connection: Connection, round_id: str, state: str) -> None:
    """Note that a round has ended today, with a result if it has shown anything.

    :param state: in which it ends.
    """
    today = store.today()
    released = today if has_released(connection, round_id) else None
    set_round(connection, round_id, state=state, released_on=released, ended_on=today)


def has_released(connection: Connection, round_id: str) -> bool:
    """Return whether a round has shown anything."""
    asked = select(result.c.unit).where(result.c.round == round_id).limit(1)
    return connection.scalar(asked) is not None


def lose_session(store: Store, connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """End a session whose key is not there, without a release, and say so."""
    set_session(connection, row.id, state="closed", taken=0, lost=True)
    tell_lost(store, connection, row)


def tell_lost(store: Store, connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """Record that a session's key was not there."""
    record(store, connection, HOLDER, "key-lost", {"round": row.round, "unit": row.unit})


def _checked(
    store: Store, connection: Connection, keys: KeyFolder, found: Row[tuple[object, ...]]
) -> Row[tuple[object, ...]]:
    rows = sessions_of(connection, found.id)
    ours = is_ours(store.code_key, connection, found)
    if not ours or not are_drawn_ours(store.code_key, connection, rows):
        raise RefusedError(Reason.ROUND_ALTERED, round=found.id)
    if found.key_folder != keys.name:
        raise RefusedError(Reason.NO_KEY, round=found.id)
    return found
