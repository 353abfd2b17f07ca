"""What representatives say of rounds and of meetings that are prepared: not discussed with us.

It stands beside the date on which a round is claimed to have been discussed, and changes nothing of
the round. It belongs to the link with which it was said, and only with that link is it taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from kit.ballots.tables import objection
from kit.ballots.units.tree import OWN, UnitTree, ancestors, load_units
from kit.storage.audit import record
from kit.storage.proofs import prove, proven
from kit.storage.store import Store


@dataclass(frozen=True, slots=True)
class Objection:
    """That something was not discussed with a unit's representative."""

    subject: str
    """The id of a round, or of a meeting that is prepared."""
    unit: str
    """Whose representative says so."""
    link: str
    said_on: date
    name: str = ""
    """What the unit is called now; its id if it is gone."""


def object_to(store: Store, subject: str, unit: str, link: str, actor: str) -> bool:
    """Note that a round or a meeting was not discussed with a unit's representative.

    :param link: the id of the link with which it is said.
    :returns: whether it had not been said before.
    """
    with store.writing() as connection:
        if connection.execute(select(objection).where(_same(subject, link))).one_or_none():
            return False
        _insert(store, connection, Objection(subject, unit, link, store.today()))
        details = {"session": subject, "unit": unit}
        record(store, connection, actor, "object", details)
    return True


def take_back_objection(store: Store, subject: str, link: str, actor: str) -> bool:
    """Take back what was said with a link; return whether there was anything."""
    with store.writing() as connection:
        if not connection.execute(objection.delete().where(_same(subject, link))).rowcount:
            return False
        record(store, connection, actor, "take-back-objection", {"session": subject})
    return True


def objections(
    store: Store, subjects: Collection[str], unit: str
) -> Mapping[str, tuple[Objection, ...]]:
    """Return what concerns a unit of what is said of rounds and meetings, the oldest first.

    It concerns the unit whose representative says so, those below it, and those above it.

    :param unit: as a round names it, so that of the people placed directly at one, too.
    """
    asked = select(objection).where(objection.c.subject.in_(subjects))
    with store.reading() as connection:
        rows = connection.execute(asked.order_by(objection.c.said_on, objection.c.link)).all()
    if not rows:
        return {}
    tree, found = load_units(store), dict[str, tuple[Objection, ...]]()
    for each in (_objection(row) for row in rows if _is_ours(store, row)):
        if concerns(tree, each.unit, unit.removesuffix(OWN)):
            known = tree.find(each.unit) if tree else None
            named = replace(each, name=known.name if known else each.unit)
            found[each.subject] = (*found.get(each.subject, ()), named)
    return found


def concerns(tree: UnitTree | None, speaker: str, unit: str) -> bool:
    """Return whether one unit is another, or below it, or above it."""
    if speaker == unit or tree is None:
        return speaker == unit
    return speaker in ancestors(tree, unit) or unit in ancestors(tree, speaker)


def move_objections(store: Store, connection: Connection, before: str, after: str) -> None:
    """Let what was said of a meeting hold for the round that it has become."""
    _move(store, connection, objection.c.subject == before, {"subject": after})


def pass_objections_on(store: Store, connection: Connection, before: str, after: str) -> None:
    """Let what was said with a link belong to the one that was made in its place."""
    _move(store, connection, objection.c.link == before, {"link": after})


def forget_objections(connection: Connection, subjects: Collection[str]) -> None:
    """Delete what was said of rounds or meetings that are deleted."""
    connection.execute(objection.delete().where(objection.c.subject.in_(subjects)))


def _move(store: Store, connection: Connection, which: Any, changes: Mapping[str, str]) -> None:
    rows = connection.execute(select(objection).where(which)).all()
    connection.execute(objection.delete().where(which))
    for row in rows:
        if _is_ours(store, row):
            facts = {name: getattr(row, name) for name in ("subject", "unit", "link", "said_on")}
            _insert(store, connection, Objection(**{**facts, **changes}))


def _insert(store: Store, connection: Connection, said: Objection) -> None:
    row = {"subject": said.subject, "unit": said.unit, "link": said.link, "said_on": said.said_on}
    connection.execute(objection.insert().values({**row, "proof": _proof(store, said)}))


def _same(subject: str, link: str) -> Any:
    return and_(objection.c.subject == subject, objection.c.link == link)


def _objection(row: Row[Any]) -> Objection:
    return Objection(row.subject, row.unit, row.link, row.said_on)


def _is_ours(store: Store, row: Row[Any]) -> bool:
    said = _objection(row)
    facts = said.subject, said.unit, said.link, said.said_on
    return proven(store.code_key, bytes(row.proof), "objection", *facts)


def _proof(store: Store, said: Objection) -> bytes:
    facts = said.subject, said.unit, said.link, said.said_on
    return prove(store.code_key, "objection", *facts)
