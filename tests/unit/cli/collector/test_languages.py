"""A sheet of slips is printed in a language that the exercise has."""

from dataclasses import replace

import pytest

from kit.cli.collector.languages import language_of
from kit.errors import UsageError
from tests.unit.ballots.conftest import exercise


def test_without_a_wish_it_is_the_language_of_the_exercise() -> None:
    assert language_of(exercise(), "") == "en"


def test_a_language_that_was_not_translated_is_refused_with_those_that_are() -> None:
    made = exercise()
    two = replace(made, wording={**made.wording, "nb": made.wording["en"]})
    assert language_of(two, "nb") == "nb"
    with pytest.raises(UsageError, match=r"no language 'sv'; it has en, nb"):
        language_of(two, "sv")
