"""Rounds that end without a release, and what is said of those that end."""

from __future__ import annotations

from sqlalchemy import select

from kit.ballots.acts.act import Outcome
from kit.ballots.acts.reasons import Remark
from kit.ballots.acts.requests import mark_running
from kit.ballots.holding.erasing import Step, finish_round
from kit.ballots.rounds.rows import (
    HOLDER,
    UNCOUNTED,
    end_round,
    has_released,
    locked_sessions,
    lose_session,
    sessions_of,
    set_round,
    set_session,
    unended_round,
)
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.tables import round_, session
from kit.storage.audit import record
from kit.storage.store import Store


def withdraw(
    store: Store, held: tuple[KeyFolder, str], actor: str, request_id: str, after: Step
) -> None:
    """End a round without a release: everything sealed is destroyed unseen.

    What a session closed early has shown stays: it has been seen.

    :param held: the keys, and the round's id.
    :raises RefusedError: if the round has ended.
    """
    keys, round_id = held
    with store.writing() as connection:
        unended_round(connection, round_id)
        for row in locked_sessions(connection, round_id):
            if row.state in UNCOUNTED:
                set_session(connection, row.id, state="withdrawn", taken=0)
        end_round(store, connection, round_id, "withdrawn")
        record(store, connection, actor, "withdraw-round", {"round": round_id})
        mark_running(connection, request_id)
    after("round withdrawn")
    finish_round(store, keys, round_id, after)


def ended(store: Store, keys: KeyFolder, round_id: str) -> Outcome:
    """Return what has to be said of a round that was withdrawn."""
    with store.reading() as connection:
        folder = connection.scalar(select(round_.c.key_folder).where(round_.c.id == round_id))
    elsewhere = None if folder == keys.name else Remark.KEY_ELSEWHERE
    return Outcome(done=True, round_id=round_id, code=elsewhere)


def end_destroyed(store: Store, keys: KeyFolder) -> None:
    """End what a restored backup shows as open although its key has been destroyed."""
    with store.reading() as connection:
        rounds = connection.execute(
            select(round_.c.id).where(round_.c.state.in_(("open", "closing")))
        )
        gone = [row.id for row in rounds if keys.destroyed(row.id)]
        rows = connection.execute(select(session).where(session.c.state.in_(UNCOUNTED)))
        lost = [row for row in rows if row.round in gone or keys.destroyed(row.id)]
    if not gone and not lost:
        return
    with store.writing() as connection:
        for row in lost:
            lose_session(store, connection, row)
        for round_id in gone:
            # It may have been released after the backup was made.
            today = store.today()
            set_round(connection, round_id, state="closed", released_on=today, ended_on=today)
            record(store, connection, HOLDER, "ended-before-backup", {"round": round_id})


def outcome_of(store: Store, round_id: str, unit: str | None = None) -> Outcome:
    """Return what has to be said about a closing that is done."""
    with store.reading() as connection:
        rows = [each for each in sessions_of(connection, round_id) if unit in (None, each.unit)]
        shown = has_released(connection, round_id)
    lost = [str(row.unit) for row in rows if row.lost]
    if unit is not None and any(row.state == "waiting" for row in rows):
        details = {"unit": unit}
        return Outcome(done=True, round_id=round_id, code=Remark.STILL_SEALED, details=details)
    if lost:
        details = {"units": ", ".join(lost)}
        return Outcome(done=True, round_id=round_id, code=Remark.KEY_LOST, details=details)
    return Outcome(done=True, round_id=round_id, code=None if shown else Remark.NOTHING_RELEASED)
