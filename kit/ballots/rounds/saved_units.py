"""Save an organisation's units: one after the other, on record, with those that are in a round."""

from __future__ import annotations

from collections.abc import Mapping

from kit.ballots.rounds.resting import busy_units
from kit.ballots.tables import unit
from kit.ballots.units.tree import UnitSpec, UnitTree, in_turn, rows_of_units, saved_units
from kit.storage.audit import record
from kit.storage.store import Store


class BusyUnitsError(Exception):
    """Units would go that are in a round, or rest from one."""

    def __init__(self, units: tuple[UnitSpec, ...]) -> None:
        super().__init__()
        self.units = units


def save_units(store: Store, tree: UnitTree, actor: str, *, busy_stay: bool = False) -> None:
    """Make these the organisation's units from now on; rounds that are open keep their own.

    The record has every number of people that is another than before: there are as many places,
    and good slips, as people.

    :param busy_stay: whether those that are in a round, or rest from one, have to be among them.
    :raises BusyUnitsError: if they are not.
    """
    with store.writing() as connection:
        in_turn(connection)
        before, now = _by_id(saved_units(connection)), _by_id(tree)
        if busy_stay:
            gone = busy_units(connection, store.today()) & before.keys() - now.keys()
            if gone:
                raise BusyUnitsError(tuple(each for id_, each in before.items() if id_ in gone))
        connection.execute(unit.delete())
        connection.execute(unit.insert(), list(rows_of_units(tree)))
        told = {"root": tree.root.id, "units": str(len(now))}
        record(store, connection, actor, "save-units", told | _changes(before, now))


def _by_id(tree: UnitTree | None) -> Mapping[str, UnitSpec]:
    return {each.id: each for each in tree.root.walk()} if tree else {}


def _changes(before: Mapping[str, UnitSpec], now: Mapping[str, UnitSpec]) -> dict[str, str]:
    """Return which numbers of people are other ones: of a unit that was not there, from none."""
    told = {id_: (each.people or 0, _people(now.get(id_))) for id_, each in before.items()}
    told |= {id_: (0, each.people or 0) for id_, each in now.items() if id_ not in before}
    changes = [f"{id_}: {was} > {is_}" for id_, (was, is_) in told.items() if was != is_]
    return {"people": ", ".join(changes)} if changes else {}


def _people(of: UnitSpec | None) -> int:
    return (of.people or 0) if of else 0
