"""What happens to a batch of answers and withdrawals in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from kit.ballots.receiving.known_sessions import KnownSessions, SessionFacts
from kit.ballots.secrets.ballot import ballot_text
from kit.ballots.secrets.sealing import seal
from kit.ballots.tables import ballot, code, session


class Answered(Enum):
    """What became of an answer."""

    RECEIVED = "received"
    """It is on disk; also said of one that was there before."""
    UNKNOWN_CODE = "unknown-code"
    FULL = "full"
    CLOSED = "closed"
    OTHER_VERSION = "other-version"
    """These are not answers to the questions of this round."""
    NOT_SAVED = "not-saved"


class Withdrawn(Enum):
    """What became of a withdrawal."""

    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    NOT_SAVED = "not-saved"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has come in."""

    codes: tuple[bytes, ...]
    """The code's hash; behind a slip's own, that of what all slips have in common."""
    receipt: bytes
    """The receipt's hash."""
    fingerprint: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A receipt's hash that has come in."""

    receipt: bytes


Incoming = Answer | Withdrawal
Reply = Answered | Withdrawn


@dataclass(slots=True)
class _State:
    state: str
    places: int | None
    taken: int
    before: int


@dataclass(slots=True)
class _Changes:
    """What the transaction sees, and what it is about to write."""

    known: KnownSessions
    today: date
    codes: dict[bytes, tuple[str, str]]
    """Session and kind by code's hash."""
    held: dict[bytes, str]
    """Session by receipt, of ballots that are there."""
    sessions: dict[str, _State]
    new: dict[bytes, tuple[SessionFacts, bytes]] = field(default_factory=dict)
    used: list[bytes] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)


_INSERT: Final = ballot.insert()
_LETS_IN: Final = ("room", "slip")
_TAKEN: Final = (
    update(session)
    .where(session.c.id == bindparam("session_id"))
    .values(taken=bindparam("now_taken"))
)


class Batches:
    """Carries batches through, and remembers what does not change between them."""

    def __init__(self, code_key: bytes) -> None:
        self._code_key = code_key
        self._known = KnownSessions(code_key)
        self._rooms: dict[bytes, tuple[str, str]] = {}

    def apply(
        self, connection: Connection, incoming: Sequence[Incoming], today: date
    ) -> list[Reply]:
        """Return a reply for each, in order; they hold once the transaction is committed."""
        changes = self._open(connection, incoming, today)
        replies: list[Reply] = [
            _answer(changes, each) if isinstance(each, Answer) else _withdraw(changes, each)
            for each in incoming
        ]
        self._write(connection, changes)
        return replies

    def _open(self, connection: Connection, incoming: Sequence[Incoming], today: date) -> _Changes:
        answers = [each for each in incoming if isinstance(each, Answer)]
        codes = self._codes(connection, {code for each in answers for code in each.codes})
        receipts = [each.receipt for each in incoming]
        held = _held(connection, receipts)
        wanted = {found for found, _ in codes.values()} | set(held.values())
        sessions = _locked(connection, wanted)
        if connection.dialect.name != "sqlite":
            # Another process may have stored or withdrawn them before we had the lock.
            held = {k: v for k, v in _held(connection, receipts).items() if v in sessions}
        self._known.read(connection, wanted)
        return _Changes(self._known, today, codes, held, sessions)

    def _codes(self, connection: Connection, hashes: set[bytes]) -> dict[bytes, tuple[str, str]]:
        found = {each: self._rooms[each] for each in hashes if each in self._rooms}
        unknown = hashes - found.keys()
        if unknown:
            asked = select(code).where(code.c.hash.in_(unknown), code.c.kind != "draft")
            for row in connection.execute(asked.order_by(code.c.hash).with_for_update()):
                found[bytes(row.hash)] = row.session, row.kind
                if row.kind != "slip":
                    self._rooms[bytes(row.hash)] = row.session, row.kind
        return found

    def _write(self, connection: Connection, changes: _Changes) -> None:
        # First, since what is withdrawn may have come in again.
        if changes.gone:
            connection.execute(delete(ballot).where(ballot.c.receipt.in_(changes.gone)))
        if changes.new:
            # By receipt, which is random: PostgreSQL and every log keep the order of writing.
            rows = [
                {
                    "receipt": receipt,
                    "session": changes.held[receipt],
                    "sealed": self._seal(*changes.new[receipt], receipt),
                }
                for receipt in sorted(changes.new)
            ]
            connection.execute(_INSERT, rows)
        if changes.used:
            connection.execute(delete(code).where(code.c.hash.in_(changes.used)))
        changed = [
            {"session_id": name, "now_taken": found.taken}
            for name, found in changes.sessions.items()
            if found.taken != found.before
        ]
        if changed:
            connection.execute(_TAKEN, changed)

    def _seal(self, facts: SessionFacts, vector: bytes, receipt: bytes) -> bytes:
        return seal(
            facts.public_key, ballot_text(self._code_key, facts.belongs_to, receipt, vector)
        )


