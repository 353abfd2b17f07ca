"""An id of ours is shown in words, in every language."""

import pytest

from kit.catalogues import languages, strings
from kit.frontend.labels import LABELS, label
from kit.model import Develops, Method, Rhythm, Status
from kit.plugins import discover

KINDS = [pytest.param(name, id=f"kind {name}") for name in discover().of("kit.kinds")]
OURS = [str(each) for words in (Develops, Method, Rhythm, Status) for each in words]


@pytest.mark.parametrize("name", [*KINDS, *OURS])
def test_an_id_of_ours_has_words(name: str) -> None:
    assert name in LABELS, "say in LABELS in kit/frontend/labels.py what it is called"


def test_words_come_in_the_readers_language() -> None:
    said = {language: label("pairs", strings(language).gettext) for language in languages()}
    assert said["en"] == "In pairs"
    assert len(set(said.values())) > 2


def test_an_id_of_an_author_is_shown_as_words() -> None:
    assert label("hard-choice", strings("nb").gettext) == "Hard choice"
