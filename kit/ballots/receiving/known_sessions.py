"""What receiving needs to know of a session; it never changes, so it is read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, Row, select

from kit.ballots.acts.act import CodeKind
from kit.ballots.acts.collectable import Collectable
from kit.ballots.rounds.drawn import Drawn, drawn_of
from kit.ballots.secrets.ballot import SessionName
from kit.ballots.secrets.proofs import is_ours
from kit.ballots.secrets.vector import vector_length
from kit.ballots.tables import round_, round_unit, session
from kit.model import ResponseShape

_KEPT: Final = 50_000
"""More sessions than any organisation has open; then the oldest are read again."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a code opens, and what has to be said before the first item."""

    round_id: str
    unit: str
    unit_name: str
    people: int | None
    """The head count when the round was opened."""
    registered: int | None
    """How many were registered, if HR raised that number before."""
    exercise_id: str
    fingerprint: str
    k: int
    items: bool
    purpose: str
    discussed_on: date
    closes_on: date | None
    shown_until: date | None
    """The last day on which everybody with a code of the unit sees its figures."""
    code: CodeKind
    item_ids: tuple[str, ...]
    """In ballot order."""
    category_ids: tuple[str, ...]
    """In the order of the scale."""
    drawn: Drawn | None = None
    """How many slips there are, if there are slips and they were counted."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is fixed of a session when its round is opened."""

    joined: Joined
    belongs_to: SessionName
    public_key: bytes
    length: int
    possible: bytes
    """Every byte that an answer can be."""
    places: int | None
    """None of slips that were not counted."""

    def fits(self, fingerprint: str, vector: bytes) -> bool:
        """Return whether these are answers to the questions of this round."""
        return (
            fingerprint == self.joined.fingerprint
            and len(vector) == self.length
            and not vector.translate(None, self.possible)
        )


class KnownSessions:
    """The sessions that this process has seen, by id."""

    def __init__(self, code_key: bytes) -> None:
        self._code_key = code_key
        self._facts: dict[str, SessionFacts] = {}

    def get(self, session_id: str) -> SessionFacts | None:
        """Return a session that was read, or none if its round is not proven to be ours."""
        return self._facts.get(session_id)

    def joined(self, facts: SessionFacts, row: Row[tuple[object, ...]]) -> Joined | None:
        """Return what is said of a session, with the slips that its row of now counts.

        None if somebody has changed that number: nobody answers on a false word.
        """
        joined = facts.joined
        if joined.code != "slips" or facts.places is None:
            return joined
        drawn = drawn_of(self._code_key, row)
        ours = drawn is not None and drawn.people == facts.places and drawn.slips > 0
        return replace(joined, drawn=drawn) if ours else None

    def read(self, connection: Connection, sessions: Iterable[str]) -> None:
        """Read those that have not been seen, with all others of their rounds."""
        wanted = [each for each in sessions if each not in self._facts]
        if not wanted:
            return
        rounds = select(session.c.round).where(session.c.id.in_(wanted))
        for row in connection.execute(select(round_).where(round_.c.id.in_(rounds))).all():
            # Whoever writes to the database could otherwise put a key of his own there, and read
            # what people answer from then on, or tell them another threshold than is kept.
            if is_ours(self._code_key, connection, row):
                self._keep(connection, row)

    def _keep(self, connection: Connection, row: Row[tuple[object, ...]]) -> None:
        asked = (
            select(session, round_unit.c.name, round_unit.c.people, round_unit.c.registered)
            .join(
                round_unit,
                (round_unit.c.round == session.c.round) & (round_unit.c.unit == session.c.unit),
            )
            .where(session.c.round == row.id)
        )
        shape = Collectable.from_json(row.exercise_details).shape
        length = vector_length(shape)
        possible = bytes(range(len(shape.scale.categories) + 1))
        for found in connection.execute(asked):
            if len(self._facts) >= _KEPT:
                self._facts.pop(next(iter(self._facts)))
            place, joined = SessionName(row.id, found.unit), _joined(row, found, shape)
            public_key = bytes(found.public_key)
            facts = SessionFacts(joined, place, public_key, length, possible, found.places)
            self._facts[found.id] = facts


def _joined(
    row: Row[tuple[object, ...]], found: Row[tuple[object, ...]], shape: ResponseShape
) -> Joined:
    return Joined(
        row.id,
        *(found.unit, found.name, found.people, found.registered),
        row.exercise,
        row.fingerprint,
        row.k,
        row.items,
        row.purpose,
        row.discussed_on,
        row.closes_on,
        row.shown_until,
        row.code,
        tuple(item.id for item in shape.items),
        tuple(category.id for category in shape.scale.categories),
    )
