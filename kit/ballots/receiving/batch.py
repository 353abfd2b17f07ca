"""What happens to a batch of answers and withdrawals in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from kit.ballots.receiving.boxes import Boxes, BoxFacts
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


Letter = Answer | Withdrawal
Reply = Answered | Withdrawn


@dataclass(slots=True)
class _State:
    state: str
    places: int | None
    taken: int
    before: int


@dataclass(slots=True)
class _Desk:
    """What the transaction sees, and what it is about to write."""

    boxes: Boxes
    today: date
    codes: dict[bytes, tuple[str, str]]
    """Session and kind by code's hash."""
    held: dict[bytes, str]
    """Session by receipt, of ballots that are there."""
    sessions: dict[str, _State]
    new: dict[bytes, tuple[BoxFacts, bytes]] = field(default_factory=dict)
    used: list[bytes] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)


_INSERT: Final = ballot.insert()
_LETS_IN: Final = ("room", "slip")
_TAKEN: Final = (
    update(session).where(session.c.id == bindparam("box")).values(taken=bindparam("now_taken"))
)


class Batches:
    """Carries batches through, and remembers what does not change between them."""

    def __init__(self, code_key: bytes) -> None:
        self._code_key = code_key
        self._boxes = Boxes(code_key)
        self._rooms: dict[bytes, tuple[str, str]] = {}

    def carry_through(
        self, connection: Connection, letters: Sequence[Letter], today: date
    ) -> list[Reply]:
        """Return a reply for each, in order; they hold once the transaction is committed."""
        desk = self._open(connection, letters, today)
        replies: list[Reply] = [
            _answer(desk, each) if isinstance(each, Answer) else _withdraw(desk, each)
            for each in letters
        ]
        self._write(connection, desk)
        return replies

    def _open(self, connection: Connection, letters: Sequence[Letter], today: date) -> _Desk:
        answers = [each for each in letters if isinstance(each, Answer)]
        codes = self._codes(connection, {code for each in answers for code in each.codes})
        receipts = [each.receipt for each in letters]
        held = _held(connection, receipts)
        wanted = {found for found, _ in codes.values()} | set(held.values())
        sessions = _locked(connection, wanted)
        if connection.dialect.name != "sqlite":
            # Another process may have stored or withdrawn them before we had the lock.
            held = {k: v for k, v in _held(connection, receipts).items() if v in sessions}
        self._boxes.read(connection, wanted)
        return _Desk(self._boxes, today, codes, held, sessions)

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

    def _write(self, connection: Connection, desk: _Desk) -> None:
        # First, since what is withdrawn may have come in again.
        if desk.gone:
            connection.execute(delete(ballot).where(ballot.c.receipt.in_(desk.gone)))
        if desk.new:
            # By receipt, which is random: PostgreSQL and every log keep the order of writing.
            rows = [
                {
                    "receipt": receipt,
                    "session": desk.held[receipt],
                    "sealed": self._seal(*desk.new[receipt], receipt),
                }
                for receipt in sorted(desk.new)
            ]
            connection.execute(_INSERT, rows)
        if desk.used:
            connection.execute(delete(code).where(code.c.hash.in_(desk.used)))
        changed = [
            {"box": name, "now_taken": found.taken}
            for name, found in desk.sessions.items()
            if found.taken != found.before
        ]
        if changed:
            connection.execute(_TAKEN, changed)

    def _seal(self, facts: BoxFacts, vector: bytes, receipt: bytes) -> bytes:
        return seal(facts.public_key, ballot_text(self._code_key, facts.box, receipt, vector))


def _answer(desk: _Desk, letter: Answer) -> Answered:
    if letter.receipt in desk.held:
        return Answered.RECEIVED
    known = (each for each in letter.codes if each in desk.codes)
    used = next(known, b"")
    name, kind = desk.codes.get(used, ("", ""))
    box, facts = desk.sessions.get(name), desk.boxes.get(name)
    if box is None:
        return Answered.UNKNOWN_CODE
    if facts is None:
        return Answered.NOT_SAVED
    refusal = _refusal(box, facts, letter, desk.today)
    if refusal is Answered.CLOSED or (refusal is not None and kind in _LETS_IN):
        return refusal
    if kind not in _LETS_IN:
        # The slip's own code is gone, so it was used, or exchanged.
        return Answered.UNKNOWN_CODE
    if kind == "slip":
        desk.used.append(used)
        del desk.codes[used]
    box.taken += 1
    desk.held[letter.receipt] = name
    desk.new[letter.receipt] = facts, letter.vector
    return Answered.RECEIVED


def _refusal(box: _State, facts: BoxFacts, letter: Answer, today: date) -> Answered | None:
    if box.state != "open" or _over(facts, today):
        return Answered.CLOSED
    if not facts.fits(letter.fingerprint, letter.vector):
        return Answered.OTHER_VERSION
    if box.places is not None and box.taken >= box.places:
        return Answered.FULL
    return None


def _withdraw(desk: _Desk, letter: Withdrawal) -> Withdrawn:
    name = desk.held.get(letter.receipt)
    if name is None:
        return Withdrawn.UNKNOWN
    box = desk.sessions[name]
    if box.state != "open":
        return Withdrawn.CLOSED
    box.taken -= 1
    del desk.held[letter.receipt]
    if desk.new.pop(letter.receipt, None) is None:
        desk.gone.append(letter.receipt)
    return Withdrawn.WITHDRAWN


def _over(facts: BoxFacts, today: date) -> bool:
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
