"""``kit check`` and ``kit build`` have the same directives and roles in mind."""

import pytest

from kit.checks.pages import directives as checked
from kit.sphinxext.pages.directives import DIRECTIVES
from kit.sphinxext.pages.domain import TYPES


def test_both_know_the_same_directives_and_roles() -> None:
    assert set(checked.DIRECTIVES) == set(DIRECTIVES)
    assert set(checked.ROLES) == {f"kit:{what}" for what in TYPES}


@pytest.mark.parametrize("name", DIRECTIVES)
def test_both_know_what_a_directive_takes(name: str) -> None:
    shape, directive = checked.DIRECTIVES[name], DIRECTIVES[name]
    assert set(shape.options) == set(directive.option_spec or ())
    assert shape.required == bool(directive.required_arguments)
    assert shape.content == directive.has_content
    assert bool(shape.names) == bool(directive.required_arguments + directive.optional_arguments)
