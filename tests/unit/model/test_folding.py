"""What a reader cannot tell apart becomes the same words."""

import pytest

from kit.model.folding import folded_words

WRITTEN = "We say what went badly"


@pytest.mark.parametrize(
    "text",
    [
        "WE  SAY, what went: badly!",
        "W\u0435 s\u0430y wh\u0430t w\u0435nt b\u0430dly",  # Cyrillic letters
        "We\u200b sa\u00ady what we\u2060nt badly",  # nothing that is seen
        "\u202eyldab tnew tahw yas eW\u202c",  # written from its end
        "W\u00e9 say wh\u00e3t went badly\u0301",
        "We s4y wh4t w3nt b4dly",
        "\uff37\uff45 say what went badly",
    ],
)
def test_a_text_that_looks_the_same_folds_to_the_same(text: str) -> None:
    assert folded_words(text) == folded_words(WRITTEN)


def test_other_words_stay_other_words() -> None:
    assert folded_words("We say what went well") != folded_words(WRITTEN)
    assert folded_words("vi l\u00e6rer") == ("vi", "larer")


def test_two_numbers_stay_two_numbers() -> None:
    assert len({folded_words(number) for number in ("13", "15", "35", "2", "20")}) == 5


def test_a_text_without_a_word_has_none() -> None:
    assert folded_words(" \u2800\u3164\u200b-- ") == ()
