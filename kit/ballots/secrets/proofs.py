"""Proof that rows of the database are ours.

Whoever writes to the database but lacks the code key could otherwise change what a round is after
people have answered (its questions, its units, its threshold, its keys), invent what a session has
carried over, or ask for acts in somebody's name. The key is outside the database, and so is what
it proves: rows that do not match are not used.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, Row, Table, select

from kit.ballots.tables import round_, round_unit, session

Fields = Mapping[str, object]

_CHANGING: Final = {"state", "released_on", "erased", "proof", "taken", "lost"} | {
    *("drawn", "drawn_proof"),
}
"""Columns of rounds and sessions that change while the round lives; all others are frozen."""

_LATER: Final = {"shown_until", "registered"}
"""Frozen columns that older versions lack: a row without a value is proven as they proved it."""


def prove(code_key: bytes, kind: str, *facts: object) -> bytes:
    """Return 32 bytes that show that facts were written by somebody with the code key.

    :param kind: a word for what they are, so that one sort of proof never passes for another.
    """
    text = json.dumps([kind, *facts], ensure_ascii=False, default=_plain)
    return hmac.digest(code_key, b"row|" + text.encode(), "sha256")


def proven(code_key: bytes, proof: bytes, kind: str, *facts: object) -> bool:
    """Return whether facts are as they were when they were proved."""
    return hmac.compare_digest(proof, prove(code_key, kind, *facts))


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
    first = [_plain(fields[name]) for name in names if name not in _LATER]
    later = [name for name in names if name in _LATER and fields[name] is not None]
    # With its name, so that a value never passes for that of another column.
    return first + [[name, _plain(fields[name])] for name in later]


def _fields(row: Row[tuple[object, ...]]) -> Fields:
    return row._mapping  # type: ignore[return-value]  # noqa: SLF001 - its name


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, (bytes, memoryview)) else value
