"""A round is near another where they share a unit, or one is above or below the other."""

from dataclasses import replace
from datetime import date

import pytest

from kit.ballots.rounds.resting import Place, Rest
from tests.unit.ballots.conftest import exercise

CARE = Place(frozenset({"care", "day", "night"}), frozenset({"town"}))
DAY = Place(frozenset({"day"}), frozenset({"town", "care"}))
NIGHT = Place(frozenset({"night"}), frozenset({"town", "care"}))
TOWN = Place(frozenset({"town", "care", "day", "night", "school"}), frozenset())
SCHOOL = Place(frozenset({"school"}), frozenset({"town"}))
# The organisation was changed since: a unit that is above one of today's had no units of its own.
OLD_CARE = Place(frozenset({"care"}), frozenset({"town"}))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (CARE, DAY, True),
        (TOWN, NIGHT, True),
        (OLD_CARE, DAY, True),
        (DAY, DAY, True),
        (DAY, NIGHT, False),
        (SCHOOL, CARE, False),
    ],
)
def test_two_places_are_near_whichever_is_asked(one: Place, other: Place, *, near: bool) -> None:
    assert one.meets(other) is near
    assert other.meets(one) is near


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("leader north", "leader"),
        ("hr town", "hr"),
        ("leaders", "administrator"),
        ("test", "administrator"),
        ("", "administrator"),
    ],
)
def test_who_opened_a_round_is_told_as_a_role_and_never_by_name(said: str, role: str) -> None:
    day = date(2026, 11, 1)
    rest = Rest("r", exercise(), "north", "North", said, day, None, None)
    assert rest.role == role
    assert replace(rest, opened_by=f"{said} Kari Nordmann").role in {role, "administrator"}
