"""How people work in a step has words, in every language."""

import pytest

from kit.catalogues import strings
from kit.kinds.group_words import method_words, minutes_words, people_words
from kit.model import Method


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_every_method_has_words_of_its_own(language: str) -> None:
    words = [method_words(method, strings(language).gettext) for method in Method]
    assert len(set(words)) == len(Method)
    assert all(words)


def test_minutes_and_people_are_said_with_their_numbers() -> None:
    gettext = strings("nb").gettext
    assert minutes_words(10, gettext) == "10 min"
    assert "4–20" in people_words(4, 20, gettext)
