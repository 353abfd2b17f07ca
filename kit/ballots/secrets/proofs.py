"""Proof that a round is what it was when it was opened.

Whoever writes to the database but lacks the code key could otherwise change its questions, its
units, its threshold or its keys after people have answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Connection, Row, Table, select

from kit.ballots.tables import round_, round_unit, session
from kit.storage.proofs import plain, prove, proven

Fields = Mapping[str, object]

_CHANGING: Final = {
    *("state", "released_on", "ended_on", "erased", "proof"),
    *("taken", "lost", "drawn", "drawn_proof"),
}
"""Columns of rounds and sessions that change while the round lives; all others are frozen."""

_LATER: Final = {"shown_until", "registered"}
"""Frozen columns that older versions lack: a row without a value is proven as they proved it."""


def round_proof(
    code_key: bytes, row: Fields, units: Iterable[Fields], sessions: Iterable[Fields]
) -> bytes:
    """Return the proof of all that is frozen when a round is opened, from its rows."""
    return prove(code_key, "round", *_frozen(row, units, sessions))


def is_ours(code_key: bytes, connection: Connection, row: Row[tuple[object, ...]]) -> bool:
    """Return whether a round, its units and its sessions are as they were opened."""
    units = connection.execute(select(round_unit).where(round_unit.c.round == row.id))
    sessions = connection.execute(select(session).where(session.c.round == row.id))
    facts = _frozen(_fields(row), map(_fields, units), map(_fields, sessions))
    return proven(code_key, bytes(row.proof), "round", *facts)


def _frozen(
    row: Fields, units: Iterable[Fields], sessions: Iterable[Fields]
) -> tuple[object, object, object]:
    return (
        _of(round_, row),
        sorted((_of(round_unit, each) for each in units), key=str),
        sorted((_of(session, each) for each in sessions), key=str),
    )


def _of(table: Table, fields: Fields) -> list[object]:
    names = [column.name for column in table.columns if column.name not in _CHANGING]
    first = [plain(fields[name]) for name in names if name not in _LATER]
    later = [name for name in names if name in _LATER and fields[name] is not None]
    # With its name, so that a value never passes for that of another column.
    return first + [[name, plain(fields[name])] for name in later]


def _fields(row: Row[tuple[object, ...]]) -> Fields:
    return row._mapping  # type: ignore[return-value]  # noqa: SLF001 - its name
