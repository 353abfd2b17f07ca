"""What representatives say of a round concerns its branch of the units, and only they unsay it."""

from datetime import date

from sqlalchemy import select

from kit.ballots import (
    forget_objections,
    move_objections,
    object_to,
    objections,
    pass_objections_on,
    take_back_objection,
)
from kit.ballots.rounds.objections import concerns
from kit.ballots.tables import objection
from kit.storage import audit_entries
from tests.unit.ballots.conftest import ORGANISATION, TODAY, Organisation


def _said(town: Organisation, subject: str, unit: str) -> list[tuple[str, str, date]]:
    found = objections(town.store, [subject], unit).get(subject, ())
    return [(each.name, each.link, each.said_on) for each in found]


def test_it_is_said_once_with_a_link_and_taken_back_with_that_alone(town: Organisation) -> None:
    assert object_to(town.store, "r", "school", "one", "rep")
    town.wait(1)
    assert not object_to(town.store, "r", "school", "one", "rep")
    assert object_to(town.store, "r", "school", "two", "rep")
    assert [each[1] for each in _said(town, "r", "school")] == ["one", "two"]
    assert _said(town, "r", "school")[0] == ("School", "one", TODAY)
    assert not take_back_objection(town.store, "r", "three", "rep")
    assert not take_back_objection(town.store, "other", "one", "rep")
    assert take_back_objection(town.store, "r", "one", "rep")
    assert [each[1] for each in _said(town, "r", "school")] == ["two"]
    acts = [each.act for each in audit_entries(town.store)]
    assert acts[-3:] == ["object", "object", "take-back-objection"]


def test_it_concerns_the_units_above_and_below_and_none_beside(town: Organisation) -> None:
    object_to(town.store, "r", "school", "one", "rep")
    for unit, told in (("town", 1), ("a", 1), ("school/own", 1), ("health", 0), ("c", 0)):
        assert len(_said(town, "r", unit)) == told, unit
    assert concerns(None, "gone", "gone")
    assert not concerns(ORGANISATION, "gone", "town")


def test_it_goes_from_a_meeting_to_its_round_and_from_a_link_to_the_next(
    town: Organisation,
) -> None:
    object_to(town.store, "meeting", "a", "one", "rep")
    with town.store.writing() as connection:
        move_objections(town.store, connection, "meeting", "round")
        pass_objections_on(town.store, connection, "one", "two")
    assert _said(town, "meeting", "a") == []
    assert _said(town, "round", "a") == [("Team A", "two", TODAY)]
    with town.store.writing() as connection:
        forget_objections(connection, ["round"])
        assert connection.execute(select(objection)).all() == []


def test_what_somebody_writes_into_the_database_is_not_said(town: Organisation) -> None:
    object_to(town.store, "r", "a", "one", "rep")
    with town.store.writing() as connection:
        connection.execute(objection.update().values(unit="town"))
    assert _said(town, "r", "town") == []
    with town.store.writing() as connection:
        move_objections(town.store, connection, "r", "s")
    assert _said(town, "s", "town") == []
