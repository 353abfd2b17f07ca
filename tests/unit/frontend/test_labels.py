"""An id of ours is shown in words, in every language."""

import pytest

from kit.catalogues import languages, strings
from kit.frontend.labels import LABELS, label
from kit.model import Method


@pytest.mark.parametrize("method", list(Method))
def test_every_method_of_a_step_has_words(method: Method) -> None:
    assert str(method) in LABELS


def test_words_come_in_the_readers_language() -> None:
    said = {language: label("pairs", strings(language).gettext) for language in languages()}
    assert said["en"] == "In pairs"
    assert len(set(said.values())) > 2


def test_an_id_of_an_author_is_shown_as_words() -> None:
    assert label("hard-choice", strings("nb").gettext) == "Hard choice"
