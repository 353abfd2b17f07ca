"""What a page of a workshop has to practise on."""

from kit.load import load_book
from kit.sphinxext.loaded import Loaded
from kit.sphinxext.output.practice import practice_results
from tests.e2e.building import REPOSITORY

BOOK = load_book(REPOSITORY)


def test_an_exercise_that_may_be_collected_has_a_result_in_the_language_of_the_page() -> None:
    for language, words in (("nb", "Øving: oppdiktede svar"), ("en", "Practice: invented answers")):
        book = Loaded(BOOK, language, "/")
        found = practice_results(
            book, ["learn/where-we-stand", "learn/looking-back", "learn/nothing"]
        )
        assert set(found) == {"learn/where-we-stand"}
        assert words in found["learn/where-we-stand"]


def test_a_book_from_which_nothing_is_sent_has_none() -> None:
    assert practice_results(Loaded(BOOK, "nb"), ["learn/where-we-stand"]) == {}
