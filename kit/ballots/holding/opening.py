"""Open a round: every rule is held here, then keys are made, then people can answer."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from kit.ballots.acts.act import Outcome, RefusedError, RoundPlan
from kit.ballots.acts.collectable import refusal
from kit.ballots.acts.purpose import is_purpose
from kit.ballots.acts.reasons import Reason
from kit.ballots.acts.requests import mark_done
from kit.ballots.rounds.resting import Place, rest_from
from kit.ballots.secrets.codes import code_hash, room_code
from kit.ballots.secrets.keys import KeyFolder
from kit.ballots.secrets.proofs import round_proof
from kit.ballots.tables import code, round_, round_unit, session
from kit.ballots.units.tree import (
    RoundUnit,
    UnitTree,
    ancestors,
    frozen_units,
    in_turn,
    saved_units,
)
from kit.model import K_FLOOR
from kit.storage.audit import record
from kit.storage.identifiers import new_id
from kit.storage.store import Store

SHOWN_AT_MOST: Final = timedelta(days=366)
"""After its opening; who wants to see figures longer asks the leader."""


def open_round(
    store: Store, keys: KeyFolder, plan: RoundPlan, actor: str, request_id: str
) -> Outcome:
    """Open a round and return its id; nothing is changed if it may not be opened.

    :raises RefusedError: if a rule forbids it.
    """
    _check_plan(plan, store.today())
    done = None
    while done is None:
        done = _opened(store, keys, plan, actor, request_id)
    return done


def _opened(
    store: Store, keys: KeyFolder, plan: RoundPlan, actor: str, request_id: str
) -> Outcome | None:
    """Open a round, or return none if the units were changed while its keys were made."""
    with store.reading() as connection:
        units, above = _frozen(connection, plan)
        _check_apart(connection, plan, units, above, store.today())
    _check_head_counts(units, plan)
    round_id = new_id()
    ids = {each.id: new_id() for each in units if each.leaf}
    # A crash from here on leaves keys to which nothing was ever sealed.
    public = keys.make((round_id, *ids.values()))
    done = Outcome(done=True, round_id=round_id)
    sessions = [
        _session_row(round_id, each.id, ids[each.id], public[ids[each.id]])
        # A room code can be passed on, and whoever draws slips can keep some: there are no more
        # places than people.
        | {"places": each.people}
        for each in units
        if each.leaf
    ]
    row = _round_row(plan, round_id, public[round_id], actor, store.today())
    row |= {"above": json.dumps(above), "key_folder": keys.name}
    frozen = _unit_rows(round_id, units)
    row["proof"] = round_proof(store.code_key, row, frozen, sessions)
    with store.writing() as connection:
        in_turn(connection)
        if _frozen(connection, plan) != (units, above):
            # Whoever has fewer people now would have too many places, or another unit too many.
            return None
        _check_apart(connection, plan, units, above, store.today())
        connection.execute(round_.insert().values(row))
        connection.execute(round_unit.insert(), frozen)
        connection.execute(session.insert(), sessions)
        if plan.code == "room":
            connection.execute(code.insert(), [_room_row(store, each["id"]) for each in sessions])
        record(store, connection, actor, "open-round", _told(plan, round_id))
        mark_done(connection, request_id, done)
    return done


def _check_plan(plan: RoundPlan, today: date) -> None:
    if plan.k < K_FLOOR:
        raise RefusedError(Reason.K_TOO_LOW, floor=str(K_FLOOR))
    if not is_purpose(plan.purpose):
        raise RefusedError(Reason.NO_PURPOSE)
    if plan.discussed_on is None or plan.discussed_on > today:
        raise RefusedError(Reason.NOT_DISCUSSED)
    if plan.closes_on is not None and plan.closes_on < today:
        raise RefusedError(Reason.CLOSES_IN_THE_PAST)
    if plan.shown_until is not None:
        if plan.shown_until < (plan.closes_on or today):
            raise RefusedError(Reason.SHOWN_TOO_SHORT)
        if plan.shown_until > today + SHOWN_AT_MOST:
            raise RefusedError(Reason.SHOWN_TOO_LONG, days=str(SHOWN_AT_MOST.days))
    found = refusal(plan.exercise)
    if found is not None:
        raise RefusedError(found[0], **found[1])


def _frozen(
    connection: Connection, plan: RoundPlan
) -> tuple[tuple[RoundUnit, ...], tuple[str, ...]]:
    tree: UnitTree | None = saved_units(connection)
    top = tree.find(plan.root) if tree else None
    if tree is None or top is None:
        raise RefusedError(Reason.UNKNOWN_UNIT, unit=plan.root)
    return frozen_units(top), ancestors(tree, plan.root)


def _check_head_counts(units: tuple[RoundUnit, ...], plan: RoundPlan) -> None:
    for each in units:
        if each.leaf and not each.people:
            raise RefusedError(Reason.HEAD_COUNT_MISSING, unit=each.id, name=each.name)
    people = sum(each.people or 0 for each in units)
    if people < plan.k:
        # People would answer, and all of it would be destroyed unseen.
        top = units[0]
        numbers = {"people": str(people), "k": str(plan.k)}
        of = {"unit": top.id, "name": top.name, "exercise": plan.exercise.exercise_id}
        raise RefusedError(Reason.TOO_FEW_PEOPLE, **of, **numbers)


def _check_apart(
    connection: Connection,
    plan: RoundPlan,
    units: tuple[RoundUnit, ...],
    above: tuple[str, ...],
    today: date,
) -> None:
    """Refuse a unit that is, or lately was, in a round on such questions, above or below it."""
    at = Place(frozenset(each.id for each in units), frozenset(above))
    found = rest_from(connection, plan.exercise, at, today)
    if found is not None:
        raise RefusedError(
            Reason.RELEASED_LATELY if found.until else Reason.IN_ANOTHER_ROUND,
            round=found.round_id,
            exercise=found.exercise.exercise_id,
            name=found.unit,
            by=found.role,
            opened_on=found.opened_on.isoformat(),
            closes_on=found.closes_on.isoformat() if found.closes_on else "",
            until=found.until.isoformat() if found.until else "",
            **{f"title.{name}": each.title for name, each in found.exercise.wording.items()},
            title=found.exercise.wording[found.exercise.language].title,
        )


def _round_row(
    plan: RoundPlan, round_id: str, public: bytes, actor: str, today: date
) -> dict[str, object]:
    return {
        "id": round_id,
        "state": "open",
        "exercise": plan.exercise.exercise_id,
        "exercises": json.dumps(sorted(plan.exercise.exercises)),
        "fingerprint": plan.exercise.fingerprint,
        "exercise_details": plan.exercise.as_json(),
        "root": plan.root,
        "k": plan.k,
        "items": plan.items,
        "code": plan.code,
        "purpose": plan.purpose.strip(),
        "discussed_on": plan.discussed_on,
        "closes_on": plan.closes_on,
        "shown_until": plan.shown_until,
        "opened_on": today,
        "opened_by": actor,
        "public_key": public,
        "erased": False,
    }


def _unit_rows(round_id: str, units: tuple[RoundUnit, ...]) -> list[dict[str, object]]:
    return [
        {
            "round": round_id,
            "unit": each.id,
            "parent": each.parent,
            "name": each.name,
            "position": position,
            "people": each.people,
            "registered": each.registered,
            "leaf": each.leaf,
        }
        for position, each in enumerate(units)
    ]


def _session_row(round_id: str, unit_id: str, session_id: str, public: bytes) -> dict[str, object]:
    return {
        "id": session_id,
        "round": round_id,
        "unit": unit_id,
        "state": "open",
        "public_key": public,
        "taken": 0,
        "lost": False,
        "erased": False,
    }


def _room_row(store: Store, session_id: object) -> dict[str, object]:
    shown = room_code(store.code_key, str(session_id))
    return {"hash": code_hash(store.code_key, shown), "session": session_id, "kind": "room"}


def _told(plan: RoundPlan, round_id: str) -> dict[str, str]:
    return {
        "round": round_id,
        "exercise": plan.exercise.exercise_id,
        "unit": plan.root,
        "k": str(plan.k),
        "items": "yes" if plan.items else "no",
        "code": plan.code,
        "purpose": plan.purpose.strip(),
        "discussed_on": str(plan.discussed_on),
        "shown_until": str(plan.shown_until or "never"),
    }
