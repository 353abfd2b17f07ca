"""From sealed ballots to what may be shown, in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from sqlalchemy import Connection, select

from kit.ballots.acts.collectable import Collectable
from kit.ballots.secrets.ballot import SessionName, vector_of
from kit.ballots.secrets.sealing import Opener, seal
from kit.ballots.secrets.vector import decode_vector
from kit.ballots.tables import ballot, waiting_count
from kit.ballots.units.tree import RoundUnit
from kit.model import K_FLOOR, ResponseShape
from kit.release import Tally, Unit, tally
from kit.storage.proofs import prove, proven

_STEP: Final = 4096
_ROWS: Final = 1000
"""Ballots fetched at once."""


@dataclass(frozen=True, slots=True)
class Count:
    """What one session held."""

    tally: Tally
    strange: bool = False
    """Whether there were ballots that do not belong there; they are left out."""


@dataclass(slots=True)
class Counts:
    """What the sessions of a round held, by leaf."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Leaves whose key is not there."""


def count_session(
    connection: Connection,
    of: tuple[str, SessionName],
    key: bytes,
    code_key: bytes,
    shape: ResponseShape,
) -> Count:
    """Open every ballot of a session and return their tally.

    Ballots that somebody without the code key put in, copied or changed are left out.
    """
    (session, place), opener, strange = of, Opener(key), False
    rows = connection.execute(
        select(ballot.c.receipt, ballot.c.sealed).where(ballot.c.session == session)
    )

    def vectors() -> Iterator[tuple[int, ...]]:
        nonlocal strange
        for row in chain.from_iterable(rows.partitions(_ROWS)):
            receipt = bytes(row.receipt)
            vector = vector_of(code_key, place, receipt, opener.open(bytes(row.sealed)))
            if vector is None:
                strange = True
                continue
            try:
                yield decode_vector(shape, vector)
            except ValueError:
                strange = True

    return Count(tally(vectors(), shape), strange)


def seal_waiting(
    code_key: bytes, public_key: bytes, session: str, found: Tally, shape: ResponseShape
) -> bytes:
    """Seal what a round needs of a session; the length depends on no answer.

    :param code_key: proves that it is ours.
    :param public_key: the round's.
    """
    data = found.as_json()
    proof = prove(code_key, "carry", session, data)
    text = json.dumps([proof.hex(), data], separators=(",", ":")).encode()
    counts = len(shape.items) * (len(shape.scale.categories) + 1) + len(shape.dimensions) + 1
    # Ids have at most 60 letters, counts far fewer than 12 digits.
    names = (len(shape.items) + len(shape.dimensions) + 5) * 80
    length = -(-(counts * 12 + names) // _STEP) * _STEP
    if len(text) > length:
        raise ValueError("a tally is longer than the length that all of them have")
    return seal(public_key, text.ljust(length))


def open_waiting(connection: Connection, session: str, key: bytes, code_key: bytes) -> Tally | None:
    """Return what a session closed early left for its round, if it is there and ours.

    :param key: the round's private key.
    """
    sealed = connection.scalar(
        select(waiting_count.c.sealed).where(waiting_count.c.session == session)
    )
    text = None if sealed is None else Opener(key).open(bytes(sealed))
    if text is None:
        return None
    try:
        proof, data = json.loads(text)
        ours = proven(code_key, bytes.fromhex(proof), "carry", session, data)
    except (ValueError, TypeError):
        # Anybody can seal anything to a public key.
        return None
    return Tally.from_json(data) if ours else None


def release_tree(units: Iterable[RoundUnit]) -> Unit:
    """Return a round's units as the release rule wants them."""
    below: dict[str | None, list[str]] = {}
    for each in units:
        below.setdefault(each.parent, []).append(each.id)

    def build(unit_id: str) -> Unit:
        return Unit(unit_id, tuple(build(child) for child in below.get(unit_id, ())))

    (root,) = below[None]
    return build(root)


def threshold(stored: int) -> int:
    """Return the fewest responses of a round, whatever somebody has written into the database."""
    return max(stored, K_FLOOR)


def shape_of(details: str) -> ResponseShape:
    """Return the response shape of a round from its stored details."""
    return Collectable.from_json(details).shape
