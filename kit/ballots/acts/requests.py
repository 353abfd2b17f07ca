"""Ask the key holder for an act, and learn what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from kit.ballots.acts.act import ACTS, OUTCOMES, Act, Outcome
from kit.ballots.tables import request
from kit.storage.identifiers import new_id
from kit.storage.proofs import prove, proven
from kit.storage.reserve import despite_full_disk
from kit.storage.store import Store

WAITING = "waiting"
RUNNING = "running"
DONE = "done"


def request_act(store: Store, actor: str, act: Act, id_: str = "") -> str:
    """Ask for an act and return the request's id; whether the actor may is the caller's to know.

    :param actor: who asks, for the audit: a role and a unit or a link's id, never a secret.
    :param id_: the request's id, if the caller has noted it before; else a new one is made.
    """
    text = ACTS.dump_json(act, by_alias=True).decode()
    row = _row(store, id_ or new_id(), actor, text) | {"state": WAITING}

    def ask() -> str:
        with store.writing() as connection:
            connection.execute(request.insert().values(row))
        return str(row["id"])

    return despite_full_disk(store, ask)


def outcome(store: Store, request_id: str) -> Outcome | None:
    """Return what came of a request, or none while it waits (or if there is no such request)."""
    with store.reading() as connection:
        text = connection.scalar(select(request.c.outcome).where(request.c.id == request_id))
    return None if text is None else OUTCOMES.validate_json(text)


def asked_by(store: Store, request_id: str) -> str | None:
    """Return the actor of a request, or none if there is no such request."""
    with store.reading() as connection:
        actor: str | None = connection.scalar(
            select(request.c.actor).where(request.c.id == request_id)
        )
    return actor


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has asked for."""

    id: str
    actor: str
    act: Act | None
    """None if it is not to be done: it does not prove to be ours, or nobody can read it."""


def waiting_requests(store: Store) -> list[Asked]:
    """Return everything that waits, in the order of asking."""
    return _requests(store, WAITING)


def running_requests(store: Store) -> list[Asked]:
    """Return what a holder had begun when it was interrupted."""
    return _requests(store, RUNNING)


def mark_running(connection: Connection, request_id: str) -> None:
    """Note that an act has begun, in the transaction in which it does."""
    connection.execute(request.update().where(request.c.id == request_id).values(state=RUNNING))


def note_done(store: Store, connection: Connection, request_id: str, actor: str, act: str) -> bool:
    """Note an act that is done at once, without the key holder; false if it was noted before."""
    known = select(request.c.id).where(request.c.id == request_id)
    if connection.scalar(known) is not None:
        return False
    row = _row(store, request_id, actor, act) | {"state": DONE}
    row["outcome"] = OUTCOMES.dump_json(Outcome(done=True)).decode()
    connection.execute(request.insert().values(row))
    return True


def mark_done(connection: Connection, request_id: str, found: Outcome) -> None:
    """Note what came of an act."""
    text = OUTCOMES.dump_json(found).decode()
    connection.execute(
        request.update().where(request.c.id == request_id).values(state=DONE, outcome=text)
    )


def _row(store: Store, request_id: str, actor: str, act: str) -> dict[str, object]:
    row = {"id": request_id, "actor": actor, "asked_at": int(store.now() * 1_000_000), "act": act}
    return row | {"proof": prove(store.code_key, "request", *row.values())}


def _requests(store: Store, state: str) -> list[Asked]:
    asked = select(request).where(request.c.state == state)
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(request.c.asked_at, request.c.id)).all()
    return [Asked(row.id, row.actor, _act(store, row)) for row in rows]


def _act(store: Store, row: Row[tuple[object, ...]]) -> Act | None:
    facts = (row.id, row.actor, row.asked_at, row.act)
    if not proven(store.code_key, bytes(row.proof), "request", *facts):
        return None
    try:
        return ACTS.validate_json(row.act)
    except ValidationError:
        # Asked for by another version.
        return None
