"""How many slips there are is only told where it is known of every part."""

from types import SimpleNamespace
from typing import Any

from kit.ballots.rounds.drawn import Drawn, drawn_below, drawn_of, drawn_proof
from kit.ballots.units.tree import UnitSpec, frozen_units

KEY = b"k" * 32
UNITS = frozen_units(
    UnitSpec(
        "town", "Town", 0, (UnitSpec("a", "A", 9), UnitSpec("b", "B", 0, (UnitSpec("c", "C"),)))
    )
)


def row(drawn: int | None, proof: bytes | None, places: int | None = 9) -> Any:
    return SimpleNamespace(id="s", drawn=drawn, drawn_proof=proof, places=places)


def test_slips_of_units_add_up_to_those_of_the_unit_above() -> None:
    found = drawn_below(UNITS, {"a": Drawn(5, 9), "c": Drawn(3, 4)})
    assert found["b"] == Drawn(3, 4)
    assert found["town"] == Drawn(8, 13)


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    found = drawn_below(UNITS, {"a": None, "c": Drawn(3, 4)})
    assert found["town"] is None
    assert found["b"] == Drawn(3, 4)


def test_a_number_that_was_changed_in_the_database_is_not_told() -> None:
    proof = drawn_proof(KEY, "s", 5)
    assert drawn_of(KEY, row(5, proof)) == Drawn(5, 9)
    assert drawn_of(KEY, row(6, proof)) is None
    assert drawn_of(KEY, row(5, None)) is None
    assert drawn_of(b"x" * 32, row(5, proof)) is None


def test_a_session_without_slips_has_none_and_one_of_old_is_unknown() -> None:
    assert drawn_of(KEY, row(None, None)) == Drawn(0, 9)
    assert drawn_of(KEY, row(5, drawn_proof(KEY, "s", 5), places=None)) is None
