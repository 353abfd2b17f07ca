"""How many slips were drawn for how many people: proven, so that nobody changes it unseen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Row, select

from kit.ballots.units.tree import RoundUnit
from kit.storage.proofs import prove, proven
from kit.storage.tables import audit

CONFIRM: Final = "confirm-slips"
"""The act after which slips let answers in, as the audit names it."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Slips that were drawn, their print confirmed; who has them nobody knows."""

    slips: int
    people: int
    """The head count when the round was opened; there are never more slips."""


def drawn_proof(code_key: bytes, session_id: str, slips: int) -> bytes:
    """Return the proof of a session's number of slips."""
    return prove(code_key, "drawn", session_id, slips)


def drawn_of(code_key: bytes, row: Row[tuple[object, ...]]) -> Drawn | None:
    """Return what was drawn for a session with slips.

    None if its number was changed in the database, and for a round that was opened before slips
    were counted: it has no places.
    """
    if row.places is None or not _is_ours(code_key, row):
        return None
    return Drawn(row.drawn or 0, row.places)


def are_drawn_ours(
    code_key: bytes, connection: Connection, rows: Iterable[Row[tuple[object, ...]]]
) -> bool:
    """Return whether the sessions of a round tell just the slips that the audit has.

    The proof alone would let an earlier, lower number be put back.
    """
    found = list(rows)
    told = _audited(connection, found[0].round) if found else {}
    return all(
        _is_ours(code_key, row) and (row.drawn or 0) == told.get(row.unit, 0) for row in found
    )


def drawn_below(
    units: Iterable[RoundUnit], drawn: Mapping[str, Drawn | None]
) -> dict[str, Drawn | None]:
    """Return what was drawn at and below each unit; none where it is not known of every leaf.

    :param units: parents first.
    :param drawn: by leaf.
    """
    found = dict(drawn)
    for unit in reversed(list(units)):
        if unit.parent is None or unit.id not in found:
            continue
        found[unit.parent] = _sum(found[unit.id], found.get(unit.parent, Drawn(0, 0)))
    return found


def _sum(one: Drawn | None, other: Drawn | None) -> Drawn | None:
    if one is None or other is None:
        return None
    return Drawn(one.slips + other.slips, one.people + other.people)


def _is_ours(code_key: bytes, row: Row[tuple[object, ...]]) -> bool:
    if not row.drawn:
        return True
    proof = bytes(row.drawn_proof or b"")
    return proven(code_key, proof, "drawn", row.id, row.drawn)


def _audited(connection: Connection, round_id: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for text in connection.scalars(select(audit.c.details).where(audit.c.act == CONFIRM)):
        details = json.loads(text)
        if details["round"] == round_id:
            found[details["unit"]] += int(details["slips"])
    return found
