"""Close a session or a round: count in memory, keep what may be shown, destroy the key.

The order is the promise. Results and the word "closed" are one transaction; only then is the key
destroyed, which is the erasure; then what it sealed is deleted. Each step can be repeated, so a
closing that was interrupted anywhere goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from kit.ballots.acts import Outcome, RefusedError
from kit.ballots.audit import record
from kit.ballots.ballot import Box
from kit.ballots.counting import (
    Count,
    Counts,
    count_box,
    open_carry,
    release_tree,
    seal_carry,
    shape_of,
    threshold,
)
from kit.ballots.database import Store
from kit.ballots.erasing import Step, finish_round, finish_sessions
from kit.ballots.keys import KeyFolder
from kit.ballots.release import Figures, release, release_leaf
from kit.ballots.requests import mark_done, mark_running
from kit.ballots.rounds import units_of
from kit.ballots.tables import carry, result, round_, session

UNCOUNTED = ("open", "waiting", "closing")
"""States of a session whose ballots are still sealed."""

HOLDER = "key holder"
"""The actor of what is found out while an act is carried out."""


def begin_session(
    store: Store, keys: KeyFolder, asked: tuple[str, str], actor: str, request_id: str
) -> str | None:
    """Let a leaf receive no more and return its session; none if it is the whole round.

    :param asked: the ids of the round and of the leaf.
    :raises RefusedError: if it cannot be closed.
    """
    round_id, unit = asked
    with store.writing() as connection:
        found = _live(connection, keys, round_id)
        boxes = _locked(connection, round_id)
        box = next((each for each in boxes if each.unit == unit), None)
        if box is None:
            known = {each.id for each in units_of(connection, round_id)}
            raise RefusedError("not-a-leaf" if unit in known else "unknown-unit", unit=unit)
        if box.state != "open":
            raise RefusedError("already-closed", unit=unit)
        if found.root == unit:
            return None
        _set_session(connection, box.id, state="closing")
        record(store, connection, actor, "close-session", {"round": round_id, "unit": unit})
        mark_running(connection, request_id)
        return str(box.id)


def finish_session(store: Store, keys: KeyFolder, session_id: str, after: Step) -> None:
    """Carry an early closing through: release and carry over, or leave sealed below ``k``."""
    with store.reading() as connection:
        box = _session(connection, session_id)
        key = keys.read(session_id)
        found = _round(connection, box.round)
        count = _count(store, connection, found, box, key) if key else None
    after("session counted")
    if count is not None and count.tally.ballots < threshold(found.k):
        with store.writing() as connection:
            _set_session(connection, session_id, state="waiting")
        after("session left sealed")
        return
    with store.writing() as connection:
        if count is None:
            _lose(store, connection, box)
        else:
            _keep_early(store, connection, found, box, count)
    after("session result kept")
    finish_sessions(store, keys, [session_id], after)


def begin_round(store: Store, keys: KeyFolder, round_id: str, actor: str, request_id: str) -> None:
    """Let a whole round receive no more.

    :raises RefusedError: if it cannot be closed.
    """
    with store.writing() as connection:
        _live(connection, keys, round_id)
        for box in _locked(connection, round_id):
            if box.state in UNCOUNTED:
                _set_session(connection, box.id, state="closing")
        _set_round(connection, round_id, state="closing")
        record(store, connection, actor, "close-round", {"round": round_id})
        mark_running(connection, request_id)


def finish_closing(store: Store, keys: KeyFolder, round_id: str, after: Step) -> None:
    """Count what is sealed, keep what may be shown, and erase the rest unseen."""
    with store.reading() as connection:
        found = _round(connection, round_id)
        boxes = _boxes(connection, round_id)
        units = units_of(connection, round_id)
        counts = _count_all(store, connection, keys, found, boxes)
    shape = shape_of(found.exercise_details)
    shown = release(
        release_tree(units), counts.tallies, shape, k=threshold(found.k), items=found.items
    )
    after("round counted")
    with store.writing() as connection:
        _keep(store, connection, round_id, shown.values())
        for box in boxes:
            lost = box.unit in counts.lost and box.state in UNCOUNTED
            _set_session(connection, box.id, state="closed", taken=0, lost=box.lost or lost)
            if lost:
                _tell_lost(store, connection, box)
        for unit in counts.strange:
            _tell_strange(store, connection, round_id, unit)
    after("results kept")
    finish_round(store, keys, round_id, after)


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
        _unended(connection, round_id)
        for box in _locked(connection, round_id):
            if box.state in UNCOUNTED:
                _set_session(connection, box.id, state="withdrawn", taken=0)
        _set_round(
            connection,
            round_id,
            state="withdrawn",
            released_on=store.today() if _released(connection, round_id) else None,
        )
        record(store, connection, actor, "withdraw-round", {"round": round_id})
        mark_running(connection, request_id)
    after("round withdrawn")
    finish_round(store, keys, round_id, after)


def end_destroyed(store: Store, keys: KeyFolder) -> None:
    """End what a restored backup shows as open although its key has been destroyed."""
    with store.reading() as connection:
        rounds = connection.execute(
            select(round_.c.id).where(round_.c.state.in_(("open", "closing")))
        )
        gone = [row.id for row in rounds if keys.destroyed(row.id)]
        boxes = connection.execute(select(session).where(session.c.state.in_(UNCOUNTED)))
        lost = [box for box in boxes if box.round in gone or keys.destroyed(box.id)]
    if not gone and not lost:
        return
    with store.writing() as connection:
        for box in lost:
            _lose(store, connection, box)
        for round_id in gone:
            # It may have been released after the backup was made.
            _set_round(connection, round_id, state="closed", released_on=store.today())
            record(store, connection, HOLDER, "ended-before-backup", {"round": round_id})


def told(store: Store, round_id: str, unit: str | None = None) -> Outcome:
    """Return what has to be said about a closing that is done."""
    with store.reading() as connection:
        boxes = [each for each in _boxes(connection, round_id) if unit in (None, each.unit)]
        shown = _released(connection, round_id)
    lost = [str(box.unit) for box in boxes if box.lost]
    if unit is not None and any(box.state == "waiting" for box in boxes):
        return Outcome(done=True, round_id=round_id, code="still-sealed", details={"unit": unit})
    if lost:
        details = {"units": ", ".join(lost)}
        return Outcome(done=True, round_id=round_id, code="key-lost", details=details)
    return Outcome(done=True, round_id=round_id, code=None if shown else "nothing-released")


def settle(store: Store, request_id: str, found: Outcome) -> None:
    """Answer a request."""
    with store.writing() as connection:
        mark_done(connection, request_id, found)


def _count_all(
    store: Store,
    connection: Connection,
    keys: KeyFolder,
    found: Row[tuple[object, ...]],
    boxes: Iterable[Row[tuple[object, ...]]],
) -> Counts:
    counts, round_key = Counts(), keys.read(found.id)
    for box in boxes:
        if box.state in UNCOUNTED:
            key = keys.read(box.id)
            count = _count(store, connection, found, box, key) if key else None
            if count is not None and count.strange:
                counts.strange.append(box.unit)
            tally = None if count is None else count.tally
        else:
            tally = open_carry(connection, box.id, round_key) if round_key else None
        if tally is None:
            counts.lost.append(box.unit)
        else:
            counts.tallies[box.unit] = tally
    return counts


def _count(
    store: Store,
    connection: Connection,
    found: Row[tuple[object, ...]],
    box: Row[tuple[object, ...]],
    key: bytes,
) -> Count:
    place = Box(box.round, box.unit)
    shape = shape_of(found.exercise_details)
    return count_box(connection, (box.id, place), key, store.code_key, shape)


def _keep_early(
    store: Store,
    connection: Connection,
    found: Row[tuple[object, ...]],
    box: Row[tuple[object, ...]],
    count: Count,
) -> None:
    shape = shape_of(found.exercise_details)
    shown = release_leaf(box.unit, count.tally, shape, k=threshold(found.k), items=found.items)
    if shown is not None:
        _insert_figures(connection, box.round, shown)
    sealed = seal_carry(bytes(found.public_key), count.tally, shape)
    connection.execute(carry.insert().values(session=box.id, sealed=sealed))
    _set_session(connection, box.id, state="closed", taken=0)
    if count.strange:
        _tell_strange(store, connection, box.round, box.unit)


def _keep(store: Store, connection: Connection, round_id: str, shown: Iterable[Figures]) -> None:
    """Save a round's figures; those of a session closed early are kept as they were seen."""
    seen = set(connection.scalars(select(result.c.unit).where(result.c.round == round_id)))
    for figures in shown:
        if figures.unit not in seen:
            _insert_figures(connection, round_id, figures)
    released = store.today() if _released(connection, round_id) else None
    _set_round(connection, round_id, state="closed", released_on=released)


