"""Close a session or a round: count in memory, keep what may be shown, destroy the key.

The order is the promise. Results and the word "closed" are one transaction; only then is the key
destroyed, which is the erasure; then what it sealed is deleted. Each step can be repeated, so a
closing that was interrupted anywhere goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Row, select

from kit.ballots.acts.act import Outcome, RefusedError
from kit.ballots.acts.reasons import Reason
from kit.ballots.acts.requests import mark_done, mark_running
from kit.ballots.holding.counting import (
    Count,
    Counts,
    count_session,
    open_waiting,
    release_tree,
    seal_waiting,
    shape_of,
    threshold,
)
from kit.ballots.holding.erasing import Step, finish_round, finish_sessions
from kit.ballots.rounds.drawn import Drawn, drawn_below, drawn_of
from kit.ballots.rounds.rows import (
    HOLDER,
    UNCOUNTED,
    end_round,
    held_round,
    live_round,
    locked_sessions,
    lose_session,
    session_row,
    sessions_of,
    set_round,
    set_session,
    tell_lost,
)
from kit.ballots.rounds.status import units_of
from kit.ballots.secrets.ballot import SessionName
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.secrets.sealing import public_key_of
from kit.ballots.tables import result, session, waiting_count
from kit.ballots.units.tree import RoundUnit
from kit.model import ResponseShape
from kit.release import Figures, Tally, release, release_leaf
from kit.storage.audit import record
from kit.storage.store import Store


def begin_session(
    store: Store, keys: KeyFolder, asked: tuple[str, str], actor: str, request_id: str
) -> str | None:
    """Let a leaf receive no more and return its session; none if it is the whole round.

    :param asked: the ids of the round and of the leaf.
    :raises RefusedError: if it cannot be closed.
    """
    round_id, unit = asked
    with store.writing() as connection:
        found = live_round(store, connection, keys, round_id)
        rows = locked_sessions(connection, round_id)
        row = next((each for each in rows if each.unit == unit), None)
        if row is None:
            known = {each.id for each in units_of(connection, round_id)}
            why = Reason.NOT_A_LEAF if unit in known else Reason.UNKNOWN_UNIT
            raise RefusedError(why, unit=unit)
        if row.state != "open":
            raise RefusedError(Reason.ALREADY_CLOSED, unit=unit)
        if found.root == unit:
            return None
        set_session(connection, row.id, state="closing")
        record(store, connection, actor, "close-session", {"round": round_id, "unit": unit})
        mark_running(connection, request_id)
        return str(row.id)


def finish_session(store: Store, keys: KeyFolder, session_id: str, after: Step) -> None:
    """Carry an early closing through: release and keep the counts, or leave sealed below ``k``.

    :raises RefusedError: if the round is not as it was opened, or its keys are elsewhere.
    """
    with store.reading() as connection:
        row = session_row(connection, session_id)
        key = keys.read(session_id)
        found = held_round(store, connection, keys, row.round)
        shape = shape_of(found.exercise_details)
        count = _count(store, connection, shape, row, key) if key else None
    if count is not None:
        _check_slips(_drawn(store, found, (), [row]), {row.unit: count.tally})
    after("session counted")
    if count is not None and count.tally.ballots < threshold(found.k):
        with store.writing() as connection:
            set_session(connection, session_id, state="waiting")
        after("session left sealed")
        return
    with store.writing() as connection:
        if count is None:
            lose_session(store, connection, row)
        else:
            _keep_early(store, connection, found, row, count, keys.read(found.id))
    after("session result kept")
    finish_sessions(store, keys, [session_id], after)


def begin_round(store: Store, keys: KeyFolder, round_id: str, actor: str, request_id: str) -> None:
    """Let a whole round receive no more.

    :raises RefusedError: if it cannot be closed.
    """
    with store.writing() as connection:
        live_round(store, connection, keys, round_id)
        locked_sessions(connection, round_id)
        uncounted = session.c.state.in_(UNCOUNTED)
        connection.execute(
            session.update().where(session.c.round == round_id, uncounted).values(state="closing")
        )
        set_round(connection, round_id, state="closing")
        record(store, connection, actor, "close-round", {"round": round_id})
        mark_running(connection, request_id)


def finish_closing(store: Store, keys: KeyFolder, round_id: str, after: Step) -> None:
    """Count what is sealed, keep what may be shown, and erase the rest unseen.

    :raises RefusedError: if the round is not as it was opened, or its keys are elsewhere.
    """
    with store.reading() as connection:
        found = held_round(store, connection, keys, round_id)
        rows = sessions_of(connection, round_id)
        units = units_of(connection, round_id)
        shape = shape_of(found.exercise_details)
        counts = _count_all(store, connection, keys, shape, rows)
    drawn = _drawn(store, found, units, rows)
    _check_slips(drawn, counts.tallies)
    shown = release(
        release_tree(units),
        counts.tallies,
        shape,
        k=threshold(found.k),
        items=found.items,
        lost=counts.lost,
    )
    after("round counted")
    with store.writing() as connection:
        _keep(store, connection, round_id, shown.values(), drawn)
        connection.execute(
            session.update()
            .where(session.c.round == round_id)
            .values(state="closed", taken=0, lost=session.c.unit.in_(counts.lost))
        )
        for row in rows:
            if row.unit in counts.lost and not row.lost:
                tell_lost(store, connection, row)
        for unit in counts.strange:
            _tell_strange(store, connection, round_id, unit)
    after("results kept")
    finish_round(store, keys, round_id, after)


def settle(store: Store, request_id: str, found: Outcome) -> None:
    """Answer a request."""
    with store.writing() as connection:
        mark_done(connection, request_id, found)


def _count_all(
    store: Store,
    connection: Connection,
    keys: KeyFolder,
    shape: ResponseShape,
    rows: Iterable[Row[tuple[object, ...]]],
) -> Counts:
    counts = Counts()
    for row in rows:
        if row.state in UNCOUNTED:
            key = keys.read(row.id)
            count = _count(store, connection, shape, row, key) if key else None
            if count is not None and count.strange:
                counts.strange.append(row.unit)
            tally = None if count is None else count.tally
        else:
            round_key = keys.read(row.round)
            tally = (
                open_waiting(connection, row.id, round_key, store.code_key) if round_key else None
            )
        if tally is None:
            counts.lost.append(row.unit)
        else:
            counts.tallies[row.unit] = tally
    return counts


def _count(
    store: Store,
    connection: Connection,
    shape: ResponseShape,
    row: Row[tuple[object, ...]],
    key: bytes,
) -> Count:
    place = SessionName(row.round, row.unit)
    return count_session(connection, (row.id, place), key, store.code_key, shape)


def _keep_early(
    store: Store,
    connection: Connection,
    found: Row[tuple[object, ...]],
    row: Row[tuple[object, ...]],
    count: Count,
    round_key: bytes | None,
) -> None:
    shape = shape_of(found.exercise_details)
    shown = release_leaf(row.unit, count.tally, shape, k=threshold(found.k), items=found.items)
    if shown is not None:
        drawn = _drawn(store, found, (), [row])
        _insert_figures(connection, row.round, [shown], drawn)
    # To the key in the key folder, since the database's copy may not be ours. Without it nothing
    # could be read of this session any more, and the round will say so.
    if round_key is not None:
        public_key = public_key_of(round_key)
        sealed = seal_waiting(store.code_key, public_key, row.id, count.tally, shape)
        connection.execute(waiting_count.insert().values(session=row.id, sealed=sealed))
    set_session(connection, row.id, state="closed", taken=0)
    if count.strange:
        _tell_strange(store, connection, row.round, row.unit)


def _drawn(
    store: Store,
    found: Row[tuple[object, ...]],
    units: Iterable[RoundUnit],
    rows: Iterable[Row[tuple[object, ...]]],
) -> Mapping[str, Drawn | None]:
    if found.code != "slips":
        return {}
    return drawn_below(units, {row.unit: drawn_of(store.code_key, row) for row in rows})


def _check_slips(drawn: Mapping[str, Drawn | None], tallies: Mapping[str, Tally]) -> None:
    """Refuse a session with more answers than slips that were confirmed.

    :raises RefusedError: then somebody has let codes in that nobody counted.
    """
    for unit, found in tallies.items():
        told = drawn.get(unit)
        if told is not None and found.ballots > told.slips:
            raise RefusedError(Reason.ROUND_ALTERED, unit=unit)


def _keep(
    store: Store,
    connection: Connection,
    round_id: str,
    shown: Iterable[Figures],
    drawn: Mapping[str, Drawn | None],
) -> None:
    """Save a round's figures; those of a session closed early are kept as they were seen."""
    seen = set(connection.scalars(select(result.c.unit).where(result.c.round == round_id)))
    new = (each for each in shown if each.unit not in seen)
    _insert_figures(connection, round_id, new, drawn)
    end_round(store, connection, round_id, "closed")


def _insert_figures(
    connection: Connection,
    round_id: str,
    shown: Iterable[Figures],
    drawn: Mapping[str, Drawn | None],
) -> None:
    rows = []
    for each in shown:
        told = drawn.get(each.unit)
        numbers = {"drawn": told.slips, "people": told.people} if told else {}
        figures = json.dumps(each.as_json())
        rows.append(
            {"round": round_id, "unit": each.unit, "figures": figures}
            | {"drawn": None, "people": None}
            | numbers
        )
    if rows:
        connection.execute(result.insert(), rows)


def _tell_strange(store: Store, connection: Connection, round_id: str, unit: str) -> None:
    record(store, connection, HOLDER, "strange-ballots", {"round": round_id, "unit": unit})
