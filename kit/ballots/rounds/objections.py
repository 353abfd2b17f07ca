"""What representatives say of rounds and of meetings that are prepared: not discussed with us.

It stands beside the date on which a round is claimed to have been discussed, and changes nothing of
the round. It is said for a unit, whoever represents it then, and never disappears: what is taken
back is told with both days. Everybody who looks into the round sees it, but for those who answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, select
from sqlalchemy.exc import IntegrityError

from kit.ballots.tables import objection
from kit.storage.audit import record
from kit.storage.proofs import prove, proven
from kit.storage.store import Store

_FACTS: Final = ("subject", "unit", "name", "said_on", "taken_back_on")


@dataclass(frozen=True, slots=True)
class Objection:
    """That something was not discussed with a unit's representative."""

    subject: str
    """The id of a round, or of a meeting that is prepared."""
    unit: str
    """Whose representative says so."""
    name: str
    """What the unit was called then."""
    said_on: date
    taken_back_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it has not been taken back."""
        return self.taken_back_on is None


def object_to(store: Store, subject: str, unit: str, name: str, actor: str) -> bool:
    """Note that a round or a meeting was not discussed with a unit's representative.

    What was taken back can be said again, though not on the same day: one acts at most twice a day.

    :param name: what the unit is called.
    :returns: whether it had not been said before.
    """
    today = store.today()
    said = Objection(subject, unit, name, today)
    with store.writing() as connection:
        known = _one(store, connection, subject, unit)
        if known is not None:
            if known.stands or known.taken_back_on == today:
                return False
            _write(store, connection, known, said)
        elif not _insert(store, connection, said):
            return False
        record(store, connection, actor, "object", {"session": subject, "unit": unit})
    return True


def take_back_objection(store: Store, subject: str, unit: str, actor: str) -> bool:
    """Note that a unit's representative says so no longer; return whether anything was said."""
    with store.writing() as connection:
        known = _one(store, connection, subject, unit)
        if known is None or not known.stands:
            return False
        _write(store, connection, known, replace(known, taken_back_on=store.today()))
        details = {"session": subject, "unit": unit}
        record(store, connection, actor, "take-back-objection", details)
    return True


def objections(store: Store, subjects: Collection[str]) -> Mapping[str, tuple[Objection, ...]]:
    """Return what is said of rounds and meetings, by their ids, the oldest first."""
    asked = select(objection).where(objection.c.subject.in_(subjects))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(objection.c.said_on, objection.c.unit)).all()
    found = dict[str, tuple[Objection, ...]]()
    for row in rows:
        if _is_ours(store, row):
            found[row.subject] = (*found.get(row.subject, ()), _objection(row))
    return found


def move_objections(store: Store, connection: Connection, before: str, after: str) -> None:
    """Let what was said of a meeting hold for the round that it has become.

    What has been said of the round itself meanwhile holds instead.
    """
    rows = connection.execute(select(objection).where(objection.c.subject == before)).all()
    connection.execute(objection.delete().where(objection.c.subject == before))
    for row in rows:
        if _is_ours(store, row):
            _insert(store, connection, replace(_objection(row), subject=after))


def forget_objections(connection: Connection, subjects: Collection[str]) -> None:
    """Delete what was said of rounds or meetings that are deleted."""
    connection.execute(objection.delete().where(objection.c.subject.in_(subjects)))


def _one(store: Store, connection: Connection, subject: str, unit: str) -> Objection | None:
    """Return what a unit's representative has said, with its row held for this transaction."""
    asked = select(objection).where(_same(subject, unit)).with_for_update()
    row = connection.execute(asked).one_or_none()
    return _objection(row) if row is not None and _is_ours(store, row) else None


def _insert(store: Store, connection: Connection, said: Objection) -> bool:
    """Return whether nothing was said before; two may press at the same moment."""
    try:
        with connection.begin_nested():
            connection.execute(objection.insert().values(_row(store, said)))
    except IntegrityError:
        return False
    return True


def _write(store: Store, connection: Connection, before: Objection, after: Objection) -> None:
    same = _same(before.subject, before.unit)
    connection.execute(objection.update().where(same).values(_row(store, after)))


def _row(store: Store, said: Objection) -> dict[str, object]:
    facts = {name: getattr(said, name) for name in _FACTS}
    return {**facts, "proof": prove(store.code_key, "objection", *facts.values())}


def _same(subject: str, unit: str) -> Any:
    return and_(objection.c.subject == subject, objection.c.unit == unit)


def _objection(row: Row[Any]) -> Objection:
    return Objection(*(getattr(row, name) for name in _FACTS))


def _is_ours(store: Store, row: Row[Any]) -> bool:
    facts = (getattr(row, name) for name in _FACTS)
    return proven(store.code_key, bytes(row.proof), "objection", *facts)
