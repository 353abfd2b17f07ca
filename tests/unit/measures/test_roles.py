"""What is handed on names roles."""

import pytest

from kit.measures.roles import roles_only


@pytest.mark.parametrize(
    "text", ["KN", "K.N.", "kn", "K N", "A-L", "ÅØ", "Kari Nordmann", "K", "ABC"]
)
def test_initials_and_names_are_left_out(text: str) -> None:
    assert roles_only(text) == ""
    assert roles_only(f"fagleder, {text}") == "fagleder"
    assert roles_only(f"{text}/verneombud") == "verneombud"


@pytest.mark.parametrize(
    "text", ["", "teamleder", "HR", "team A", "avdeling B", "alle", "leder, verneombud", "gruppe 2"]
)
def test_roles_stay(text: str) -> None:
    assert roles_only(text) == text


def test_initials_beside_a_role_are_left_out() -> None:
    assert roles_only("teamleder KN") == "teamleder"
    assert roles_only("K.N. og HR") == "og HR"
