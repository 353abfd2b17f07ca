"""What is left after a closing: the key first, then ballots, slips and carries in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from shutil import disk_usage
from typing import Final

from sqlalchemy import Table, delete, select, text
from sqlalchemy.sql.elements import ColumnElement

from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.tables import ballot, code, round_, session, waiting_count
from kit.storage.store import Store

BATCH: Final = 2000
"""Rows deleted in one transaction, so that answers to other sessions wait for no more."""

_SESSIONS: Final = 500
"""Sessions to which one transaction looks."""

Step = Callable[[str], None]
"""Called after each step of a closing with its name."""


def finish_sessions(store: Store, keys: KeyFolder, sessions: Iterable[str], after: Step) -> None:
    """Destroy the keys of sessions whose results are on disk, then delete what they sealed."""
    found = list(sessions)
    if not found:
        return
    keys.destroy(*found)
    after("session keys destroyed")
    _delete_sealed(store, found, after)


def _delete_sealed(store: Store, sessions: Sequence[str], after: Step) -> None:
    for some in _parts(sessions):
        _empty(store, ballot, ballot.c.receipt, ballot.c.session.in_(some), after)
        # The room's code stays, and what all slips have in common: they were never anybody's own,
        # and say to a latecomer "closed".
        slips = code.c.session.in_(some) & code.c.kind.in_(("slip", "draft"))
        _empty(store, code, code.c.hash, slips, after)
        with store.writing() as connection:
            connection.execute(session.update().where(session.c.id.in_(some)).values(erased=True))
        after("sessions erased")
    store.empty_log()


def finish_round(store: Store, keys: KeyFolder, round_id: str, after: Step) -> None:
    """Destroy every key of a round that has ended, then delete all that was sealed to them.

    If the keys are in another folder, what was sealed is deleted now, and the keys are destroyed
    when a holder with that folder comes by.
    """
    with store.reading() as connection:
        folder = connection.scalar(select(round_.c.key_folder).where(round_.c.id == round_id))
        every = list(connection.scalars(select(session.c.id).where(session.c.round == round_id)))
        left = list(
            connection.scalars(
                select(session.c.id).where(session.c.round == round_id, ~session.c.erased)
            )
        )
    if folder == keys.name:
        keys.destroy(round_id, *every)
        after("keys destroyed")
    _delete_sealed(store, left, after)
    for some in _parts(every):
        with store.writing() as connection:
            connection.execute(delete(waiting_count).where(waiting_count.c.session.in_(some)))
    after("carries deleted")
    if folder != keys.name:
        return
    with store.writing() as connection:
        connection.execute(round_.update().where(round_.c.id == round_id).values(erased=True))
    after("round erased")
    store.empty_log()


def unerased_rounds(store: Store, keys: KeyFolder) -> list[str]:
    """Return rounds of this key folder that have ended and still have something to erase."""
    asked = select(round_.c.id).where(
        ~round_.c.erased,
        round_.c.state.in_(("closed", "withdrawn")),
        round_.c.key_folder == keys.name,
    )
    with store.reading() as connection:
        return list(connection.scalars(asked))


def unerased_sessions(store: Store, keys: KeyFolder) -> list[str]:
    """Return sessions of this key folder, closed early, that still have something to erase."""
    asked = (
        select(session.c.id)
        .join(round_, round_.c.id == session.c.round)
        .where(~session.c.erased, session.c.state == "closed", round_.c.key_folder == keys.name)
    )
    with store.reading() as connection:
        return list(connection.scalars(asked))


def compact(store: Store) -> None:
    """Write the database anew without what was deleted, if nothing is open and space allows.

    On PostgreSQL only the tables that hold what respondents send, which are all but empty then.
    """
    with store.reading() as connection:
        live = connection.scalar(select(round_.c.id).where(~round_.c.erased).limit(1))
    if live is not None:
        return
    file = store.settings.database_file
    if file is None:
        _compact_tables(store)
    elif disk_usage(file.parent).free >= 3 * file.stat().st_size:
        with store.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("VACUUM")


def _compact_tables(store: Store) -> None:
    names = ", ".join(table.name for table in (ballot, code, waiting_count, session))
    with store.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        # A table that somebody reads just now is left for next time: nobody has to wait for it.
        connection.execute(text(f"VACUUM (FULL, SKIP_LOCKED) {names}"))


def _parts(sessions: Sequence[str]) -> Iterator[Sequence[str]]:
    return (sessions[at : at + _SESSIONS] for at in range(0, len(sessions), _SESSIONS))


def _empty(
    store: Store,
    table: Table,
    key: ColumnElement[bytes],
    condition: ColumnElement[bool],
    after: Step,
) -> None:
    while True:
        with store.writing() as connection:
            some = list(connection.scalars(select(key).where(condition).limit(BATCH)))
            if some:
                connection.execute(delete(table).where(key.in_(some)))
        if not some:
            return
        store.empty_log()
        after(f"{table.name}s deleted")
