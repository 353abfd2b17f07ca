"""Ask the key holder for an act, and learn what came of it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kit.ballots.acts import ACTS, OUTCOMES, Act, Outcome
from kit.ballots.database import Store
from kit.ballots.identifiers import new_id
from kit.ballots.reserve import despite_full_disk
from kit.ballots.tables import request

WAITING = "waiting"
RUNNING = "running"
DONE = "done"


def request_act(store: Store, actor: str, act: Act) -> str:
    """Ask for an act and return the request's id; whether the actor may is the caller's to know.

    :param actor: who asks, for the audit: a role and a unit or a link's id, never a secret.
    """
    row = {
        "id": new_id(),
        "state": WAITING,
        "actor": actor,
        "asked_at": int(store.now() * 1_000_000),
        "act": ACTS.dump_json(act, by_alias=True).decode(),
    }

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


def waiting_requests(connection: Connection) -> list[tuple[str, str, Act]]:
    """Return id, actor and act of everything that waits, in the order of asking."""
    rows = connection.execute(
        select(request.c.id, request.c.actor, request.c.act)
        .where(request.c.state == WAITING)
        .order_by(request.c.asked_at, request.c.id)
    )
    return [(row.id, row.actor, ACTS.validate_json(row.act)) for row in rows]


def running_requests(connection: Connection) -> list[tuple[str, str, Act]]:
    """Return what a holder had begun when it was interrupted."""
    rows = connection.execute(
        select(request.c.id, request.c.actor, request.c.act).where(request.c.state == RUNNING)
    )
    return [(row.id, row.actor, ACTS.validate_json(row.act)) for row in rows]


def mark_running(connection: Connection, request_id: str) -> None:
    """Note that an act has begun, in the transaction in which it does."""
    connection.execute(request.update().where(request.c.id == request_id).values(state=RUNNING))


def note_done(
    store: Store, connection: Connection, request_id: str, actor: str, act: str
) -> bool:
    """Note an act that is done at once, without the key holder; false if it was noted before."""
    known = select(request.c.id).where(request.c.id == request_id)
    if connection.scalar(known) is not None:
        return False
    row = {
        "id": request_id,
        "state": DONE,
        "actor": actor,
        "asked_at": int(store.now() * 1_000_000),
        "act": act,
        "outcome": OUTCOMES.dump_json(Outcome(done=True)).decode(),
    }
    connection.execute(request.insert().values(row))
    return True


def mark_done(connection: Connection, request_id: str, found: Outcome) -> None:
    """Note what came of an act."""
    text = OUTCOMES.dump_json(found).decode()
    connection.execute(
        request.update().where(request.c.id == request_id).values(state=DONE, outcome=text)
    )
