"""An address stays where it is when a book gets its second language, or loses it again."""

from kit.model import Addresses, light_address

BOTH = Addresses(("nb", "en"))
ALONE = Addresses(("nb",), in_folders=False)


def test_a_single_language_may_lie_at_the_top_and_several_have_folders() -> None:
    assert ALONE.folder("nb") == ""
    assert [BOTH.folder(language) for language in BOTH.languages] == ["nb/", "en/"]


def test_the_books_own_language_answers_at_the_top_and_in_its_folder() -> None:
    assert {ALONE.folder("nb"), ALONE.other_folder("nb")} == {"", "nb/"}
    assert {BOTH.folder("nb"), BOTH.other_folder("nb")} == {"", "nb/"}


def test_a_translation_has_one_place() -> None:
    assert BOTH.other_folder("en") is None


def test_the_page_of_an_exercise_is_made_of_its_id() -> None:
    assert light_address("dare/pull") == "exercises/dare/pull.html"
