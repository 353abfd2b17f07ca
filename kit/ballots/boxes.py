"""What receiving needs to know of a ballot box; it never changes, so it is read once."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Row, select

from kit.ballots.acts import CodeKind
from kit.ballots.ballot import Box, box_proof
from kit.ballots.collectable import Collectable
from kit.ballots.tables import round_, round_unit, session
from kit.ballots.vector import vector_length

_KEPT: Final = 50_000
"""More boxes than any organisation has open; then the oldest are read again."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a code opens, and what has to be said before the first item."""

    round_id: str
    unit_name: str
    exercise_id: str
    fingerprint: str
    k: int
    items: bool
    purpose: str
    discussed_on: date
    closes_on: date | None
    code: CodeKind
    item_ids: tuple[str, ...]
    """In ballot order."""
    category_ids: tuple[str, ...]
    """In the order of the scale."""


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """One ballot box."""

    joined: Joined
    box: Box
    public_key: bytes
    length: int
    possible: bytes
    """Every byte that an answer can be."""

    def fits(self, fingerprint: str, vector: bytes) -> bool:
        """Return whether these are answers to the questions of this round."""
        return (
            fingerprint == self.joined.fingerprint
            and len(vector) == self.length
            and not vector.translate(None, self.possible)
        )


class Boxes:
    """The boxes that this process has seen, by session."""

    def __init__(self, code_key: bytes) -> None:
        self._code_key = code_key
        self._facts: dict[str, BoxFacts] = {}

    def get(self, session_id: str) -> BoxFacts | None:
        """Return a box that was read, or none if its key is not proven to be ours."""
        return self._facts.get(session_id)

    def read(self, connection: Connection, sessions: Iterable[str]) -> None:
        """Read those that have not been seen."""
        wanted = [each for each in sessions if each not in self._facts]
        if not wanted:
            return
        asked = (
            select(
                session.c.id.label("session"),
                session.c.unit.label("unit"),
                session.c.public_key.label("box_key"),
                session.c.proof,
                round_unit.c.name,
                round_,
            )
            .join(round_, round_.c.id == session.c.round)
            .join(
                round_unit,
                (round_unit.c.round == session.c.round) & (round_unit.c.unit == session.c.unit),
            )
            .where(session.c.id.in_(wanted))
        )
        for row in connection.execute(asked):
            if len(self._facts) >= _KEPT:
                self._facts.pop(next(iter(self._facts)))
            facts = _facts(row)
            proof = box_proof(self._code_key, facts.box, row.session, facts.public_key)
            if hmac.compare_digest(proof, bytes(row.proof)):
                self._facts[row.session] = facts


def _facts(row: Row[tuple[object, ...]]) -> BoxFacts:
    shape = Collectable.from_json(row.exercise_details).shape
    joined = Joined(
        row.id,
        row.name,
        row.exercise,
        row.fingerprint,
        row.k,
        row.items,
        row.purpose,
        row.discussed_on,
        row.closes_on,
        row.code,
        tuple(item.id for item in shape.items),
        tuple(category.id for category in shape.scale.categories),
    )
    possible = bytes(range(len(shape.scale.categories) + 1))
    box = Box(row.id, row.unit)
    return BoxFacts(joined, box, bytes(row.box_key), vector_length(shape), possible)