def _insert_figures(connection: Connection, round_id: str, figures: Figures) -> None:
    text = json.dumps(figures.as_json())
    connection.execute(result.insert().values(round=round_id, unit=figures.unit, figures=text))


def _lose(store: Store, connection: Connection, box: Row[tuple[object, ...]]) -> None:
    _set_session(connection, box.id, state="closed", taken=0, lost=True)
    _tell_lost(store, connection, box)


def _tell_lost(store: Store, connection: Connection, box: Row[tuple[object, ...]]) -> None:
    record(store, connection, HOLDER, "key-lost", {"round": box.round, "unit": box.unit})


def _tell_strange(store: Store, connection: Connection, round_id: str, unit: str) -> None:
    record(store, connection, HOLDER, "strange-ballots", {"round": round_id, "unit": unit})


def _live(connection: Connection, keys: KeyFolder, round_id: str) -> Row[tuple[object, ...]]:
    found = _unended(connection, round_id)
    if found.state != "open":
        raise RefusedError("already-closed", round=round_id)
    if found.key_folder != keys.name:
        raise RefusedError("no-key", round=round_id)
    return found


def _unended(connection: Connection, round_id: str) -> Row[tuple[object, ...]]:
    found = connection.execute(
        select(round_).where(round_.c.id == round_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise RefusedError("unknown-round")
    if found.state not in {"open", "closing"}:
        raise RefusedError("already-closed", round=round_id)
    return found


def _locked(connection: Connection, round_id: str) -> list[Row[tuple[object, ...]]]:
    # In the order in which receivers lock, so that nobody waits for each other.
    asked = select(session).where(session.c.round == round_id).order_by(session.c.id)
    return list(connection.execute(asked.with_for_update()))


def _boxes(connection: Connection, round_id: str) -> list[Row[tuple[object, ...]]]:
    return list(connection.execute(select(session).where(session.c.round == round_id)))


def _round(connection: Connection, round_id: str) -> Row[tuple[object, ...]]:
    return connection.execute(select(round_).where(round_.c.id == round_id)).one()


def _session(connection: Connection, session_id: str) -> Row[tuple[object, ...]]:
    return connection.execute(select(session).where(session.c.id == session_id)).one()


def _set_session(connection: Connection, session_id: str, **values: object) -> None:
    connection.execute(session.update().where(session.c.id == session_id).values(**values))


def _set_round(connection: Connection, round_id: str, **values: object) -> None:
    connection.execute(round_.update().where(round_.c.id == round_id).values(**values))


def _released(connection: Connection, round_id: str) -> bool:
    asked = select(result.c.unit).where(result.c.round == round_id).limit(1)
    return connection.scalar(asked) is not None
