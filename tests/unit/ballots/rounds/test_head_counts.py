"""A head count is raised before opening, by whoever may, on record and for everybody to read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.ballots import (
    CloseRound,
    OpenRound,
    RefusedError,
    UnitSpec,
    UnitTree,
    load_units,
    raise_head_count,
    save_units,
)
from kit.ballots.tables import unit
from kit.ballots.units.rows import PEOPLE
from kit.ballots.units.tree import in_turn, rows_of_units
from kit.reports import as_text, read_report
from kit.storage import audit_entries
from tests.postgres import Postgres
from tests.unit.ballots.conftest import ORGANISATION, Organisation, plan, settings_in

VECTOR = b"\4\4\4"
SMALL = UnitTree(
    UnitSpec(
        "town",
        "Town",
        2,
        (UnitSpec("a", "A", 4), UnitSpec("b", "B", None, (UnitSpec("c", "C", 3),))),
    )
)


def test_of_two_tables_saved_at_once_one_is_there_whole(tmp_path: Path, postgres: Postgres) -> None:
    """Else the town would have two tops, and a team twice the people."""
    town = Organisation(settings_in(tmp_path, postgres.database()))
    save_units(town.store, ORGANISATION, "hr")
    village, other = UnitTree(UnitSpec("village", "Village", 9)), town.another()
    with ThreadPoolExecutor(1) as pool:
        with town.store.writing() as connection:
            in_turn(connection)
            connection.execute(unit.delete())
            second = pool.submit(save_units, other, village, "hr")
            while not postgres.run("SELECT 1 FROM pg_locks WHERE NOT granted"):
                assert not second.done()
            connection.execute(unit.insert(), list(rows_of_units(SMALL)))
        second.result()
    assert load_units(town.store) == village
    town.close()


def test_a_round_that_could_show_nothing_is_refused(town: Organisation) -> None:
    save_units(town.store, SMALL, "hr")
    found = town.ask(OpenRound(plan("a")))
    assert (found.code, found.details["people"], found.details["k"]) == ("too-few-people", "4", "5")
    assert town.ask(OpenRound(plan("b"))).code == "too-few-people", "it has one unit below"
    assert town.ask(OpenRound(plan("town", k=10))).code == "too-few-people"
    assert town.ask(OpenRound(plan("town"))).done, "nine people are enough together"


def test_a_raised_number_lets_a_unit_open_and_that_many_answer(town: Organisation) -> None:
    save_units(town.store, SMALL, "hr")
    raise_head_count(town.store, "a", 6, "hr link x")
    round_id = town.open("a")
    room = town.code(round_id, "a")
    joined = town.receive(lambda receiver: receiver.join(room))
    assert (joined.people, joined.registered) == (6, 4)
    town.answer(room, *[VECTOR] * 6)
    town.ask(CloseRound(round_id))
    report = read_report(town.store, round_id, language="en")
    assert report is not None
    assert report.raised == (4, 6)
    words = "HR raised the number of people from 4 to 6 before the survey was opened."
    assert words in " ".join(as_text(report).split())


def test_the_result_of_a_unit_above_adds_up_those_below(town: Organisation) -> None:
    save_units(town.store, SMALL, "hr")
    raise_head_count(town.store, "a", 6, "hr")
    raise_head_count(town.store, "town", 3, "hr")
    report = read_report(town.store, town.open(), language="en")
    assert report is not None
    assert report.raised == (9, 12)


def test_every_raise_is_on_record_and_the_first_number_is_kept(town: Organisation) -> None:
    raise_head_count(town.store, "a", 14, "hr link x")
    raise_head_count(town.store, "a", 15, "hr link x")
    entry = audit_entries(town.store)[-1]
    assert (entry.act, entry.actor) == ("raise-head-count", "hr link x")
    assert dict(entry.details) == {"unit": "a", "registered": "12", "people": "15"}
    save_units(town.store, ORGANISATION, "hr")
    tree = load_units(town.store)
    assert tree is not None
    found = tree.find("a")
    assert found is not None
    assert (found.people, found.registered) == (12, None), "the file is what counts again"


@pytest.mark.parametrize("people", [0, 11, 12, PEOPLE + 1])
def test_a_number_is_raised_and_never_lowered(sqlite: Organisation, people: int) -> None:
    with pytest.raises(RefusedError) as refused:
        raise_head_count(sqlite.store, "a", people, "hr")
    assert refused.value.code == "not-raised"


def test_a_round_that_is_open_keeps_its_number(town: Organisation) -> None:
    round_id = town.open("a")
    raise_head_count(town.store, "a", 14, "hr")
    joined = town.receive(lambda receiver: receiver.join(town.code(round_id, "a")))
    assert (joined.people, joined.registered) == (12, None)
