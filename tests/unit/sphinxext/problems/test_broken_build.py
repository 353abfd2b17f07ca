"""Whose fault it is that a build broke off."""

from importlib.util import find_spec

from kit.sphinxext.problems.broken_build import _PASSING


def test_the_modules_that_only_hand_on_are_where_they_are_said_to_be() -> None:
    assert [name for name in sorted(_PASSING) if find_spec(name) is None] == []
