"""Rows become one tree of units, or every reason why they are none is told at its place."""

import pytest

from kit.ballots.units.rows import UnitRow, tree_of
from kit.errors import Place

BEGINNING = Place("units.csv")


def rows(*written: tuple[str, str, str | None]) -> list[UnitRow]:
    return [
        UnitRow(
            unit,
            name,
            parent,
            9,
            {
                key: Place("units.csv", line, column)
                for column, key in enumerate(("unit", "name", "parent", "people"), 1)
            },
        )
        for line, (unit, name, parent) in enumerate(written, 2)
    ]


def faults(*written: tuple[str, str, str | None]) -> list[tuple[int, int, str]]:
    tree, found = tree_of(rows(*written), BEGINNING)
    assert tree is None or not found
    return [(fault.place.line, fault.place.column, fault.code) for fault in found]


TOWN = ("town", "Town", None)


def test_children_stand_below_their_parents_in_the_order_of_the_file() -> None:
    tree, found = tree_of(
        rows(("b", "B", "town"), TOWN, ("a", "A", "town"), ("c", "C", "a")), BEGINNING
    )
    assert found == ()
    assert tree is not None
    assert [each.id for each in tree.walk()] == ["town", "b", "a", "c"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "A", "town"), (3, 1, "empty-text")),
        (("A b", "A", "town"), (3, 1, "invalid-id")),
        (("a" * 61, "A", "town"), (3, 1, "invalid-id")),
        (("a", "", "town"), (3, 2, "empty-text")),
        (("a", "A" * 241, "town"), (3, 2, "text-too-long")),
        (("a", "A\u200b", "town"), (3, 2, "wrong-value")),
        (("town", "A", "town"), (3, 1, "duplicate-id")),
        (("a", "A", "twon"), (3, 3, "unknown-unit")),
        (("a", "A", None), (3, 1, "not-one-tree")),
    ],
)
def test_a_slip_is_told_at_its_cell(
    row: tuple[str, str, str | None], fault: tuple[int, int, str]
) -> None:
    assert faults(TOWN, row) == [fault]


def test_all_slips_are_told_at_once() -> None:
    assert len(faults(TOWN, ("A b", "", "nowhere"), ("town", "T", None))) == 4


def test_a_parent_that_is_given_by_its_name_is_recognised() -> None:
    _, (fault,) = tree_of(rows(TOWN, ("a", "A", "TOWN")), BEGINNING)
    assert fault.in_words("en") == ("there is no unit 'TOWN'", "did you mean 'town'?")


def test_nobody_could_tell_two_units_of_one_name_in_one_place_apart() -> None:
    assert faults(TOWN, ("a", "Care", "town"), ("b", "care", "town")) == [(4, 2, "duplicate-id")]
    assert faults(TOWN, ("a", "Care", "town"), ("b", "Care", "a")) == []


def test_units_that_are_above_themselves_are_told_once_with_their_way() -> None:
    _, (fault,) = tree_of(
        rows(TOWN, ("a", "A", "c"), ("b", "B", "a"), ("c", "C", "b"), ("d", "D", "a")), BEGINNING
    )
    assert fault.place.line == 3
    assert "a < c < b < a" in fault.in_words("en")[0]


def test_no_units_and_no_top_are_told_at_the_beginning() -> None:
    assert faults() == [(1, 1, "not-one-tree")]
    assert (1, 1, "not-one-tree") in faults(("a", "A", "b"), ("b", "B", "a"))


def test_a_tree_deeper_than_any_organisation_is_refused() -> None:
    deep = [TOWN, *((f"u{n}", f"U{n}", f"u{n - 1}" if n else "town") for n in range(45))]
    assert [code for *_, code in faults(*deep)] == ["not-one-tree"]


def test_an_id_and_a_name_may_be_as_long_as_they_may() -> None:
    assert faults(TOWN, ("a" * 60, "A" * 240, "town")) == []
