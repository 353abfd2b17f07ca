"""What the kit says in English on a page in another language, says that it is English."""

import pytest

from kit.frontend import english, mark_english
from tests.danish import FOLDER

PAGE = (
    "<title>Begin</title><p title='Begin'>Begin</p><option>Begin</option><script>'Begin'</script>"
    "<b> Begin: </b><i>From 4 to 8 people.</i><i>Næste</i>"
)


def test_nothing_is_marked_in_a_language_of_the_kit() -> None:
    assert english("nb") is None
    assert english("nb-NO") is None
    assert mark_english(PAGE, "nn") == PAGE


def test_texts_that_nobody_has_translated_are_marked_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    assert mark_english(PAGE, "da") == (
        "<title>Begin</title><p title='Begin'><span lang=\"en\">Begin</span></p>"
        "<option>Begin</option><script>'Begin'</script>"
        '<b> <span lang="en">Begin:</span> </b><i><span lang="en">From 4 to 8 people.</span></i>'
        "<i>Næste</i>"
    )
    assert "<span" not in mark_english("<p>Next</p><p>Your code</p>", "da")
