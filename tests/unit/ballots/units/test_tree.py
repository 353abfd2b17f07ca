"""The organisation's units: found, frozen for a round, and the same after the database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine

from kit.ballots.tables import unit
from kit.ballots.units.tree import (
    OWN,
    UnitSpec,
    UnitTree,
    ancestors,
    frozen_units,
    rows_of_units,
    saved_units,
    subtree,
)

TREE = UnitTree(
    UnitSpec(
        "town",
        "Town",
        0,
        (
            UnitSpec("school", "School", 12, registered=10),
            UnitSpec("care", "Care", 2, (UnitSpec("day", "Day", 9), UnitSpec("night", "Night"))),
        ),
    )
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        unit.create(connection)
        yield connection
    connection.engine.dispose()


def test_units_are_walked_parents_first_in_the_order_written() -> None:
    assert [each.id for each in TREE.root.walk()] == ["town", "school", "care", "day", "night"]


def test_a_unit_that_is_not_there_is_found_nowhere() -> None:
    day = TREE.find("day")
    assert day is not None
    assert day.name == "Day"
    assert TREE.find("dusk") is None
    assert ancestors(TREE, "dusk") == ()


def test_what_stands_above_a_unit_begins_with_the_root() -> None:
    assert ancestors(TREE, "night") == ("town", "care")
    assert ancestors(TREE, "town") == ()


def test_units_come_back_from_the_database_as_they_were_saved(connection: Connection) -> None:
    assert saved_units(connection) is None
    connection.execute(unit.insert(), list(rows_of_units(TREE)))
    assert saved_units(connection) == TREE


def test_who_is_placed_at_a_unit_with_units_below_becomes_a_leaf_of_its_own() -> None:
    frozen = {each.id: each for each in frozen_units(TREE.root)}
    placed = frozen["care" + OWN]
    assert (placed.parent, placed.name, placed.people) == ("care", "Care", 2)
    assert placed.leaf
    assert placed.own
    assert not frozen["care"].leaf
    # Counted there, they would be counted twice.
    assert frozen["care"].people is None


def test_nobody_placed_at_a_unit_makes_no_leaf() -> None:
    assert "town" + OWN not in {each.id for each in frozen_units(TREE.root)}


def test_a_round_knows_nothing_of_what_is_above_its_root() -> None:
    care = TREE.find("care")
    assert care is not None
    first, *others = frozen_units(care)
    assert (first.id, first.parent) == ("care", None)
    assert [each.id for each in others] == ["care" + OWN, "day", "night"]


def test_a_raised_head_count_is_frozen_beside_the_number_that_was_saved() -> None:
    school = next(each for each in frozen_units(TREE.root) if each.id == "school")
    assert (school.people, school.registered) == (12, 10)


def test_a_part_of_a_round_is_a_unit_with_all_below_it() -> None:
    units = frozen_units(TREE.root)
    assert [each.id for each in subtree(units, "care")] == ["care", "care" + OWN, "day", "night"]
    assert [each.id for each in subtree(units, "day")] == ["day"]
    assert subtree(units, None) == units
