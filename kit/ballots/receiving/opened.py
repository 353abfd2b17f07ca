"""What a code opens: a session to answer in, or what there is to see when nobody can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import Connection, Row, select

from kit.ballots.receiving.known_sessions import Joined, KnownSessions, SessionFacts
from kit.ballots.tables import code, result, session


class After(Enum):
    """Why nobody can answer with a code, and what it opens instead."""

    FULL = "full"
    """As many have answered as there are places."""
    OVER = "over"
    """The last day for answers has passed, and nobody has closed yet."""
    NOT_YET = "not-yet"
    """What all slips have in common lets nobody answer; a slip that was used opens this."""
    WAITING = "waiting"
    """This unit is closed and sealed until the round closes."""
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    """The figures, if there are any, are not shown to those who have a code."""
    SHOWN = "shown"
    """The unit's figures are shown to everybody who has a code."""
    POOLED = "pooled"
    """The unit has no figures of its own; its answers count in a unit above."""
    NOTHING = "nothing"
    """The round has no figures at all."""
    LOST = "lost"
    """The key to the answers was lost."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A session in which nobody can answer with this code."""

    joined: Joined
    """What was said of it before the first item."""
    after: After


Opened = Joined | Ended


def opened_by(
    connection: Connection, known: KnownSessions, hashes: Sequence[bytes], today: date
) -> Opened | None:
    """Return what a code opens now, or none.

    :param hashes: of the code; and, behind a slip's own, of what all slips have in common, which
        counts when the slip's code is gone.
    """
    asked = (
        select(session, code.c.hash, code.c.kind)
        .join(code, code.c.session == session.c.id)
        .where(code.c.hash.in_(hashes), code.c.kind != "draft")
    )
    rows = {bytes(row.hash): row for row in connection.execute(asked)}
    row = next((rows[each] for each in hashes if each in rows), None)
    if row is None:
        return None
    known.read(connection, [row.id])
    facts = known.get(row.id)
    if facts is None:
        return None
    after = _after(connection, facts, row, today)
    if after is not None:
        return Ended(facts.joined, after)
    return known.joined(facts, row)


def _after(
    connection: Connection, facts: SessionFacts, row: Row[tuple[object, ...]], today: date
) -> After | None:
    """Return why nobody can answer with this code, or none if somebody can."""
    if row.state == "open":
        return _before_closing(facts, row, today)
    if row.state in {"waiting", "withdrawn"}:
        return After(row.state)
    until = facts.joined.shown_until
    if row.state != "closed" or until is None or today > until:
        return After.CLOSED
    return _figures(connection, row)


def _before_closing(facts: SessionFacts, row: Row[tuple[object, ...]], today: date) -> After | None:
    last = facts.joined.closes_on
    if last is not None and today > last:
        return After.OVER
    if row.kind == "after":
        return After.NOT_YET
    return After.FULL if facts.places is not None and row.taken >= facts.places else None


def _figures(connection: Connection, row: Row[tuple[object, ...]]) -> After:
    asked = select(result.c.unit).where(result.c.round == row.round)
    released = set(connection.scalars(asked))
    if row.unit in released:
        return After.SHOWN
    if row.lost:
        return After.LOST
    return After.POOLED if released else After.NOTHING