def _answer(changes: _Changes, answer: Answer) -> Answered:
    if answer.receipt in changes.held:
        return Answered.RECEIVED
    used = next((each for each in answer.codes if each in changes.codes), b"")
    name, kind = changes.codes.get(used, ("", ""))
    found, facts = changes.sessions.get(name), changes.known.get(name)
    if found is None:
        return Answered.UNKNOWN_CODE
    if facts is None:
        return Answered.NOT_SAVED
    refusal = _refusal(found, facts, answer, changes.today)
    if refusal is Answered.CLOSED or (refusal is not None and kind in _LETS_IN):
        return refusal
    if kind not in _LETS_IN:
        # The slip's own code is gone, so it was used, or exchanged.
        return Answered.UNKNOWN_CODE
    if kind == "slip":
        changes.used.append(used)
        del changes.codes[used]
    found.taken += 1
    changes.held[answer.receipt] = name
    changes.new[answer.receipt] = facts, answer.vector
    return Answered.RECEIVED


def _refusal(found: _State, facts: SessionFacts, answer: Answer, today: date) -> Answered | None:
    if found.state != "open" or _over(facts, today):
        return Answered.CLOSED
    if not facts.fits(answer.fingerprint, answer.vector):
        return Answered.OTHER_VERSION
    if found.places is not None and found.taken >= found.places:
        return Answered.FULL
    return None


def _withdraw(changes: _Changes, withdrawal: Withdrawal) -> Withdrawn:
    name = changes.held.get(withdrawal.receipt)
    if name is None:
        return Withdrawn.UNKNOWN
    found = changes.sessions[name]
    if found.state != "open":
        return Withdrawn.CLOSED
    found.taken -= 1
    del changes.held[withdrawal.receipt]
    if changes.new.pop(withdrawal.receipt, None) is None:
        changes.gone.append(withdrawal.receipt)
    return Withdrawn.WITHDRAWN


def _over(facts: SessionFacts, today: date) -> bool:
    last = facts.joined.closes_on
    return last is not None and today > last


def _held(connection: Connection, receipts: Iterable[bytes]) -> dict[bytes, str]:
    asked = select(ballot.c.receipt, ballot.c.session).where(ballot.c.receipt.in_(receipts))
    return {bytes(row.receipt): row.session for row in connection.execute(asked)}


def _locked(connection: Connection, sessions: set[str]) -> dict[str, _State]:
    """Return the state of sessions, which stays so until the end of the transaction."""
    if not sessions:
        return {}
    asked = (
        select(session.c.id, session.c.state, session.c.places, session.c.taken)
        .where(session.c.id.in_(sessions))
        .order_by(session.c.id)
        .with_for_update(key_share=True)
    )
    return {
        row.id: _State(row.state, row.places, row.taken, row.taken)
        for row in connection.execute(asked)
    }
