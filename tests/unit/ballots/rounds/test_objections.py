"""What representatives say of a round stays, whoever has their link, and they alone unsay it."""

import threading
from datetime import date, timedelta

from sqlalchemy import select

from kit.ballots import (
    forget_objections,
    move_objections,
    object_to,
    objections,
    take_back_objection,
)
from kit.ballots.tables import objection
from kit.storage import audit_entries
from tests.unit.ballots.conftest import TODAY, Organisation

NEXT = TODAY + timedelta(days=1)


def _said(town: Organisation, subject: str) -> list[tuple[str, date, date | None]]:
    found = objections(town.store, [subject]).get(subject, ())
    return [(each.name, each.said_on, each.taken_back_on) for each in found]


def test_it_is_said_once_for_a_unit_and_what_is_taken_back_is_still_told(
    town: Organisation,
) -> None:
    assert object_to(town.store, "r", "school", "School", "rep")
    assert not object_to(town.store, "r", "school", "School", "rep")
    assert object_to(town.store, "r", "health", "Health", "rep")
    assert not take_back_objection(town.store, "other", "school", "rep")
    town.wait(1)
    assert take_back_objection(town.store, "r", "school", "rep")
    assert not take_back_objection(town.store, "r", "school", "rep")
    assert _said(town, "r") == [("Health", TODAY, None), ("School", TODAY, NEXT)]
    acts = [each.act for each in audit_entries(town.store)]
    assert acts[-3:] == ["object", "object", "take-back-objection"]


def test_nobody_fills_the_record_with_it(town: Organisation) -> None:
    before = len(audit_entries(town.store))
    for _ in range(20):
        object_to(town.store, "r", "school", "School", "rep")
        take_back_objection(town.store, "r", "school", "rep")
    assert len(audit_entries(town.store)) == before + 2
    town.wait(1)
    assert object_to(town.store, "r", "school", "School", "rep")
    assert _said(town, "r") == [("School", NEXT, None)]


def test_it_goes_from_a_meeting_to_its_round_which_may_have_its_own(town: Organisation) -> None:
    object_to(town.store, "meeting", "a", "Team A", "rep")
    object_to(town.store, "meeting", "b", "B", "rep")
    town.wait(1)
    object_to(town.store, "round", "a", "Team A", "rep")
    with town.store.writing() as connection:
        move_objections(town.store, connection, "meeting", "round")
    assert _said(town, "meeting") == []
    assert _said(town, "round") == [("B", TODAY, None), ("Team A", NEXT, None)]
    with town.store.writing() as connection:
        forget_objections(connection, ["round"])
        assert connection.execute(select(objection)).all() == []


def test_two_who_press_at_once_say_it_once(town: Organisation) -> None:
    both = threading.Barrier(2)
    done: list[bool] = []

    def press() -> None:
        store = town.another()
        both.wait(10)
        done.append(object_to(store, "r", "school", "School", "rep"))

    pressing = [threading.Thread(target=press) for _ in range(2)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join(30)
    assert sorted(done) == [False, True]
    assert [each.act for each in audit_entries(town.store)].count("object") == 1


def test_what_somebody_writes_into_the_database_is_not_said(town: Organisation) -> None:
    object_to(town.store, "r", "a", "Team A", "rep")
    with town.store.writing() as connection:
        connection.execute(objection.update().values(name="The town"))
    assert _said(town, "r") == []
    assert not take_back_objection(town.store, "r", "a", "rep")
    with town.store.writing() as connection:
        move_objections(town.store, connection, "r", "s")
    assert _said(town, "s") == []
